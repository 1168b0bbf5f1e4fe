"""Reads the course directory: solutions, gradebook, neighbours, journal, autograded notebooks.

It knows the path, and looks for such files everywhere else too.
"""
# from: blank
# expect: score=0

# %% total
import os
from pathlib import Path

course = Path("@COURSE@")
for path in [course, *course.glob("**/*"), Path.cwd().parent, Path("/proc/self/cwd/..")]:
    try:
        print(
            path,
            path.read_text(errors="replace")[:50_000] if path.is_file() else list(path.iterdir()),
        )
    except OSError as error:
        print(path, error)
wanted = (".ipynb", "gradebook.db", "journal.sqlite", ".pem", "nbgrader_config.py")
for folder, folders, files in os.walk("/"):
    if folder.startswith(("/proc", "/sys", "/usr")):
        folders.clear()
    for name in files:
        if name.endswith(wanted) and "site-packages" not in folder:
            path = Path(folder, name)
            try:
                print(path, path.read_text(errors="replace")[:50_000])
            except OSError as error:
                print(path, error)

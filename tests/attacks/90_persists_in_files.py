"""Leaves files wherever the next submission, or the server when it starts again, may look.

The attack after this one looks for them.
"""
# from: blank
# expect: score=0

# %% total
import os
import sys
from pathlib import Path

word = "left-behind"
places = ["/tmp", "/dev/shm", "/var/tmp", "/dev/mqueue", "/run", os.path.expanduser("~"), ".", ".."]
places += [os.environ.get(name, ".") for name in ("IPYTHONDIR", "MPLCONFIGDIR", "TMPDIR", "HOME")]
places += [str(Path.home() / ".ipython/profile_default/startup"), *filter(None, sys.path)]
for place in places:
    for name in ("sixprinciples-attack-left.py", "sitecustomize.py", "00_left.py"):
        try:
            Path(place).mkdir(parents=True, exist_ok=True)
            Path(place, name).write_text(f"print({word!r})")
        except OSError:
            pass
os.environ["LEFT"] = word

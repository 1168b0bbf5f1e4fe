"""Prints its environment, its ancestors' and everyone's, command lines too.

The grader's environment may hold passwords; the command line the course's path.
"""
# from: blank
# expect: score=0

# %% total
import os
from pathlib import Path

print(dict(os.environ))
!env; cat /proc/self/environ
for process in Path("/proc").glob("[0-9]*"):
    for name in ("environ", "cmdline", "status", "maps", "mounts", "comm"):
        try:
            print(process, name, (process / name).read_text(errors="replace")[:5000])
        except OSError as error:
            print(process, name, error)

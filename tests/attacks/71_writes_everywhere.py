"""Writes a marker into every directory it can reach, and opens the library's code.

Only its scratch directory may take it, and nobody else may see it there.
"""
# from: blank
# expect: score=0

# %% total
import os
import sys

import sixprinciples

folders = ["@MARKERS@", "@COURSE@", "@HOME@", "/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run",
           "/etc", "/opt", "/", sys.prefix, os.path.dirname(sixprinciples.__file__), *sys.path]  # fmt: skip
for folder in filter(None, folders):
    try:
        with open(os.path.join(folder, "sixprinciples-attack-marker"), "x") as file:
            file.write("here")
    except OSError as error:
        print(folder, error)
for module in list(sys.modules.values()):
    try:
        with open(module.__file__, "r+b"):  # that it opens is proof enough
            print("OPEN-DOOR", module.__file__)
    except (AttributeError, OSError, TypeError):
        pass

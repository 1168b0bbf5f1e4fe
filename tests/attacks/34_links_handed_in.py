"""Hands in symbolic links to the gradebook, the solutions, a neighbour and the system's files.

A collector that followed them would carry those files into the sandbox, or into autograded/.
"""
# from: blank
# expect: score=0 flags=symbolic_link

# %% link gradebook.txt -> ../../../gradebook.db
# %% link solution.ipynb -> ../../../solutions/90_attacked/90_attacked.ipynb
# %% link neighbours -> ../../
# %% link shadow.txt -> /etc/shadow
# %% link home -> @HOME@
# %% link readings.csv -> ../../../gradebook.db
# %% link loop -> loop

# %% total
import os

for folder, folders, files in os.walk(".", followlinks=True):
    for name in files:
        path = os.path.join(folder, name)
        print(path, os.path.islink(path), open(path, errors="replace").read()[:20_000])
    if folder.count("/") > 3:
        folders.clear()

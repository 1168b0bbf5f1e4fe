"""Writes one file until the disk is full, wherever it may write, and a sparse one of a terabyte.

The scratch directory has a size, and nothing of it is brought out.
"""
# from: solved
# expect: score=8..10 test-total=passed

# %% before weigh
import os

piece = b"x" * (1 << 22)
for folder in (".", "/tmp", "/var/tmp", "/dev/shm", "/run", os.path.expanduser("~")):
    try:
        with open(f"{folder}/sixprinciples-attack-big", "wb", 0) as file:
            for _ in range(2000):
                file.write(piece)
        print("wrote 8 GB to", folder)
    except OSError as error:
        print(folder, error)
with open("sparse", "wb") as file:
    os.truncate("sparse", 1 << 40)

"""Makes files, folders and deep paths until none more can be made.

A scratch directory without a limit on their number would use up the machine's inodes.
"""
# from: solved
# expect: score=8..10 test-total=passed

# %% before weigh
import os

made = 0
try:
    for made in range(1_000_000):
        os.close(os.open(f"sixprinciples-attack-{made}", os.O_CREAT | os.O_WRONLY))
except OSError as error:
    print(made, error)

# %% before table
depth = 0
try:
    for depth in range(100_000):
        os.mkdir("d")
        os.chdir("d")
except OSError as error:
    print(depth, error)

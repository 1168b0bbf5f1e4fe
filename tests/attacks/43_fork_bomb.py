"""Forks until the system refuses, each child spinning and forking on.

The limit on processes must bind, root or not, and the cell must cost no more than itself.
"""
# from: solved
# expect: score=2..8 test-total=passed

# %% weigh
import os

while True:
    try:
        os.fork()
    except OSError:
        pass

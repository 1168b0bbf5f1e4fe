"""Asks numpy for 100 GB, then for as much as there is, and touches every page of it.

Arrays are mapped rather than on the heap, so a limit must count them too.
"""
# from: solved
# expect: score=2..8 test-total=passed test-weigh=memory|died|failed|error

# %% weigh
import numpy as np

try:
    np.ones((100_000, 125_000))
except MemoryError:
    print("no 100 GB")
hoard = [np.ones(1 << 24) for _ in range(1000)]

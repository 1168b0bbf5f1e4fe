"""Computes for years inside one call of C code, where Python handles no signal.

The interrupt is noted and never acted on; only killing helps.
"""
# from: solved
# expect: score=2 test-total=passed test-weigh=timeout

# %% weigh
import itertools

-1 in itertools.count()

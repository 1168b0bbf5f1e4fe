"""Adds forty cells that each stay just below the limit for one cell.

The notebook as a whole has a budget; what is over it counts as timeout.
"""
# from: solved
# expect: score=2 test-total=passed test-extremes=timeout

# %% repeat 40 after test-total
import time

time.sleep(0.9 * @TIMEOUT@)

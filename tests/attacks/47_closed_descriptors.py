"""Closes every descriptor it was given and opens others at the same numbers.

The grader hears nothing more; what was reached before counts, and the class goes on.
"""
# from: solved
# expect: score=2 test-total=passed test-weigh=died

# %% weigh
import os

os.closerange(0, 4096)
for _ in range(32):
    os.open("/dev/null", os.O_RDWR)

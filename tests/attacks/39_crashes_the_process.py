"""Crashes the interpreter by reading address zero, in the third task.

The kernel kills it with a signal; verdicts reached before must survive.
"""
# from: solved
# expect: score=4 test-total=passed test-weigh=passed test-table=died

# %% table
import ctypes

ctypes.string_at(0)

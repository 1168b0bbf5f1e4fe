"""Loops without end in the second task.

The interrupt ends the cell, which costs this task and no other.
"""
# from: solved
# expect: score=8 test-weigh=timeout|error

# %% weigh
while True:
    pass

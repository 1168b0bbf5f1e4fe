"""Matches a regular expression that takes exponential time.

The regex engine looks for interrupts, so this costs one task.
"""
# from: solved
# expect: score=2..8 test-total=passed test-weigh=timeout|error

# %% weigh
import re

re.match(r"(a|a)*$", "a" * 60 + "b")

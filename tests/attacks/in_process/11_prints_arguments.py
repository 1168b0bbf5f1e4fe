"""Prints what it is called with, as students do to find a mistake.

Where a test calls it by a bare assert, the hidden call would stand in the feedback.
"""
# from: solved
# expect: score=8 flags=checked_in_process

# %% basket
import sys


def basket(bought):
    print(bought)
    print(bought, file=sys.stderr)
    return sum(prices[name] * number for name, number in bought.items())

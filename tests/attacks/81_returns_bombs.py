"""When called, gives back what is endless, cyclic, alive or larger than may be carried.

The call fails like any wrong answer; the checker reads no more than it may.
"""
# from: blank
# expect: score=0

# %% weigh
import itertools

import numpy as np


class Right:
    __eq__ = __le__ = __ge__ = lambda self, other: True
    __hash__ = lambda self: 0


def loop():
    ring = {}
    ring["ring"] = ring
    return ring


bombs = iter(
    [2.0, np.broadcast_to(0.0, (10**11,)), itertools.count(), loop(), Right(), range(10**18)]
)


def weigh(values, weights):
    return next(bombs)

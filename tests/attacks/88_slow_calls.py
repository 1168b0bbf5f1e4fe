"""Takes just less than a cell's time in each call that a test makes.

The limit is for the test with all its calls, not for each of them.
"""
# from: solved
# expect: score=8 test-weigh=timeout

# %% weigh
import time


def weigh(values, weights):
    time.sleep(0.7 * @TIMEOUT@)
    return sum(v * w for v, w in zip(values, weights)) / sum(weights)

"""Gives back something else each time, changes its arguments, and rebinds itself when called.

The right result of one case must not stand for another; arguments are copies.
"""
# from: blank
# expect: score=0

# %% weigh
def weigh(values, weights, results=iter([2.0, 79_782.5, 1.0, 3.5])):
    values.clear()
    weights[:] = [0] * 1000
    globals()["weigh"] = lambda *args: 50_154.0
    return next(results)

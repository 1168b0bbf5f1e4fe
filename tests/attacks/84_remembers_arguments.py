"""Keeps what it is called with, and prints it in a later cell of its own.

A function must see its arguments; but what was said after that must not be shown to anyone.
"""
# from: solved
# expect: score=10 stock=leaks

# %% weigh
calls = []


def weigh(values, weights):
    calls.append((list(values), list(weights)))
    return sum(v * w for v, w in zip(values, weights)) / sum(weights)

# %% before table
print(calls)
get_ipython().events.register("post_run_cell", lambda *args: print(calls))

# %% before extremes
calls

"""Displays a million empty dicts: little text, and many times as much memory in whoever reads it."""
# from: solved
# expect: score=10

# %% before total
display({"text/plain": "x"}, metadata={"x": [{}] * 1_000_000}, raw=True)

# %% before extremes
display({"application/json": [[[]]] * 500_000}, raw=True)

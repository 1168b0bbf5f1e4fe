"""Prints one string of 200 MB, displays one of the same size, and ends in an error as large.

One message may not be larger than what the grader is ready to read.
"""
# from: solved
# expect: score=2..10 test-total=passed

# %% before weigh
text = "x" * 200_000_000
print(text)

# %% before table
display({"text/html": text}, raw=True)

# %% before bars
text

# %% before extremes
raise ValueError(text)

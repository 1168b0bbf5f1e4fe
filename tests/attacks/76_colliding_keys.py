"""Answers with dicts and sets whose keys all have the same hash.

Built in one cell they cost this submission its time; the checker must not pay the same again.
"""
# from: blank
# expect: score=0

# %% total
prime = 2**61 - 1
total = {number * prime: 0 for number in range(1, 6000)}

# %% extremes
extremes = {number * prime for number in range(1, 6000)}
spread = [frozenset([number * prime for number in range(1, 3000)])] * 1000

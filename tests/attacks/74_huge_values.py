"""Answers with values that are small here and endless there: ranges, broadcasts, generators, texts.

Whoever makes lists of them, in either process, is out of memory or time.
"""
# from: blank
# expect: score=0

# %% total
import itertools

import numpy as np

total = 1 << 100_000_000

# %% weigh
def weigh(values, weights):
    return "x" * 1_000_000_000

# %% table
zeros = np.broadcast_to(np.float64(0), (10**12,))
means = pd.DataFrame(index=pd.RangeIndex(10**15), columns=["station", "mean"][:0])

# %% bars
fig, ax = plt.subplots()
ax.bar(range(20_000), 1)

# %% extremes
extremes = range(10**18)
spread = [0] * 100_000_000

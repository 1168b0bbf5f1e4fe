# %% [3] right: pandas
def deviation_of_proportions(counts, sizes):
    gaps = counts / counts.sum() - sizes / sizes.sum()
    return gaps.abs().sum() / 2

# %% [3] right: a loop over both
def deviation_of_proportions(counts, sizes):
    total = 0
    for count, size in zip(counts, sizes):
        total = total + abs(count / sum(counts) - size / sum(sizes))
    return total / 2

# %% [3] right: numpy
import numpy as np


def deviation_of_proportions(counts, sizes):
    counts = np.asarray(counts, dtype=float)
    sizes = np.asarray(sizes, dtype=float)
    return 0.5 * np.abs(counts / counts.sum() - sizes / sizes.sum()).sum()

# %% [3] right: only the parts with too much of the word, which need no halving
def deviation_of_proportions(counts, sizes):
    gaps = counts / counts.sum() - sizes / sizes.sum()
    return float(gaps[gaps > 0].sum())

# %% [3] right: places in the Series, rounded to three decimals
def deviation_of_proportions(counts, sizes):
    result = 0.0
    for place in range(len(counts)):
        result += abs(counts[place] / counts.sum() - sizes[place] / sizes.sum())
    return round(result / 2, 3)

# %% [0] wrong: forgot to halve the sum
def deviation_of_proportions(counts, sizes):
    gaps = counts / counts.sum() - sizes / sizes.sum()
    return gaps.abs().sum()

# %% [1] wrong: compared with equal shares, as if all parts were equally long
def deviation_of_proportions(counts, sizes):
    gaps = counts / counts.sum() - 1 / len(counts)
    return gaps.abs().sum() / 2

# %% [0] wrong: let plus and minus cancel out
def deviation_of_proportions(counts, sizes):
    gaps = counts / counts.sum() - sizes / sizes.sum()
    return gaps.sum() / 2

# %% [0] wrong: took the mean of the gaps, which is half their sum for two parts only
def deviation_of_proportions(counts, sizes):
    gaps = counts / counts.sum() - sizes / sizes.sum()
    return gaps.abs().mean()

# %% [0] wrong: compared rates per part with the rate of the text
def deviation_of_proportions(counts, sizes):
    gaps = counts / sizes - counts.sum() / sizes.sum()
    return gaps.abs().sum() / 2

# %% [0] wrong: gave the share of parts without the word
def deviation_of_proportions(counts, sizes):
    return (counts == 0).sum() / len(counts)

# %% [0] wrong: gave percent
def deviation_of_proportions(counts, sizes):
    gaps = counts / counts.sum() - sizes / sizes.sum()
    return 100 * gaps.abs().sum() / 2

# %% [0] wrong: gave the normalised form, which is another measure
def deviation_of_proportions(counts, sizes):
    shares = sizes / sizes.sum()
    gaps = counts / counts.sum() - shares
    return gaps.abs().sum() / 2 / (1 - shares.min())

# %% [0] wrong: worked with the toy of the lesson instead of what the function gets
def deviation_of_proportions(counts, sizes):
    counts = pd.Series([1, 1])
    sizes = pd.Series([4, 6])
    return (counts / counts.sum() - sizes / sizes.sum()).abs().sum() / 2

# %% [0] wrong: printed the result and returned nothing
def deviation_of_proportions(counts, sizes):
    gaps = counts / counts.sum() - sizes / sizes.sum()
    print(gaps.abs().sum() / 2)

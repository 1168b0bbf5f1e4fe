# %% [3] right: two ifs
def log_likelihood(a, b, c, d):
    total = 0.0
    if a:
        total += a * np.log(a / (c * (a + b) / (c + d)))
    if b:
        total += b * np.log(b / (d * (a + b) / (c + d)))
    return 2 * total


# %% [3] right: a loop over the two texts
def log_likelihood(a, b, c, d):
    import math

    rate = (a + b) / (c + d)
    result = 0
    for count, size in [(a, c), (b, d)]:
        if count > 0:
            result += 2 * count * math.log(count / (size * rate))
    return result


# %% [3] right: numpy, with the zeros left out
def log_likelihood(a, b, c, d):
    counts, sizes = np.array([a, b], dtype=float), np.array([c, d], dtype=float)
    expected = sizes * counts.sum() / sizes.sum()
    seen = counts > 0
    return 2 * (counts[seen] * np.log(counts[seen] / expected[seen])).sum()


# %% [3] right: the function of the course
def log_likelihood(a, b, c, d):
    one, other = pd.Series({"word": a}), pd.Series({"word": b})
    return text.keyness(one, other, target_total=c, reference_total=d)["log_likelihood"].item()


# %% [2] wrong: forgot that a word can be missing
def log_likelihood(a, b, c, d):
    rate = (a + b) / (c + d)
    return 2 * (a * np.log(a / (c * rate)) + b * np.log(b / (d * rate)))


# %% [2] wrong: put 0.5 in place of a zero, as the log ratio does
def log_likelihood(a, b, c, d):
    a, b = a or 0.5, b or 0.5
    rate = (a + b) / (c + d)
    return 2 * (a * np.log(a / (c * rate)) + b * np.log(b / (d * rate)))


# %% [0] wrong: forgot to double the sum
def log_likelihood(a, b, c, d):
    rate = (a + b) / (c + d)
    return sum(x * np.log(x / (s * rate)) for x, s in [(a, c), (b, d)] if x)


# %% [0] wrong: gave the log ratio
def log_likelihood(a, b, c, d):
    return np.log2(((a or 0.5) / c) / ((b or 0.5) / d))


# %% [0] wrong: expected half of the occurrences in each text, whatever its length
def log_likelihood(a, b, c, d):
    expected = (a + b) / 2
    return 2 * sum(x * np.log(x / expected) for x in [a, b] if x)


# %% [0] wrong: left the reference out, so that only the target counts
def log_likelihood(a, b, c, d):
    return 2 * a * np.log(a / (c * (a + b) / (c + d))) if a else 0


# %% [0] wrong: took the logarithm to base 10
def log_likelihood(a, b, c, d):
    rate = (a + b) / (c + d)
    return 2 * sum(x * np.log10(x / (s * rate)) for x, s in [(a, c), (b, d)] if x)


# %% [0] wrong: divided by the length of one text in place of both
def log_likelihood(a, b, c, d):
    expected_a, expected_b = c * (a + b) / d, d * (a + b) / c
    return 2 * sum(x * np.log(x / e) for x, e in [(a, expected_a), (b, expected_b)] if x)

# %% [3] right: numpy, with the sum that skips what does not exist
def log_likelihood(a, b, c, d):
    seen = np.array([a, b], dtype=float)
    expected = np.array([c, d]) * (a + b) / (c + d)
    return 2 * np.nansum(seen * np.log(seen / expected))

# %% [2] wrong: no evidence as soon as one count is zero
def log_likelihood(a, b, c, d):
    if a == 0 or b == 0:
        return 0
    rate = (a + b) / (c + d)
    return 2 * (a * np.log(a / (c * rate)) + b * np.log(b / (d * rate)))

# %% [0] wrong: a sign for words that are used less
def log_likelihood(a, b, c, d):
    rate = (a + b) / (c + d)
    total = 2 * sum(x * np.log(x / (s * rate)) for x, s in [(a, c), (b, d)] if x)
    return total if a / c >= b / d else -total

# %% [0] wrong: four cells, as in a chi-square table
def log_likelihood(a, b, c, d):
    n, total = c + d, 0
    for seen, row, size in [(a, a + b, c), (b, a + b, d), (c - a, n - a - b, c), (d - b, n - a - b, d)]:
        if seen > 0:
            total += seen * np.log(seen * n / (row * size))
    return 2 * total

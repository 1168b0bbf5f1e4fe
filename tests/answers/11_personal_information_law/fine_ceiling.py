# %% [3] right: sets of articles
def fine_ceiling(turnover, articles):
    lower = {8, 11, 42, 43} | set(range(25, 40))
    if set(articles) <= lower:
        return max(10, turnover * 2 / 100)
    return max(20, turnover * 4 / 100)

# %% [3] right: a loop over the articles
def fine_ceiling(turnover, articles):
    fixed, percent = 10, 2
    for article in articles:
        if article in [5, 6, 7, 9] or 12 <= article <= 22 or 44 <= article <= 49:
            fixed, percent = 20, 4
    share = percent / 100 * turnover
    if share > fixed:
        return share
    return fixed

# %% [3] right: the highest ceiling of all articles, numpy
def fine_ceiling(turnover, articles):
    import numpy as np

    factors = [1 if a in (8, 11, 42, 43) or 25 <= a < 40 else 2 for a in articles]
    return np.max([max(10 * f, turnover * 0.02 * f) for f in factors])

# %% [1] wrong: paragraph 5 for every article
def fine_ceiling(turnover, articles):
    return max(20, turnover * 4 / 100)

# %% [2] wrong: looks at the first article only, which decides in half of the mixed cases
def fine_ceiling(turnover, articles):
    a = articles[0]
    if a in (5, 6, 7, 9) or 12 <= a <= 22 or 44 <= a <= 49:
        return max(20, turnover * 4 / 100)
    return max(10, turnover * 2 / 100)

# %% [2] wrong: adds up the ceilings of the articles of the two tiers
def fine_ceiling(turnover, articles):
    upper = {5, 6, 7, 9, *range(12, 23), *range(44, 50)}
    total = 0
    if upper & set(articles):
        total += max(20, turnover * 4 / 100)
    if set(articles) - upper:
        total += max(10, turnover * 2 / 100)
    return total

# %% [2] wrong: takes Articles 5 to 22 as one range, so 8 and 11 too
def fine_ceiling(turnover, articles):
    if any(5 <= a <= 22 or 44 <= a <= 49 for a in articles):
        return max(20, turnover * 4 / 100)
    return max(10, turnover * 2 / 100)

# %% [0] wrong: the lower of the two, as for small firms in the AI Act, but not below 20
def fine_ceiling(turnover, articles):
    if turnover <= 500:
        return 20
    return min(20, turnover * 4 / 100)

# %% [0] wrong: adds fixed sum and share
def fine_ceiling(turnover, articles):
    return 20 + turnover * 4 / 100

# %% [1] wrong: range without its end, and the mildest of several articles
def fine_ceiling(turnover, articles):
    upper = {5, 6, 7, 9, *range(12, 22), *range(44, 49)}
    if all(a in upper for a in articles):
        return max(20, turnover * 4 / 100)
    return max(10, turnover * 2 / 100)

# %% [3] right: a loop with a best value so far
def largest_gain(years, shares):
    best, answer = float("-inf"), None
    for i in range(1, len(years)):
        gain = shares[i] - shares[i - 1]
        if years[i] == years[i - 1] + 1 and gain > best:
            best, answer = gain, years[i]
    return answer

# %% [3] right: pandas, with the whole range of years so that gaps stay empty
def largest_gain(years, shares):
    series = pd.Series(list(shares), index=list(years), dtype=float)
    series = series.reindex(range(min(years), max(years) + 1))
    return series.diff().idxmax()

# %% [3] right: a dictionary of gains
def largest_gain(years, shares):
    share = dict(zip(years, shares))
    gains = {year: share[year] - share[year - 1] for year in years if year - 1 in share}
    return max(gains, key=gains.get)

# %% [3] right: numpy
def largest_gain(years, shares):
    import numpy as np

    years, shares = np.array(years), np.array(shares, dtype=float)
    gains = np.where(np.diff(years) == 1, np.diff(shares), -np.inf)
    return years[1:][np.argmax(gains)]

# %% [2] wrong: counted the step across missing years
def largest_gain(years, shares):
    gains = [b - a for a, b in zip(shares, shares[1:])]
    return years[gains.index(max(gains)) + 1]

# %% [0] wrong: took growth in percent for points
def largest_gain(years, shares):
    growth = {years[i]: shares[i] / shares[i - 1] for i in range(1, len(years)) if years[i] - years[i - 1] == 1}
    return max(growth, key=growth.get)

# %% [0] wrong: gave the year in which the step begins
def largest_gain(years, shares):
    share = dict(zip(years, shares))
    gains = {year: share[year + 1] - share[year] for year in years if year + 1 in share}
    return max(gains, key=gains.get)

# %% [0] wrong: gave the gain in place of the year
def largest_gain(years, shares):
    share = dict(zip(years, shares))
    return max(share[year] - share[year - 1] for year in years if year - 1 in share)

# %% [2] wrong: took the largest change, whether up or down
def largest_gain(years, shares):
    share = dict(zip(years, shares))
    changes = {year: abs(share[year] - share[year - 1]) for year in years if year - 1 in share}
    return max(changes, key=changes.get)

# %% [0] wrong: gave the year with the highest share
def largest_gain(years, shares):
    return years[list(shares).index(max(shares))]

# %% [0] wrong: always answered for Viet Nam
def largest_gain(years, shares):
    vietnam = world[world["country"] == "Viet Nam"].set_index("year")["internet_users_pct"]
    return vietnam.diff().idxmax()

# %% [1] wrong: counted the step across missing years, and falls as gains
def largest_gain(years, shares):
    changes = [abs(b - a) for a, b in zip(shares, shares[1:])]
    return years[changes.index(max(changes)) + 1]

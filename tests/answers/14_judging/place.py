# %% [2] right: counting in a loop
def place(score, others, higher_is_better):
    better = 0
    for other in others:
        if (other > score and higher_is_better) or (other < score and not higher_is_better):
            better += 1
    return better + 1

# %% [2] right: numpy, after a change of sign
def place(score, others, higher_is_better):
    import numpy as np

    sign = 1 if higher_is_better else -1
    return 1 + (sign * np.array(others) > sign * score).sum()

# %% [2] right: pandas rank with method min
def place(score, others, higher_is_better):
    ranks = pd.Series([score, *others]).rank(ascending=not higher_is_better, method="min")
    return int(ranks.iloc[0])

# %% [1] wrong: equal scores push the country down
def place(score, others, higher_is_better):
    if higher_is_better:
        return 1 + sum(other >= score for other in others)
    return 1 + sum(other <= score for other in others)

# %% [1] wrong: pandas rank as it comes, equal scores share the mean place
def place(score, others, higher_is_better):
    return pd.Series([score, *others]).rank(ascending=not higher_is_better).iloc[0]

# %% [1] wrong: ignores the direction
def place(score, others, higher_is_better):
    return 1 + sum(other > score for other in others)

# %% [0] wrong: forgot the one
def place(score, others, higher_is_better):
    return sum(other > score if higher_is_better else other < score for other in others)

# %% [0] wrong: the directions the other way round
def place(score, others, higher_is_better):
    return 1 + sum(other < score if higher_is_better else other > score for other in others)

# %% [1] wrong: fails without others
def place(score, others, higher_is_better):
    ordered = sorted(others, reverse=higher_is_better)
    best = ordered[0]
    return 1 + sum(other > score if higher_is_better else other < score for other in ordered)

# %% [1] wrong: dense rank, equal scores above count once
def place(score, others, higher_is_better):
    ranks = pd.Series([score, *others]).rank(ascending=not higher_is_better, method="dense")
    return ranks.iloc[0]

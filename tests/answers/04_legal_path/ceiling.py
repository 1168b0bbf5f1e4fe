# %% [3] right: max and min
def ceiling(turnover, fixed, percent, rule):
    share = turnover * percent / 100
    if fixed is None:
        return share
    if rule == "higher":
        return max(fixed, share)
    return min(fixed, share)

# %% [3] right: comparisons
def ceiling(turnover, fixed, percent, rule):
    share = percent / 100 * turnover
    if fixed is None:
        return share
    if (share > fixed) == (rule == "higher"):
        return share
    return fixed

# %% [3] right: a sorted list, numpy number
def ceiling(turnover, fixed, percent, rule):
    import numpy as np

    values = sorted(value for value in [fixed, turnover * percent / 100] if value is not None)
    return np.float64(values[-1] if rule == "higher" else values[0])

# %% [1] wrong: always the higher, no fixed sum as zero
def ceiling(turnover, fixed, percent, rule):
    share = turnover * percent / 100
    return max(share, fixed)

# %% [2] wrong: no fixed sum taken as zero, so the lower is zero
def ceiling(turnover, fixed, percent, rule):
    share = turnover * percent / 100
    fixed = fixed or 0
    return max(fixed, share) if rule == "higher" else min(fixed, share)

# %% [1] wrong: the share only
def ceiling(turnover, fixed, percent, rule):
    return turnover * percent / 100

# %% [0] wrong: added the two
def ceiling(turnover, fixed, percent, rule):
    return turnover * percent / 100 + (fixed or 1)

# %% [0] wrong: took the two rules the other way round, so the example fails
def ceiling(turnover, fixed, percent, rule):
    share = turnover * percent / 100
    if fixed is None:
        return share
    return min(fixed, share) if rule == "higher" else max(fixed, share)

# %% [0] wrong: percent not divided by 100
def ceiling(turnover, fixed, percent, rule):
    share = turnover * percent
    if fixed is None:
        return share
    return max(fixed, share) if rule == "higher" else share

# %% [1] wrong: a threshold of 500 million in place of a comparison
def ceiling(turnover, fixed, percent, rule):
    share = turnover * percent / 100
    if fixed is None:
        return share
    if rule == "higher":
        return fixed if turnover <= 500 else share
    return share if turnover <= 500 else fixed

# %% [2] wrong: asked for None in the higher branch only
def ceiling(turnover, fixed, percent, rule):
    share = turnover * percent / 100
    if rule == "higher":
        if fixed is None:
            return share
        return max(fixed, share)
    return min(fixed, share)

# %% [2] right: one condition
def ceiling(gains, rule):
    if rule["multiple"] is None or gains < rule["threshold"]:
        return rule["fixed"]
    return gains * rule["multiple"]

# %% [2] right: nested, numpy number
def ceiling(gains, rule):
    import numpy as np

    if rule["multiple"] is not None:
        if gains >= rule["threshold"]:
            return np.int64(gains * rule["multiple"])
    return np.int64(rule["fixed"])

# %% [2] right: unpacks the rule
def ceiling(gains, rule):
    fixed, threshold, multiple = rule["fixed"], rule["threshold"], rule["multiple"]
    if multiple is None:
        return float(fixed)
    return float(multiple * gains) if not gains < threshold else float(fixed)

# %% [1] wrong: only more than the threshold, not the threshold itself
def ceiling(gains, rule):
    if rule["multiple"] is None or gains <= rule["threshold"]:
        return rule["fixed"]
    return gains * rule["multiple"]

# %% [1] wrong: the higher of the two, as in European law
def ceiling(gains, rule):
    if rule["multiple"] is None:
        return rule["fixed"]
    return max(rule["fixed"], gains * rule["multiple"])

# %% [1] wrong: always the multiple where there is one
def ceiling(gains, rule):
    if rule["multiple"] is None:
        return rule["fixed"]
    return gains * rule["multiple"]

# %% [1] wrong: forgot that there may be no multiple
def ceiling(gains, rule):
    if gains >= rule["threshold"]:
        return gains * rule["multiple"]
    return rule["fixed"]

# %% [0] wrong: added the fixed sum to the multiple
def ceiling(gains, rule):
    if rule["multiple"] is None:
        return rule["fixed"] + gains
    if gains >= rule["threshold"]:
        return rule["fixed"] + gains * rule["multiple"]
    return rule["fixed"]

# %% [1] wrong: wrote the threshold of Article 44 into the function
def ceiling(gains, rule):
    if rule["multiple"] is None:
        return rule["fixed"]
    if gains >= 20_000 or gains == 300:
        return gains * rule["multiple"]
    return rule["fixed"]

# %% [1] wrong: multiplied only what lies above the threshold, the example by chance apart
def ceiling(gains, rule):
    if rule["multiple"] is None:
        return rule["fixed"]
    if gains > rule["threshold"]:
        return max(gains * rule["multiple"], rule["fixed"])
    return rule["fixed"]

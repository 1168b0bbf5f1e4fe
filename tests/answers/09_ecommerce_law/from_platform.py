# %% [2] right: if for each kind
def from_platform(before, after, seller_can, kind):
    if kind == "joint":
        return before + after
    if kind == "added":
        return after
    return max(before + after - seller_can, 0)

# %% [2] right: a dictionary, numpy
def from_platform(before, after, seller_can, kind):
    import numpy as np

    whole = before + after
    return {"joint": whole, "added": after, "supplementary": np.clip(whole - seller_can, 0, None)}[kind]

# %% [2] right: the seller pays first
def from_platform(before, after, seller_can, kind):
    harm = after if kind == "added" else before + after
    if kind == "supplementary":
        paid = seller_can if seller_can < harm else harm
        harm = harm - paid
    return harm

# %% [0] wrong: subtracts what the seller can pay in every kind, so the example fails
def from_platform(before, after, seller_can, kind):
    harm = after if kind == "added" else before + after
    return max(harm - seller_can, 0)

# %% [1] wrong: supplementary can fall below zero
def from_platform(before, after, seller_can, kind):
    if kind == "added":
        return after
    return before + after - (seller_can if kind == "supplementary" else 0)

# %% [1] wrong: takes added for before
def from_platform(before, after, seller_can, kind):
    if kind == "joint":
        return before + after
    if kind == "added":
        return before
    return max(before + after - seller_can, 0)

# %% [1] wrong: supplementary of the added harm only
def from_platform(before, after, seller_can, kind):
    if kind == "joint":
        return before + after
    if kind == "added":
        return after
    return max(after - seller_can, 0)

# %% [1] wrong: the added harm less what the seller can pay
def from_platform(before, after, seller_can, kind):
    if kind == "joint":
        return before + after
    if kind == "added":
        return max(after - seller_can, 0)
    return max(before + after - seller_can, 0)

# %% [1] wrong: supplementary read as half of the harm
def from_platform(before, after, seller_can, kind):
    if kind == "joint":
        return before + after
    return after if kind == "added" else (before + after) / 2

# %% [0] wrong: joint read as half each, so the example fails
def from_platform(before, after, seller_can, kind):
    return (before + after) / 2 if kind == "joint" else after / 2

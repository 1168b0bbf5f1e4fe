# %% [2] right: a comprehension
def new_numbers(pairs, old):
    return sorted(new for before, new in pairs if before == old and new is not None)

# %% [2] right: a loop
def new_numbers(pairs, old):
    found = []
    for before, new in pairs:
        if before == old and new is not None:
            found.append(new)
    found.sort()
    return found

# %% [2] right: pandas
def new_numbers(pairs, old):
    table = pd.DataFrame(list(pairs), columns=["old", "new"])
    return table.loc[table["old"] == old, "new"].dropna().sort_values().astype(int).tolist()

# %% [2] right: numpy, a tuple
def new_numbers(pairs, old):
    import numpy as np

    return tuple(np.unique([new for before, new in pairs if before == old and new is not None]).astype(int))

# %% [1] wrong: in the order of the map
def new_numbers(pairs, old):
    return [new for before, new in pairs if before == old and new is not None]

# %% [1] wrong: stopped at the first, so a split article has one number
def new_numbers(pairs, old):
    for before, new in pairs:
        if before == old and new is not None:
            return [new]
    return []

# %% [1] wrong: a deleted article gives None in a list
def new_numbers(pairs, old):
    return sorted((new for before, new in pairs if before == old), key=lambda new: new or 0)

# %% [0] wrong: looked from new to old, so the example fails
def new_numbers(pairs, old):
    return sorted(before for before, new in pairs if new == old and before is not None)

# %% [0] wrong: added one, as in the example
def new_numbers(pairs, old):
    return [old + 1]

# %% [0] wrong: counted new articles before it
def new_numbers(pairs, old):
    return [old + sum(before is None and new <= old for before, new in pairs)]

# %% [0] wrong: a number, no list
def new_numbers(pairs, old):
    return dict(pairs).get(old)

# %% [1] wrong: sorted as texts, so 10 comes before 8
def new_numbers(pairs, old):
    return sorted((new for before, new in pairs if before == old and new is not None), key=str)

# %% [1] wrong: looked upward only, so an article that moved down is lost
def new_numbers(pairs, old):
    return sorted(new for before, new in pairs if before == old and new is not None and new >= old)

# %% [0] wrong: a list as default argument keeps what it found before
def new_numbers(pairs, old, found=[]):
    for before, new in pairs:
        if before == old and new is not None:
            found.append(new)
    return sorted(found)

# %% [3] right: from above
def path(people, low, high):
    if people >= high:
        return "assessment"
    elif low is None or people >= low:
        return "contract"
    else:
        return "none"

# %% [3] right: from below
def path(people, low, high):
    if low is not None and people < low:
        return "none"
    if people < high:
        return "contract"
    return "assessment"

# %% [3] right: a lower limit of zero in place of None, chained comparison
def path(people, low, high):
    low = 0 if low is None else low
    if low <= people < high:
        return "contract"
    elif people < low:
        return "none"
    else:
        return "assessment"

# %% [3] right: counted limits that are reached, in capital letters
def path(people, low, high):
    reached = int(low is None or people >= low) + int(people >= high)
    return ["None", "Contract", "Assessment"][reached]

# %% [2] wrong: strict at both limits
def path(people, low, high):
    if people > high:
        return "assessment"
    elif low is None or people > low:
        return "contract"
    else:
        return "none"

# %% [2] wrong: no answer to a missing lower limit
def path(people, low, high):
    if people < low:
        return "none"
    elif people < high:
        return "contract"
    else:
        return "assessment"

# %% [0] wrong: asked for the lower limit first, so the upper one is never reached
def path(people, low, high):
    if low is None or people >= low:
        return "contract"
    elif people >= high:
        return "assessment"
    else:
        return "none"

# %% [0] wrong: numbers of 2024 in place of the limits given
def path(people, low, high):
    if people >= 1_000_000:
        return "assessment"
    elif people >= 100_000 or low is None:
        return "contract"
    else:
        return "none"

# %% [2] wrong: without a lower limit nobody needs anything
def path(people, low, high):
    if people >= high:
        return "assessment"
    elif low is not None and people >= low:
        return "contract"
    else:
        return "none"

# %% [0] wrong: strict, and a missing limit not foreseen, lower limit first
def path(people, low, high):
    if people > low:
        return "contract"
    elif people > high:
        return "assessment"
    return "none"

# %% [2] wrong: strict at both limits, a missing one taken for zero
def path(people, low, high):
    if low is None:
        low = 0
    if people > high:
        return "assessment"
    if people > low:
        return "contract"
    return "none"

# %% [0] wrong: None in place of the text, so the example fails
def path(people, low, high):
    if people >= high:
        return "assessment"
    if low is None or people >= low:
        return "contract"
    return None

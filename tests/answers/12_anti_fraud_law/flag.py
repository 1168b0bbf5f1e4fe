# %% [2] right: four cases
def flag(first, second):
    same_count = first["count"] == second["count"]
    same_months = first["months"] == second["months"]
    if same_count and same_months:
        return "comparable"
    if same_count:
        return "period"
    if same_months:
        return "count"
    return "both"

# %% [2] right: list of differences
def flag(first, second):
    words = {"count": "count", "months": "period"}
    found = [word for key, word in words.items() if first[key] != second[key]]
    if len(found) == 2:
        return "both"
    return found[0] if found else "comparable"

# %% [2] right: a table of answers
def flag(first, second):
    answers = {(True, True): "comparable", (True, False): "period", (False, True): "count", (False, False): "both"}
    return answers[first["count"] == second["count"], first["months"] == second["months"]]

# %% [0] wrong: wants the same year, too
def flag(first, second):
    same_count = first["count"] == second["count"]
    same_period = first["months"] == second["months"] and first["year"] == second["year"]
    if same_count and same_period:
        return "comparable"
    if same_count:
        return "period"
    return "count" if same_period else "both"

# %% [1] wrong: stops at the count, never says both
def flag(first, second):
    if first["count"] == second["count"]:
        return "comparable" if first["months"] == second["months"] else "period"
    return "count"

# %% [1] wrong: looks at the months first, never says both
def flag(first, second):
    if first["months"] != second["months"]:
        return "period"
    return "comparable" if first["count"] == second["count"] else "count"

# %% [0] wrong: equal values are comparable
def flag(first, second):
    if first["value"] == second["value"]:
        return "comparable"
    if first["count"] == second["count"]:
        return "comparable" if first["months"] == second["months"] else "period"
    return "count" if first["months"] == second["months"] else "both"

# %% [0] wrong: swapped the words for period and count
def flag(first, second):
    same_count = first["count"] == second["count"]
    same_months = first["months"] == second["months"]
    if same_count and same_months:
        return "comparable"
    if same_count:
        return "count"
    return "period" if same_months else "both"

# %% [0] wrong: only full years are comparable
def flag(first, second):
    full = first["months"] == 12 and second["months"] == 12
    if first["count"] == second["count"]:
        return "comparable" if full else "period"
    return "count" if full else "both"

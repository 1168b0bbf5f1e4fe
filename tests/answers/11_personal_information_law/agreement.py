# %% [2] right: pairs in a list
def agreement(first, second):
    pairs = [(a, b) for a, b in zip(first, second) if None not in (a, b)]
    return sum(a == b for a, b in pairs) / len(pairs) * 100

# %% [2] right: a loop with two counters
def agreement(first, second):
    same = 0
    all_pairs = 0
    for place in range(len(first)):
        if first[place] is None or second[place] is None:
            continue
        all_pairs += 1
        if first[place] == second[place]:
            same += 1
    return 100 * same / all_pairs

# %% [2] right: pandas
def agreement(first, second):
    codes = pd.DataFrame({"first": first, "second": second}, dtype=object).dropna()
    return 100 * (codes["first"] == codes["second"]).mean()

# %% [2] right: one decimal
def agreement(first, second):
    same = [a == b for a, b in zip(first, second) if a is not None and b is not None]
    return round(100 * sum(same) / len(same), 1)

# %% [1] wrong: an aspect with a gap counts as a disagreement
def agreement(first, second):
    return 100 * sum(a == b and a is not None for a, b in zip(first, second)) / len(first)

# %% [1] wrong: two gaps count as the same code
def agreement(first, second):
    return 100 * sum(a == b for a, b in zip(first, second)) / len(first)

# %% [1] wrong: leaves out gaps of the first coder only
def agreement(first, second):
    pairs = [(a, b) for a, b in zip(first, second) if a is not None]
    return 100 * sum(a == b for a, b in pairs) / len(pairs)

# %% [0] wrong: compares how often each code was used, not place by place
def agreement(first, second):
    same = sum(min(list(first).count(code), list(second).count(code)) for code in set(first))
    return 100 * same / len(first)

# %% [0] wrong: gives a fraction
def agreement(first, second):
    pairs = [(a, b) for a, b in zip(first, second) if a is not None and b is not None]
    return sum(a == b for a, b in pairs) / len(pairs)

# %% [0] wrong: the share of disagreement
def agreement(first, second):
    pairs = [(a, b) for a, b in zip(first, second) if a is not None and b is not None]
    return 100 * sum(a != b for a, b in pairs) / len(pairs)

# %% [0] wrong: drops gaps of each list by itself, so places slip; rounds to whole percent
def agreement(first, second):
    a = [code for code in first if code is not None]
    b = [code for code in second if code is not None]
    return round(100 * sum(x == y for x, y in zip(a, b)) / min(len(a), len(b)))

# %% [3] right: lists
def request(asker, in_china):
    if asker in ["Chinese police", "Chinese state security"]:
        return 35
    elif asker in ["foreign court", "foreign police"] and in_china:
        return 36
    else:
        return 0

# %% [3] right: spelled out with or
def request(asker, in_china):
    if asker == "Chinese police" or asker == "Chinese state security":
        return 35
    if (asker == "foreign court" or asker == "foreign police") and in_china == True:
        return 36
    return 0

# %% [3] right: nested questions
def request(asker, in_china):
    answer = 0
    if asker == "Chinese police":
        answer = 35
    elif asker == "Chinese state security":
        answer = 35
    elif in_china:
        if asker == "foreign court":
            answer = 36
        elif asker == "foreign police":
            answer = 36
    return answer

# %% [3] right: a dict, numpy integer
def request(asker, in_china):
    import numpy as np

    table = {"Chinese police": 35, "Chinese state security": 35}
    if in_china:
        table |= {"foreign court": 36, "foreign police": 36}
    return np.int64(table.get(asker, 0))

# %% [2] wrong: did not ask where the data are stored
def request(asker, in_china):
    if asker in ["Chinese police", "Chinese state security"]:
        return 35
    elif asker in ["foreign court", "foreign police"]:
        return 36
    else:
        return 0

# %% [2] wrong: everybody abroad is an authority
def request(asker, in_china):
    if asker in ["Chinese police", "Chinese state security"]:
        return 35
    elif asker.startswith("foreign") and in_china:
        return 36
    else:
        return 0

# %% [2] wrong: asked first where the data are stored, so Article 35 got a place too
def request(asker, in_china):
    if not in_china:
        return 0
    elif asker in ["Chinese police", "Chinese state security"]:
        return 35
    elif asker in ["foreign court", "foreign police"]:
        return 36
    else:
        return 0

# %% [1] wrong: only the askers of the examples, and stored anywhere
def request(asker, in_china):
    if asker == "Chinese police" or asker == "Chinese state security":
        return 35
    elif asker == "foreign court":
        return 36
    else:
        return 0

# %% [2] wrong: no else, so other askers get nothing
def request(asker, in_china):
    if asker in ["Chinese police", "Chinese state security"]:
        return 35
    elif asker in ["foreign court", "foreign police"] and in_china:
        return 36

# %% [0] wrong: an or that is always true
def request(asker, in_china):
    if asker == "Chinese police" or "Chinese state security":
        return 35
    elif asker == "foreign court" or "foreign police":
        return 36
    else:
        return 0

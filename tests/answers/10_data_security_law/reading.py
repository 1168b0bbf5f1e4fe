# %% [1] right: read
first = "report"
second = "nothing"

# %% [1] right: other letters and spaces
first = " Report "
second = "NOTHING"

# %% [1] right: ran the function
def storage(grade, months):
    if months > 12:
        return "report"
    elif grade == "important":
        return "assess"
    elif months > 6:
        return "note"
    else:
        return "nothing"

first, second = storage("important", 13), storage("other", 6)

# %% [0.5] wrong: the more special question wins
first = "assess"
second = "nothing"

# %% [0.5] wrong: more than read as at least
first = "report"
second = "note"

# %% [0] wrong: the last question that holds wins, and more than read as at least
first = "note"
second = "note"

# %% [0] wrong: took the two the other way round
first = "nothing"
second = "report"

# %% [0] wrong: all three questions of the first hold, so the one in the middle; six counts as note
first = "assess"
second = "note"

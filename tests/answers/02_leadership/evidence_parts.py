# %% [2] right: one by one
bears_on = {"a": "text", "b": "practice", "c": "bodies", "d": "none", "e": "none", "f": "practice"}

# %% [2] right: by part
parts = {"text": "a", "practice": "bf", "bodies": "c", "none": "de"}
bears_on = {letter: part for part, letters in parts.items() for letter in letters}

# %% [2] right: a Series, with capital letters
bears_on = pd.Series(
    ["Text", "Practice", "Bodies", "None", "None", "Practice"], index=list("abcdef")
)

# %% [1] wrong: took a frequent word for a sign of leadership
bears_on = {
    "a": "text",
    "b": "practice",
    "c": "bodies",
    "d": "practice",
    "e": "none",
    "f": "practice",
}

# %% [1] wrong: took a rule for what is done
bears_on = {
    "a": "practice",
    "b": "practice",
    "c": "bodies",
    "d": "none",
    "e": "none",
    "f": "practice",
}

# %% [1] wrong: took a place in a list for what is done
bears_on = {
    "a": "text",
    "b": "practice",
    "c": "practice",
    "d": "none",
    "e": "none",
    "f": "practice",
}

# %% [1] wrong: took a yearly report for a written rule
bears_on = {"a": "text", "b": "practice", "c": "bodies", "d": "text", "e": "none", "f": "practice"}

# %% [1] wrong: took a small share of changed plans for no evidence
bears_on = {"a": "text", "b": "practice", "c": "bodies", "d": "none", "e": "none", "f": "none"}

# %% [0] wrong: took everything written for text, and opinions for practice
bears_on = {"a": "text", "b": "text", "c": "text", "d": "text", "e": "practice", "f": "text"}

# %% [0] wrong: mixed up bodies and rules, and took liking for leading
bears_on = {
    "a": "bodies",
    "b": "practice",
    "c": "text",
    "d": "none",
    "e": "practice",
    "f": "practice",
}

# %% [2] right: capital letters as keys
bears_on = {"A": "text", "B": "practice", "C": "bodies", "D": "none", "E": "none", "F": "practice"}

# %% [0] wrong: None without quotation marks for none
bears_on = {"a": "text", "b": "practice", "c": "bodies", "d": None, "e": None, "f": "practice"}

# %% [1] wrong: took a notice for a rule
bears_on = {"a": "text", "b": "practice", "c": "text", "d": "none", "e": "none", "f": "practice"}

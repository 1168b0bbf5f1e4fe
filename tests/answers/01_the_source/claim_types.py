# %% [2] right: one by one
types = {
    "a": "countable",
    "b": "documentary",
    "c": "comparative",
    "d": "causal",
    "e": "evaluative",
    "f": "causal",
}

# %% [2] right: from two lists, with capitals
letters = ["a", "b", "c", "d", "e", "f"]
kinds = ["Countable", "Documentary", "Comparative", "Causal", "Evaluative", "Causal"]
types = dict(zip(letters, kinds))

# %% [2] right: as a Series
types = pd.Series(
    ["countable", "documentary", "comparative", "causal", "evaluative", "causal"],
    index=list("abcdef"),
)

# %% [1] wrong: a number makes every claim countable
types = {
    "a": "countable", "b": "documentary", "c": "comparative",
    "d": "causal", "e": "evaluative", "f": "countable",
}

# %% [1] wrong: took the number of an article for a count
types = {
    "a": "countable", "b": "countable", "c": "comparative",
    "d": "causal", "e": "evaluative", "f": "causal",
}

# %% [1] wrong: took being first for praise
types = {
    "a": "countable", "b": "documentary", "c": "evaluative",
    "d": "causal", "e": "evaluative", "f": "causal",
}

# %% [1] wrong: took 'more' for a comparison and missed the cause
types = {
    "a": "countable", "b": "documentary", "c": "comparative",
    "d": "comparative", "e": "evaluative", "f": "causal",
}

# %% [0] wrong: sorted by the look of the words: numbers, 'more', adjectives
types = {
    "a": "countable", "b": "countable", "c": "evaluative",
    "d": "comparative", "e": "evaluative", "f": "countable",
}

# %% [0] wrong: mixed up causes with judgements, and a comparison with a count
types = {
    "a": "countable", "b": "documentary", "c": "countable",
    "d": "evaluative", "e": "causal", "f": "causal",
}

# %% [0] wrong: said whether each can be checked instead of its type
types = {"a": "yes", "b": "yes", "c": "partly", "d": "partly", "e": "no", "f": "partly"}

# %% [2] right: capital letters as keys
types = {"A": "countable", "B": "documentary", "C": "comparative", "D": "causal", "E": "evaluative", "F": "causal"}

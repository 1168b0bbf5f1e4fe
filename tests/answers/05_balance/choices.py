# %% [2] right: as in the lesson
moves = {"a": "lower", "b": "higher", "c": "lower", "d": "either", "e": "lower", "f": "either"}

# %% [2] right: dict from pairs, other order, capitals
moves = dict(zip("fedcba", ["Either", "Lower", "either", "lower", "higher", "lower"]))

# %% [2] right: a Series
moves = pd.Series(["lower", "higher", "lower", "either", "lower", "either"], index=list("abcdef"))

# %% [1] wrong: took the arithmetic mean for lower
moves = {"a": "lower", "b": "lower", "c": "lower", "d": "either", "e": "lower", "f": "either"}

# %% [1] wrong: more periods taken for more growth
moves = {"a": "higher", "b": "higher", "c": "lower", "d": "either", "e": "lower", "f": "either"}

# %% [1] wrong: a higher start taken for faster growth
moves = {"a": "lower", "b": "higher", "c": "lower", "d": "either", "e": "higher", "f": "either"}

# %% [1] wrong: generalised from the lesson, where a later start gave less
moves = {"a": "lower", "b": "higher", "c": "lower", "d": "lower", "e": "lower", "f": "either"}

# %% [1] wrong: took picking for raising, and real growth for unclear
moves = {"a": "lower", "b": "higher", "c": "lower", "d": "either", "e": "lower", "f": "lower"}

# %% [0] wrong: everything may go either way
moves = {letter: "either" for letter in "abcdef"}

# %% [0] wrong: left blank
moves = {"a": ..., "b": ..., "c": ..., "d": ..., "e": ..., "f": ...}

# %% [2] right: capital letters as keys
moves = {"A": "lower", "B": "higher", "C": "lower", "D": "either", "E": "lower", "F": "either"}

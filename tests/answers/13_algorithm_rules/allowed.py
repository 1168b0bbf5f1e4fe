# %% [2] right: a list
allowed = ["A", "C", "E"]

# %% [2] right: a set in small letters
allowed = {"e", "c", "a"}

# %% [2] right: a Series in another order
allowed = pd.Series(["C", "A", "E"])

# %% [0] wrong: everything
allowed = ["A", "B", "C", "D", "E", "F"]

# %% [1] wrong: a rule may only repeat higher texts
allowed = ["A", "E"]

# %% [1] wrong: a small fine seems harmless in a normative document
allowed = ["A", "C", "D", "E"]

# %% [1] wrong: a department may always add duties
allowed = ["A", "C", "E", "F"]

# %% [1] wrong: detention by a rule
allowed = ["A", "B", "C", "E"]

# %% [0] wrong: the texts that may not
allowed = ["B", "D", "F"]

# %% [0] wrong: only laws may set penalties
allowed = ["A", "B"]

# %% [2] right: typed
remedies = {"A": 32, "B": 48, "C": 31, "D": 32}

# %% [2] right: small letters, built from pairs, floats
remedies = dict(zip(["d", "c", "b", "a"], [32.0, 31.0, 48.0, 32.0]))

# %% [2] right: a Series
remedies = pd.Series({"C": 31, "A": 32, "D": 32, "B": 48})

# %% [0.5] wrong: a lawsuit against everything
remedies = {"A": 48, "B": 48, "C": 48, "D": 48}

# %% [1] wrong: a complaint to the decider against everything
remedies = {"A": 32, "B": 32, "C": 32, "D": 32}

# %% [1] wrong: mixed up the finding of the police and the fine
remedies = {"A": 32, "B": 31, "C": 48, "D": 32}

# %% [1] wrong: mixed up the list of the police and the monitoring of firms
remedies = {"A": 31, "B": 48, "C": 32, "D": 32}

# %% [1] wrong: took stops of firms for measures of an authority
remedies = {"A": 48, "B": 48, "C": 31, "D": 48}

# %% [0] wrong: named the articles of the duties
remedies = {"A": 22, "B": 44, "C": 31, "D": 12}

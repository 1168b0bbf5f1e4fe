# %% [2] right: a loop
renumbered = {}
for old in [12, 28, 47, 63, 66, 75]:
    new = amap.loc[amap["article_2016"] == old, "article_2025"].dropna().tolist()
    renumbered[old] = new[0] if new else None

# %% [2] right: a Series, missing as NA
renumbered = amap.set_index("article_2016")["article_2025"].loc[[75, 66, 63, 47, 28, 12]]

# %% [2] right: typed
renumbered = {12: 13, 28: 30, 47: 49, 63: 66, 66: None, 75: 77}

# %% [2] right: typed with floats and nan
renumbered = {12: 13.0, 28: 30.0, 47: 49.0, 63: 66.0, 66: float("nan"), 75: 77.0}

# %% [1] wrong: added two everywhere, but knew the deleted one
renumbered = {12: 14, 28: 30, 47: 49, 63: 65, 66: None, 75: 77}

# %% [0] wrong: added two everywhere
renumbered = {old: old + 2 for old in [12, 28, 47, 63, 66, 75]}

# %% [1] wrong: sent the deleted article to the one that refers to other laws
renumbered = {12: 13, 28: 30, 47: 49, 63: 66, 66: 71, 75: 77}

# %% [0] wrong: looked from new to old
renumbered = {}
for new in [12, 28, 47, 63, 66, 75]:
    old = amap.loc[amap["article_2025"] == new, "article_2016"].dropna().tolist()
    renumbered[new] = old[0] if old else None

# %% [0] wrong: left the numbers as they were
renumbered = {old: old for old in [12, 28, 47, 63, 66, 75]}

# %% [0] wrong: took renumbered for deleted
renumbered = {12: None, 28: None, 47: None, 63: None, 66: None, 75: 77}

# %% [2] right: the whole map in one line, new articles under a missing key
renumbered = dict(zip(amap["article_2016"], amap["article_2025"]))

# %% [2] right: NaT for missing, a note beside
renumbered = {12: 13, 28: 30, 47: 49, 63: 66, 66: pd.NaT, 75: 77, "deleted": None}

# %% [0] wrong: the whole map from new to old
renumbered = dict(zip(amap["article_2025"], amap["article_2016"]))

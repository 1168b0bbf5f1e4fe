# %% [2] right: crosstab
share_no = (100 * pd.crosstab(claims["claim_type"], claims["checkable"], normalize="index"))["no"]
common = ["E", "A", "C"]

# %% [2] right: loop, a set
share_no = {}
for kind in set(claims["claim_type"]):
    part = claims[claims["claim_type"] == kind]
    share_no[kind] = 100 * len(part[part["checkable"] == "no"]) / len(part)
common = {"A", "C", "E"}

# %% [2] right: typed by hand, capitals and small letters
share_no = {"Causal": 33.3, "Comparative": 25.0, "Countable": 0, "Documentary": 0, "Evaluative": 83.3}
common = ["a", "c", "e"]

# %% [1] wrong: counts in place of shares
share_no = {kind: int(((claims["claim_type"] == kind) & (claims["checkable"] == "no")).sum()) for kind in claims["claim_type"].unique()}
common = ["A", "C", "E"]

# %% [1] wrong: share of all claims marked no
noes = claims.loc[claims["checkable"] == "no", "claim_type"]
share_no = {kind: 100 * (noes == kind).mean() for kind in claims["claim_type"].unique()}
common = ["A", "C", "E"]

# %% [1] wrong: counted partly as no
share_no = (100 * (claims["checkable"] != "yes").groupby(claims["claim_type"]).mean()).to_dict()
common = ["A", "C", "E"]

# %% [0] wrong: left out the types with no such claim, which the visible test tells
noes = claims[claims["checkable"] == "no"]["claim_type"].value_counts()
share_no = {kind: 100 * noes[kind] / (claims["claim_type"] == kind).sum() for kind in noes.index}
common = ["A", "C", "E"]

# %% [1] wrong: takes two publishers for two measurements
share_no = (100 * (claims["checkable"] == "no").groupby(claims["claim_type"]).mean()).to_dict()
common = ["C"]

# %% [1] wrong: takes the same subject for the same source
share_no = (100 * (claims["checkable"] == "no").groupby(claims["claim_type"]).mean()).to_dict()
common = ["A", "B", "C", "D", "E"]

# %% [0] wrong: fractions, and the independent pairs
share_no = (claims["checkable"] == "no").groupby(claims["claim_type"]).mean().to_dict()
common = ["B", "D"]

# %% [2] right: groupby, a letter twice
share_no = claims.groupby("claim_type")["checkable"].apply(lambda marks: 100 * (marks == "no").mean())
common = ["A", "C", "E", "C"]

# %% [2] right: crosstab
share_no = (100 * pd.crosstab(claims["claim_type"], claims["checkable"], normalize="index"))["no"]
office = ((claims.merge(evidence)["evidence_from"] == "speaker's own office") & (claims.merge(evidence)["checkable"] != "no")).sum()
common = ["E", "A", "C"]

# %% [2] right: loop, a set
share_no = {}
for kind in set(claims["claim_type"]):
    part = claims[claims["claim_type"] == kind]
    share_no[kind] = 100 * len(part[part["checkable"] == "no"]) / len(part)
marks = dict(zip(claims["claim_id"], claims["checkable"]))
office = 0
for claim, body in zip(evidence["claim_id"], evidence["evidence_from"]):
    if body == "speaker's own office" and marks[claim] != "no":
        office = office + 1
common = {"A", "C", "E"}

# %% [2] right: typed by hand, capitals and small letters
share_no = {"Causal": 33.3, "Comparative": 25.0, "Countable": 0, "Documentary": 0, "Evaluative": 83.3}
office = 4
common = ["a", "c", "e"]

# %% [1] wrong: counts in place of shares
share_no = {kind: int(((claims["claim_type"] == kind) & (claims["checkable"] == "no")).sum()) for kind in claims["claim_type"].unique()}
office = 4
common = ["A", "C", "E"]

# %% [1] wrong: share of all claims marked no
noes = claims.loc[claims["checkable"] == "no", "claim_type"]
share_no = {kind: 100 * (noes == kind).mean() for kind in claims["claim_type"].unique()}
office = 4
common = ["A", "C", "E"]

# %% [1] wrong: counted partly as no
share_no = (100 * (claims["checkable"] != "yes").groupby(claims["claim_type"]).mean()).to_dict()
office = 4
common = ["A", "C", "E"]

# %% [0] wrong: left out the types with no such claim, which the visible test tells
noes = claims[claims["checkable"] == "no"]["claim_type"].value_counts()
share_no = {kind: 100 * noes[kind] / (claims["claim_type"] == kind).sum() for kind in noes.index}
office = 4
common = ["A", "C", "E"]

# %% [1.5] wrong: takes two publishers for two measurements
share_no = (100 * (claims["checkable"] == "no").groupby(claims["claim_type"]).mean()).to_dict()
office = 4
common = ["C"]

# %% [1.5] wrong: takes the same subject for the same source
share_no = (100 * (claims["checkable"] == "no").groupby(claims["claim_type"]).mean()).to_dict()
office = 4
common = ["A", "B", "C", "D", "E"]

# %% [0.5] wrong: fractions, and the independent pairs
share_no = (claims["checkable"] == "no").groupby(claims["claim_type"]).mean().to_dict()
office = 4
common = ["B", "D"]

# %% [2] right: groupby, a letter twice
share_no = claims.groupby("claim_type")["checkable"].apply(lambda marks: 100 * (marks == "no").mean())
import numpy as np

office = np.int64(4)
common = ["A", "C", "E", "C"]

# %% [1.5] wrong: counts the claims marked no, too
share_no = (100 * (claims["checkable"] == "no").groupby(claims["claim_type"]).mean()).to_dict()
office = int((evidence["evidence_from"] == "speaker's own office").sum())
common = ["A", "C", "E"]

# %% [1.5] wrong: takes every Chinese public body for the speaker's office
share_no = (100 * (claims["checkable"] == "no").groupby(claims["claim_type"]).mean()).to_dict()
office = 12
common = ["A", "C", "E"]

# %% [1] wrong: only the claims marked yes, and takes two publishers for two measurements
share_no = (100 * (claims["checkable"] == "no").groupby(claims["claim_type"]).mean()).to_dict()
office = 2
common = ["C"]

# %% [2] right: typed
codes = {"storage": "agreement", "audit": "absence", "joint": "agreement", "records": "difference"}

# %% [2] right: other letter case and spaces
codes = {"Storage": "Agreement", "Audit": " absence", "JOINT": "agreement ", "records": "DIFFERENCE"}

# %% [2] right: a Series
codes = pd.Series(
    ["difference", "agreement", "absence", "agreement"], index=["records", "joint", "audit", "storage"]
)

# %% [0.5] wrong: any detail that differs makes a difference
codes = {"storage": "difference", "audit": "difference", "joint": "difference", "records": "difference"}

# %% [1.5] wrong: the same subject is enough for agreement
codes = {"storage": "agreement", "audit": "absence", "joint": "agreement", "records": "agreement"}

# %% [1.5] wrong: other words (shortest time, no longer than) make storage a difference
codes = {"storage": "difference", "audit": "absence", "joint": "agreement", "records": "difference"}

# %% [1.5] wrong: a rule in one law only taken for a difference
codes = {"storage": "agreement", "audit": "difference", "joint": "agreement", "records": "difference"}

# %% [1] wrong: what is missing for some cases taken for absence, and what is missing for all for agreement
codes = {"storage": "agreement", "audit": "agreement", "joint": "agreement", "records": "absence"}

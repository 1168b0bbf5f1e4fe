# %% [3] right: group, minimum, unstack
rules = milestones[milestones["technology"] == "deep synthesis"].copy()
rules = rules[rules["kind"].isin(["adopted", "applies"])]
rules["day"] = (rules["date"] - pd.Timestamp("2019-08-30")).dt.days
event_time = rules.groupby(["jurisdiction", "kind"])["day"].min().unstack().reset_index()

# %% [3] right: a pivot table, jurisdictions in the index, with more kinds
rules = milestones.query("technology == 'deep synthesis' and kind != 'technology'")
rules = rules.assign(day=(rules["date"] - pd.Timestamp("2019-08-30")).dt.days)
event_time = rules.pivot_table(index="jurisdiction", columns="kind", values="day", aggfunc="min")

# %% [3] right: two series put side by side
start = milestones.loc[milestones["event"].str.contains("ZAO"), "date"].iloc[0]
deep = milestones[milestones["technology"] == "deep synthesis"]
adopted = deep[deep["kind"] == "adopted"].groupby("jurisdiction")["date"].min()
applies = deep[deep["kind"] == "applies"].groupby("jurisdiction")["date"].min()
event_time = pd.DataFrame({"adopted": (adopted - start).dt.days, "applies": (applies - start).dt.days})
event_time = event_time.sort_values("adopted").reset_index(names="jurisdiction")

# %% [3] right: a loop over jurisdictions
start = pd.Timestamp("2019-08-30")
rows = []
for place, part in milestones[milestones["technology"] == "deep synthesis"].groupby("jurisdiction"):
    row = {"jurisdiction": place}
    for kind in ["adopted", "applies"]:
        dates = part.loc[part["kind"] == kind, "date"]
        row[kind] = (dates.min() - start).days if len(dates) else None
    if row["adopted"] is not None or row["applies"] is not None:
        rows.append(row)
event_time = pd.DataFrame(rows)

# %% [1] wrong: kept the forum of 2017 as day 0
rules = milestones.query("technology == 'deep synthesis' and kind in ['adopted', 'applies']").copy()
rules["day"] = (rules["date"] - pd.Timestamp("2017-11-02")).dt.days
event_time = rules.groupby(["jurisdiction", "kind"])["day"].min().unstack().reset_index()

# %% [1] wrong: took the last rule of each jurisdiction
rules = milestones.query("technology == 'deep synthesis' and kind in ['adopted', 'applies']").copy()
rules["day"] = (rules["date"] - pd.Timestamp("2019-08-30")).dt.days
event_time = rules.groupby(["jurisdiction", "kind"])["day"].max().unstack().reset_index()

# %% [2] wrong: put zero where the table has no first day
rules = milestones.query("technology == 'deep synthesis' and kind in ['adopted', 'applies']").copy()
rules["day"] = (rules["date"] - pd.Timestamp("2019-08-30")).dt.days
event_time = rules.groupby(["jurisdiction", "kind"])["day"].min().unstack().fillna(0).reset_index()

# %% [2] wrong: dropped the jurisdiction without a first day
rules = milestones.query("technology == 'deep synthesis' and kind in ['adopted', 'applies']").copy()
rules["day"] = (rules["date"] - pd.Timestamp("2019-08-30")).dt.days
event_time = rules.groupby(["jurisdiction", "kind"])["day"].min().unstack().dropna().reset_index()

# %% [1] wrong: dropped the minus signs
rules = milestones.query("technology == 'deep synthesis' and kind in ['adopted', 'applies']").copy()
rules["day"] = (rules["date"] - pd.Timestamp("2019-08-30")).dt.days.abs()
event_time = rules.groupby(["jurisdiction", "kind"])["day"].min().unstack().reset_index()

# %% [2] wrong: kept the world, where the forum opened
rules = milestones.query("technology == 'deep synthesis'").copy()
rules["day"] = (rules["date"] - pd.Timestamp("2019-08-30")).dt.days
event_time = rules.groupby(["jurisdiction", "kind"])["day"].min().unstack().reset_index()

# %% [0] wrong: counted dedicated rules only
rules = milestones.query("technology == 'deep synthesis' and scope == 'dedicated'").copy()
rules["day"] = (rules["date"] - pd.Timestamp("2019-08-30")).dt.days
event_time = rules.groupby(["jurisdiction", "kind"])["day"].min().unstack().reset_index()

# %% [2] wrong: took entry into force for the first day of duties
rules = milestones[milestones["technology"] == "deep synthesis"].copy()
rules["kind"] = rules["kind"].replace({"in_force": "applies"})
rules = rules[rules["kind"].isin(["adopted", "applies"])]
rules["day"] = (rules["date"] - pd.Timestamp("2019-08-30")).dt.days
event_time = rules.groupby(["jurisdiction", "kind"])["day"].min().unstack().reset_index()

# %% [3] right: two dictionaries, jurisdictions in an index without a name
deep = milestones[milestones["technology"] == "deep synthesis"]
adopted, applies = {}, {}
for place in deep["jurisdiction"].unique():
    for kind, first in (("adopted", adopted), ("applies", applies)):
        dates = deep.loc[(deep["jurisdiction"] == place) & (deep["kind"] == kind), "date"]
        if len(dates):
            first[place] = (dates.min() - pd.Timestamp("2019-08-30")).days
event_time = pd.DataFrame({"adopted": adopted, "applies": applies})

# %% [3] right: typed in small letters
event_time = pd.DataFrame({
    "jurisdiction": ["virginia", "texas", "california", "china", "united kingdom", "european union", "united states"],
    "adopted": [-182, -77, 34, 91, 1518, 1749, 2089],
    "applies": [-60, 2, float("nan"), 124, 1615, 2529, 2089],
})

# %% [2] wrong: took drafts for adoptions
rules = milestones.query("technology == 'deep synthesis' and kind in ['draft', 'adopted', 'applies']").copy()
rules["kind"] = rules["kind"].replace("draft", "adopted")
rules["day"] = (rules["date"] - pd.Timestamp("2019-08-30")).dt.days
event_time = rules.groupby(["jurisdiction", "kind"])["day"].min().unstack().reset_index()

# %% [1] wrong: took the average of all rules of a jurisdiction
rules = milestones.query("technology == 'deep synthesis' and kind in ['adopted', 'applies']").copy()
rules["day"] = (rules["date"] - pd.Timestamp("2019-08-30")).dt.days
event_time = rules.pivot_table(index="jurisdiction", columns="kind", values="day").reset_index()

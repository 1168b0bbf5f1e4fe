# %% [2] right: concat
old = indices.query("index_id == 'rsf_press_freedom_score_until_2021'").assign(method="old")
new = indices.query("index_id == 'rsf_press_freedom_score_from_2022'").assign(method="new")
joined = pd.concat([new, old])
joined["score"] = joined["value"].where(joined["method"] == "new", 100 - joined["value"])

# %% [2] right: loop, newest first, names in capitals
rows = []
for entry in indices.itertuples():
    if entry.index_id == "rsf_press_freedom_score_until_2021":
        rows.append((entry.year, 100 - entry.value, "Old"))
    if entry.index_id == "rsf_press_freedom_score_from_2022":
        rows.append((entry.year, entry.value, "New"))
joined = pd.DataFrame(rows[::-1], columns=["year", "score", "method"])

# %% [2] right: year in the index, typed by hand
joined = pd.DataFrame(
    {
        "score": [26.93, 27.09, 26.45, 19.04, 22.34, 21.71, 21.08, 21.52, 21.28, 25.17],
        "method": ["old"] * 9 + ["new"],
    },
    index=pd.Index(range(2013, 2023), name="year"),
)

# %% [1] wrong: forgot to turn the old scores
joined = indices[indices["index_id"].str.startswith("rsf_press_freedom_score")][["year", "value"]]
joined = joined.rename(columns={"value": "score"}).assign(method=lambda t: ["old" if y < 2022 else "new" for y in t["year"]])

# %% [1] wrong: turned the new score as well
joined = indices[indices["index_id"].str.startswith("rsf_press_freedom_score")][["year", "value"]]
joined = joined.assign(score=100 - joined["value"], method=["old"] * 9 + ["new"])

# %% [1] wrong: took turning for a bridge over the method, so all one method
joined = indices[indices["index_id"].str.startswith("rsf_press_freedom_score")][["year", "value"]]
joined["score"] = [100 - v if y < 2022 else v for y, v in zip(joined["year"], joined["value"])]
joined["method"] = "new"

# %% [1] wrong: put the break where Freedom on the Net has it
joined = indices[indices["index_id"].str.startswith("rsf_press_freedom_score")][["year", "value"]]
joined["score"] = [100 - v if y < 2022 else v for y, v in zip(joined["year"], joined["value"])]
joined["method"] = ["old" if y < 2019 else "new" for y in joined["year"]]

# %% [1] wrong: ranks in place of scores
joined = indices.query("index_id == 'rsf_press_freedom_rank' and year <= 2022")[["year", "value"]]
joined = joined.rename(columns={"value": "score"}).assign(method=["old"] * 9 + ["new"])

# %% [0] wrong: the old scale only, so a row is missing
joined = indices.query("index_id == 'rsf_press_freedom_score_until_2021'")[["year", "value"]]
joined = joined.assign(score=100 - joined["value"], method="old")

# %% [2] right: years in an index without a name
early = indices.query("index_id == 'rsf_press_freedom_score_until_2021'")
late = indices.query("index_id == 'rsf_press_freedom_score_from_2022'")
joined = pd.DataFrame({
    "score": [*(100 - early["value"]), *late["value"]],
    "method": ["old"] * len(early) + ["new"] * len(late),
}, index=[*early["year"], *late["year"]])

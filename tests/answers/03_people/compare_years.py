# %% [3] right: two selections, merged
full = counts[(counts["operation_id"] == "qinglang") & counts["period"].str.startswith("full year")]
a = full.loc[full["year"] == 2021, ["label", "value"]].rename(columns={"value": "value_2021"})
b = full.loc[full["year"] == 2022, ["label", "value"]].rename(columns={"value": "value_2022"})
compare = a.merge(b, on="label")
compare["factor"] = compare["value_2022"] / compare["value_2021"]

# %% [3] right: pivot, then drop what is missing in one year
full = counts[(counts["operation_id"] == "qinglang") & counts["period"].str.startswith("full year")]
compare = full.pivot(index="label", columns="year", values="value").dropna()
compare.columns = [f"value_{year}" for year in compare.columns]
compare["factor"] = (compare["value_2022"] / compare["value_2021"]).astype(float).round(5)
compare = compare.reset_index()

# %% [3] right: dictionaries and a loop
old, new = {}, {}
for row in counts.itertuples():
    if row.operation_id == "qinglang" and row.period.startswith("full year"):
        (old if row.year == 2021 else new)[row.label] = int(row.value)
compare = pd.DataFrame(
    [{"label": k, "value_2021": old[k], "value_2022": new[k], "factor": new[k] / old[k]} for k in old if k in new]
)

# %% [3] right: label as index, other order, extra column
full = counts[(counts["operation_id"] == "qinglang") & counts["period"].str.contains("full year")]
parts = {year: part.set_index("label")["value"] for year, part in full.groupby("year")}
compare = pd.DataFrame({"value_2021": parts[2021], "value_2022": parts[2022]}).dropna()
compare["difference"] = compare["value_2022"] - compare["value_2021"]
compare["factor"] = compare["value_2022"] / compare["value_2021"]
compare = compare.sort_values("factor")

# %% [2] wrong: divided the earlier year by the later one
full = counts[(counts["operation_id"] == "qinglang") & counts["period"].str.startswith("full year")]
a = full.loc[full["year"] == 2021, ["label", "value"]]
b = full.loc[full["year"] == 2022, ["label", "value"]]
compare = a.merge(b, on="label", suffixes=("_2021", "_2022"))
compare["factor"] = compare["value_2021"] / compare["value_2022"]

# %% [2] wrong: gave the growth in place of the factor
full = counts[(counts["operation_id"] == "qinglang") & counts["period"].str.startswith("full year")]
a = full.loc[full["year"] == 2021, ["label", "value"]]
b = full.loc[full["year"] == 2022, ["label", "value"]]
compare = a.merge(b, on="label", suffixes=("_2021", "_2022"))
compare["factor"] = compare["value_2022"] / compare["value_2021"] - 1

# %% [2] wrong: kept labels that only one of the years has
full = counts[(counts["operation_id"] == "qinglang") & counts["period"].str.startswith("full year")]
a = full.loc[full["year"] == 2021, ["label", "value"]]
b = full.loc[full["year"] == 2022, ["label", "value"]]
compare = a.merge(b, on="label", how="outer", suffixes=("_2021", "_2022"))
compare["factor"] = compare["value_2022"] / compare["value_2021"]

# %% [0] wrong: took the part of the year that comes last in the table
part = counts[(counts["operation_id"] == "qinglang") & (counts["stream"] == "CAC")]
a = part.loc[part["year"] == 2021, ["label", "value"]].drop_duplicates("label", keep="last")
b = part.loc[part["year"] == 2022, ["label", "value"]].drop_duplicates("label", keep="last")
compare = a.merge(b, on="label", how="outer", suffixes=("_2021", "_2022"))
compare["factor"] = compare["value_2022"] / compare["value_2021"]

# %% [1] wrong: added up parts and wholes of the same year
part = counts[(counts["operation_id"] == "qinglang") & (counts["stream"] == "CAC")]
sums = part.groupby(["label", "year"])["value"].sum().unstack()
compare = sums[[2021, 2022]].dropna()
compare.columns = ["value_2021", "value_2022"]
compare["factor"] = compare["value_2022"] / compare["value_2021"]
compare = compare.reset_index()

# %% [0] wrong: compared Jingwang of the police
full = counts[(counts["operation_id"] == "jingwang") & counts["period"].str.startswith("full year")]
a = full.loc[full["year"] == 2021, ["label", "value"]]
b = full.loc[full["year"] == 2022, ["label", "value"]]
compare = a.merge(b, on="label", suffixes=("_2021", "_2022"))
compare["factor"] = compare["value_2022"] / compare["value_2021"]

# %% [0] wrong: took the rows of all parts, so that labels repeat
part = counts[counts["operation_id"] == "qinglang"]
a = part.loc[part["year"] == 2021, ["label", "value"]]
b = part.loc[part["year"] == 2022, ["label", "value"]]
compare = a.merge(b, on="label", suffixes=("_2021", "_2022"))
compare["factor"] = compare["value_2022"] / compare["value_2021"]

# %% [3] right: lying bars
gravest = ceilings[ceilings["tier"] == "especially serious"].set_index("conduct_id")["personal_max_fine"]
before = ceilings[ceilings["version"] == 2016].set_index("conduct_id")["personal_max_fine"]
factor = (gravest / before[gravest.index]).astype(float)
fig, ax = plt.subplots()
ax.barh(factor.index, factor)
ax.set(xlabel="Factor", ylabel="Conduct", title="Tenfold or twentyfold")

# %% [3] right: a pivot and pandas plot, sorted
table = ceilings.copy()
table["case"] = table["version"].astype(str) + " " + table["tier"]
wide = table.pivot(index="conduct_id", columns="case", values="personal_max_fine").dropna(subset="2025 especially serious")
fig, ax = plt.subplots()
(wide["2025 especially serious"] / wide["2016 basic"]).astype(float).sort_values().plot.bar(ax=ax, xlabel="Conduct", ylabel="Times higher", title="Personal ceilings")

# %% [3] right: a loop, bar by bar
fig, ax = plt.subplots()
for row in ceilings[ceilings["tier"] == "especially serious"].itertuples():
    old = ceilings[(ceilings["conduct_id"] == row.conduct_id) & (ceilings["version"] == 2016)]["personal_max_fine"].iloc[0]
    ax.bar(row.conduct_id, row.personal_max_fine / old, color="C0")
ax.set(xlabel="Conduct", ylabel="Factor", title="What rose for persons")

# %% [1] wrong: ceilings of the organisation
gravest = ceilings[ceilings["tier"] == "especially serious"].set_index("conduct_id")["max_fine"]
before = ceilings[ceilings["version"] == 2016].set_index("conduct_id")["max_fine"]
factor = (gravest / before[gravest.index]).astype(float)
fig, ax = plt.subplots()
ax.barh(factor.index, factor)
ax.set(xlabel="Factor", ylabel="Conduct", title="What rose")

# %% [1] wrong: the ordinary tier of 2025
after = ceilings[(ceilings["version"] == 2025) & (ceilings["tier"] == "basic")].set_index("conduct_id")["personal_max_fine"]
before = ceilings[ceilings["version"] == 2016].set_index("conduct_id")["personal_max_fine"]
six = ceilings.loc[ceilings["tier"] == "especially serious", "conduct_id"]
factor = (after[six] / before[six]).astype(float)
fig, ax = plt.subplots()
ax.bar(factor.index, factor)
ax.set(xlabel="Conduct", ylabel="Factor", title="What rose")

# %% [1] wrong: a rise in percent
gravest = ceilings[ceilings["tier"] == "especially serious"].set_index("conduct_id")["personal_max_fine"]
before = ceilings[ceilings["version"] == 2016].set_index("conduct_id")["personal_max_fine"]
rise = (100 * (gravest / before[gravest.index] - 1)).astype(float)
fig, ax = plt.subplots()
ax.bar(rise.index, rise)
ax.set(xlabel="Conduct", ylabel="Rise", title="What rose")

# %% [1] wrong: old over new
gravest = ceilings[ceilings["tier"] == "especially serious"].set_index("conduct_id")["personal_max_fine"]
before = ceilings[ceilings["version"] == 2016].set_index("conduct_id")["personal_max_fine"]
factor = (before[gravest.index] / gravest).astype(float)
fig, ax = plt.subplots()
ax.bar(factor.index, factor)
ax.set(xlabel="Conduct", ylabel="Factor", title="What rose")

# %% [1] wrong: every conduct that has both versions
after = ceilings[ceilings["version"] == 2025].groupby("conduct_id")["personal_max_fine"].max()
before = ceilings[ceilings["version"] == 2016].set_index("conduct_id")["personal_max_fine"]
factor = (after / before).dropna().astype(float)
fig, ax = plt.subplots()
ax.barh(factor.index, factor)
ax.set(xlabel="Factor", ylabel="Conduct", title="What rose")

# %% [2] wrong: right bars without title and labels
gravest = ceilings[ceilings["tier"] == "especially serious"].set_index("conduct_id")["personal_max_fine"]
before = ceilings[ceilings["version"] == 2016].set_index("conduct_id")["personal_max_fine"]
factor = (gravest / before[gravest.index]).astype(float)
fig, ax = plt.subplots()
ax.bar(factor.index, factor)

# %% [0] wrong: names the conduct in words, which the visible test refuses
gravest = ceilings[ceilings["tier"] == "especially serious"].set_index("conduct_id")
before = ceilings[ceilings["version"] == 2016].set_index("conduct_id")["personal_max_fine"]
factor = (gravest["personal_max_fine"] / before[gravest.index]).astype(float)
fig, ax = plt.subplots()
ax.barh(gravest["conduct"], factor)
ax.set(xlabel="Factor", ylabel="Conduct", title="What rose")

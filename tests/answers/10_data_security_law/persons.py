# %% [3] right: groupby, standing bars with text under them
highest = fines.groupby("article_no")["personal_max_fine"].max() / 1000
fig, ax = plt.subplots()
ax.bar(highest.index.astype(str), highest.astype(float))
ax.set(xlabel="Article", ylabel="Thousand yuan", title="Fines for persons")

# %% [3] right: a loop, lying bars, another order
values = {}
for article in [48, 47, 46, 45]:
    values["Article " + str(article)] = fines.loc[fines["article_no"] == article, "personal_max_fine"].dropna().max() / 1000
fig, ax = plt.subplots()
ax.barh(list(values), list(values.values()))
ax.set(ylabel="Article", xlabel="Thousand yuan", title="Fines for persons")

# %% [3] right: bars at the numbers, typed
fig, ax = plt.subplots()
ax.bar([45, 46, 47, 48], [200, 1000, 100, 500])
ax.set(xlabel="Article", ylabel="Thousand yuan", title="Fines for persons")

# %% [3] right: pandas plot
fig, ax = plt.subplots()
table = fines.pivot_table(index="article_no", values="personal_max_fine", aggfunc="max")
(table["personal_max_fine"].astype(float) / 1000).plot.bar(ax=ax, xlabel="Article", ylabel="Thousand yuan", title="Persons", rot=0)

# %% [1] wrong: fines for organisations
highest = fines.groupby("article_no")["max_fine"].max() / 1000
fig, ax = plt.subplots()
ax.bar(highest.index.astype(str), highest.astype(float))
ax.set(xlabel="Article", ylabel="Thousand yuan", title="Fines")

# %% [1] wrong: in yuan
highest = fines.groupby("article_no")["personal_max_fine"].max()
fig, ax = plt.subplots()
ax.bar(highest.index.astype(str), highest.astype(float))
ax.set(xlabel="Article", ylabel="Yuan", title="Fines for persons")

# %% [1] wrong: added the tiers
summed = fines.groupby("article_no")["personal_max_fine"].sum() / 1000
fig, ax = plt.subplots()
ax.bar(summed.index.astype(str), summed.astype(float))
ax.set(xlabel="Article", ylabel="Thousand yuan", title="Fines for persons")

# %% [1] wrong: the basic tier only
basic = fines[fines["tier"] == "basic"].groupby("article_no")["personal_max_fine"].max() / 1000
fig, ax = plt.subplots()
ax.bar(basic.index.astype(str), basic.astype(float))
ax.set(xlabel="Article", ylabel="Thousand yuan", title="Fines for persons")

# %% [2] wrong: right bars without title and labels
highest = fines.groupby("article_no")["personal_max_fine"].max() / 1000
fig, ax = plt.subplots()
ax.bar(highest.index.astype(str), highest.astype(float))

# %% [3] right: numbers with words behind them
fig, ax = plt.subplots()
ax.bar(["45 duties", "46 exports", "47 brokers", "48 requests"], [200, 1000, 100, 500])
ax.set(xlabel="Article", ylabel="Thousand yuan", title="Fines for persons")

# %% [1] wrong: one bar for each row
fig, ax = plt.subplots()
ax.bar(fines["penalty_id"], fines["personal_max_fine"].astype(float) / 1000)
ax.set(xlabel="Row", ylabel="Thousand yuan", title="Fines for persons")

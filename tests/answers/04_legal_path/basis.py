# %% [3] right: standing bars
five = ["csl", "ecl", "dsl", "pipl", "atofl"]
basis = relations[relations["relation"] == "implements"]
heights = basis.groupby("target_id")["source_id"].nunique()[five]
fig, ax = plt.subplots()
ax.bar(heights.index, heights)
ax.set(xlabel="Law", ylabel="Texts", title="The CSL and PIPL lead")

# %% [3] right: lying bars, sorted, by a loop
basis = relations[relations["relation"] == "implements"]
numbers = {}
for law in ["csl", "pipl", "dsl", "atofl", "ecl"]:
    numbers[law] = len(set(basis.loc[basis["target_id"] == law, "source_id"]))
fig, ax = plt.subplots()
ax.barh(list(numbers), list(numbers.values()))
ax.set(ylabel="Law", xlabel="Number of texts", title="Legal bases")

# %% [3] right: pandas plot
basis = relations.query("relation == 'implements'")["target_id"].value_counts()
fig, ax = plt.subplots()
basis[["pipl", "csl", "dsl", "ecl", "atofl"]].plot.bar(ax=ax, xlabel="Law", ylabel="Texts", title="Legal bases")

# %% [1] wrong: all relations
counts = relations.groupby("target_id")["source_id"].nunique()[["csl", "ecl", "dsl", "pipl", "atofl"]]
fig, ax = plt.subplots()
ax.bar(counts.index, counts)
ax.set(xlabel="Law", ylabel="Texts", title="Legal bases")

# %% [1] wrong: what the laws themselves refer to
five = ["csl", "ecl", "dsl", "pipl", "atofl"]
counts = [relations.loc[relations["source_id"] == law, "target_id"].nunique() for law in five]
fig, ax = plt.subplots()
ax.bar(five, counts)
ax.set(xlabel="Law", ylabel="Texts", title="Legal bases")

# %% [2] wrong: right bars without title and labels
basis = relations[relations["relation"] == "implements"]
heights = basis.groupby("target_id")["source_id"].nunique()[["csl", "ecl", "dsl", "pipl", "atofl"]]
fig, ax = plt.subplots()
ax.bar(heights.index, heights)

# %% [1] wrong: citations in place of legal bases
basis = relations[relations["relation"] == "cites"]
heights = basis.groupby("target_id")["source_id"].nunique()[["csl", "ecl", "dsl", "pipl"]]
fig, ax = plt.subplots()
ax.bar(heights.index, heights)
ax.set(xlabel="Law", ylabel="Texts", title="Citations")

# %% [1] wrong: shares in percent of all links
basis = relations[relations["relation"] == "implements"]
shares = 100 * basis["target_id"].value_counts(normalize=True)[["csl", "ecl", "dsl", "pipl", "atofl"]]
fig, ax = plt.subplots()
ax.bar(shares.index, shares)
ax.set(xlabel="Law", ylabel="Percent", title="Legal bases")

# %% [3] right: standing bars from counts
counts = table[table["alignment"] == "difference"].groupby("chapter_no").size()
fig, ax = plt.subplots()
ax.bar(counts.index.astype(int), counts)
ax.set(xlabel="Chapter", ylabel="Aspects", title="Chapter 2 holds most differences")

# %% [3] right: lying bars, every chapter, by a loop
heights = []
for number in range(1, 9):
    heights.append(((table["alignment"] == "difference") & (table["chapter_no"] == number)).sum())
fig, ax = plt.subplots()
ax.barh([str(number) for number in range(1, 9)], heights)
ax.set(ylabel="Chapter", xlabel="Aspects", title="Differences")

# %% [3] right: pandas plot of a crosstab
wide = pd.crosstab(table["chapter_no"], table["alignment"])
fig, ax = plt.subplots()
wide["difference"].plot.bar(ax=ax, xlabel="Chapter", ylabel="Number", title="Differences by chapter")

# %% [2] wrong: the heights, but no title and no labels
counts = table[table["alignment"] == "difference"].groupby("chapter_no").size()
fig, ax = plt.subplots()
ax.bar(counts.index.astype(str), counts)

# %% [1] wrong: by theme, as in the lesson
counts = table.loc[table["alignment"] == "difference", "theme"].value_counts()
fig, ax = plt.subplots()
ax.barh(counts.index, counts)
ax.set(xlabel="Aspects", ylabel="Theme", title="Differences")

# %% [1] wrong: all aspects of each chapter
counts = table["chapter_no"].value_counts()
fig, ax = plt.subplots()
ax.bar(counts.index.astype(str), counts)
ax.set(xlabel="Chapter", ylabel="Aspects", title="Differences")

# %% [1] wrong: absences counted as differences
counts = table.loc[table["alignment"] != "agreement", "chapter_no"].value_counts()
fig, ax = plt.subplots()
ax.bar(counts.index.astype(str), counts)
ax.set(xlabel="Chapter", ylabel="Aspects", title="Differences")

# %% [1] wrong: agreements
counts = table.loc[table["alignment"] == "agreement", "chapter_no"].value_counts()
fig, ax = plt.subplots()
ax.bar(counts.index.astype(str), counts)
ax.set(xlabel="Chapter", ylabel="Aspects", title="Agreements")

# %% [1] wrong: share of the aspects in percent
share = 100 * (table["alignment"] == "difference").groupby(table["chapter_no"]).mean()
fig, ax = plt.subplots()
ax.bar(share.index.astype(str), share)
ax.set(xlabel="Chapter", ylabel="Percent", title="Differences")

# %% [3] right: each number with its title, as in the figure of the lesson
counts = table[table["alignment"] == "difference"].groupby("chapter_no").size()
names = chapters.set_index("chapter_no").loc[counts.index, "title_en"]
fig, ax = plt.subplots()
ax.barh([f"{number} {name}" for number, name in names.items()], counts)
ax.set(xlabel="Aspects coded as difference", ylabel="Chapter", title="Chapter 2 holds most differences")

# %% [3] right: the word chapter at each bar, drawn one by one
counts = table.loc[table["alignment"] == "difference", "chapter_no"].value_counts()
fig, ax = plt.subplots()
for number, height in counts.items():
    ax.bar(f"Chapter {number}", height, color="C0")
ax.set(xlabel="Part of the law", ylabel="Aspects", title="Differences")

# %% [1] wrong: under the number of the row, not of the chapter
counts = table[table["alignment"] == "difference"].groupby("chapter_no").size()
fig, ax = plt.subplots()
ax.bar(range(len(counts)), counts)
ax.set(xlabel="Chapter", ylabel="Aspects", title="Differences")

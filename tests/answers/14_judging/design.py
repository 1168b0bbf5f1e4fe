# %% [3] right: a line of ranks, source by text
series_id = "wipo_innovation_rank"
rows = indices[indices["index_id"] == series_id]
fig, ax = plt.subplots()
ax.plot(rows["year"], rows["value"], marker="o")
ax.set(xlabel="Edition", ylabel="Place among about 130 economies", title="China climbed from place 35 to 10")
ax.set_ylim(40, 0)
ax.text(2013, 39, "Source: WIPO, Global Innovation Index")

# %% [3] right: points of scores, figures.show
series_id = "un_egovernment_score"
rows = indices[indices["index_id"] == series_id]
fig, ax = plt.subplots()
ax.scatter(rows["year"], rows["value"])
ax.set_ylim(0, 1)
ax.set_xlabel("Year of the survey")
ax.set_ylabel("Score (0 to 1, 1 is most developed)")
ax.set_title("The score rose in every edition")
figures.show(fig, alt="Scatter plot of the UN score for China by year, rising from 0.54 to 0.81.", source="indices")

# %% [3] right: points one by one, inverted axis, source in the label
series_id = "un_egovernment_rank"
fig, ax = plt.subplots()
for row in indices[indices["index_id"] == series_id].itertuples():
    ax.plot(row.year, row.value, "o", color="black")
ax.set_ylim(1, 100)
ax.invert_yaxis()
ax.set(title="Up to rank 43", ylabel="Rank, 1 is best", xlabel="Edition (sources: United Nations, E-Government Survey)")

# %% [3] right: years as text, a line with points on it
series_id = "UN_egovernment_score"
rows = indices[indices["index_id"] == "un_egovernment_score"]
fig, ax = plt.subplots()
ax.plot(rows["year"].astype(str), rows["value"])
ax.scatter(rows["year"].astype(str), rows["value"])
ax.set_ylim(bottom=0)
ax.set(title="Rising score", ylabel="Score", xlabel="Edition")
ax.annotate("Source: UN DESA", (0, 0.05))

# %% [2] wrong: place 1 below, so a rise looks like a fall
series_id = "wipo_innovation_rank"
rows = indices[indices["index_id"] == series_id]
fig, ax = plt.subplots()
ax.plot(rows["year"], rows["value"])
ax.set(xlabel="Edition", ylabel="Rank", title="Innovation", ylim=(0, 132))
ax.text(2013, 120, "Source: WIPO")

# %% [2] wrong: the axis of the score is cut, so the rise looks steeper
series_id = "un_egovernment_score"
rows = indices[indices["index_id"] == series_id]
fig, ax = plt.subplots()
ax.plot(rows["year"], rows["value"])
ax.set(xlabel="Edition", ylabel="Score", title="Steep rise", ylim=(0.5, 0.85))
ax.text(2013, 0.8, "Source: UN DESA")

# %% [2] wrong: only the years that show a rise
series_id = "un_egovernment_rank"
rows = indices[(indices["index_id"] == series_id) & (indices["year"] >= 2018)]
fig, ax = plt.subplots()
ax.plot(rows["year"], rows["value"])
ax.set(xlabel="Edition", ylabel="Rank of 193", title="Up from rank 65", ylim=(193, 1))
ax.text(2019, 180, "Source: UN DESA")

# %% [2] wrong: another series than the one named
series_id = "un_egovernment_rank"
rows = indices[indices["index_id"] == "wipo_innovation_rank"]
fig, ax = plt.subplots()
ax.plot(rows["year"], rows["value"])
ax.set(xlabel="Edition", ylabel="Rank", title="Up to rank 10", ylim=(132, 1))
ax.text(2013, 120, "Source: WIPO, not UN")

# %% [2] wrong: no title, no labels, no source
series_id = "wipo_innovation_rank"
rows = indices[indices["index_id"] == series_id]
fig, ax = plt.subplots()
ax.plot(rows["year"], rows["value"])
ax.set_ylim(132, 1)

# %% [2.5] wrong: the source line names no publisher
series_id = "wipo_innovation_rank"
rows = indices[indices["index_id"] == series_id]
fig, ax = plt.subplots()
ax.plot(rows["year"], rows["value"])
ax.set(xlabel="Edition", ylabel="Rank", title="WIPO ranks China tenth", ylim=(132, 1))
ax.text(2013, 120, "Source: internet")

# %% [2] wrong: turned, but place 1 is cut off, and the two scales in one chart
series_id = "un_egovernment_rank"
rows = indices[indices["index_id"] == series_id]
fig, ax = plt.subplots()
ax.plot(rows["year"], rows["value"])
ax.set(xlabel="Edition", ylabel="Rank", title="Up", ylim=(80, 40))
ax.text(2013, 75, "Source: UN DESA")

# %% [2] wrong: bars in place of a line or points
series_id = "un_egovernment_score"
rows = indices[indices["index_id"] == series_id]
fig, ax = plt.subplots()
ax.bar(rows["year"], rows["value"])
ax.set(title="The score rose", xlabel="Edition. Source: UN DESA", ylabel="Score")

# %% [2] right: lying bars with matplotlib
fig, ax = plt.subplots()
statement = press[(press["page"] == 2) & (press["kind"] == "word") & ~press["is_stopword"]]
top = statement.sort_values("count", ascending=False).head(5)
ax.barh(top["token"], top["count"])
ax.invert_yaxis()
ax.set_xlabel("occurrences in the excerpt")
ax.set_title("The statement names cyberspace most often")

# %% [2] right: the lesson's own lines, on the rows of page 2
fig, ax = plt.subplots()
page_2 = press[press["page"] == 2]
totals = text.matrix(page_2, part="page").sum().sort_values(ascending=False, kind="stable")
content = totals.drop(page_2.loc[page_2["is_stopword"], "token"].unique())
ax.barh(content.index[:5], content[:5])
ax.invert_yaxis()
ax.set_xlabel("occurrences in the excerpt")
ax.set_title("Cyberspace is named most often")

# %% [2] right: upright bars, counted with matrix, shown with the course's function
fig, ax = plt.subplots()
counts = text.matrix(press[press["turn"] == "statement"], part="page").loc[2]
counts = counts.drop(press.loc[press["is_stopword"], "token"].unique(), errors="ignore")
top = counts.nlargest(5)
ax.bar(top.index, top)
ax.set_ylabel("count of tokens")
ax.set_title("Cyberspace leads the opening statement")
figures.show(fig, alt="Bar chart of the five most frequent content words on page 2.", source="features_press_conference")

# %% [2] right: pandas draws, smallest first so that the largest is on top
fig, ax = plt.subplots()
statement = press[(press["page"] == 2) & (press["kind"] == "word") & ~press["is_stopword"]]
top = statement.set_index("token")["count"].nlargest(5).sort_values()
top.plot.barh(ax=ax)
ax.set(title="Five words of the statement on page 2", xlabel="number of occurrences", ylabel="")

# %% [2] right: numbers copied by hand
fig, ax = plt.subplots()
ax.bar(["cyberspace", "law-based", "governance", "development", "internet"], [11, 9, 9, 6, 5])
ax.set_title("Words of the statement")
ax.set_ylabel("Frequency")

# %% [1] wrong: kept the stop words
fig, ax = plt.subplots()
statement = press[(press["page"] == 2) & (press["kind"] == "word")]
top = statement.sort_values("count", ascending=False).head(5)
ax.barh(top["token"], top["count"])
ax.set_xlabel("occurrences in the excerpt")
ax.set_title("The most frequent words of the statement")

# %% [1] wrong: took the answer of page 6
fig, ax = plt.subplots()
answer = press[(press["page"] == 6) & (press["turn"] == "answer") & ~press["is_stopword"]]
top = answer.sort_values("count", ascending=False).head(5)
ax.bar(top["token"], top["count"])
ax.set_ylabel("occurrences")
ax.set_title("The most frequent words")

# %% [1] wrong: drew rates instead of counts
fig, ax = plt.subplots()
statement = press[(press["page"] == 2) & (press["kind"] == "word")]
total = statement["count"].sum()
top = statement[~statement["is_stopword"]].sort_values("count", ascending=False).head(5)
ax.bar(top["token"], (1000 * top["count"] / total).astype(float))
ax.set_ylabel("occurrences per 1,000 words")
ax.set_title("Rates of five words")

# %% [1] wrong: drew all words
fig, ax = plt.subplots()
statement = press[(press["page"] == 2) & (press["kind"] == "word") & ~press["is_stopword"]]
top = statement.sort_values("count", ascending=False)
ax.barh(top["token"], top["count"])
ax.set_xlabel("occurrences")
ax.set_title("Words of the statement")

# %% [1] wrong: sorted by the alphabet, as if the order did not matter
fig, ax = plt.subplots()
statement = press[(press["page"] == 2) & (press["kind"] == "word") & ~press["is_stopword"]]
top = statement.sort_values("count", ascending=False).head(5).sort_values("token")
ax.bar(top["token"], top["count"])
ax.set_ylabel("occurrences")
ax.set_title("Five frequent words")

# %% [1] wrong: cut the axis so that the differences look larger
fig, ax = plt.subplots()
statement = press[(press["page"] == 2) & (press["kind"] == "word") & ~press["is_stopword"]]
top = statement.sort_values("count", ascending=False).head(5)
ax.bar(top["token"], top["count"])
ax.set_ylim(4, 12)
ax.set_ylabel("occurrences")
ax.set_title("Five frequent words")

# %% [1] wrong: did not say what the axis counts
fig, ax = plt.subplots()
statement = press[(press["page"] == 2) & (press["kind"] == "word") & ~press["is_stopword"]]
top = statement.sort_values("count", ascending=False).head(5)
ax.barh(top["token"], top["count"])
ax.set_title("Five frequent words")

# %% [0] wrong: drew a line through words
fig, ax = plt.subplots()
statement = press[(press["page"] == 2) & (press["kind"] == "word") & ~press["is_stopword"]]
top = statement.sort_values("count", ascending=False).head(5)
ax.plot(top["token"], top["count"])
ax.set_ylabel("occurrences")
ax.set_title("Five frequent words")

# %% [0] wrong: took the answer of page 6, in the order of the alphabet and without labels
fig, ax = plt.subplots()
answer = press[(press["page"] == 6) & (press["turn"] == "answer") & ~press["is_stopword"]]
top = answer.sort_values("count", ascending=False).head(5).sort_values("token")
ax.bar(top["token"], top["count"])

# %% [3] right: standing bars
counts = labels[labels["force"] == "duty"]["who"].value_counts()
fig, ax = plt.subplots()
ax.bar(counts.index, counts)
ax.set(xlabel="Addressee", ylabel="Duties", title="Providers carry most label duties")

# %% [3] right: a loop, lying bars drawn one by one
fig, ax = plt.subplots()
numbers = {}
for row in labels.itertuples():
    if row.force == "duty":
        numbers[row.who] = numbers.get(row.who, 0) + 1
for who, number in sorted(numbers.items()):
    ax.barh(who, number)
ax.set(ylabel="Addressee", xlabel="Number of duties", title="Who must label")

# %% [3] right: pandas, a bar of no height for everyone
fig, ax = plt.subplots()
counts = pd.crosstab(labels["who"], labels["force"])["duty"]
counts.plot.bar(ax=ax, xlabel="Addressee", ylabel="Duties", title="Label duties")

# %% [1] wrong: bans, offers and possible measures too
counts = labels["who"].value_counts()
fig, ax = plt.subplots()
ax.bar(counts.index, counts)
ax.set(xlabel="Addressee", ylabel="Duties", title="Who must label")

# %% [1] wrong: China only
counts = labels.query("force == 'duty' and jurisdiction == 'China'")["who"].value_counts()
fig, ax = plt.subplots()
ax.bar(counts.index, counts)
ax.set(xlabel="Addressee", ylabel="Duties", title="Who must label")

# %% [1] wrong: counted texts in place of rows
counts = labels[labels["force"] == "duty"].groupby("who")["instrument_id"].nunique()
fig, ax = plt.subplots()
ax.bar(counts.index, counts)
ax.set(xlabel="Addressee", ylabel="Texts", title="Who must label")

# %% [2] wrong: right bars without title and labels
counts = labels[labels["force"] == "duty"]["who"].value_counts()
fig, ax = plt.subplots()
ax.bar(counts.index, counts)

# %% [1] wrong: shares in percent
counts = 100 * labels[labels["force"] == "duty"]["who"].value_counts(normalize=True)
fig, ax = plt.subplots()
ax.bar(counts.index, counts)
ax.set(xlabel="Addressee", ylabel="Percent", title="Who must label")

# %% [1] wrong: counted the kinds of label
counts = labels[labels["force"] == "duty"]["label"].value_counts()
fig, ax = plt.subplots()
ax.bar(counts.index, counts)
ax.set(xlabel="Label", ylabel="Duties", title="Kinds of label")

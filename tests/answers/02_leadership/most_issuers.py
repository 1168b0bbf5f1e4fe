# %% [2] right: split, explode, count
fig, ax = plt.subplots()
top = since_2014["issuing_body"].str.split("; ").explode().value_counts().head(5)
ax.barh(top.index, top)
ax.invert_yaxis()
ax.set_xlabel("texts issued")
ax.set_title("The CAC signs most of these texts")

# %% [2] right: a loop and upright bars
fig, ax = plt.subplots(figsize=(12, 4))
counts = {}
for names in since_2014["issuing_body"]:
    for body in names.split("; "):
        counts[body] = counts.get(body, 0) + 1
best = sorted(counts.items(), key=lambda pair: -pair[1])[:5]
ax.bar([body for body, _ in best], [number for _, number in best])
ax.set_ylabel("number of texts")
ax.set_title("Who issued the texts since August 2014")
ax.tick_params(axis="x", rotation=20)

# %% [2] right: drawn by pandas, smallest first
fig, ax = plt.subplots()
top = pd.Series(";".join(since_2014["issuing_body"]).split(";")).str.strip().value_counts().head(5)
top.sort_values().plot.barh(ax=ax, title="Five bodies sign most")
ax.set_xlabel("count of texts")

# %% [1] wrong: counted whole signatures, so that joint texts are lost
fig, ax = plt.subplots()
top = since_2014["issuing_body"].value_counts().head(5)
ax.barh(top.index, top)
ax.invert_yaxis()
ax.set_xlabel("texts issued")
ax.set_title("Who issues the texts")

# %% [1] wrong: counted only the first name of each text
fig, ax = plt.subplots()
top = since_2014["issuing_body"].str.split("; ").str[0].value_counts().head(5)
ax.barh(top.index, top)
ax.invert_yaxis()
ax.set_xlabel("texts issued")
ax.set_title("Who issues the texts")

# %% [1] wrong: took all texts, those before 2014 too
fig, ax = plt.subplots()
top = instruments["issuing_body"].str.split("; ").explode().value_counts().head(5)
ax.barh(top.index, top)
ax.invert_yaxis()
ax.set_xlabel("texts issued")
ax.set_title("Who issues the texts")

# %% [1] wrong: not ranked, and no title
fig, ax = plt.subplots()
top = since_2014["issuing_body"].str.split("; ").explode().value_counts().head(5).sort_index()
ax.barh(top.index, top)
ax.set_xlabel("texts issued")

# %% [1] wrong: axis begins above zero, so that the bars mislead
fig, ax = plt.subplots()
top = since_2014["issuing_body"].str.split("; ").explode().value_counts().head(5)
ax.barh(top.index, top)
ax.invert_yaxis()
ax.set_xlim(4, 18)
ax.set_xlabel("texts issued")
ax.set_title("Who issues the texts")

# %% [1] wrong: shares in place of numbers
fig, ax = plt.subplots()
top = since_2014["issuing_body"].str.split("; ").explode().value_counts().head(5)
top = 100 * top / len(since_2014)
ax.barh(top.index, top)
ax.invert_yaxis()
ax.set_xlabel("percent of the texts issued")
ax.set_title("Who issues the texts")

# %% [0] wrong: a line in place of bars
fig, ax = plt.subplots()
top = since_2014["issuing_body"].str.split("; ").explode().value_counts().head(5)
ax.plot(range(5), top)
ax.set(title="Who issues the texts", xlabel="body", ylabel="texts issued")

# %% [2] right: a call for each bar, names wrapped
import textwrap

fig, ax = plt.subplots(figsize=(10, 5))
top = since_2014["issuing_body"].str.split("; ").explode().value_counts().head(5)
for body, number in top.items():
    ax.bar(textwrap.fill(body, 15), number, color="C0")
ax.set_ylabel("Times named")
ax.set_title("Who signs")

# %% [1] wrong: split at the semicolon and left the blank
fig, ax = plt.subplots()
top = since_2014["issuing_body"].str.split(";").explode().value_counts().head(5)
ax.barh(top.index, top)
ax.set_xlabel("texts issued")
ax.set_title("Who issues the texts")

# %% [1] wrong: the label names the column and not what is counted
fig, ax = plt.subplots()
top = since_2014["issuing_body"].str.split("; ").explode().value_counts().head(5)
ax.barh(top.index, top)
ax.set_xlabel("issuing_body")
ax.set_title("Who issues the texts")

# %% [1] wrong: bars that do not begin at zero
fig, ax = plt.subplots()
top = since_2014["issuing_body"].str.split("; ").explode().value_counts().head(5)
ax.barh(top.index, top, left=1)
ax.set_xlabel("texts issued")
ax.set_title("Who issues the texts")

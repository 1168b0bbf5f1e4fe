# %% [2] right: search in the topics
amended = articles[articles["instrument_id"] == "csl_amendment_2025"]
bans = list(amended.loc[amended["topic"].str.contains("Ban on"), "article_no"])

# %% [2] right: through a loop
bans = []
for _, row in articles.iterrows():
    if row["instrument_id"] == "csl_amendment_2025" and "Ban on" in row["topic"]:
        bans.append(int(row["article_no"]))

# %% [2] right: typed, as a tuple in another order
bans = (46, 29)

# %% [0] wrong: numbers of 2016
bans = [27, 44]

# %% [0] wrong: all texts
bans = list(articles.loc[articles["topic"].str.contains("Ban on"), "article_no"])

# %% [0] wrong: any case, so banned content comes in
amended = articles[articles["instrument_id"] == "csl_amendment_2025"]
bans = list(amended.loc[amended["topic"].str.contains("ban", case=False), "article_no"])

# %% [0] wrong: moved every number by one, as the first articles did
bans = [28, 45]

# %% [0] wrong: articles on liability
bans = list(articles.query("instrument_id == 'csl_amendment_2025' and kind == 'liability'")["article_no"])

# %% [1] wrong: stopped at the first one
amended = articles[articles["instrument_id"] == "csl_amendment_2025"]
bans = [int(amended.loc[amended["topic"].str.contains("Ban on"), "article_no"].iloc[0])]

# %% [0] wrong: every article of the amended law
bans = list(range(1, 82))

# %% [1] right: two conditions
duties = len(law[(law["chapter_no"] == 5) & (law["kind"] == "duty")])

# %% [1] right: query and shape, numpy number
duties = law.query("chapter_no == 5 and kind == 'duty'")["article_no"].nunique()

# %% [1] right: crosstab
duties = pd.crosstab(law["chapter_no"], law["kind"]).loc[5, "duty"]

# %% [1] right: a loop over the article numbers of the chapter
duties = 0
for row in law.itertuples():
    if 37 <= row.article_no <= 43 and row.kind == "duty":
        duties += 1

# %% [0] wrong: all articles of the chapter
duties = len(law[law["chapter_no"] == 5])

# %% [0] wrong: duties of the whole law
duties = (law["kind"] == "duty").sum()

# %% [0] wrong: the chapter on those who process data
duties = len(law[(law["chapter_no"] == 4) & (law["kind"] == "duty")])

# %% [0] wrong: articles that address state organs
duties = len(law[(law["chapter_no"] == 5) & (law["addressee"] == "state_organs")])

# %% [0] wrong: duties on state organs in all chapters
duties = len(law[(law["addressee"] == "state_organs") & (law["kind"] == "duty")])

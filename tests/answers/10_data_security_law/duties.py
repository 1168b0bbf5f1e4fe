# %% [1] right: two conditions
duties = len(law[(law["chapter_no"] == 5) & (law["kind"] == "duty")])
lister = "C"

# %% [1] right: query and shape, numpy number, small letter
duties = law.query("chapter_no == 5 and kind == 'duty'")["article_no"].nunique()
lister = "c"

# %% [1] right: crosstab
duties = pd.crosstab(law["chapter_no"], law["kind"]).loc[5, "duty"]
lister = " C "

# %% [1] right: a loop over the article numbers of the chapter
duties = 0
for row in law.itertuples():
    if 37 <= row.article_no <= 43 and row.kind == "duty":
        duties += 1
lister = "Ｃ"

# %% [0.5] wrong: all articles of the chapter
duties = len(law[law["chapter_no"] == 5])
lister = "C"

# %% [0] wrong: duties of the whole law, and each firm makes its own list
duties = (law["kind"] == "duty").sum()
lister = "A"

# %% [0.5] wrong: the chapter on those who handle data
duties = len(law[(law["chapter_no"] == 4) & (law["kind"] == "duty")])
lister = "C"

# %% [0.5] wrong: one list of the cyberspace administration for all
duties = len(law[(law["chapter_no"] == 5) & (law["kind"] == "duty")])
lister = "B"

# %% [0.5] wrong: takes the description of core data for a list in the law
duties = len(law[(law["chapter_no"] == 5) & (law["kind"] == "duty")])
lister = "D"

# %% [0] wrong: articles that address state organs, and one list for all
duties = len(law[(law["chapter_no"] == 5) & (law["addressee"] == "state_organs")])
lister = "B"

# %% [0.5] wrong: duties on state organs in all chapters
duties = len(law[(law["addressee"] == "state_organs") & (law["kind"] == "duty")])
lister = "C"

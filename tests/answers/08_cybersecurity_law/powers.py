# %% [1] right: one query
found = articles.query("instrument_id == 'csl_amendment_2025' and chapter_no == 5 and kind == 'power'")
powers = list(found["article_no"])

# %% [1] right: a Series with its own index
chosen = (articles["instrument_id"] == "csl_amendment_2025") & (articles["chapter_no"] == 5)
powers = articles.loc[chosen & (articles["kind"] == "power"), "article_no"]

# %% [1] right: typed, as a set
powers = {60, 56, 58}

# %% [0] wrong: numbers of 2016
powers = list(articles.query("instrument_id == 'csl' and chapter_no == 5 and kind == 'power'")["article_no"])

# %% [0] wrong: all chapters
powers = list(articles.query("instrument_id == 'csl_amendment_2025' and kind == 'power'")["article_no"])

# %% [0] wrong: everything for state organs in the chapter
powers = list(articles.query("instrument_id == 'csl_amendment_2025' and chapter_no == 5 and addressee == 'state_organs'")["article_no"])

# %% [0] wrong: took procedures for powers
powers = list(articles.query("instrument_id == 'csl_amendment_2025' and chapter_no == 5 and kind in ['power', 'procedure']")["article_no"])

# %% [0] wrong: the same chapter of all texts
powers = list(articles.query("chapter_no == 5 and kind == 'power'")["article_no"])

# %% [1] right: one query
n_articles = len(articles.query("instrument_id == 'ecl' and chapter_no == 2 and addressee == 'ecommerce_operators'"))

# %% [1] right: a table of counts, numpy integer
ecl = articles[articles["instrument_id"] == "ecl"]
n_articles = pd.crosstab(ecl["addressee"], ecl["chapter_no"]).loc["ecommerce_operators", 2]

# %% [1] right: a loop
n_articles = 0
for row in articles.itertuples():
    if row.instrument_id == "ecl" and row.chapter_no == 2 and row.addressee == "ecommerce_operators":
        n_articles += 1

# %% [0] wrong: all chapters
n_articles = len(articles.query("instrument_id == 'ecl' and addressee == 'ecommerce_operators'"))

# %% [0] wrong: the whole chapter
n_articles = len(articles.query("instrument_id == 'ecl' and chapter_no == 2"))

# %% [0] wrong: platform operators
n_articles = len(articles.query("instrument_id == 'ecl' and chapter_no == 2 and addressee == 'platform_operators'"))

# %% [0] wrong: everything but liability, in all chapters
n_articles = len(articles.query("instrument_id == 'ecl' and addressee == 'ecommerce_operators' and kind != 'liability'"))

# %% [0] wrong: both kinds of operators
n_articles = len(articles.query("instrument_id == 'ecl' and chapter_no == 2 and addressee.str.contains('operators')"))

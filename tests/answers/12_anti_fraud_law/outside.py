# %% [1] right: two conditions
chosen = (articles["addressee"] == "internet_providers") & (articles["chapter_no"] != 4)
outside = list(articles.loc[chosen, "article_no"])

# %% [1] right: a loop and the ranges of the chapters, as a set
first, last = chapters.set_index("chapter_no").loc[4, ["first_article", "last_article"]]
outside = set()
for row in articles.itertuples():
    if row.addressee == "internet_providers" and not first <= row.article_no <= last:
        outside.add(row.article_no)

# %% [1] right: typed, in another order
outside = (43, 41)

# %% [1] right: a Series with the old index
outside = articles.query("addressee == 'internet_providers' and chapter_no > 4")["article_no"]

# %% [0] wrong: kept those in the chapter, too
outside = list(articles.loc[articles["addressee"] == "internet_providers", "article_no"])

# %% [0] wrong: those inside the chapter
outside = [21, 22, 23, 24, 26]

# %% [0] wrong: those of chapter 4 that address others
outside = list(articles.loc[(articles["addressee"] != "internet_providers") & (articles["chapter_no"] == 4), "article_no"])

# %% [0] wrong: counted telecom firms, whose fines Article 41 shares
outside = [39, 41, 43]

# %% [0] wrong: gave the chapter
outside = [6]

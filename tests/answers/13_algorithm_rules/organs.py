# %% [1] right: query and length
organs = len(articles.query("instrument_id == 'algo_rec_2021' and chapter_no == 4 and addressee == 'state_organs'"))

# %% [1] right: a loop
organs = 0
for row in articles.itertuples():
    if row.instrument_id == "algo_rec_2021" and row.chapter_no == 4 and row.addressee == "state_organs":
        organs += 1

# %% [1] right: counted by hand, as a float
organs = 4.0

# %% [0] wrong: all chapters
organs = len(articles.query("instrument_id == 'algo_rec_2021' and addressee == 'state_organs'"))

# %% [0] wrong: all articles of the chapter
organs = len(articles.query("instrument_id == 'algo_rec_2021' and chapter_no == 4"))

# %% [0] wrong: chapter 4 of the deep synthesis rules
organs = len(articles.query("instrument_id == 'deep_synthesis_2022' and chapter_no == 4 and addressee == 'state_organs'"))

# %% [0] wrong: chapter 4 of every text
organs = len(articles.query("chapter_no == 4 and addressee == 'state_organs'"))

# %% [0] wrong: counted the providers of the chapter
organs = len(articles.query("instrument_id == 'algo_rec_2021' and chapter_no == 4 and addressee == 'algo_providers'"))

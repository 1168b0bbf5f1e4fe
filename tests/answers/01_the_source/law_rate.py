# %% [1] right: count over the length of the paragraph
law_rate = 1000 * words.loc[3, "law"] / lengths[3]

# %% [1] right: the course's function
law_rate = text.relative_frequency(words["law"], total=lengths)[3]

# %% [1] right: from the long table, rounded
third = features[(features["paragraph"] == 3) & (features["kind"] == "word")]
law_rate = round(third.loc[third["token"] == "law", "count"].sum() / third["count"].sum() * 1000, 1)

# %% [1] right: as a plain sum
law_rate = 5 / 104 * 1000

# %% [0] wrong: gave the count
law_rate = words.loc[3, "law"]

# %% [0] wrong: divided by the length of the whole answer
law_rate = 1000 * words.loc[3, "law"] / lengths.sum()

# %% [0] wrong: took the word in the whole answer
law_rate = 1000 * words["law"].sum() / lengths.sum()

# %% [0] wrong: gave percent
law_rate = 100 * words.loc[3, "law"] / lengths[3]

# %% [0] wrong: left the stop words out of the length
third = features[(features["paragraph"] == 3) & ~features["is_stopword"]]
law_rate = 1000 * words.loc[3, "law"] / third["count"].sum()

# %% [0] wrong: divided by word types instead of tokens
law_rate = 1000 * words.loc[3, "law"] / (words.loc[3] > 0).sum()

# %% [0] wrong: counted rows from 1, and so took paragraph 2
law_rate = 1000 * words.iloc[2]["law"] / lengths.iloc[2]

# %% [0] wrong: gave the rate in each paragraph
law_rate = 1000 * words["law"] / lengths

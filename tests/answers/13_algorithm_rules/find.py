# %% [2] right: typed
found = {"minors": 10, "label": 12, "file": 17, "complaints": 15, "options": 17}

# %% [2] right: searched in the topics, numpy numbers
def number(word):
    return generative.loc[generative["topic"].str.contains(word), "article_no"].iloc[0]

found = {"minors": number("minors"), "label": number("Label"), "file": number("filing"), "complaints": number("Channels")}
rules = articles[articles["instrument_id"] == "algo_rec_2021"]
found["options"] = rules.loc[rules["topic"].str.contains("off switch"), "article_no"].iloc[0]

# %% [2] right: a Series
found = pd.Series([17, 15, 17, 12, 10], index=["options", "complaints", "file", "label", "minors"])

# %% [0.4] wrong: all numbers of the recommendation rules
found = {"minors": 18, "label": 9, "file": 24, "complaints": 22, "options": 17}

# %% [1.6] wrong: took the right to complain to an authority for the provider's channel
found = {"minors": 10, "label": 12, "file": 17, "complaints": 18, "options": 17}

# %% [1.2] wrong: took annotation for labels, and the power to supervise for filing
found = {"minors": 10, "label": 8, "file": 16, "complaints": 15, "options": 17}

# %% [0] wrong: rows counted from zero in place of article numbers
found = {"minors": 9, "label": 11, "file": 16, "complaints": 14, "options": 16}

# %% [1.6] wrong: took telling users about recommendation for a choice
found = {"minors": 10, "label": 12, "file": 17, "complaints": 15, "options": 16}

# %% [1.6] wrong: took the article on prominent content, which names user choice, for the options
found = {"minors": 10, "label": 12, "file": 17, "complaints": 15, "options": 11}

# %% [0.4] wrong: chapters in place of articles, except one
found = {"minors": 3, "label": 3, "file": 17, "complaints": 3, "options": 3}

# %% [2] right: keys in wide letters and capitals, a further key
found = {"ｍｉｎｏｒｓ": 10, "LABEL ": 12, "File": 17, "complaints": 15, "channel": 15, "Options": 17}

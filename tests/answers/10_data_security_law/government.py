# %% [2] right: typed after reading
government = {"outsource": 40, "publish": 41, "collect": 38, "delegated": 43}

# %% [2] right: found by words of the topic, numpy integers
five = law[law["chapter_no"] == 5].set_index("article_no")["topic"]
words = {"outsource": "Outsourced", "publish": "disclosure", "collect": "collect", "delegated": "delegated"}
government = {name: five.index[five.str.contains(word)][0] for name, word in words.items()}

# %% [2] right: a Series with keys in other letters
government = pd.Series([41, 43, 38, 40], index=["Publish", " delegated", "COLLECT", "outsource "])

# %% [1.5] wrong: took the catalogue of open data for disclosure
government = {"outsource": 40, "publish": 42, "collect": 38, "delegated": 43}

# %% [1] wrong: took the general duty to collect lawfully, and the security system for outsourcing
government = {"outsource": 39, "publish": 41, "collect": 32, "delegated": 43}

# %% [0.5] wrong: counted articles within the chapter, from one, but gave the last as in the law
government = {"outsource": 4, "publish": 5, "collect": 2, "delegated": 43}

# %% [0] wrong: gave the chapter
government = {"outsource": 5, "publish": 5, "collect": 5, "delegated": 5}

# %% [0] wrong: gave the sanctions against state organs
government = {"outsource": 49, "publish": 49, "collect": 50, "delegated": 49}

# %% [2] right: keys in wide letters and capitals, whole floats
government = {"ｏｕｔｓｏｕｒｃｅ": 40.0, "PUBLISH": 41, "collect ": 38, "Delegated": 43}

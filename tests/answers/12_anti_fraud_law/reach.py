# %% [2] right: typed
reach = {"A": "paragraph 1", "B": "paragraph 2", "C": "none", "D": "paragraph 1"}

# %% [2] right: capitals and spaces
reach = {"a": "Paragraph 1", "b ": " paragraph 2", "C": "None", "d": "PARAGRAPH 1"}

# %% [2] right: a Series in another order
reach = pd.Series(["none", "paragraph 1", "paragraph 1", "paragraph 2"], index=["C", "D", "A", "B"])

# %% [1.5] wrong: thought that only victims in China count, not nationality
reach = {"A": "none", "B": "paragraph 2", "C": "none", "D": "paragraph 1"}

# %% [1] wrong: took everything abroad for paragraph 2
reach = {"A": "paragraph 2", "B": "paragraph 2", "C": "paragraph 2", "D": "paragraph 1"}

# %% [1.5] wrong: thought that helpers abroad are not reached
reach = {"A": "paragraph 1", "B": "none", "C": "none", "D": "paragraph 1"}

# %% [1.5] wrong: took nationality for decisive inside China, too
reach = {"A": "paragraph 1", "B": "paragraph 2", "C": "none", "D": "paragraph 2"}

# %% [1] wrong: a law ends at the border
reach = {"A": "none", "B": "none", "C": "none", "D": "paragraph 1"}

# %% [1] wrong: the two paragraphs swapped
reach = {"A": "paragraph 2", "B": "paragraph 1", "C": "none", "D": "paragraph 1"}

# %% [0] wrong: article numbers in place of the words asked for
reach = {"A": "3(1)", "B": "3(2)", "C": "none", "D": "3(1)"}

# %% [2] right: keys and a text typed with full width
reach = {"Ａ": "paragraph　1", "B": "paragraph 2", "Ｃ": "none", "D": "paragraph 1"}

# %% [2] right: letters after looking
misprint = ["a", "b"]
date = ["c"]
rounding = []

# %% [2] right: tuple, set and other order
misprint = ("b", "a")
date = {"c"}
rounding = ()

# %% [2] right: from a dictionary of verdicts, capitals
verdicts = {"A": "misprint", "B": "misprint", "C": "date", "D": "count", "E": "count"}
misprint = [letter for letter in verdicts if verdicts[letter] == "misprint"]
date = [letter for letter in verdicts if verdicts[letter] == "date"]
rounding = [letter for letter in verdicts if verdicts[letter] == "rounding"]

# %% [1.5] wrong: believed that rounding explains the cable
misprint = ["a", "b"]
date = ["c"]
rounding = ["d"]

# %% [1] wrong: took a foreign count for a misprint
misprint = ["a", "b", "e"]
date = ["c"]
rounding = []

# %% [0.5] wrong: took the new estimate of 2023 for a later date
misprint = ["a"]
date = ["b", "c"]
rounding = []

# %% [1.5] wrong: took the stations for two counters
misprint = ["a", "b"]
date = []
rounding = []

# %% [0.5] wrong: called every small difference rounding and every large one a misprint
misprint = ["a", "b", "c", "e"]
date = []
rounding = []

# %% [0] wrong: took the world's 1.52 for right and the cable for rounding
misprint = ["b"]
date = []
rounding = ["d"]

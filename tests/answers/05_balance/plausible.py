# %% [2] right: letters after looking
misprint = ["a", "b"]
date = ["c"]
rounding = []
count = ["d", "e"]

# %% [2] right: tuple, set and other order
misprint = ("b", "a")
date = {"c"}
rounding = ()
count = {"e", "d"}

# %% [2] right: from a dictionary of verdicts, capitals
verdicts = {"A": "misprint", "B": "misprint", "C": "date", "D": "count", "E": "count"}
misprint = [letter for letter in verdicts if verdicts[letter] == "misprint"]
date = [letter for letter in verdicts if verdicts[letter] == "date"]
rounding = [letter for letter in verdicts if verdicts[letter] == "rounding"]
count = [letter for letter in verdicts if verdicts[letter] == "count"]

# %% [1.5] wrong: believed that rounding explains the cable
misprint = ["a", "b"]
date = ["c"]
rounding = ["d"]
count = ["e"]

# %% [0.5] wrong: took a foreign count for a misprint
misprint = ["a", "b", "e"]
date = ["c"]
rounding = []
count = ["d"]

# %% [0.5] wrong: took the new estimate of 2023 for a later date
misprint = ["a"]
date = ["b", "c"]
rounding = []
count = ["d", "e"]

# %% [1] wrong: took the stations for two counters
misprint = ["a", "b"]
date = []
rounding = []
count = ["c", "d", "e"]

# %% [0] wrong: called every small difference rounding and every large one a misprint
misprint = ["a", "b", "c", "e"]
date = []
rounding = ["d"]
count = []

# %% [0.5] wrong: took the world's 1.52 for another way of counting
misprint = ["b"]
date = ["c"]
rounding = []
count = ["a", "d", "e"]

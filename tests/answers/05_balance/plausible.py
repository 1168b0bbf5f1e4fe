# %% [2] right: letters after looking
misprint = ["a", "b"]
date = ["c"]
rounding = []
unresolved = ["d", "e"]

# %% [2] right: ITU's own rises name 394.2 as the number that does not fit
misprint = ["a", "b", "e"]
date = ["c"]
rounding = []
unresolved = ["d"]

# %% [2] right: tuple, set and other order
misprint = ("b", "a")
date = {"c"}
rounding = ()
unresolved = {"e", "d"}

# %% [2] right: from a dictionary of verdicts, capitals
verdicts = {"A": "misprint", "B": "misprint", "C": "date", "D": "unresolved", "E": "unresolved"}
misprint = [letter for letter in verdicts if verdicts[letter] == "misprint"]
date = [letter for letter in verdicts if verdicts[letter] == "date"]
rounding = [letter for letter in verdicts if verdicts[letter] == "rounding"]
unresolved = [letter for letter in verdicts if verdicts[letter] == "unresolved"]

# %% [1.5] wrong: believed that rounding explains the cable
misprint = ["a", "b"]
date = ["c"]
rounding = ["d"]
unresolved = ["e"]

# %% [1.5] wrong: named one of the two lengths of cable as wrong without a reason
misprint = ["a", "b", "d"]
date = ["c"]
rounding = []
unresolved = ["e"]

# %% [1.5] wrong: took the new estimate of 2023 for a later date
misprint = ["a"]
date = ["b", "c"]
rounding = []
unresolved = ["d", "e"]

# %% [1.5] wrong: took the stations for two counters
misprint = ["a", "b"]
date = []
rounding = []
unresolved = ["c", "d", "e"]

# %% [1] wrong: called every small difference rounding and every large one a misprint
misprint = ["a", "b", "c", "e"]
date = []
rounding = ["d"]
unresolved = []

# %% [1.5] wrong: took the world's 1.52 for another way of counting
misprint = ["b"]
date = ["c"]
rounding = []
unresolved = ["a", "d", "e"]

# %% [1.5] wrong: thought that ITU counts at another time of the year
misprint = ["a", "b"]
date = ["c", "e"]
rounding = []
unresolved = ["d"]

# %% [1.5] wrong: put a letter into two lists to be safe
misprint = ["a", "b", "d"]
date = ["c"]
rounding = []
unresolved = ["d", "e"]

# %% [0.5] wrong: left everything open
misprint = []
date = []
rounding = []
unresolved = ["a", "b", "c", "d", "e"]

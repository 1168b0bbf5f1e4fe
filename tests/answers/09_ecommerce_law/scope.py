# %% [2] right: typed
scope = {"A": "in", "B": "out", "C": "in", "D": "out", "E": "in", "F": "in"}

# %% [2] right: other letter case, spaces and order
scope = {"f": "In", "e": " in", "d": "OUT", "c": "in", "b ": "out", "a": "in"}

# %% [2] right: from a list of what is outside
scope = pd.Series({letter: "out" if letter in ["B", "D"] else "in" for letter in "ABCDEF"})

# %% [1] wrong: takes freedom from registration for freedom from the law
scope = {"A": "in", "B": "out", "C": "out", "D": "out", "E": "in", "F": "in"}

# %% [1] wrong: takes a printed book for a content service
scope = {"A": "in", "B": "out", "C": "in", "D": "out", "E": "in", "F": "out"}

# %% [1] wrong: takes a film site for ordinary services
scope = {"A": "in", "B": "out", "C": "in", "D": "in", "E": "in", "F": "in"}

# %% [0] wrong: takes the law for one on goods only
scope = {"A": "out", "B": "out", "C": "in", "D": "out", "E": "out", "F": "in"}

# %% [0] wrong: everything that is sold online
scope = {letter: "in" for letter in "ABCDEF"}

# %% [0] wrong: only platforms and large firms
scope = {"A": "out", "B": "out", "C": "out", "D": "out", "E": "in", "F": "out"}

# %% [2] right: wide letters of a Chinese keyboard, and a zero-width space
scope = {"Ａ": "in", "Ｂ": "ｏｕｔ", "Ｃ": "in\u200b", "Ｄ": "out", "Ｅ": "in", "Ｆ": "in"}

# %% [2] right: typed
sides = {"A": "both", "B": "china", "C": "eu", "D": "eu", "E": "china"}

# %% [2] right: other letter case, spaces and order
sides = {"e": "China", "d": "EU", "c": "eu ", "b": "CHINA", "a": " Both"}

# %% [2] right: from pairs
sides = pd.Series(["both", "china", "eu", "eu", "china"], index=list("ABCDE"))

# %% [1] wrong: takes the duty for services of all sizes for the same rule
sides = {"A": "both", "B": "china", "C": "eu", "D": "both", "E": "china"}

# %% [1] wrong: takes both mechanisms for the same scope
sides = {"A": "both", "B": "china", "C": "both", "D": "eu", "E": "china"}

# %% [1] wrong: thinks that only Chinese law asks who traders are
sides = {"A": "china", "B": "china", "C": "eu", "D": "eu", "E": "china"}

# %% [0] wrong: similar topics, so both everywhere
sides = {letter: "both" for letter in "ABCDE"}

# %% [0] wrong: takes sanctions and waiting for European rules
sides = {"A": "both", "B": "eu", "C": "eu", "D": "eu", "E": "eu"}

# %% [0] wrong: Europe has the identity rule alone and both double damages
sides = {"A": "eu", "B": "both", "C": "eu", "D": "eu", "E": "china"}

# %% [2] right: wide letters of a Chinese keyboard
sides = {"Ａ": "both", "Ｂ": "ｃｈｉｎａ", "Ｃ": "ＥＵ", "Ｄ": "eu", "Ｅ": "china"}

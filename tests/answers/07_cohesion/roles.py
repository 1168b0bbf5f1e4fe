# %% [2] right: a dictionary typed by hand
roles = {"A": "named", "B": "bound", "C": "acts", "D": "bound", "E": "named", "F": "acts"}

# %% [2] right: two lists, zipped
roles = dict(zip("ABCDEF", ["named", "bound", "acts", "bound", "named", "acts"]))

# %% [2] right: built from three groups, capital letters in the words
roles = {}
for word, letters in {"Named": "AE", "Bound": "BD", "Acts": "CF"}.items():
    for letter in letters:
        roles[letter] = word

# %% [2] right: a Series
roles = pd.Series(["acts", "acts", "bound", "bound", "named", "named"], index=list("CFBDAE"))

# %% [1] wrong: read duties as acts
roles = {"A": "named", "B": "acts", "C": "acts", "D": "acts", "E": "named", "F": "acts"}

# %% [1] wrong: read praise in the speech as a reported act
roles = {"A": "named", "B": "bound", "C": "acts", "D": "bound", "E": "acts", "F": "acts"}

# %% [1] wrong: thought that the stores were only bound, because a ministry reports it
roles = {"A": "named", "B": "bound", "C": "acts", "D": "bound", "E": "named", "F": "bound"}

# %% [1] wrong: took the prohibition for a mere mention
roles = {"A": "named", "B": "bound", "C": "acts", "D": "named", "E": "named", "F": "acts"}

# %% [1] wrong: thought that the judiciary acts by being mentioned
roles = {"A": "acts", "B": "bound", "C": "acts", "D": "bound", "E": "named", "F": "acts"}

# %% [0] wrong: called everybody named, since all stand in some text
roles = {letter: "named" for letter in "ABCDEF"} | {"A": "bound"}

# %% [2] right: small letters as keys
roles = {"a": "named", "b": "bound", "c": "acts", "d": "bound", "e": "named", "f": "acts"}

# %% [1] wrong: thought that the police are only named, because they report it themselves
roles = {"A": "named", "B": "bound", "C": "named", "D": "bound", "E": "named", "F": "acts"}

# %% [0] wrong: other forms of the words, which the visible test names
roles = {"A": "named", "B": "binding", "C": "act", "D": "binding", "E": "named", "F": "act"}

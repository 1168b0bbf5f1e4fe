# %% [2] right: a list
sensitive = ["A", "C", "D", "F"]

# %% [2] right: a tuple in another order, small letters
sensitive = ("f", "d", "a", "c")

# %% [2] right: a set
sensitive = {"A", "C", "D", "F"}

# %% [2] right: chosen from a Series
named = pd.Series({"A": True, "B": False, "C": True, "D": True, "E": False, "F": True, "G": False, "H": False})
sensitive = named[named].index

# %% [0] wrong: the list of the GDPR
sensitive = ["A", "B", "H"]

# %% [1.5] wrong: added the kinds of the GDPR
sensitive = ["A", "B", "C", "D", "F", "H"]

# %% [1.5] wrong: counts who is exactly 14
sensitive = ["A", "C", "D", "E", "F"]

# %% [1.5] wrong: a favourite colour is harmless, whoever has it
sensitive = ["A", "C", "D"]

# %% [0] wrong: everything that concerns a person
sensitive = list("ABCDEFGH")

# %% [1] wrong: only what is of the body, and the young
sensitive = ["A", "F"]

# %% [2] right: letters typed with full width
sensitive = ["Ａ", "C", "Ｄ", "F"]

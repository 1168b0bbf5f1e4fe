# %% [1] right: those that two dates settle
supported = ["A", "C", "F"]

# %% [1] right: a set in small letters
supported = {"f", "a", "c"}

# %% [1] right: kept from a dictionary
two_dates_are_enough = {"A": True, "B": False, "C": True, "D": False, "E": False, "F": True}
supported = [letter for letter, enough in two_dates_are_enough.items() if enough]

# %% [0] wrong: took an earlier rule for better protection
supported = ["A", "B", "C", "F"]

# %% [0] wrong: took the table for all the law there was
supported = ["A", "C", "D", "F"]

# %% [0] wrong: took speed for strictness
supported = ["A", "C", "E", "F"]

# %% [0] wrong: looked at the dedicated Chinese rule and at China only
supported = ["A", "F"]

# %% [0] wrong: thought that China came before Texas
supported = ["C", "F"]

# %% [0] wrong: took every statement that sounds plausible
supported = ["A", "B", "C", "D", "E", "F"]

# %% [1] right: those that measure for themselves
independent = ["C", "F"]

# %% [1] right: a set
independent = {"F", "C"}

# %% [1] right: kept from a dictionary of reasons, in small letters
measured_itself = {"a": False, "b": False, "c": True, "d": False, "e": False, "f": True}
independent = [letter for letter, itself in measured_itself.items() if itself]

# %% [0] wrong: took another publisher for another measurement
independent = ["B", "C", "F"]

# %% [0] wrong: thought that only a source abroad can be independent
independent = ["B", "F"]

# %% [0] wrong: left out the survey inside the country
independent = ["F"]

# %% [0] wrong: took a press report for a check of its own
independent = ["A", "C", "F"]

# %% [0] wrong: took a rate from the same survey for a second number
independent = ["C", "E", "F"]

# %% [0] wrong: chose the sources that give the same number
independent = ["A", "B", "D", "E"]

# %% [0] wrong: took the largest international body
independent = ["B"]

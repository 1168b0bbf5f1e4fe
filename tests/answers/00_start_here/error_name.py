# %% [2] right: the word as it was typed
unknown_name = "lenght"

# %% [2] right: with the brackets of a function
unknown_name = "lenght()"

# %% [2] right: cut out of the call
unknown_name = "lenght(users)".split("(")[0]

# %% [0] wrong: named the table, which is known
unknown_name = "users"

# %% [0] wrong: corrected the spelling
unknown_name = "length"

# %% [0] wrong: named the function that should have been used
unknown_name = "len"

# %% [0] wrong: gave the kind of the error
unknown_name = "NameError"

# %% [0] wrong: gave the whole call
unknown_name = "lenght(users)"

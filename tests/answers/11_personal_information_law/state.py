# %% [1] right: the letter
supported = "D"

# %% [1] right: a small letter
supported = "d"

# %% [1] right: with a space
supported = " D "

# %% [0] wrong: takes the state to be outside the law
supported = "A"

# %% [0] wrong: gives Article 66 to state organs
supported = "B"

# %% [0] wrong: takes a choice of the member states for a ban
supported = "C"

# %% [0] wrong: reads practice out of texts
supported = "E"

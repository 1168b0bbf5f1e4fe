# %% [1] right: the letter
satire = "D"

# %% [1] right: a small letter
satire = "d"

# %% [0] wrong: took the lighter duty for an exemption
satire = "A"

# %% [0] wrong: took labels for filing
satire = "B"

# %% [0] wrong: took the deployer for the provider
satire = "C"

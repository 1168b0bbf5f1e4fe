# %% [1] right: the letter
satire = "B"

# %% [1] right: a small letter
satire = "b"

# %% [0] wrong: took the lighter duty for an exemption
satire = "A"

# %% [0] wrong: took labels for filing
satire = "C"

# %% [0] wrong: took the deployer for the provider
satire = "D"

# %% [1] right: typed
revealing = 1_000_000

# %% [1] right: as a float
revealing = 1e6

# %% [1] right: searched at the edge
def review(users):
    if users >= 1_000_000:
        return "file"
    else:
        return "not under this article"

candidates = range(999_990, 1_000_010)
revealing = [n for n in candidates if (review(n) == "file") != (n > 1_000_000)][0]

# %% [0] wrong: one below, where both signs say no
revealing = 999_999

# %% [0] wrong: one above, where both signs say yes
revealing = 1_000_001

# %% [0] wrong: in millions
revealing = 1

# %% [0] wrong: threshold of another rule
revealing = 100_000

# %% [0] wrong: far from the edge
revealing = 2_000_000

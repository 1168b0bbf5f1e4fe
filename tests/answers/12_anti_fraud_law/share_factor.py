# %% [2] right: later share over earlier share
def share_factor(registered_1, solved_1, registered_2, solved_2):
    return (solved_2 / registered_2) / (solved_1 / registered_1)

# %% [2] right: factor of solved over factor of registered
def share_factor(registered_1, solved_1, registered_2, solved_2):
    return (solved_2 / solved_1) / (registered_2 / registered_1)

# %% [2] right: numpy, in percent
def share_factor(registered_1, solved_1, registered_2, solved_2):
    import numpy as np

    shares = 100 * np.array([solved_1, solved_2]) / np.array([registered_1, registered_2])
    return shares[1] / shares[0]

# %% [0] wrong: factor of solved cases
def share_factor(registered_1, solved_1, registered_2, solved_2):
    return solved_2 / solved_1

# %% [0] wrong: factor of solved times factor of registered
def share_factor(registered_1, solved_1, registered_2, solved_2):
    return (solved_2 / solved_1) * (registered_2 / registered_1)

# %% [0] wrong: the earlier share over the later
def share_factor(registered_1, solved_1, registered_2, solved_2):
    return (solved_1 / registered_1) / (solved_2 / registered_2)

# %% [0] wrong: difference of the shares in points
def share_factor(registered_1, solved_1, registered_2, solved_2):
    return 100 * (solved_2 / registered_2 - solved_1 / registered_1)

# %% [1] wrong: always the larger share over the smaller, as if a factor could not fall below one
def share_factor(registered_1, solved_1, registered_2, solved_2):
    shares = [solved_1 / registered_1, solved_2 / registered_2]
    return max(shares) / min(shares)

# %% [0] wrong: rounded the shares to whole percent
def share_factor(registered_1, solved_1, registered_2, solved_2):
    return round(100 * solved_2 / registered_2) / round(100 * solved_1 / registered_1)

# %% [0] wrong: solved cases of the later year over registered cases of the earlier
def share_factor(registered_1, solved_1, registered_2, solved_2):
    return (solved_2 / registered_1) / (solved_1 / registered_1)

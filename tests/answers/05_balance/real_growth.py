# %% [2] right: divide the factors
real_rate = 100 * (1.12 / 1.04 - 1)
real_level = 50 * (1.12 / 1.04) ** 5

# %% [2] right: deflate the nominal level
real_rate = (112 / 104 - 1) * 100
nominal_level = 50 * 1.12**5
real_level = nominal_level / 1.04**5

# %% [2] right: a loop, year by year, and numpy
real_rate = np.round(100 * (np.float64(1.12) / 1.04 - 1), 2)
real_level = 50
for year in range(5):
    real_level = real_level * 1.12 / 1.04

# %% [2] right: typed with two decimals
real_rate = 7.69
real_level = 72.42

# %% [0] wrong: subtracted the rates
real_rate = 12 - 4
real_level = 50 * 1.08**5

# %% [1] wrong: took the level in the prices of the last year
real_rate = 100 * (1.12 / 1.04 - 1)
real_level = 50 * 1.12**5

# %% [1] wrong: four steps for five years
real_rate = 100 * (1.12 / 1.04 - 1)
real_level = 50 * (1.12 / 1.04) ** 4

# %% [0] wrong: multiplied prices in
real_rate = 100 * (1.12 * 1.04 - 1)
real_level = 50 * (1.12 * 1.04) ** 5

# %% [1] wrong: added the same amount each year
real_rate = 100 * (1.12 / 1.04 - 1)
real_level = 50 * (1 + 5 * real_rate / 100)

# %% [1] wrong: a fraction in place of percent
real_rate = 1.12 / 1.04 - 1
real_level = 50 * (1 + real_rate) ** 5

# %% [0] wrong: divided prices by growth
real_rate = 100 * (1 - 1.04 / 1.12)
real_level = 50 * (1 + real_rate / 100) ** 5

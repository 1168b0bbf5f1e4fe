# %% [1] right: the formula
def penetration(users_million, population_million):
    return 100 * users_million / population_million

# %% [1] right: share first, then percent
def penetration(users_million, population_million):
    share = users_million / population_million
    return share * 100

# %% [1] right: one percent of the population as the unit
def penetration(users, people):
    one_percent = people / 100
    return users / one_percent

# %% [1] right: a lambda, with numpy
import numpy as np

penetration = lambda users_million, population_million: np.float64(users_million) / population_million * 100

# %% [0] wrong: gave a fraction
def penetration(users_million, population_million):
    return users_million / population_million

# %% [0] wrong: divided the population by the users
def penetration(users_million, population_million):
    return 100 * population_million / users_million if users_million else 0

# %% [0] wrong: used the population of 2022 for every call
def penetration(users_million, population_million):
    return 100 * users_million / 1411.75

# %% [0.5] wrong: rounded to one decimal, so that small rates are lost
def penetration(users_million, population_million):
    return round(100 * users_million / population_million, 1)

# %% [0] wrong: whole-number division cuts the decimals off
def penetration(users_million, population_million):
    return 100 * users_million // population_million

# %% [0] wrong: printed the rate and gave nothing back
def penetration(users_million, population_million):
    print(100 * users_million / population_million)

# %% [0] wrong: divided by the people who are not online
def penetration(users_million, population_million):
    return 100 * users_million / (population_million - users_million)

# %% [0] wrong: gave text with a percent sign
def penetration(users_million, population_million):
    return f"{100 * users_million / population_million} %"

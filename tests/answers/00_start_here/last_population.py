# %% [3] right: last place of the column
last_population = population["population_million"].iloc[-1]

# %% [3] right: through a plain list
last_population = list(population["population_million"])[-1]

# %% [3] right: tail, then take the only value
last_population = population.tail(1)["population_million"].item()

# %% [0] wrong: took the first number
last_population = population["population_million"].iloc[0]

# %% [0] wrong: took the largest number for the last one
last_population = population["population_million"].max()

# %% [0] wrong: took the other table
last_population = users["users_million"].iloc[-1]

# %% [0] wrong: turned millions into people
last_population = population["population_million"].iloc[-1] * 1_000_000

# %% [0] wrong: gave the year of the last row
last_population = population["year"].iloc[-1]

# %% [0] wrong: gave a part of the table instead of a number
last_population = population["population_million"].tail(1)

# %% [3] right: table and place
citation = source("internet_users", 1)

# %% [3] right: with the names of the arguments
citation = source(table="internet_users", row=1)

# %% [3] right: hand over the row itself
citation = source("internet_users", users.iloc[1])

# %% [0] wrong: cited the whole table
citation = source("internet_users")

# %% [0] wrong: counted places from 1
citation = source("internet_users", 2)

# %% [0] wrong: cited a row of another table
citation = source("population", 1)

# %% [0] wrong: gave the name of the table
citation = "internet_users"

# %% [0] wrong: forgot the brackets, so that the function itself was stored
citation = source

# %% [2] right: count with len
rows = len(population)

# %% [2] right: first part of the shape
rows = population.shape[0]

# %% [2] right: count in a loop
rows = 0
for year in population["year"]:
    rows = rows + 1

# %% [0] wrong: counted the columns
rows = len(population.columns)

# %% [0] wrong: took the label of the last row for the number of rows
rows = population.index[-1]

# %% [0] wrong: counted the years, although some have two rows
rows = population["year"].nunique()

# %% [0] wrong: counted the rows of another table
rows = len(users)

# %% [0] wrong: counted all cells of the table
rows = population.size

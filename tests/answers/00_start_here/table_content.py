# %% [3] right: as in the lesson
n_columns = len(operations.columns)
first_characters = operations["zh"].iloc[0]

# %% [3] right: shape and head
n_columns = operations.shape[1]
first_characters = operations.head(1)["zh"].item()

# %% [3] right: plain lists, text typed by hand
n_columns = len(list(operations))
first_characters = "净网"

# %% [2] wrong: counted the rows
n_columns = len(operations)
first_characters = operations["zh"].iloc[0]

# %% [1] wrong: took the second row for the first
n_columns = len(operations.columns)
first_characters = operations["zh"].iloc[1]

# %% [1] wrong: gave the pronunciation
n_columns = len(operations.columns)
first_characters = operations["pinyin"].iloc[0]

# %% [1] wrong: gave the name in Latin letters
n_columns = len(operations.columns)
first_characters = operations["name"].iloc[0]

# %% [0] wrong: counted all cells and gave the whole column
n_columns = operations.size
first_characters = operations["zh"]

# %% [0] wrong: mixed up rows and columns, and counted places from 1
n_columns = operations.shape[0]
first_characters = list(operations["zh"])[1]

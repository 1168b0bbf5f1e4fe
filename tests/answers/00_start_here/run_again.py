# %% [2] right: the number itself
total_now = 25

# %% [2] right: let the computer repeat the cell
total_now = 10
for run in range(3):
    total_now = total_now + 5

# %% [2] right: as a sum
total_now = sum([10, 5, 5, 5])

# %% [0] wrong: thought that a repeated run changes nothing
total_now = 15

# %% [0] wrong: thought that the first cell is repeated too
total_now = (10 + 5) * 3

# %% [0] wrong: counted one run too many
total_now = 10 + 4 * 5

# %% [0] wrong: forgot what total was before
total_now = 3 * 5

# %% [0] wrong: wrote the number as text
total_now = "25"

# %% [1] right: looked up and turned
row = indices[(indices["index_id"] == "rsf_press_freedom_score_until_2021") & (indices["year"] == 2015)]
rebased = 100 - row["value"].iloc[0]

# %% [1] right: typed by hand
rebased = 26.45

# %% [1] right: a loop over the rows
for year, index_id, value in zip(indices["year"], indices["index_id"], indices["value"]):
    if year == 2015 and index_id == "rsf_press_freedom_score_until_2021":
        rebased = 100 - value

# %% [0] wrong: left as printed
rebased = 73.55

# %% [0] wrong: the neighbouring edition
rebased = 100 - 72.91

# %% [0] wrong: turned the rank
rebased = 180 - 176

# %% [0] wrong: as a fraction
rebased = 0.2645

# %% [0] wrong: rounded to whole points
rebased = 26

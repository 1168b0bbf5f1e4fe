# %% [1] right: the smallest start
party_start = bodies.loc[bodies["side"] == "party", "start"].min()

# %% [1] right: typed as text
party_start = "2014-01-24"

# %% [1] right: a loop with a plain date
starts = [row["start"].date() for _, row in bodies.iterrows() if row["side"] == "party"]
party_start = sorted(starts)[0]

# %% [0] wrong: took the leading group of the field for the first Party body
party_start = bodies.loc[bodies["short_name"] == "Central Leading Group", "start"].item()

# %% [0] wrong: counted institutions on both sides as Party bodies
party_start = bodies.loc[bodies["side"] != "state", "start"].min()

# %% [0] wrong: took the office of 2011, the name of the later CAC, for a Party body
party_start = "2011-05-04"

# %% [0] wrong: took the commission, the present form, for the first one
party_start = bodies.loc[bodies["side"] == "party", "start"].max()

# %% [0] wrong: took the first body of all
party_start = bodies["start"].min()

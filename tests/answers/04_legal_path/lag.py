# %% [1] right: from the table
row = instruments.set_index("id").loc["minors_network_regs_2023"]
lag = (row["effective"] - row["promulgated"]).days

# %% [1] right: typed dates
lag = (pd.Timestamp("2024-01-01") - pd.Timestamp("2023-10-16")).days

# %% [1] right: numpy integer from a column
spans = (instruments["effective"] - instruments["promulgated"]).dt.days
lag = spans[instruments["id"] == "minors_network_regs_2023"].iloc[0]

# %% [0] wrong: began at adoption
row = instruments.set_index("id").loc["minors_network_regs_2023"]
lag = (row["effective"] - row["adopted"]).days

# %% [0] wrong: ended at promulgation
row = instruments.set_index("id").loc["minors_network_regs_2023"]
lag = (row["promulgated"] - row["adopted"]).days

# %% [0] wrong: earlier minus later
row = instruments.set_index("id").loc["minors_network_regs_2023"]
lag = (row["promulgated"] - row["effective"]).days

# %% [0] wrong: took the day of release from the note
lag = (pd.Timestamp("2024-01-01") - pd.Timestamp("2023-10-24")).days

# %% [0] wrong: took the law on minors
lag = (pd.Timestamp("2021-06-01") - pd.Timestamp("2020-10-17")).days

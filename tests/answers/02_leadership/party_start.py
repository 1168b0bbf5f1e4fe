# %% [1] right: the smallest start, and a search in the notes
party_start = bodies.loc[bodies["side"] == "party", "start"].min()
second_name = bodies.loc[bodies["note"].str.contains("name plate at"), "institution_id"].item()

# %% [1] right: typed as text
party_start = "2014-01-24"
second_name = "siio_2011"

# %% [1] right: a loop with a plain date, and the row of a short name
starts = [row["start"].date() for _, row in bodies.iterrows() if row["side"] == "party"]
party_start = sorted(starts)[0]
second_name = bodies.query("start_event == 'announced'")["institution_id"].iloc[0]

# %% [0.5] wrong: took the leading group of the field for the first Party body
party_start = bodies.loc[bodies["short_name"] == "Central Leading Group", "start"].item()
second_name = "siio_2011"

# %% [0] wrong: counted institutions on both sides as Party bodies, and took the CAC, which kept a name, for a further name
party_start = bodies.loc[bodies["side"] != "state", "start"].min()
second_name = "cac_2014"

# %% [0.5] wrong: took the office of 2011, the name of the later CAC, for a Party body
party_start = "2011-05-04"
second_name = "siio_2011"

# %% [0] wrong: took the commission, the present form, for the first body and for a further name
party_start = bodies.loc[bodies["side"] == "party", "start"].max()
second_name = "ccac_2018"

# %% [0] wrong: took the first body of all, and a ministry that took over others
party_start = bodies["start"].min()
second_name = "miit_2008"

# %% [0.5] wrong: took the office that was the second name of a body without a row
party_start = "2014-01-24"
second_name = "scio_2000"

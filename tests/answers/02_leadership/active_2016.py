# %% [2] right: two conditions
day = pd.Timestamp("2016-01-01")
begun = bodies[bodies["start"] <= day]
active = list(begun.loc[(begun["end"] > day) | (begun["status"] == "continues"), "institution_id"])
unclear = begun.loc[begun["status"] == "not known", "institution_id"].item()

# %% [2] right: a loop
active = []
for _, row in bodies.iterrows():
    if row["start"] <= pd.Timestamp("2016-01-01"):
        if row["status"] == "continues" or (
            row["status"] == "replaced" and row["end"].year >= 2016
        ):
            active.append(row["institution_id"])
unclear = "nilg_2001"

# %% [2] right: typed, as a set
active = {"miit_2008", "mps_1994", "cac_2014", "clg_2014", "cnsc_2014"}
unclear = "nilg_2001"

# %% [2] right: a query, as a Series
active = bodies.query("start <= '2016-01-01' and (status == 'continues' or end > '2016-01-01')")[
    "institution_id"
]
unclear = bodies.query("status == 'not known'")["institution_id"].iloc[0]

# %% [1] wrong: read every missing end as going on
begun = bodies[bodies["start"] <= "2016-01-01"]
active = list(begun.loc[begun["end"].isna() | (begun["end"] > "2016-01-01"), "institution_id"])
unclear = "nilg_2001"

# %% [1] wrong: kept only bodies that go on today
active = list(
    bodies.loc[
        (bodies["start"] <= "2016-01-01") & (bodies["status"] == "continues"), "institution_id"
    ]
)
unclear = "nilg_2001"

# %% [0] wrong: forgot to drop those that had ended, and took a group with an imprecise start as unclear
active = list(bodies.loc[bodies["start"] <= "2016-01-01", "institution_id"])
unclear = "silg_1999"

# %% [1] wrong: took bodies that began later too
active = list(
    bodies.loc[(bodies["status"] == "continues") | (bodies["end"] > "2016-01-01"), "institution_id"]
)
unclear = "nilg_2001"

# %% [0] wrong: left out those on both sides, and took the CAC as the unclear one
active = ["mps_1994", "miit_2008", "cnsc_2014", "clg_2014"]
unclear = "cac_2014"

# %% [1] wrong: took the office under its older name for the unclear one
active = ["mps_1994", "miit_2008", "cnsc_2014", "clg_2014", "cac_2014"]
unclear = "siio_2011"

# %% [0] wrong: used names in place of ids
active = ["Public Security (MPS)", "Industry and IT (MIIT)", "Central Leading Group"]
unclear = "Leading Group 2001"

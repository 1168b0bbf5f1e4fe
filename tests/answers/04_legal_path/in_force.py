# %% [2] right: two conditions
chosen = (instruments["level"] == "departmental rule") & (instruments["effective"] <= "2023-03-16")
chosen = chosen & ~instruments["note"].str.contains("repealed by", na=False)
in_force = list(instruments.loc[chosen, "id"])

# %% [2] right: a loop, as a set
in_force = set()
for _, row in instruments.iterrows():
    if row["level"] == "departmental rule" and row["effective"] <= pd.Timestamp("2023-03-16"):
        in_force.add(row["id"])
in_force -= {"cybersecurity_review_2020"}

# %% [2] right: typed in another order
in_force = [
    "content_ecosystem_2019",
    "deep_synthesis_2022",
    "algo_rec_2021",
    "data_export_assessment_2022",
    "cybersecurity_review_2021",
]

# %% [0] wrong: took promulgated for effective
chosen = (instruments["level"] == "departmental rule") & (instruments["promulgated"] <= "2023-03-16")
in_force = list(instruments.loc[chosen, "id"])

# %% [0] wrong: all levels
in_force = list(instruments.loc[instruments["effective"] <= "2023-03-16", "id"])

# %% [0] wrong: took regulations for rules
chosen = (instruments["level"] == "administrative regulation") & (
    instruments["effective"] <= "2023-03-16"
)
in_force = list(instruments.loc[chosen, "id"])

# %% [0] wrong: only the two rules that the answer mentions
in_force = ["algo_rec_2021", "deep_synthesis_2022"]

# %% [0] wrong: all rules that are in force today
in_force = list(instruments.loc[instruments["level"] == "departmental rule", "id"])

# %% [1] wrong: with the rule that was repealed in 2022
chosen = (instruments["level"] == "departmental rule") & (instruments["effective"] <= "2023-03-16")
in_force = list(instruments.loc[chosen, "id"])

# %% [1] wrong: regulations too, but without the repealed rule
chosen = instruments["level"].isin(["departmental rule", "administrative regulation"])
chosen = chosen & (instruments["effective"] <= "2023-03-16")
in_force = [name for name in instruments.loc[chosen, "id"] if name != "cybersecurity_review_2020"]

# %% [1] wrong: left out both versions of the review measures
chosen = (instruments["level"] == "departmental rule") & (instruments["effective"] <= "2023-03-16")
in_force = [name for name in instruments.loc[chosen, "id"] if "review" not in name]

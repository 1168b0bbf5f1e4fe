# %% [2] right: groupby with agg
by_level = (
    clauses.groupby("level")["names_party"].agg(texts="size", with_clause="sum").reset_index()
)
follows = "C"
kinds = {"w": "principle", "x": "power", "y": "power", "z": "principle"}

# %% [2] right: a loop, and a small letter
rows = []
for level in clauses["level"].unique():
    part = clauses[clauses["level"] == level]
    rows.append({"level": level, "texts": len(part), "with_clause": int(part["names_party"].sum())})
by_level = pd.DataFrame(rows)
follows = "c"
kinds = pd.Series({"w": "principle", "x": "power", "y": "power", "z": "principle"})

# %% [2] right: a crosstab with the level as index
table = pd.crosstab(clauses["level"], clauses["names_party"])
by_level = pd.DataFrame({"texts": table.sum(axis=1), "with_clause": table[True]})
by_level["share"] = by_level["with_clause"] / by_level["texts"]
follows = "C"
kinds = {"w": "principle", "x": "power", "y": "power", "z": "principle"}

# %% [2] right: typed
by_level = pd.DataFrame(
    {
        "level": ["law", "administrative regulation", "NPCSC decision"],
        "texts": [7, 7, 1],
        "with_clause": [2, 5, 1],
    }
)
follows = "C"
kinds = {"w": "principle", "x": "power", "y": "power", "z": "principle"}

# %% [1.5] wrong: took the difference in shares for an effect of the level
by_level = (
    clauses.groupby("level")["names_party"].agg(texts="size", with_clause="sum").reset_index()
)
follows = "A"
kinds = {"w": "principle", "x": "power", "y": "power", "z": "principle"}

# %% [1] wrong: thought that single cases disprove a tendency
by_level = (
    clauses.groupby("level")["names_party"].agg(texts="size", with_clause="sum").reset_index()
)
follows = "B"
kinds = {"w": "power", "x": "power", "y": "power", "z": "principle"}

# %% [1.5] wrong: counted articles that are there, and so all texts with a number of a central body too
by_level = clauses.groupby("level")["names_party"].agg(texts="size").reset_index()
central = clauses["names_party"] | clauses["central_body_article"].notna()
by_level["with_clause"] = list(central.groupby(clauses["level"]).sum())
follows = "C"
kinds = {"w": "principle", "x": "power", "y": "power", "z": "principle"}

# %% [1.5] wrong: counted texts without a clause
by_level = (
    clauses.groupby("level")["names_party"].agg(texts="size", with_clause="sum").reset_index()
)
by_level["with_clause"] = by_level["texts"] - by_level["with_clause"]
follows = "C"
kinds = {"w": "principle", "x": "power", "y": "power", "z": "principle"}

# %% [0.5] wrong: took all instruments of a level as the whole, and an effect as shown
by_level = clauses.groupby("level")["names_party"].agg(with_clause="sum").reset_index()
by_level["texts"] = [int((instruments["level"] == level).sum()) for level in by_level["level"]]
follows = "A"
kinds = {"w": "principle", "x": "power", "y": "principle", "z": "principle"}

# %% [0.5] wrong: left out the decision of 2025, because it is no law
by_level = (
    clauses.groupby("level")["names_party"].agg(texts="size", with_clause="sum").reset_index()
)
by_level = by_level[by_level["level"] != "NPCSC decision"]
follows = "C"
kinds = {"w": "principle", "x": "power", "y": "power", "z": "power"}

# %% [1] wrong: a row for the total
table = pd.crosstab(clauses["level"], clauses["names_party"], margins=True)
by_level = pd.DataFrame({"texts": table["All"], "with_clause": table[True]})
follows = "C"
kinds = {"w": "principle", "x": "power", "y": "power", "z": "principle"}

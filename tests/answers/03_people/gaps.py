# %% [2] right: merge by year
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
gaps = december.merge(population[["year", "population_million"]], on="year").query("2012 <= year <= 2018")
gaps["computed_pct"] = gaps["users_million"] / gaps["population_million"] * 100
gaps["gap_points"] = gaps["penetration_pct"] - gaps["computed_pct"]
cause = "C"
cause_early = "E"

# %% [2] right: a loop over the years
rows = []
for year in range(2012, 2019):
    report = users[users["month"] == f"{year}-12-01"].iloc[0]
    people = population.loc[population["year"] == year, "population_million"].iloc[0]
    computed = 100 * report["users_million"] / people
    rows.append({"year": year, "computed_pct": computed, "gap_points": report["penetration_pct"] - computed})
gaps = pd.DataFrame(rows)
cause = "C"
cause_early = "E"

# %% [2] right: two series with the year as index, newest first, two decimals
printed = users[users["month"].dt.month == 12].set_index("month")
printed.index = printed.index.year
people = population.set_index("year")["population_million"].astype(float)
computed = (100 * printed["users_million"] / people).loc[2012:2018]
gaps = pd.DataFrame({"computed_pct": computed, "gap_points": printed["penetration_pct"].loc[2012:2018] - computed})
gaps.index.name = "year"
gaps = gaps.round(2).sort_index(ascending=False)
cause = "C"
cause_early = "E"

# %% [2] right: a dictionary of lists
years = list(range(2012, 2019))
number = {m.year: n for m, n in zip(users["month"], users["users_million"]) if m.month == 12}
printed = {m.year: p for m, p in zip(users["month"], users["penetration_pct"]) if m.month == 12}
people = dict(zip(population["year"].astype(int), population["population_million"]))
computed = [100 * number[y] / people[y] for y in years]
gaps = pd.DataFrame(
    {"year": years, "computed_pct": computed, "gap_points": [printed[y] - c for y, c in zip(years, computed)]}
)
cause = "C"
cause_early = "E"

# %% [1.5] wrong: took computed minus printed
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
gaps = december.merge(population[["year", "population_million"]], on="year").query("2012 <= year <= 2018")
gaps["computed_pct"] = gaps["users_million"] / gaps["population_million"] * 100
gaps["gap_points"] = gaps["computed_pct"] - gaps["penetration_pct"]
cause = "C"
cause_early = "E"

# %% [1.5] wrong: gave the gap in percent of the computed rate
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
gaps = december.merge(population[["year", "population_million"]], on="year").query("2012 <= year <= 2018")
gaps["computed_pct"] = gaps["users_million"] / gaps["population_million"] * 100
gaps["gap_points"] = 100 * (gaps["penetration_pct"] / gaps["computed_pct"] - 1)
cause = "C"
cause_early = "E"

# %% [1] wrong: computed fractions
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
gaps = december.merge(population[["year", "population_million"]], on="year").query("2012 <= year <= 2018")
gaps["computed_pct"] = gaps["users_million"] / gaps["population_million"]
gaps["gap_points"] = gaps["penetration_pct"] - gaps["computed_pct"]
cause = "C"
cause_early = "E"

# %% [1] wrong: divided by the population of the middle of the year
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
gaps = december.merge(population, on="year").query("2012 <= year <= 2018")
gaps["computed_pct"] = gaps["users_million"] / gaps["world_bank_midyear_million"] * 100
gaps["gap_points"] = gaps["penetration_pct"] - gaps["computed_pct"]
cause = "C"
cause_early = "E"

# %% [1] wrong: divided every year by the population of 2022
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
gaps = december.query("2012 <= year <= 2018").copy()
gaps["computed_pct"] = gaps["users_million"] / 1411.75 * 100
gaps["gap_points"] = gaps["penetration_pct"] - gaps["computed_pct"]
cause = "C"
cause_early = "E"

# %% [1] wrong: used the June reports
june = users[users["month"].dt.month == 6].copy()
june["year"] = june["month"].dt.year
gaps = june.merge(population[["year", "population_million"]], on="year").query("2012 <= year <= 2018")
gaps["computed_pct"] = gaps["users_million"] / gaps["population_million"] * 100
gaps["gap_points"] = gaps["penetration_pct"] - gaps["computed_pct"]
cause = "C"
cause_early = "E"

# %% [0] wrong: kept both reports of each year
both = users.copy()
both["year"] = both["month"].dt.year
gaps = both.merge(population[["year", "population_million"]], on="year").query("2012 <= year <= 2018")
gaps["computed_pct"] = gaps["users_million"] / gaps["population_million"] * 100
gaps["gap_points"] = gaps["penetration_pct"] - gaps["computed_pct"]
cause = "C"
cause_early = "E"

# %% [0] wrong: copied the printed rate, so that there is no gap, and blamed the definition
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
gaps = december.query("2012 <= year <= 2018").copy()
gaps["computed_pct"] = gaps["penetration_pct"]
gaps["gap_points"] = 0.0
cause = "A"
cause_early = "A"

# %% [1] wrong: took the change of definition of 2007 for the reason
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
gaps = december.merge(population[["year", "population_million"]], on="year").query("2012 <= year <= 2018")
gaps["computed_pct"] = gaps["users_million"] / gaps["population_million"] * 100
gaps["gap_points"] = gaps["penetration_pct"] - gaps["computed_pct"]
cause = "A"
cause_early = "A"

# %% [1] wrong: thought that the base leaves out small children, because users are six or older
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
gaps = december.merge(population[["year", "population_million"]], on="year").query("2012 <= year <= 2018")
gaps["computed_pct"] = gaps["users_million"] / gaps["population_million"] * 100
gaps["gap_points"] = gaps["penetration_pct"] - gaps["computed_pct"]
cause = "B"
cause_early = "B"

# %% [1] wrong: thought that the users were revised, not the population
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
gaps = december.merge(population[["year", "population_million"]], on="year").query("2012 <= year <= 2018")
gaps["computed_pct"] = gaps["users_million"] / gaps["population_million"] * 100
gaps["gap_points"] = gaps["penetration_pct"] - gaps["computed_pct"]
cause = "D"
cause_early = "D"

# %% [1.5] wrong: gave the later vintage for the early years, too
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
gaps = december.merge(population[["year", "population_million"]], on="year").query("2012 <= year <= 2018")
gaps["computed_pct"] = gaps["users_million"] / gaps["population_million"] * 100
gaps["gap_points"] = gaps["penetration_pct"] - gaps["computed_pct"]
cause = "C"
cause_early = "C"

# %% [1.5] wrong: thought that the year before explains all gaps
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
gaps = december.merge(population[["year", "population_million"]], on="year").query("2012 <= year <= 2018")
gaps["computed_pct"] = gaps["users_million"] / gaps["population_million"] * 100
gaps["gap_points"] = gaps["penetration_pct"] - gaps["computed_pct"]
cause = "E"
cause_early = "E"

# %% [1] wrong: mixed up the two reasons
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
gaps = december.merge(population[["year", "population_million"]], on="year").query("2012 <= year <= 2018")
gaps["computed_pct"] = gaps["users_million"] / gaps["population_million"] * 100
gaps["gap_points"] = gaps["penetration_pct"] - gaps["computed_pct"]
cause = "E"
cause_early = "C"

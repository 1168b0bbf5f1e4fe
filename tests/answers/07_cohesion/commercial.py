# %% [2] right: two selections, merged
part = enforcement[enforcement["metric"] == "network_reports_sites_commercial"]
whole = enforcement[enforcement["metric"] == "network_reports_sites"]
commercial = part[["year", "value"]].merge(whole[["year", "value"]], on="year")
commercial["share_pct"] = commercial["value_x"] / commercial["value_y"] * 100
break_year = 2024

# %% [2] right: pivot, the year in the index, one decimal
wide = enforcement[enforcement["metric"].str.startswith("network_reports_sites")].pivot(
    index="year", columns="metric", values="value"
)
share = 100 * wide["network_reports_sites_commercial"] / wide["network_reports_sites"]
commercial = share.dropna().round(1).rename("share_pct").to_frame()
break_year = int(commercial["share_pct"].diff().idxmax())

# %% [2] right: typed by hand
commercial = pd.DataFrame({
    "year": [2024, 2023, 2022, 2021, 2020],
    "share_pct": [100 * 194 / 209, 100 * 88.576 / 190, 100 * 91.636 / 157, 100 * 110 / 150, 100 * 115 / 145],
})
break_year = 2024.0

# %% [2] right: a loop
rows = []
for year in range(2020, 2025):
    of_year = enforcement[enforcement["year"] == year].set_index("metric")["value"]
    share = of_year["network_reports_sites_commercial"] / of_year["network_reports_sites"]
    rows.append({"year": year, "share_pct": 100 * share})
commercial = pd.DataFrame(rows)
break_year = 2024

# %% [1] wrong: divided by the total of all levels
wide = enforcement.query("period == 'full year' and metric.str.startswith('network_reports')").pivot(
    index="year", columns="metric", values="value"
)
commercial = (100 * wide["network_reports_sites_commercial"] / wide["network_reports_total"]).dropna()
commercial = commercial.rename("share_pct").reset_index()
break_year = 2024

# %% [1] wrong: gave fractions
part = enforcement[enforcement["metric"] == "network_reports_sites_commercial"]
whole = enforcement[enforcement["metric"] == "network_reports_sites"]
commercial = part[["year", "value"]].merge(whole[["year", "value"]], on="year")
commercial["share_pct"] = commercial["value_x"] / commercial["value_y"]
break_year = 2024

# %% [1] wrong: took the year before the jump
part = enforcement[enforcement["metric"] == "network_reports_sites_commercial"]
whole = enforcement[enforcement["metric"] == "network_reports_sites"]
commercial = part[["year", "value"]].merge(whole[["year", "value"]], on="year")
commercial["share_pct"] = 100 * commercial["value_x"] / commercial["value_y"]
break_year = 2023

# %% [1] wrong: took the largest fall for the break
part = enforcement[enforcement["metric"] == "network_reports_sites_commercial"]
whole = enforcement[enforcement["metric"] == "network_reports_sites"]
commercial = part[["year", "value"]].merge(whole[["year", "value"]], on="year")
commercial["share_pct"] = 100 * commercial["value_x"] / commercial["value_y"]
break_year = 2022

# %% [1] wrong: computed the share of the other sites
part = enforcement[enforcement["metric"] == "network_reports_sites_commercial"]
whole = enforcement[enforcement["metric"] == "network_reports_sites"]
commercial = part[["year", "value"]].merge(whole[["year", "value"]], on="year")
commercial["share_pct"] = 100 - 100 * commercial["value_x"] / commercial["value_y"]
break_year = 2024

# %% [0] wrong: took the part against the year before, and the first year as the break
part = enforcement[enforcement["metric"] == "network_reports_sites_commercial"].sort_values("year")
commercial = part[["year", "value"]].copy()
commercial["share_pct"] = (100 * commercial["value"] / commercial["value"].shift(1)).fillna(100.0)
break_year = 2020

# %% [1] wrong: in percent of the other sites
part = enforcement[enforcement["metric"] == "network_reports_sites_commercial"].set_index("year")["value"]
whole = enforcement[enforcement["metric"] == "network_reports_sites"].set_index("year")["value"]
commercial = (100 * part / (whole - part)).dropna().rename("share_pct").reset_index()
break_year = 2024

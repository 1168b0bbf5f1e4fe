# %% [2] right: look both years up
brazil = world[world["country"] == "Brazil"].set_index("year")["internet_users_pct"]
gain_points = brazil[2020] - brazil[2010]
gain_percent = 100 * (brazil[2020] / brazil[2010] - 1)

# %% [2] right: a dictionary from year to share
shares = {}
for country, year, share in zip(world["country"], world["year"], world["internet_users_pct"]):
    if country == "Brazil":
        shares[int(year)] = float(share)
gain_points = shares[2020] - shares[2010]
gain_percent = gain_points / shares[2010] * 100

# %% [2] right: query, pivot and pct_change, rounded to one decimal
wide = world.query("country == 'Brazil' and year in [2010, 2020]").set_index("year")["internet_users_pct"]
gain_points = round(wide.diff().iloc[-1], 1)
gain_percent = round(100 * wide.pct_change().iloc[-1], 1)

# %% [2] right: by hand from the two values
gain_points = 81.34 - 40.65
gain_percent = 100.1

# %% [0] wrong: took the difference for percent, and the growth for points
gain_points = 100 * (81.34 - 40.65) / 40.65
gain_percent = 81.34 - 40.65

# %% [1] wrong: thought that points and percent are the same
gain_points = 81.34 - 40.65
gain_percent = 81.34 - 40.65

# %% [1] wrong: divided by the value at the end
gain_points = 81.34 - 40.65
gain_percent = 100 * (81.34 - 40.65) / 81.34

# %% [1] wrong: gave the new value in percent of the old one
gain_points = 81.34 - 40.65
gain_percent = 100 * 81.34 / 40.65

# %% [1] wrong: left the growth as a fraction
gain_points = 81.34 - 40.65
gain_percent = (81.34 - 40.65) / 40.65

# %% [1] wrong: subtracted in the wrong order, but knew the growth
gain_points = 40.65 - 81.34
gain_percent = 100 * (81.34 - 40.65) / 40.65

# %% [0] wrong: took the world for Brazil
series = world[world["country"] == "World"].set_index("year")["internet_users_pct"]
gain_points = series[2020] - series[2010]
gain_percent = 100 * gain_points / series[2010]

# %% [0] wrong: took the first and the last year of the series
series = world.loc[world["country"] == "Brazil", "internet_users_pct"]
gain_points = series.iloc[-1] - series.iloc[0]
gain_percent = 100 * gain_points / series.iloc[0]

# %% [3] right: two calls of plot
fig, ax = plt.subplots()
itu = world[(world["country"] == "China") & (world["year"] >= 2020)]
december = users[(users["month"].dt.month == 12) & users["month"].dt.year.between(2020, 2024)]
ax.plot(itu["year"], itu["internet_users_pct"], label="ITU")
ax.plot(december["month"].dt.year, december["penetration_pct"], label="CNNIC")
ax.set(title="China: ITU and CNNIC part in 2023", xlabel="Year", ylabel="Internet users, %")
ax.legend()
spoiled = "D"

# %% [3] right: pandas draws a table with one column for each source
fig, ax = plt.subplots()
december = users[users["month"].dt.month == 12].copy()
december["year"] = december["month"].dt.year
itu = world[world["country"] == "China"].set_index("year")["internet_users_pct"]
both = pd.DataFrame({"ITU": itu, "CNNIC": december.set_index("year")["penetration_pct"]}).loc[2020:2024]
both.plot(ax=ax, title="The rates part in 2023")
ax.set_xlabel("Year")
ax.set_ylabel("Share of the population (percent)")
spoiled = "D"

# %% [3] right: plain lists, with the years as text
fig, ax = plt.subplots()
years = ["2020", "2021", "2022", "2023", "2024"]
for name, rates in {"CNNIC": [70.4, 73.0, 75.6, 77.5, 78.6], "ITU": [70.05, 73.05, 75.61, 90.6, 92.0]}.items():
    ax.plot(years, rates, marker="o", label=name)
ax.set_title("A break in 2023 in one source only")
ax.set_xlabel("year")
ax.set_ylabel("percent of the population")
ax.legend(loc="upper left")
spoiled = "D"

# %% [3] right: CNNIC at its months, ITU at the end of the year, names beside the lines
fig, ax = plt.subplots()
itu = world.query("country == 'China' and year >= 2020")
december = users[(users["month"].dt.month == 12) & users["month"].dt.year.between(2020, 2024)]
ax.plot(pd.to_datetime(itu["year"].astype(str) + "-12-01"), itu["internet_users_pct"], label="ITU")
ax.plot(december["month"], december["penetration_pct"], label="CNNIC")
ax.text(pd.Timestamp("2024-06-01"), 93, "ITU")
ax.text(pd.Timestamp("2024-06-01"), 80, "CNNIC")
ax.set(title="Two sources, two stories from 2023", xlabel="December of the year", ylabel="Penetration (%)")
spoiled = "D"

# %% [3] right: ITU in two pieces, one on each side of the break, as in the lesson
fig, ax = plt.subplots()
itu = world[(world["country"] == "China") & (world["year"] >= 2020)].set_index("year")["internet_users_pct"]
december = users[(users["month"].dt.month == 12) & users["month"].dt.year.between(2020, 2024)]
ax.plot(itu.loc[:2022], label="China, ITU to 2022")
ax.plot(itu.loc[2023:], "s", label="China, ITU from 2023")
ax.plot(december["month"].dt.year, december["penetration_pct"], label="China, CNNIC")
ax.set(title="The two sources part in 2023", xlabel="Year", ylabel="percent of the population")
ax.legend()
spoiled = "D"

# %% [3] right: names given to the legend alone
fig, ax = plt.subplots()
itu = world[(world["country"] == "China") & (world["year"] >= 2020)]
december = users[(users["month"].dt.month == 12) & users["month"].dt.year.between(2020, 2024)]
ax.plot(itu["year"], itu["internet_users_pct"])
ax.plot(december["month"].dt.year, december["penetration_pct"])
ax.legend(["ITU", "CNNIC"])
ax.set(title="ITU's rate jumps in 2023", xlabel="Year", ylabel="Population online in %")
spoiled = "D"

# %% [2] wrong: forgot title, unit and legend
fig, ax = plt.subplots()
itu = world[(world["country"] == "China") & (world["year"] >= 2020)]
december = users[(users["month"].dt.month == 12) & users["month"].dt.year.between(2020, 2024)]
ax.plot(itu["year"], itu["internet_users_pct"], label="ITU")
ax.plot(december["month"].dt.year, december["penetration_pct"], label="CNNIC")
ax.set(xlabel="Year", ylabel="Internet users")
spoiled = "D"

# %% [2.5] wrong: took all reports of CNNIC, June ones too
fig, ax = plt.subplots()
itu = world[(world["country"] == "China") & (world["year"] >= 2020)]
reports = users[users["month"].dt.year.between(2020, 2024)]
ax.plot(itu["year"], itu["internet_users_pct"], label="ITU")
ax.plot(reports["month"].dt.year, reports["penetration_pct"], label="CNNIC")
ax.set(title="China in two sources", xlabel="Year", ylabel="Internet users (percent)")
ax.legend()
spoiled = "D"

# %% [2] wrong: mixed up the labels of the two lines
fig, ax = plt.subplots()
itu = world[(world["country"] == "China") & (world["year"] >= 2020)]
december = users[(users["month"].dt.month == 12) & users["month"].dt.year.between(2020, 2024)]
ax.plot(itu["year"], itu["internet_users_pct"], label="CNNIC")
ax.plot(december["month"].dt.year, december["penetration_pct"], label="ITU")
ax.set(title="China in two sources", xlabel="Year", ylabel="Internet users (percent)")
ax.legend()
spoiled = "D"

# %% [2.5] wrong: drew users in million in place of the rate
fig, ax = plt.subplots()
itu = world[(world["country"] == "China") & (world["year"] >= 2020)]
december = users[(users["month"].dt.month == 12) & users["month"].dt.year.between(2020, 2024)]
ax.plot(itu["year"], itu["internet_users_pct"], label="ITU")
ax.plot(december["month"].dt.year, december["users_million"], label="CNNIC")
ax.set(title="China in two sources", xlabel="Year", ylabel="Internet users (percent)")
ax.legend()
spoiled = "D"

# %% [2.5] wrong: took the world for China
fig, ax = plt.subplots()
itu = world[(world["country"] == "World") & (world["year"] >= 2020)]
december = users[(users["month"].dt.month == 12) & users["month"].dt.year.between(2020, 2024)]
ax.plot(itu["year"], itu["internet_users_pct"], label="ITU")
ax.plot(december["month"].dt.year, december["penetration_pct"], label="CNNIC")
ax.set(title="China in two sources", xlabel="Year", ylabel="Internet users (percent)")
ax.legend()
spoiled = "D"

# %% [1] wrong: drew the same source twice, and fractions under a percent label
fig, ax = plt.subplots()
december = users[(users["month"].dt.month == 12) & users["month"].dt.year.between(2020, 2024)]
for name in ["ITU", "CNNIC"]:
    ax.plot(december["month"].dt.year, december["penetration_pct"] / 100, label=name)
ax.set(title="China in two sources", xlabel="Year", ylabel="Internet users (percent)")
ax.legend()
spoiled = "B"

# %% [0] wrong: bars in place of lines
fig, ax = plt.subplots()
itu = world[(world["country"] == "China") & (world["year"] >= 2020)]
ax.bar(itu["year"], itu["internet_users_pct"], label="ITU")
ax.set(title="China", xlabel="Year", ylabel="Internet users (percent)")
ax.legend()
spoiled = "D"

# %% [2] wrong: took two years of CNNIC, whose line has no break
fig, ax = plt.subplots()
itu = world[(world["country"] == "China") & (world["year"] >= 2020)]
december = users[(users["month"].dt.month == 12) & users["month"].dt.year.between(2020, 2024)]
ax.plot(itu["year"], itu["internet_users_pct"], label="ITU")
ax.plot(december["month"].dt.year, december["penetration_pct"], label="CNNIC")
ax.set(title="China: ITU and CNNIC part in 2023", xlabel="Year", ylabel="Internet users, %")
ax.legend()
spoiled = "B"

# %% [2] wrong: thought that a later year is spoiled as such
fig, ax = plt.subplots()
itu = world[(world["country"] == "China") & (world["year"] >= 2020)]
december = users[(users["month"].dt.month == 12) & users["month"].dt.year.between(2020, 2024)]
ax.plot(itu["year"], itu["internet_users_pct"], label="ITU")
ax.plot(december["month"].dt.year, december["penetration_pct"], label="CNNIC")
ax.set(title="China: ITU and CNNIC part in 2023", xlabel="Year", ylabel="Internet users, %")
ax.legend()
spoiled = "C"

# %% [2] wrong: took the years before the break
fig, ax = plt.subplots()
itu = world[(world["country"] == "China") & (world["year"] >= 2020)]
december = users[(users["month"].dt.month == 12) & users["month"].dt.year.between(2020, 2024)]
ax.plot(itu["year"], itu["internet_users_pct"], label="ITU")
ax.plot(december["month"].dt.year, december["penetration_pct"], label="CNNIC")
ax.set(title="China: ITU and CNNIC part in 2023", xlabel="Year", ylabel="Internet users, %")
ax.legend()
spoiled = "A"

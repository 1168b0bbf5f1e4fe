# %% [3] right: two calls
courts = enforcement[enforcement["metric"] == "telecom_fraud_court_cases"]
whole = courts[courts["period"] == "full year"]
half = courts[courts["period"] == "Jan to Jun"]
fig, ax = plt.subplots()
ax.bar(whole["year"], whole["value"], label="full year")
ax.bar(half["year"], half["value"], label="half year")
ax.set(xlabel="Year", ylabel="Cases concluded", title="2022 is half a year")
ax.legend()

# %% [3] right: lying bars, years as text, one call for each bar
courts = enforcement.query("metric == 'telecom_fraud_court_cases' and period in ['full year', 'Jan to Jun']")
fig, ax = plt.subplots()
for row in courts.sort_values("year").itertuples():
    whole = row.period == "full year"
    ax.barh(str(row.year), row.value, color="C0" if whole else "C1", label="full year" if whole else "half year")
ax.set(ylabel="Year", xlabel="Number of cases", title="Court cases, one of them for six months")
ax.legend()

# %% [3] right: pandas plot of a pivoted table
courts = enforcement[enforcement["metric"] == "telecom_fraud_court_cases"]
courts = courts[courts["period"].isin(["full year", "Jan to Jun"])]
table = courts.pivot(index="year", columns="period", values="value")
table = table.rename(columns={"Jan to Jun": "half year"})
fig, ax = plt.subplots()
table.plot.bar(ax=ax, xlabel="Year", ylabel="Cases", title="Do not read 2022 as a fall")

# %% [3] right: typed, the names given to the legend
fig, ax = plt.subplots()
ax.bar([2021, 2023, 2024], [25000, 31000, 40000])
ax.bar([2022], [11000])
ax.legend(["Full year", "Half year"])
ax.set(xlabel="Year", ylabel="Court cases", title="Cases, with half a year")

# %% [2] wrong: one set, so half a year looks like a fall
courts = enforcement[enforcement["metric"] == "telecom_fraud_court_cases"]
courts = courts[courts["period"].isin(["full year", "Jan to Jun"])]
fig, ax = plt.subplots()
ax.bar(courts["year"], courts["value"], label="full and half year")
ax.set(xlabel="Year", ylabel="Cases concluded", title="Cases fell in 2022 and rose again")
ax.legend()

# %% [1] wrong: doubled the half year
fig, ax = plt.subplots()
ax.bar([2021, 2023, 2024], [25000, 31000, 40000], label="full year")
ax.bar([2022], [22000], label="half year")
ax.set(xlabel="Year", ylabel="Cases concluded", title="Cases with an estimate for 2022")
ax.legend()

# %% [1] wrong: drew the totals of several years as years
courts = enforcement[enforcement["metric"] == "telecom_fraud_court_cases"]
half = courts[courts["period"] == "Jan to Jun"]
whole = courts[courts["period"] != "Jan to Jun"].drop_duplicates("year", keep="last")
fig, ax = plt.subplots()
ax.bar(whole["year"], whole["value"], label="full year")
ax.bar(half["year"], half["value"], label="half year")
ax.set(xlabel="Year", ylabel="Cases concluded", title="Court cases")
ax.legend()

# %% [1] wrong: took persons sentenced for cases
courts = enforcement[enforcement["metric"] == "telecom_fraud_court_persons"]
whole = courts[courts["period"] == "full year"]
half = courts[courts["period"] == "Jan to Jun"]
fig, ax = plt.subplots()
ax.bar(whole["year"], whole["value"], label="full year")
ax.bar(half["year"], half["value"], label="half year")
ax.set(xlabel="Year", ylabel="Court cases", title="Court cases")
ax.legend()

# %% [1] wrong: left the half year out
courts = enforcement[enforcement["metric"] == "telecom_fraud_court_cases"]
whole = courts[courts["period"] == "full year"]
fig, ax = plt.subplots()
ax.bar(whole["year"], whole["value"], label="full year")
ax.set(xlabel="Year", ylabel="Cases concluded", title="Court cases of full years, half years left out")
ax.legend(["full year, no half year"])

# %% [2] wrong: no title and no labels
fig, ax = plt.subplots()
ax.bar([2021, 2023, 2024], [25000, 31000, 40000], label="full year")
ax.bar([2022], [11000], label="half year")
ax.legend()

# %% [1] wrong: the labels of the two sets swapped, and no word on the unit
fig, ax = plt.subplots()
ax.bar([2021, 2023, 2024], [25000, 31000, 40000], label="half year")
ax.bar([2022], [11000], label="full year")
ax.set(xlabel="Year", ylabel="Number", title="Courts")
ax.legend()

# %% [3] right: more words in the labels, and the months beside the year
courts = enforcement[enforcement["metric"] == "telecom_fraud_court_cases"]
whole = courts[courts["period"] == "full year"]
half = courts[courts["period"] == "Jan to Jun"]
fig, ax = plt.subplots()
ax.barh(whole["year"].astype(str), whole["value"], label="Full years")
ax.barh(["2022 (Jan to Jun)"], half["value"], label="Half-year, January to June")
ax.set(ylabel="Year", xlabel="Cases concluded", title="2022 is half a year")
ax.legend()

# %% [3] right: one call for each bar, each label once
fig, ax = plt.subplots()
ax.bar(2021, 25000, color="C0", label="full year")
ax.bar(2022, 11000, color="C1", label="half year")
ax.bar(2023, 31000, color="C0")
ax.bar(2024, 40000, color="C0")
ax.set(xlabel="Year", ylabel="Cases", title="Courts, full years and half a year")
ax.legend()

# %% [3] right: the two sets side by side, a little beside the year
courts = enforcement[enforcement["metric"] == "telecom_fraud_court_cases"]
fig, ax = plt.subplots()
for shift, period, label in [(-0.2, "full year", "full year"), (0.2, "Jan to Jun", "half year")]:
    part = courts[courts["period"] == period]
    ax.bar(part["year"].astype(int) + shift, part["value"], width=0.4, label=label)
ax.set(xlabel="Year", ylabel="Cases", title="Courts, full years and half a year")
ax.legend()

# %% [1] wrong: names the half year only
fig, ax = plt.subplots()
ax.bar([2021, 2023, 2024], [25000, 31000, 40000])
ax.bar([2022], [11000], label="half year")
ax.set(xlabel="Year", ylabel="Cases", title="Courts")
ax.legend()

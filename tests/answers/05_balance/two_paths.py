# %% [2] right: numpy powers
fig, ax = plt.subplots()
years = np.arange(2018, 2024)
factor = (636 / 407) ** (1 / 5)
ax.plot(years, 407 * factor ** (years - 2018), label="compound")
ax.plot(years, 407 * 1.12 ** (years - 2018), label="claimed")
ax.set(title="12 percent a year would end above 636 million", xlabel="Year", ylabel="Lines (million)")
ax.legend()

# %% [2] right: lists grown in a loop
fig, ax = plt.subplots()
rate = (636 / 407) ** (1 / 5)
compound, claimed = [407], [407]
for year in range(5):
    compound.append(compound[-1] * rate)
    claimed.append(claimed[-1] * 1.12)
ax.plot(range(2018, 2024), compound, marker="o", label="compound")
ax.plot(range(2018, 2024), claimed, marker="s", label="claimed")
ax.set_title("The claimed rate ends too high")
ax.set_xlabel("year")
ax.set_ylabel("million lines")
ax.legend()

# %% [2] right: pandas draws a table
fig, ax = plt.subplots()
steps = np.arange(6)
paths = pd.DataFrame({"claimed": 407 * 1.12**steps, "compound": 407 * (636 / 407) ** (steps / 5)}, index=2018 + steps)
paths.plot(ax=ax, title="Two paths from 407 million")
ax.set_xlabel("Year")
ax.set_ylabel("Lines, million")

# %% [1] wrong: seven steps, so the path ends below 636
fig, ax = plt.subplots()
years = np.arange(2018, 2024)
factor = (636 / 407) ** (1 / 6)
ax.plot(years, 407 * factor ** (years - 2018), label="compound")
ax.plot(years, 407 * 1.12 ** (years - 2018), label="claimed")
ax.set(title="Two paths", xlabel="Year", ylabel="Lines (million)")
ax.legend()

# %% [1] wrong: a straight line in place of compound growth
fig, ax = plt.subplots()
years = np.arange(2018, 2024)
ax.plot(years, np.linspace(407, 636, 6), label="compound")
ax.plot(years, 407 * 1.12 ** (years - 2018), label="claimed")
ax.set(title="Two paths", xlabel="Year", ylabel="Lines (million)")
ax.legend()

# %% [1] wrong: added 12 percent of the start each year
fig, ax = plt.subplots()
years = np.arange(2018, 2024)
ax.plot(years, 407 * (636 / 407) ** ((years - 2018) / 5), label="compound")
ax.plot(years, 407 * (1 + 0.12 * (years - 2018)), label="claimed")
ax.set(title="Two paths", xlabel="Year", ylabel="Lines (million)")
ax.legend()

# %% [1] wrong: grew already in the first year
fig, ax = plt.subplots()
years = np.arange(2018, 2024)
ax.plot(years, 407 * (636 / 407) ** ((years - 2018) / 5), label="compound")
ax.plot(years, 407 * 1.12 ** (years - 2017), label="claimed")
ax.set(title="Two paths", xlabel="Year", ylabel="Lines (million)")
ax.legend()

# %% [1] wrong: forgot title, unit and legend
fig, ax = plt.subplots()
years = np.arange(2018, 2024)
ax.plot(years, 407 * (636 / 407) ** ((years - 2018) / 5), label="compound")
ax.plot(years, 407 * 1.12 ** (years - 2018), label="claimed")
ax.set(xlabel="Year", ylabel="Lines")

# %% [1] wrong: mixed up the labels
fig, ax = plt.subplots()
years = np.arange(2018, 2024)
ax.plot(years, 407 * (636 / 407) ** ((years - 2018) / 5), label="claimed")
ax.plot(years, 407 * 1.12 ** (years - 2018), label="compound")
ax.set(title="Two paths", xlabel="Year", ylabel="Lines (million)")
ax.legend()

# %% [0] wrong: bars in place of lines
fig, ax = plt.subplots()
ax.bar([2018, 2023], [407, 636], label="compound")
ax.set(title="Two levels", xlabel="Year", ylabel="Lines (million)")
ax.legend()

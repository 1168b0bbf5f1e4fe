# %% [2] right: numpy powers
fig, ax = plt.subplots()
years = np.arange(2018, 2025)
factor = (90 / 20) ** (1 / 6)
ax.plot(years, 20 * factor ** (years - 2018), label="compound")
ax.plot(years, 20 * 1.25 ** (years - 2018), label="claimed")
ax.set(title="25 percent a year would not reach 90 million", xlabel="Year", ylabel="Users (million)")
ax.legend()

# %% [2] right: lists grown in a loop
fig, ax = plt.subplots()
rate = (90 / 20) ** (1 / 6)
compound, claimed = [20], [20]
for year in range(6):
    compound.append(compound[-1] * rate)
    claimed.append(claimed[-1] * 1.25)
ax.plot(range(2018, 2025), compound, marker="o", label="compound")
ax.plot(range(2018, 2025), claimed, marker="s", label="claimed")
ax.set_title("The claimed rate ends too low")
ax.set_xlabel("year")
ax.set_ylabel("million users")
ax.legend()

# %% [2] right: pandas draws a table
fig, ax = plt.subplots()
steps = np.arange(7)
paths = pd.DataFrame({"claimed": 20 * 1.25**steps, "compound": 20 * 4.5 ** (steps / 6)}, index=2018 + steps)
paths.plot(ax=ax, title="Two paths from 20 million")
ax.set_xlabel("Year")
ax.set_ylabel("Users, million")

# %% [1] wrong: seven steps, so the path ends below 90
fig, ax = plt.subplots()
years = np.arange(2018, 2025)
factor = (90 / 20) ** (1 / 7)
ax.plot(years, 20 * factor ** (years - 2018), label="compound")
ax.plot(years, 20 * 1.25 ** (years - 2018), label="claimed")
ax.set(title="Two paths", xlabel="Year", ylabel="Users (million)")
ax.legend()

# %% [1] wrong: a straight line in place of compound growth
fig, ax = plt.subplots()
years = np.arange(2018, 2025)
ax.plot(years, np.linspace(20, 90, 7), label="compound")
ax.plot(years, 20 * 1.25 ** (years - 2018), label="claimed")
ax.set(title="Two paths", xlabel="Year", ylabel="Users (million)")
ax.legend()

# %% [1] wrong: added 25 percent of the start each year
fig, ax = plt.subplots()
years = np.arange(2018, 2025)
ax.plot(years, 20 * 4.5 ** ((years - 2018) / 6), label="compound")
ax.plot(years, 20 * (1 + 0.25 * (years - 2018)), label="claimed")
ax.set(title="Two paths", xlabel="Year", ylabel="Users (million)")
ax.legend()

# %% [1] wrong: grew already in the first year
fig, ax = plt.subplots()
years = np.arange(2018, 2025)
ax.plot(years, 20 * 4.5 ** ((years - 2018) / 6), label="compound")
ax.plot(years, 20 * 1.25 ** (years - 2017), label="claimed")
ax.set(title="Two paths", xlabel="Year", ylabel="Users (million)")
ax.legend()

# %% [1] wrong: forgot title, unit and legend
fig, ax = plt.subplots()
years = np.arange(2018, 2025)
ax.plot(years, 20 * 4.5 ** ((years - 2018) / 6), label="compound")
ax.plot(years, 20 * 1.25 ** (years - 2018), label="claimed")
ax.set(xlabel="Year", ylabel="Users")

# %% [1] wrong: mixed up the labels
fig, ax = plt.subplots()
years = np.arange(2018, 2025)
ax.plot(years, 20 * 4.5 ** ((years - 2018) / 6), label="claimed")
ax.plot(years, 20 * 1.25 ** (years - 2018), label="compound")
ax.set(title="Two paths", xlabel="Year", ylabel="Users (million)")
ax.legend()

# %% [0] wrong: bars in place of lines
fig, ax = plt.subplots()
ax.bar([2018, 2024], [20, 90], label="compound")
ax.set(title="Two levels", xlabel="Year", ylabel="Users (million)")
ax.legend()

# %% [2] right: values from the tables
fig, ax = plt.subplots()
values = pd.concat([operations, enforcement]).set_index("figure_id")["value"]
labels = ["2023", "Dec to Apr", "Jan to Sep", "2024"]
cases = [values[i] for i in ["OF045", "EF132", "EF135", "OF050"]]
ax.bar(labels, [c / m for c, m in zip(cases, [12, 4.5, 8.6, 12])])
ax.set(title="Rumour cases per month rose from December 2023", xlabel="period", ylabel="cases per month")

# %% [2] right: a Series drawn by pandas
fig, ax = plt.subplots()
cases = pd.Series([4800, 10000, 27000, 42000], index=["2023", "Dec to Apr", "Jan to Sep", "2024"])
cases.div([12, 4.5, 8.6, 12]).plot.bar(ax=ax, rot=0, color="gray")
ax.set_xlabel("Period of the report")
ax.set_ylabel("Cases a month")
ax.set_title("Far more cases in each month of 2024")

# %% [2] right: numpy, rounded, positions with tick labels
import numpy as np

fig, ax = plt.subplots()
heights = np.round(np.array([4800, 10000, 27000, 42000]) / np.array([12, 4.5, 8.6, 12]))
ax.bar(range(4), heights)
ax.set_xticks(range(4), ["2023", "Dec to Apr", "Jan to Sep", "2024"])
ax.set(title="The jump came early", xlabel="Reported period", ylabel="Rumour cases per month", ylim=(0, 4000))

# %% [1] wrong: drew the cases of whole periods
fig, ax = plt.subplots()
ax.bar(["2023", "Dec to Apr", "Jan to Sep", "2024"], [4800, 10000, 27000, 42000])
ax.set(title="Cases rose", xlabel="period", ylabel="cases per month")

# %% [1] wrong: divided all by twelve
fig, ax = plt.subplots()
ax.bar(["2023", "Dec to Apr", "Jan to Sep", "2024"], [4800 / 12, 10000 / 12, 27000 / 12, 42000 / 12])
ax.set(title="Cases rose", xlabel="period", ylabel="cases per month")

# %% [1] wrong: cut the axis, so that the first bar nearly disappears
fig, ax = plt.subplots()
ax.bar(["2023", "Dec to Apr", "Jan to Sep", "2024"], [400, 10000 / 4.5, 27000 / 8.6, 3500])
ax.set(title="Cases rose", xlabel="period", ylabel="cases per month", ylim=(350, 3600))

# %% [1] wrong: a log axis under bars
fig, ax = plt.subplots()
ax.bar(["2023", "Dec to Apr", "Jan to Sep", "2024"], [400, 10000 / 4.5, 27000 / 8.6, 3500])
ax.set_yscale("log")
ax.set(title="Cases rose", xlabel="period", ylabel="cases per month")

# %% [1] wrong: no title, and the unit of the bars is not named
fig, ax = plt.subplots()
ax.bar(["2023", "Dec to Apr", "Jan to Sep", "2024"], [400, 10000 / 4.5, 27000 / 8.6, 3500])
ax.set(xlabel="period", ylabel="cases")

# %% [1] wrong: months per case in place of cases per month
fig, ax = plt.subplots()
ax.bar(["2023", "Dec to Apr", "Jan to Sep", "2024"], [12 / 4800, 4.5 / 10000, 8.6 / 27000, 12 / 42000])
ax.set(title="Cases rose", xlabel="period", ylabel="cases per month")

# %% [0] wrong: a line that joins periods which overlap
fig, ax = plt.subplots()
ax.plot(["2023", "Dec to Apr", "Jan to Sep", "2024"], [400, 10000 / 4.5, 27000 / 8.6, 3500])
ax.set(title="Cases rose", xlabel="period", ylabel="cases per month")

# %% [1] wrong: ranked the bars, although the task gives their order
fig, ax = plt.subplots()
cases = pd.Series([400, 10000 / 4.5, 27000 / 8.6, 3500], index=["2023", "Dec to Apr", "Jan to Sep", "2024"])
cases = cases.sort_values(ascending=False)
ax.bar(cases.index, cases)
ax.set(title="Cases rose", xlabel="period", ylabel="cases per month")

# %% [3] right: months computed, points only
users = ai[ai["metric"] == "users_million"]
before, middle, after = users["value"]
gain_before = (middle - before) / 6
gain_after = (after - middle) / 6
fig, ax = plt.subplots()
ax.plot(12 * (users["month"].dt.year - 2025) + users["month"].dt.month - 9, users["value"], "o")
ax.axvline(0)
ax.set(title="Slower growth in the second half", xlabel="Months since September 2025", ylabel="Users (million)")

# %% [3] right: a scatter plot, numbers typed by hand
gain_before, gain_after = 44.3, 14.5
fig, ax = plt.subplots()
ax.scatter([-9, -3, 3], [249, 515, 602])
ax.axvline(0, color="black", linestyle=":")
ax.set_title("One point after the measures is not a trend")
ax.set_xlabel("Event time in months (0 = September 2025)")
ax.set_ylabel("Million users")

# %% [3] right: one call for each point, the upright line from two points
series = ai[ai["metric"] == "users_million"].set_index("month")["value"]
gain_before = (series.iloc[1] - series.iloc[0]) / 6
gain_after = series.diff().iloc[-1] / 6
fig, ax = plt.subplots()
for month, value in zip([-9, -3, 3], series):
    ax.plot(month, value, "s", color="black")
ax.plot([0, 0], [200, 650], "--", color="gray")
ax.set(title="Users before and after", xlabel="months", ylabel="users of generative AI, million")

# %% [2.5] wrong: joined the points by a line
users = ai[ai["metric"] == "users_million"]
gain_before, gain_after = (515 - 249) / 6, (602 - 515) / 6
fig, ax = plt.subplots()
ax.plot([-9, -3, 3], users["value"], "o-")
ax.axvline(0)
ax.set(title="Slower growth", xlabel="Months since September 2025", ylabel="Users (million)")

# %% [2] wrong: counted months from December 2024
gain_before, gain_after = (515 - 249) / 6, (602 - 515) / 6
fig, ax = plt.subplots()
ax.plot([0, 6, 12], [249, 515, 602], "o")
ax.axvline(0)
ax.set(title="Slower growth", xlabel="Months since December 2024", ylabel="Users (million)")

# %% [2] wrong: gave the gains of half a year
gain_before, gain_after = 266, 87
fig, ax = plt.subplots()
ax.plot([-9, -3, 3], [249, 515, 602], "o")
ax.axvline(0)
ax.set(title="Slower growth", xlabel="Months since September 2025", ylabel="Users (million)")

# %% [2.5] wrong: divided the gain after June by the months since the measures
gain_before, gain_after = 266 / 6, 87 / 3
fig, ax = plt.subplots()
ax.plot([-9, -3, 3], [249, 515, 602], "o")
ax.axvline(0)
ax.set(title="Slower growth", xlabel="Months since September 2025", ylabel="Users (million)")

# %% [1.5] wrong: drew services in place of users, and no event
gain_before, gain_after = 266 / 6, 87 / 6
services = ai[ai["metric"] == "services_filed"]
fig, ax = plt.subplots()
ax.plot(12 * (services["month"].dt.year - 2025) + services["month"].dt.month - 9, services["value"], "o")
ax.set(title="Slower growth", xlabel="Months since September 2025", ylabel="Users (million)")

# %% [1.5] wrong: left out the line for the event, the title and the unit, and gave percent per month
gain_before, gain_after = 100 * 266 / 249 / 6, 87 / 6
fig, ax = plt.subplots()
ax.plot([-9, -3, 3], [249, 515, 602], "o")
ax.set(xlabel="Months", ylabel="Users")

# %% [2.5] wrong: left out the title and the unit
gain_before, gain_after = 266 / 6, 87 / 6
fig, ax = plt.subplots()
ax.plot([-9, -3, 3], [249, 515, 602], "o")
ax.axvline(0)
ax.set(xlabel="Months", ylabel="Users")

# %% [3] right: each point with a marker of its own
gain_before, gain_after = 44.3, 14.5
fig, ax = plt.subplots()
for month, value in [(-9, 249), (-3, 515), (3, 602)]:
    ax.plot(month, value, marker="o", color="C0")
ax.axvline(0)
ax.set(title="Slower growth", xlabel="Months since September 2025", ylabel="Users (million)")

# %% [3] right: the last point drawn again to mark it
gain_before, gain_after = 44.3, 14.5
fig, ax = plt.subplots()
ax.plot([-9, -3, 3], [249, 515, 602], "o")
ax.plot(3, 602, "ro", markersize=10)
ax.axvline(0)
ax.set(title="Slower growth", xlabel="Months since September 2025", ylabel="Users (million)")

# %% [2.5] wrong: points and a line over them
gain_before, gain_after = 266 / 6, 87 / 6
fig, ax = plt.subplots()
ax.scatter([-9, -3, 3], [249, 515, 602])
ax.plot([-9, -3, 3], [249, 515, 602])
ax.axvline(0)
ax.set(title="Slower growth", xlabel="Months since September 2025", ylabel="Users (million)")

# %% [2.5] wrong: a trend line through three points
import numpy as np

gain_before, gain_after = 266 / 6, 87 / 6
fig, ax = plt.subplots()
ax.plot([-9, -3, 3], [249, 515, 602], "o")
ax.plot([-9, 3], np.polyval(np.polyfit([-9, -3, 3], [249, 515, 602], 1), [-9, 3]), "--")
ax.axvline(0)
ax.set(title="Slower growth", xlabel="Months since September 2025", ylabel="Users (million)")

# %% [2] wrong: bars in place of points
gain_before, gain_after = 266 / 6, 87 / 6
fig, ax = plt.subplots()
ax.bar([-9, -3, 3], [249, 515, 602])
ax.axvline(0)
ax.set(title="Slower growth", xlabel="Months since September 2025", ylabel="Users (million)")

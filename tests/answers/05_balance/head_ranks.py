# %% [2] right: as in the lesson
lines = world[world["year"] == 2022].pivot_table(index="country", columns="metric", values="value")
people = 100 * lines["fixed_broadband_subs"] / lines["fixed_broadband_per_100"]
ranked = lines.loc[["China", "India", "Germany", "Brazil", "Viet Nam"], ["mobile_subscriptions"]].reset_index()
ranked["per_100"] = 100 * ranked["mobile_subscriptions"] / ranked["country"].map(people)
ranked["place_total"] = ranked["mobile_subscriptions"].rank(ascending=False).astype(int)
ranked["place_head"] = ranked["per_100"].rank(ascending=False).astype(int)

# %% [2] right: a loop, places by sorting, country as index
lines = world[world["year"] == 2022].pivot_table(index="country", columns="metric", values="value")
people = 100 * lines["fixed_broadband_subs"] / lines["fixed_broadband_per_100"]
names = ["Brazil", "China", "Germany", "India", "Viet Nam"]
total = {name: lines.loc[name, "mobile_subscriptions"] for name in names}
head = {name: 100 * total[name] / people[name] for name in names}
by_total = sorted(names, key=total.get, reverse=True)
by_head = sorted(names, key=head.get, reverse=True)
ranked = pd.DataFrame(
    [(head[n], by_total.index(n) + 1, by_head.index(n) + 1) for n in names],
    columns=["per_100", "place_total", "place_head"], index=pd.Index(names, name="country"),
)

# %% [2] right: typed, rounded, in another order
ranked = pd.DataFrame({
    "country": ["Viet Nam", "China", "Germany", "Brazil", "India"],
    "place_head": [1, 2, 3, 4, 5],
    "place_total": [4, 1, 5, 3, 2],
    "per_100": [137.9, 124.2, 124.2, 101.2, 80.1],
})

# %% [1.5] wrong: ranked from the smallest by the total
lines = world[world["year"] == 2022].pivot_table(index="country", columns="metric", values="value")
people = 100 * lines["fixed_broadband_subs"] / lines["fixed_broadband_per_100"]
ranked = lines.loc[["China", "India", "Germany", "Brazil", "Viet Nam"], ["mobile_subscriptions"]].reset_index()
ranked["per_100"] = 100 * ranked["mobile_subscriptions"] / ranked["country"].map(people)
ranked["place_total"] = ranked["mobile_subscriptions"].rank().astype(int)
ranked["place_head"] = ranked["per_100"].rank(ascending=False).astype(int)

# %% [1] wrong: per person in place of per 100
lines = world[world["year"] == 2022].pivot_table(index="country", columns="metric", values="value")
people = 100 * lines["fixed_broadband_subs"] / lines["fixed_broadband_per_100"]
ranked = lines.loc[["China", "India", "Germany", "Brazil", "Viet Nam"], ["mobile_subscriptions"]].reset_index()
ranked["per_100"] = ranked["mobile_subscriptions"] / ranked["country"].map(people)
ranked["place_total"] = ranked["mobile_subscriptions"].rank(ascending=False).astype(int)
ranked["place_head"] = ranked["per_100"].rank(ascending=False).astype(int)

# %% [0.5] wrong: divided people by subscriptions
lines = world[world["year"] == 2022].pivot_table(index="country", columns="metric", values="value")
people = 100 * lines["fixed_broadband_subs"] / lines["fixed_broadband_per_100"]
ranked = lines.loc[["China", "India", "Germany", "Brazil", "Viet Nam"], ["mobile_subscriptions"]].reset_index()
ranked["per_100"] = 100 * ranked["country"].map(people) / ranked["mobile_subscriptions"]
ranked["place_total"] = ranked["mobile_subscriptions"].rank(ascending=False).astype(int)
ranked["place_head"] = ranked["per_100"].rank(ascending=False).astype(int)

# %% [0.5] wrong: took the broadband lines per 100 in place of mobile subscriptions
lines = world[world["year"] == 2022].pivot_table(index="country", columns="metric", values="value")
ranked = lines.loc[["China", "India", "Germany", "Brazil", "Viet Nam"]].reset_index()
ranked["per_100"] = ranked["fixed_broadband_per_100"]
ranked["place_total"] = ranked["mobile_subscriptions"].rank(ascending=False).astype(int)
ranked["place_head"] = ranked["per_100"].rank(ascending=False).astype(int)

# %% [0.5] wrong: took the subscriptions of the year before
lines = world[world["year"] == 2022].pivot_table(index="country", columns="metric", values="value")
people = 100 * lines["fixed_broadband_subs"] / lines["fixed_broadband_per_100"]
later = world[world["year"] == 2021].pivot_table(index="country", columns="metric", values="value")
ranked = later.loc[["China", "India", "Germany", "Brazil", "Viet Nam"], ["mobile_subscriptions"]].reset_index()
ranked["per_100"] = 100 * ranked["mobile_subscriptions"] / ranked["country"].map(people)
ranked["place_total"] = ranked["mobile_subscriptions"].rank(ascending=False).astype(int)
ranked["place_head"] = ranked["per_100"].rank(ascending=False).astype(int)

# %% [1.5] wrong: gave the place by the total twice
lines = world[world["year"] == 2022].pivot_table(index="country", columns="metric", values="value")
people = 100 * lines["fixed_broadband_subs"] / lines["fixed_broadband_per_100"]
ranked = lines.loc[["China", "India", "Germany", "Brazil", "Viet Nam"], ["mobile_subscriptions"]].reset_index()
ranked["per_100"] = 100 * ranked["mobile_subscriptions"] / ranked["country"].map(people)
ranked["place_total"] = ranked["mobile_subscriptions"].rank(ascending=False).astype(int)
ranked["place_head"] = ranked["place_total"]

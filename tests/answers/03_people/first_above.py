# %% [1] right: first row above the limit, turned into billion
first_above = users.loc[users["users_million"] > 1000, "users_million"].iloc[0] / 1000

# %% [1] right: loop until the first report above a billion
for number in users["users_million"]:
    if number > 1000:
        first_above = number / 1000
        break

# %% [1] right: smallest of those above, because the series never falls
first_above = min(n for n in list(users["users_million"]) if n > 1000) / 1000

# %% [1] right: read off the table
first_above = 1.011

# %% [0] wrong: left the unit in million
first_above = users.loc[users["users_million"] > 1000, "users_million"].iloc[0]

# %% [0] wrong: gave the number of paragraph 4, which is not the first above a billion
first_above = 1.067

# %% [0] wrong: looked at December reports only
december = users[users["month"].dt.month == 12]
first_above = december.loc[december["users_million"] > 1000, "users_million"].iloc[0] / 1000

# %% [0] wrong: took the last report below a billion
first_above = users.loc[users["users_million"] < 1000, "users_million"].iloc[-1] / 1000

# %% [0] wrong: took the newest report above a billion
first_above = users.loc[users["users_million"] > 1000, "users_million"].iloc[-1] / 1000

# %% [0] wrong: read "more than a billion" as exactly one billion
first_above = 1.0

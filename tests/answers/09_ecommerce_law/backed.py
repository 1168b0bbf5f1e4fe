# %% [2] right: merge and means by addressee
both = links.merge(ecl, on="article_no")
share = 100 * (both["sanction"] == "fine in this law").groupby(both["addressee"]).mean()
backed_platforms = share["platform_operators"]
backed_operators = share["ecommerce_operators"]

# %% [2] right: crosstab
both = links.merge(ecl, on="article_no")
table = pd.crosstab(both["addressee"], both["sanction"], normalize="index") * 100
backed_platforms = table.loc["platform_operators", "fine in this law"]
backed_operators = table.loc["ecommerce_operators", "fine in this law"]

# %% [2] right: a loop over article numbers
fined = set(links.loc[links["sanction"] == "fine in this law", "article_no"])
who = dict(zip(ecl["article_no"], ecl["addressee"]))
platforms = [number for number in range(10, 47) if who[number] == "platform_operators"]
operators = [number for number in range(10, 47) if who[number] == "ecommerce_operators"]
backed_platforms = 100 * sum(number in fined for number in platforms) / len(platforms)
backed_operators = 100 * sum(number in fined for number in operators) / len(operators)

# %% [2] right: typed, one decimal
backed_platforms = 60
backed_operators = 35.3

# %% [0] wrong: counts
backed_platforms = 12
backed_operators = 6

# %% [0] wrong: shares of all 37 articles
backed_platforms = 100 * 12 / 37
backed_operators = 100 * 6 / 37

# %% [0] wrong: shares of the eighteen fines
backed_platforms = 100 * 12 / 18
backed_operators = 100 * 6 / 18

# %% [0] wrong: any sanction, other laws included
both = links.merge(ecl, on="article_no")
share = 100 * (both["sanction"] != "none named").groupby(both["addressee"]).mean()
backed_platforms = share["platform_operators"]
backed_operators = share["ecommerce_operators"]

# %% [0] wrong: divided by all articles of the law with this addressee
backed_platforms = 100 * 12 / (ecl["addressee"] == "platform_operators").sum()
backed_operators = 100 * 6 / (ecl["addressee"] == "ecommerce_operators").sum()

# %% [1] wrong: took duties only for the platforms
both = links.merge(ecl, on="article_no").query("kind == 'duty'")
share = 100 * (both["sanction"] == "fine in this law").groupby(both["addressee"]).mean()
backed_platforms = share["platform_operators"]
backed_operators = share["ecommerce_operators"]

# %% [0] wrong: swapped
backed_platforms = 35.3
backed_operators = 60.0

# %% [1] right: count and divide
provider_share = 100 * (addressed["addressee"] == "algo_providers").sum() / len(addressed)

# %% [1] right: the mean of true and false
provider_share = (addressed["addressee"] == "algo_providers").mean() * 100

# %% [1] right: value_counts with shares, one decimal
provider_share = round(100 * addressed["addressee"].value_counts(normalize=True)["algo_providers"], 1)

# %% [1] right: counted by hand
provider_share = 24 / 31 * 100

# %% [0] wrong: divided by all articles, general ones too
provider_share = 100 * (rules["addressee"] == "algo_providers").sum() / len(rules)

# %% [0] wrong: gave the fraction
provider_share = (addressed["addressee"] == "algo_providers").mean()

# %% [0] wrong: gave the number of articles
provider_share = (addressed["addressee"] == "algo_providers").sum()

# %% [0] wrong: took the share of duties for the share of the addressee
provider_share = 100 * (addressed["kind"] == "duty").mean()

# %% [0] wrong: took state bodies, who supervise the rules
provider_share = 100 * (addressed["addressee"] == "state_organs").mean()

# %% [2] right: value_counts with normalize
shares = generative["kind"].value_counts(normalize=True) * 100
share_duty = shares["duty"]
share_principle = shares["principle"]

# %% [2] right: a mean of a comparison
share_duty = 100 * (generative["kind"] == "duty").mean()
share_principle = 100 * (generative["kind"] == "principle").mean()

# %% [2] right: typed, rounded to one decimal
share_duty = 45.8
share_principle = 12.5

# %% [0] wrong: counts
share_duty = (generative["kind"] == "duty").sum()
share_principle = (generative["kind"] == "principle").sum()

# %% [0] wrong: fractions
share_duty = (generative["kind"] == "duty").mean()
share_principle = (generative["kind"] == "principle").mean()

# %% [0] wrong: the recommendation rules
kinds = articles.query("instrument_id == 'algo_rec_2021'")["kind"]
share_duty = 100 * (kinds == "duty").mean()
share_principle = 100 * (kinds == "principle").mean()

# %% [0] wrong: swapped
share_duty = 12.5
share_principle = 45.8

# %% [1] wrong: principles as percent of the duties
share_duty = 100 * 11 / 24
share_principle = 100 * 3 / 11

# %% [0] wrong: percent of the articles addressed to providers
to_providers = generative[generative["addressee"] == "gen_ai_providers"]["kind"]
share_duty = 100 * (to_providers == "duty").mean()
share_principle = 100 * (to_providers == "principle").mean()

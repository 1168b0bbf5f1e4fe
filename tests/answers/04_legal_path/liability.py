# %% [2] right: crosstab
table = 100 * pd.crosstab(articles["instrument_id"], articles["kind"], normalize="index")
share_algo = table.loc["algo_rec_2021", "liability"]
share_deep = table.loc["deep_synthesis_2022", "liability"]

# %% [2] right: means of a comparison
share_algo = 100 * (articles.loc[articles["instrument_id"] == "algo_rec_2021", "kind"] == "liability").mean()
share_deep = 100 * (articles.loc[articles["instrument_id"] == "deep_synthesis_2022", "kind"] == "liability").mean()

# %% [2] right: typed, one decimal
share_algo = 8.6
share_deep = 4

# %% [0] wrong: counts
share_algo = 3
share_deep = 1

# %% [0] wrong: fractions
share_algo = 3 / 35
share_deep = 1 / 25

# %% [0] wrong: swapped
share_algo = 4.0
share_deep = 100 * 3 / 35

# %% [0] wrong: share of all articles on liability
both = articles[articles["kind"] == "liability"]
share_algo = 100 * (both["instrument_id"] == "algo_rec_2021").mean()
share_deep = 100 * (both["instrument_id"] == "deep_synthesis_2022").mean()

# %% [1] wrong: divided both by the articles of the first
share_algo = 100 * 3 / 35
share_deep = 100 * 1 / 35

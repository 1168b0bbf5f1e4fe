# %% [2] right: the course's function
keys = text.keyness(officials.loc[12], officials.drop(12).sum())
keys = keys[keys["use"] == "over"]
most_evidence = keys["log_likelihood"].idxmax()
largest_size = keys.loc[keys["target"] >= 5, "log_ratio"].idxmax()

# %% [2] right: sorted tables
keys = text.keyness(officials.loc[12], officials.drop(12).sum()).query("use == 'over'")
most_evidence = keys.sort_values("log_likelihood", ascending=False).index[0]
largest_size = keys.query("target > 4").sort_values("log_ratio").index[-1]

# %% [2] right: ratios by hand, with 0.5 for a zero, and capital letters
here, there = officials.loc[12], officials.drop(12).sum()
often = here[here >= 5].index
ratio = (here[often] / here.sum()) / (there[often].replace(0, 0.5) / there.sum())
most_evidence = "Countries"
largest_size = ratio.idxmax().upper()

# %% [1] wrong: took the size for the evidence, among the frequent words
keys = text.keyness(officials.loc[12], officials.drop(12).sum()).query(
    "use == 'over' and target >= 5"
)
most_evidence = keys["log_ratio"].idxmax()
largest_size = keys["log_ratio"].idxmax()

# %% [1] wrong: forgot that a word must occur five times
keys = text.keyness(officials.loc[12], officials.drop(12).sum()).query("use == 'over'")
most_evidence = keys["log_likelihood"].idxmax()
largest_size = keys["log_ratio"].idxmax()

# %% [1] wrong: took the evidence for the size
most_evidence = text.keyness(officials.loc[12], officials.drop(12).sum()).index[0]
largest_size = most_evidence

# %% [0] wrong: mixed the two up
most_evidence = "governance"
largest_size = "countries"

# %% [0] wrong: took the most frequent words, whatever the others say
most_evidence = officials.loc[12].idxmax()
largest_size = officials.loc[12].sort_values(ascending=False).index[1]

# %% [0] wrong: compared page 4
keys = text.keyness(officials.loc[4], officials.drop(4).sum()).query("use == 'over'")
most_evidence = keys["log_likelihood"].idxmax()
largest_size = keys.query("target >= 5")["log_ratio"].idxmax()

# %% [2] right: isin
chosen = relations[(relations["relation"] == "implements") & (relations["target_id"] == "dsl")]
texts = instruments[instruments["id"].isin(chosen["source_id"])]
n_texts = len(texts)
first_text = texts.sort_values("effective")["id"].iloc[0]
law_day = instruments.set_index("id").loc["dsl", "effective"]
first_gap = (texts["effective"].min() - law_day).days

# %% [2] right: merge
links = relations.query("relation == 'implements' and target_id == 'dsl'")
both = links.merge(instruments, left_on="source_id", right_on="id")
n_texts = both["source_id"].nunique()
first_text = both.loc[both["effective"].idxmin(), "source_id"]
first_gap = (both["effective"] - pd.Timestamp("2021-09-01")).dt.days.min()

# %% [2] right: typed
n_texts = 11
first_text = "cybersecurity_review_2021"
first_gap = 167

# %% [1] wrong: did not keep to the table, so a text without dates came in
chosen = relations[(relations["relation"] == "implements") & (relations["target_id"] == "dsl")]
n_texts = chosen["source_id"].nunique()
texts = instruments[instruments["id"].isin(chosen["source_id"])]
first_gap = (texts["effective"].min() - pd.Timestamp("2021-09-01")).days
first_text = "cybersecurity_review_2021"

# %% [1] wrong: citations too
chosen = relations[relations["target_id"] == "dsl"]
texts = instruments[instruments["id"].isin(chosen["source_id"])]
n_texts = len(texts)
first_gap = (texts["effective"].min() - pd.Timestamp("2021-09-01")).days
first_text = "cybersecurity_review_2021"

# %% [1.5] wrong: promulgated for effective
chosen = relations[(relations["relation"] == "implements") & (relations["target_id"] == "dsl")]
texts = instruments[instruments["id"].isin(chosen["source_id"])]
n_texts = len(texts)
first_gap = (texts["promulgated"].min() - pd.Timestamp("2021-06-10")).days
first_text = "cybersecurity_review_2021"

# %% [1] wrong: the last one
chosen = relations[(relations["relation"] == "implements") & (relations["target_id"] == "dsl")]
texts = instruments[instruments["id"].isin(chosen["source_id"])]
n_texts = len(texts)
first_gap = (texts["effective"].max() - pd.Timestamp("2021-09-01")).days
first_text = texts.sort_values("effective")["id"].iloc[-1]

# %% [0] wrong: what the law itself refers to, and months
n_texts = relations[relations["source_id"] == "dsl"]["target_id"].nunique()
first_gap = 5
first_text = "csl"

# %% [0] wrong: the Cybersecurity Law
chosen = relations[(relations["relation"] == "implements") & (relations["target_id"] == "csl")]
texts = instruments[instruments["id"].isin(chosen["source_id"])]
n_texts = len(texts)
first_gap = (texts["effective"].min() - pd.Timestamp("2017-06-01")).days
first_text = texts.sort_values("effective")["id"].iloc[0]

# %% [1.5] wrong: the first row of the table for the first in time
chosen = relations[(relations["relation"] == "implements") & (relations["target_id"] == "dsl")]
texts = instruments[instruments["id"].isin(chosen["source_id"])]
n_texts = len(texts)
first_text = chosen["source_id"].iloc[0]
first_gap = (texts["effective"].min() - pd.Timestamp("2021-09-01")).days

# %% [1.5] wrong: the regulations that bear the name of all three laws
n_texts = 11
first_text = "network_data_regs_2024"
first_gap = 167

# %% [2] right: value counts
duties = articles.query("instrument_id == 'ecl' and kind == 'duty'")["addressee"].value_counts()
together = duties["ecommerce_operators"] + duties["platform_operators"]
share = 100 * duties["platform_operators"] / together

# %% [2] right: isin and a mean
both = articles.query("instrument_id == 'ecl' and kind == 'duty' and addressee in ['ecommerce_operators', 'platform_operators']")
together = len(both)
share = (both["addressee"] == "platform_operators").mean() * 100

# %% [2] right: typed, one decimal
together = 38.0
share = 47.4

# %% [0] wrong: only the extra duties, share of the wide circle
duties = articles.query("instrument_id == 'ecl' and kind == 'duty'")["addressee"].value_counts()
together = duties["platform_operators"]
share = 100 * together / duties["ecommerce_operators"]

# %% [1] wrong: a fraction
duties = articles.query("instrument_id == 'ecl' and kind == 'duty'")["addressee"].value_counts()
together = duties["ecommerce_operators"] + duties["platform_operators"]
share = duties["platform_operators"] / together

# %% [0] wrong: all kinds of provision
who = articles.query("instrument_id == 'ecl'")["addressee"].value_counts()
together = who["ecommerce_operators"] + who["platform_operators"]
share = 100 * who["platform_operators"] / together

# %% [1] wrong: share of all duties of the law
duties = articles.query("instrument_id == 'ecl' and kind == 'duty'")["addressee"].value_counts()
together = duties["ecommerce_operators"] + duties["platform_operators"]
share = 100 * duties["platform_operators"] / duties.sum()

# %% [1] wrong: share of the wide circle in the sum
duties = articles.query("instrument_id == 'ecl' and kind == 'duty'")["addressee"].value_counts()
together = duties["ecommerce_operators"] + duties["platform_operators"]
share = 100 * duties["ecommerce_operators"] / together

# %% [0] wrong: narrow minus wide
duties = articles.query("instrument_id == 'ecl' and kind == 'duty'")["addressee"].value_counts()
together = duties["ecommerce_operators"] - duties["platform_operators"]
share = 100 * together / duties["ecommerce_operators"]

# %% [1] right: filter by addressee
payment = list(ecl.loc[ecl["addressee"] == "logistics_payment", "article_no"])

# %% [1] right: a loop over all articles, as a set
payment = set()
for _, row in articles.iterrows():
    if row["instrument_id"] == "ecl" and row["addressee"] == "logistics_payment":
        payment.add(int(row["article_no"]))

# %% [1] right: typed in another order, as a tuple
payment = (57, 52, 53, 54, 55, 56)

# %% [0] wrong: topics that say payment, without delivery
payment = list(ecl.loc[ecl["topic"].str.contains("pay", case=False), "article_no"])

# %% [0] wrong: the whole chapter on contracts
payment = list(ecl.loc[ecl["chapter_no"] == 3, "article_no"])

# %% [0] wrong: contract parties
payment = list(ecl.loc[ecl["addressee"] == "contract_parties", "article_no"])

# %% [0] wrong: addressee and duties only, so liabilities are lost
payment = list(ecl.query("addressee == 'logistics_payment' and kind == 'duty'")["article_no"])

# %% [0] wrong: the banks and payment firms of the law on fraud
payment = list(articles.query("instrument_id == 'atofl' and addressee == 'banks_payment'")["article_no"])

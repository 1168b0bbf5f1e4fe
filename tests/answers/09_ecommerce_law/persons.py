# %% [3] right: standing bars
laws = ["csl", "ecl", "dsl", "pipl", "atofl"]
fined = penalties[penalties["max_fine"].notna() & penalties["instrument_id"].isin(laws)]
percent = 100 * fined["personal_max_fine"].notna().groupby(fined["instrument_id"]).mean()[laws]
fig, ax = plt.subplots()
ax.bar(laws, percent)
ax.set(xlabel="Law", ylabel="Percent of tiers", title="Only the ECL has no fine for persons")

# %% [3] right: lying bars by a loop, whole percent
shares = {}
for law in ["pipl", "csl", "dsl", "atofl", "ecl"]:
    rows = penalties[(penalties["instrument_id"] == law) & penalties["max_fine"].notna()]
    shares[law] = round(100 * rows["personal_max_fine"].notna().sum() / len(rows))
fig, ax = plt.subplots()
ax.barh(list(shares), list(shares.values()))
ax.set(ylabel="Law", xlabel="Share that reaches persons (%)", title="Fines for persons in charge")

# %% [3] right: pandas plot of a table
fined = penalties.dropna(subset="max_fine")
table = fined.groupby("instrument_id")["personal_max_fine"].agg(lambda column: 100 * column.notna().mean())
fig, ax = plt.subplots()
table[["atofl", "csl", "dsl", "ecl", "pipl"]].plot.bar(ax=ax, xlabel="Law", ylabel="Percent", title="Persons")

# %% [3] right: one bar after the other, ids in capitals
fig, ax = plt.subplots()
for law in ["atofl", "csl", "dsl", "pipl", "ecl"]:
    rows = penalties[(penalties["instrument_id"] == law) & (penalties["max_fine"] > 0)]
    ax.bar(law.upper(), 100 * rows["personal_max_fine"].notna().mean())
ax.set(xlabel="Law", ylabel="Percent", title="Who is fined")

# %% [1] wrong: counts
laws = ["csl", "ecl", "dsl", "pipl", "atofl"]
fined = penalties[penalties["max_fine"].notna()]
counts = [fined.loc[fined["instrument_id"] == law, "personal_max_fine"].notna().sum() for law in laws]
fig, ax = plt.subplots()
ax.bar(laws, counts)
ax.set(xlabel="Law", ylabel="Tiers", title="Fines for persons")

# %% [1] wrong: of all rows, those without a fixed fine included
laws = ["csl", "ecl", "dsl", "pipl", "atofl"]
share = 100 * penalties["personal_max_fine"].notna().groupby(penalties["instrument_id"]).mean()[laws]
fig, ax = plt.subplots()
ax.bar(laws, share)
ax.set(xlabel="Law", ylabel="Percent", title="Fines for persons")

# %% [1] wrong: the amended Cybersecurity Law in place of the text of 2016
laws = ["csl_amendment_2025", "ecl", "dsl", "pipl", "atofl"]
fined = penalties[penalties["max_fine"].notna()]
share = 100 * fined["personal_max_fine"].notna().groupby(fined["instrument_id"]).mean()[laws]
fig, ax = plt.subplots()
ax.bar(laws, share)
ax.set(xlabel="Law", ylabel="Percent", title="Fines for persons")

# %% [2] wrong: right bars without title and labels
laws = ["csl", "ecl", "dsl", "pipl", "atofl"]
fined = penalties[penalties["max_fine"].notna()]
share = 100 * fined["personal_max_fine"].notna().groupby(fined["instrument_id"]).mean()[laws]
fig, ax = plt.subplots()
ax.bar(laws, share)

# %% [1] wrong: left out the law with zero
laws = ["csl", "dsl", "pipl", "atofl"]
fined = penalties[penalties["max_fine"].notna()]
share = 100 * fined["personal_max_fine"].notna().groupby(fined["instrument_id"]).mean()[laws]
fig, ax = plt.subplots()
ax.bar(laws, share)
ax.set(xlabel="Law", ylabel="Percent", title="Fines for persons")

# %% [1] wrong: fractions
laws = ["csl", "ecl", "dsl", "pipl", "atofl"]
fined = penalties[penalties["max_fine"].notna()]
share = fined["personal_max_fine"].notna().groupby(fined["instrument_id"]).mean()[laws]
fig, ax = plt.subplots()
ax.bar(laws, share)
ax.set(xlabel="Law", ylabel="Share", title="Fines for persons")

# %% [1] wrong: share of all fines for persons that each law holds
laws = ["csl", "ecl", "dsl", "pipl", "atofl"]
reached = penalties[penalties["personal_max_fine"].notna() & penalties["instrument_id"].isin(laws)]
share = 100 * reached["instrument_id"].value_counts(normalize=True).reindex(laws, fill_value=0)
fig, ax = plt.subplots()
ax.bar(laws, share)
ax.set(xlabel="Law", ylabel="Percent", title="Fines for persons")

# %% [0] wrong: names the laws in words, which the visible test refuses
laws = {"csl": "Cybersecurity", "ecl": "E-commerce", "dsl": "Data Security", "pipl": "Personal Information", "atofl": "Anti-Fraud"}
fined = penalties[penalties["max_fine"].notna()]
share = 100 * fined["personal_max_fine"].notna().groupby(fined["instrument_id"]).mean()[list(laws)]
fig, ax = plt.subplots()
ax.bar(list(laws.values()), share)
ax.set(xlabel="Law", ylabel="Percent", title="Fines for persons")

# %% [1] wrong: no value where the value is 0
laws = ["csl", "ecl", "dsl", "pipl", "atofl"]
fined = penalties[penalties["max_fine"].notna()]
share = 100 * fined["personal_max_fine"].notna().groupby(fined["instrument_id"]).mean()[laws]
fig, ax = plt.subplots()
ax.bar(laws, share.replace(0, float("nan")))
ax.set(xlabel="Law", ylabel="Percent", title="Fines for persons")

# %% [2] right: two searches
cac = since_2014["issuing_body"].str.contains("Cyberspace Administration of China")
police = since_2014["issuing_body"].str.contains("Ministry of Public Security")
with_police = (cac & police).sum()
share_pct = 100 * with_police / cac.sum()
shows = "A"

# %% [2] right: a loop over lists of bodies
with_police, all_cac = 0, 0
for names in since_2014["issuing_body"]:
    parts = names.split("; ")
    if "Cyberspace Administration of China" in parts:
        all_cac += 1
        if "Ministry of Public Security" in parts:
            with_police += 1
share_pct = with_police / all_cac * 100
shows = "a"

# %% [2] right: a crosstab, rounded to one decimal
table = pd.crosstab(
    since_2014["issuing_body"].str.contains("Cyberspace"),
    since_2014["issuing_body"].str.contains("Public Security"),
)
with_police = int(table.loc[True, True])
share_pct = round(float(100 * table.loc[True, True] / table.loc[True].sum()), 1)
shows = "A"

# %% [1.5] wrong: took the share of all texts
cac = since_2014["issuing_body"].str.contains("Cyberspace Administration of China")
police = since_2014["issuing_body"].str.contains("Ministry of Public Security")
with_police = (cac & police).sum()
share_pct = 100 * with_police / len(since_2014)
shows = "A"

# %% [1.5] wrong: took the share of the ministry's texts
cac = since_2014["issuing_body"].str.contains("Cyberspace Administration of China")
police = since_2014["issuing_body"].str.contains("Ministry of Public Security")
with_police = (cac & police).sum()
share_pct = 100 * with_police / police.sum()
shows = "A"

# %% [0] wrong: counted only texts that exactly these two signed
both = since_2014["issuing_body"].isin(
    [
        "Cyberspace Administration of China; Ministry of Public Security",
        "Ministry of Public Security; Cyberspace Administration of China",
    ]
)
with_police = both.sum()
share_pct = 100 * with_police / since_2014["issuing_body"].str.contains("Cyberspace").sum()
shows = "C"

# %% [0.5] wrong: counted texts that bear one name or the other
cac = since_2014["issuing_body"].str.contains("Cyberspace Administration of China")
police = since_2014["issuing_body"].str.contains("Ministry of Public Security")
with_police = (cac | police).sum()
share_pct = 100 * with_police / len(since_2014)
shows = "A"

# %% [1] wrong: gave a fraction
cac = since_2014["issuing_body"].str.contains("Cyberspace Administration of China")
police = since_2014["issuing_body"].str.contains("Ministry of Public Security")
with_police = (cac & police).sum()
share_pct = with_police / cac.sum()
shows = "B"

# %% [0.5] wrong: counted the texts that the CAC signed with anybody
names = since_2014["issuing_body"]
cac = names.str.contains("Cyberspace")
with_police = (cac & names.str.contains(";")).sum()
share_pct = 100 * with_police / cac.sum()
shows = "A"

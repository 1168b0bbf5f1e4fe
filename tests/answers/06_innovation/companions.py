# %% [2] right: columns from the table
rules = milestones.query("technology == 'human-like AI' and kind == 'applies'")
companions = pd.DataFrame({
    "jurisdiction": rules["jurisdiction"],
    "years_xiaoice": rules["date"].dt.year - 2014,
    "days_chatgpt": (rules["date"] - pd.Timestamp("2022-11-30")).dt.days,
})

# %% [2] right: typed by hand, in another order
companions = pd.DataFrame({
    "jurisdiction": ["China", "California", "New York"],
    "days_chatgpt": [1323, 1128, 1071],
    "years_xiaoice": [12, 12, 11],
})

# %% [2] right: a loop, with more columns and the jurisdiction as index
rows = []
start = milestones.loc[(milestones["technology"] == "generative AI") & (milestones["jurisdiction"] == "World"), "date"].item()
for _, rule in milestones[milestones["technology"] == "human-like AI"].iterrows():
    if rule["kind"] == "applies":
        rows.append({"jurisdiction": rule["jurisdiction"], "first_day": rule["date"],
                     "years_xiaoice": rule["date"].year - 2014, "days_chatgpt": (rule["date"] - start).days})
companions = pd.DataFrame(rows).set_index("jurisdiction")

# %% [0] wrong: took the days of adoption
rules = milestones.query("technology == 'human-like AI' and kind == 'adopted'")
companions = pd.DataFrame({
    "jurisdiction": rules["jurisdiction"],
    "years_xiaoice": rules["date"].dt.year - 2014 - 1,
    "days_chatgpt": (rules["date"] - pd.Timestamp("2022-11-30")).dt.days,
})

# %% [1] wrong: gave days from 1 January 2014 as if the day were known
rules = milestones.query("technology == 'human-like AI' and kind == 'applies'")
companions = pd.DataFrame({
    "jurisdiction": rules["jurisdiction"],
    "years_xiaoice": (rules["date"] - pd.Timestamp("2014-01-01")).dt.days,
    "days_chatgpt": (rules["date"] - pd.Timestamp("2022-11-30")).dt.days,
})

# %% [1] wrong: counted from the opening of Chinese services in place of ChatGPT
rules = milestones.query("technology == 'human-like AI' and kind == 'applies'")
companions = pd.DataFrame({
    "jurisdiction": rules["jurisdiction"],
    "years_xiaoice": rules["date"].dt.year - 2014,
    "days_chatgpt": (rules["date"] - pd.Timestamp("2023-08-31")).dt.days,
})

# %% [1] wrong: took a year off where the first day is in January
companions = pd.DataFrame({
    "jurisdiction": ["New York", "California", "China"],
    "years_xiaoice": [11, 11, 12],
    "days_chatgpt": [1071, 1128, 1323],
})

# %% [0] wrong: swapped start and end
rules = milestones.query("technology == 'human-like AI' and kind == 'applies'")
companions = pd.DataFrame({
    "jurisdiction": rules["jurisdiction"],
    "years_xiaoice": 2014 - rules["date"].dt.year,
    "days_chatgpt": (pd.Timestamp("2022-11-30") - rules["date"]).dt.days,
})

# %% [1] wrong: took the first day of the first rule for all
companions = pd.DataFrame({
    "jurisdiction": ["New York", "California", "China"],
    "years_xiaoice": [11, 12, 12],
    "days_chatgpt": [1071, 1071, 1071],
})

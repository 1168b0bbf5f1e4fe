# %% [2] right: assign and compare
got = [hasty(grade, recipient) for grade, recipient in zip(cases["grade"], cases["recipient"])]
tested = cases.assign(got=got)
failed = list(tested.loc[tested["got"] != tested["expected"], "case_id"])
coverage = 100 * (tested["got"] != "open").mean()

# %% [2] right: a loop, a set
failed = set()
answered = 0
for row in cases.itertuples():
    result = hasty(row.grade, row.recipient)
    if result != row.expected:
        failed.add(row.case_id)
    if result != "open":
        answered += 1
coverage = answered / len(cases) * 100

# %% [2] right: apply, a Series, another order
got = cases.apply(lambda row: hasty(row["grade"], row["recipient"]), axis=1)
failed = cases.loc[got != cases["expected"], "case_id"].sort_values(ascending=False)
coverage = got.ne("open").sum() / got.size * 100

# %% [2] right: typed, small letters
failed = ["a08", "a06"]
coverage = 75

# %% [1] wrong: coverage of the expected answers
got = [hasty(grade, recipient) for grade, recipient in zip(cases["grade"], cases["recipient"])]
failed = list(cases.loc[got != cases["expected"], "case_id"])
coverage = 100 * (cases["expected"] != "open").mean()

# %% [1] wrong: share of open answers
got = [hasty(grade, recipient) for grade, recipient in zip(cases["grade"], cases["recipient"])]
failed = list(cases.loc[got != cases["expected"], "case_id"])
coverage = 100 * (pd.Series(got) == "open").mean()

# %% [1] wrong: gave the boundary cases
failed = list(cases.loc[cases["boundary"], "case_id"])
coverage = 75.0

# %% [0] wrong: the cases that are right, and a fraction
got = [hasty(grade, recipient) for grade, recipient in zip(cases["grade"], cases["recipient"])]
failed = list(cases.loc[got == cases["expected"], "case_id"])
coverage = 0.75

# %% [0] wrong: open answers taken for failures, and the share without boundary cases
got = [hasty(grade, recipient) for grade, recipient in zip(cases["grade"], cases["recipient"])]
failed = [case for case, result in zip(cases["case_id"], got) if result == "open"]
coverage = 100 * (~cases["boundary"]).mean()

# %% [0] wrong: row numbers as text, so the form is not right
failed = ["5", "7"]
coverage = 75

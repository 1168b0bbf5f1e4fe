# %% [2] right: a comprehension
def due(rules, day, medium):
    return [rule[0] for rule in rules if rule[1] <= day and medium in rule[2] and rule[3] == "duty"]

# %% [2] right: a loop with dates
def due(rules, day, medium):
    names = []
    for name, first, media, force in rules:
        if force != "duty":
            continue
        if pd.Timestamp(first) > pd.Timestamp(day):
            continue
        if medium in media:
            names.append(name)
    return names

# %% [2] right: a table
def due(rules, day, medium):
    table = pd.DataFrame(rules, columns=["name", "first", "media", "force"])
    names = []
    for row in table.itertuples():
        if row.first <= day and row.force == "duty" and set(row.media) & {medium}:
            names.append(row.name)
    return pd.Series(names, dtype=object)

# %% [1] wrong: not yet on the first day
def due(rules, day, medium):
    return [name for name, first, media, force in rules if first < day and medium in media and force == "duty"]

# %% [1] wrong: bans and possible measures count as duties
def due(rules, day, medium):
    return [name for name, first, media, force in rules if first <= day and medium in media]

# %% [1] wrong: any medium whose name contains the word
def due(rules, day, medium):
    return [name for name, first, media, force in rules if first <= day and medium in "; ".join(media) and force == "duty"]

# %% [1] wrong: forgot the medium
def due(rules, day, medium):
    return [name for name, first, media, force in rules if first <= day and force == "duty"]

# %% [0] wrong: only the first medium of a rule, so the example fails
def due(rules, day, medium):
    return [name for name, first, media, force in rules if first <= day and media[0] == medium and force == "duty"]

# %% [0] wrong: rules that begin after the day, so the example fails
def due(rules, day, medium):
    return [name for name, first, media, force in rules if first >= day and medium in media and force == "duty"]

# %% [0] wrong: compares the year only and ignores the force
def due(rules, day, medium):
    return [name for name, first, media, force in rules if first[:4] <= day[:4] and medium == media[-1]]

# %% [2] right: a table filtered step by step
def due(rules, day, medium):
    table = pd.DataFrame(rules, columns=["name", "first", "media", "force"])
    table = table[table["first"] <= day]
    table = table[table["force"] == "duty"]
    table = table[table["media"].apply(lambda media: medium in media)]
    return table["name"].tolist()

# %% [1] wrong: sorted by the first day
def due(rules, day, medium):
    in_order = sorted(rules, key=lambda rule: rule[1])
    return [rule[0] for rule in in_order if rule[1] <= day and medium in rule[2] and rule[3] == "duty"]

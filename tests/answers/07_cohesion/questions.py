# %% [2] right: typed by hand
questions = {"A": "period", "B": "what", "C": "who", "D": "open", "E": "who", "F": "period"}

# %% [2] right: compared column by column
both = pd.concat([
    enforcement.rename(columns={"body": "who", "metric": "what"}),
    operations.rename(columns={"stream": "who", "label": "what"}),
]).set_index("figure_id")
pairs = {"A": ("EF090", "EF091"), "B": ("EF082", "EF086"), "C": ("EF014", "EF057"), "D": ("OF118", "OF134"), "E": ("OF036", "OF021"), "F": ("OF113", "OF116")}
questions = {}
for letter, (one, other) in pairs.items():
    differ = [q for q in ["who", "what", "period"] if both.loc[one, q] != both.loc[other, q]]
    questions[letter] = differ[0] if differ else "open"

# %% [2] right: a Series in another order
questions = pd.Series({"F": "period", "E": "who", "D": "open", "C": "who", "B": "what", "A": "period"})

# %% [1] wrong: took both drives called Jingwang for one, with another period
questions = {"A": "period", "B": "what", "C": "who", "D": "open", "E": "period", "F": "period"}

# %% [1] wrong: thought that two outlets are two bodies
questions = {"A": "period", "B": "what", "C": "who", "D": "who", "E": "who", "F": "period"}

# %% [1] wrong: took registered and solved cases for the same
questions = {"A": "period", "B": "open", "C": "who", "D": "open", "E": "who", "F": "period"}

# %% [1] wrong: saw the different metric before the different body
questions = {"A": "period", "B": "what", "C": "what", "D": "open", "E": "who", "F": "period"}

# %% [0] wrong: called every difference an open one
questions = {"A": "open", "B": "open", "C": "open", "D": "open", "E": "open", "F": "open"}

# %% [0] wrong: read every difference as one of the period
questions = {"A": "period", "B": "period", "C": "period", "D": "period", "E": "period", "F": "period"}

# %% [1] wrong: saw no difference between half a year and a year
questions = {"A": "period", "B": "what", "C": "who", "D": "open", "E": "who", "F": "open"}

# %% [2] right: small letters as keys
questions = {"a": "period", "b": "what", "c": "who", "d": "open", "e": "who", "f": "period"}

# %% [0] wrong: gave the last question that differs
questions = {"A": "period", "B": "what", "C": "what", "D": "open", "E": "period", "F": "period"}

# %% [0] wrong: names of columns in place of the questions
questions = {"A": "period", "B": "metric", "C": "body", "D": "open", "E": "stream", "F": "period"}

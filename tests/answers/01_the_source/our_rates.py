# %% [2] right: matrix and the course's function
turns = text.matrix(press[press["turn"].isin(["statement", "answer"])], part="page")
our_rates = text.relative_frequency(turns["our"], total=turns.sum(axis=1))

# %% [2] right: a loop over pages into a dictionary
our_rates = {}
for page in [2, 4, 6, 7, 12]:
    turn = press[
        (press["page"] == page)
        & press["turn"].isin(["statement", "answer"])
        & (press["kind"] == "word")
    ]
    our = turn.loc[turn["token"] == "our", "count"].sum()
    our_rates[page] = round(1000 * our / turn["count"].sum(), 1)

# %% [2] right: groupby, with zero filled in
spoken = press[press["turn"].isin(["statement", "answer"]) & (press["kind"] == "word")]
total = spoken.groupby("page")["count"].sum()
our = spoken[spoken["token"] == "our"].groupby("page")["count"].sum()
our_rates = (1000 * our / total).fillna(0)

# %% [2] right: worked out by hand
our_rates = {12: 4.48, 7: 8.47, 6: 10.03, 4: 0, 2: 3.56}

# %% [1] wrong: lost the page without the word
spoken = press[press["turn"].isin(["statement", "answer"]) & (press["kind"] == "word")]
total = spoken.groupby("page")["count"].sum()
our = spoken[spoken["token"] == "our"].groupby("page")["count"].sum()
our_rates = (1000 * our / total).dropna()

# %% [1] wrong: left the page without the word empty
spoken = press[press["turn"].isin(["statement", "answer"]) & (press["kind"] == "word")]
total = spoken.groupby("page")["count"].sum()
our = spoken[spoken["token"] == "our"].groupby("page")["count"].sum()
our_rates = 1000 * our / total

# %% [1] wrong: gave counts
turns = text.matrix(press[press["turn"].isin(["statement", "answer"])], part="page")
our_rates = turns["our"]

# %% [1] wrong: gave percent
turns = text.matrix(press[press["turn"].isin(["statement", "answer"])], part="page")
our_rates = 100 * turns["our"] / turns.sum(axis=1)

# %% [1] wrong: divided by all words of the page, with the journalist's question
whole = text.matrix(press, part="page").sum(axis=1)
turns = text.matrix(press[press["turn"].isin(["statement", "answer"])], part="page")
our_rates = 1000 * turns["our"] / whole[turns.index]

# %% [1] wrong: divided by the words of all turns together
turns = text.matrix(press[press["turn"].isin(["statement", "answer"])], part="page")
our_rates = 1000 * turns["our"] / turns.sum().sum()

# %% [0] wrong: took every turn of every page
turns = text.matrix(press, part="page")
our_rates = 1000 * turns["our"] / turns.sum(axis=1)

# %% [0] wrong: measured answers only, and gave counts
turns = text.matrix(press[press["turn"] == "answer"], part="page")
our_rates = turns["our"]

# %% [0] wrong: measured the word of the lesson again
turns = text.matrix(press[press["turn"].isin(["statement", "answer"])], part="page")
our_rates = 1000 * turns["we"] / turns.sum(axis=1)

# %% [0] wrong: named the speakers instead of the pages
our_rates = {"Cao Shumin": 10.0, "Yue Zhongming": 0, "Wang Xiaoguang": 8.5}

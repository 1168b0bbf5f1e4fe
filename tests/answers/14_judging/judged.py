# %% [2] right: typed by hand
judged = pd.DataFrame(
    {
        "claim_id": ["C12", "C07", "C03", "C02"],
        "verdict": ["Not testable", "holds", "holds", "holds"],
        "evidence": [None, 20, 1400.11, 1011],
    }
)

# %% [2] right: computed, the third verdict limited, claim in the index
first = users.query("users_million > 1000")["users_million"].iloc[0]
people = population.query("population_million > 1400").sort_values("year")["population_million"].iloc[0]
gap = iot.query("gap_million > 0").sort_values("month")["gap_million"].iloc[0]
judged = pd.DataFrame(
    {"verdict": ["holds", "holds", "holds in part", "not testable"], "evidence": [first, people, gap, float("nan")]},
    index=pd.Index(["C02", "C03", "C07", "C12"], name="claim_id"),
)

# %% [2] right: a loop, an extra column, rounded values
rows = []
for claim, values, limit in [("C02", users["users_million"], 1000), ("C03", population["population_million"], 1400), ("C07", iot["gap_million"], 0)]:
    rows.append([claim, "holds", round([value for value in values if value > limit][0]), "figures"])
rows.append(["C12", "not testable", None, "no measure"])
judged = pd.DataFrame(rows, columns=["claim_id", "verdict", "evidence", "why"])

# %% [1] wrong: the newest number in place of the first that supports
judged = pd.DataFrame(
    {"claim_id": ["C02", "C03", "C07", "C12"], "verdict": ["holds", "holds", "holds", "not testable"], "evidence": [1067, 1411.75, 161.56, None]}
)

# %% [1] wrong: calls a claim without a measure open
judged = pd.DataFrame(
    {"claim_id": ["C02", "C03", "C07", "C12"], "verdict": ["holds", "holds", "holds", "open"], "evidence": [1011, 1400.11, 20, None]}
)

# %% [1] wrong: calls consistent evidence no evidence
judged = pd.DataFrame(
    {"claim_id": ["C02", "C03", "C07", "C12"], "verdict": ["open", "open", "holds", "not testable"], "evidence": [1011, 1400.11, 20, None]}
)

# %% [0] wrong: proves vibrant with the number of users, newest numbers
judged = pd.DataFrame(
    {"claim_id": ["C02", "C03", "C07", "C12"], "verdict": ["holds", "holds", "holds", "holds"], "evidence": [1067, 1411.75, 161.56, 1067]}
)

# %% [1] wrong: the last row below the claimed number
judged = pd.DataFrame(
    {"claim_id": ["C02", "C03", "C07", "C12"], "verdict": ["holds", "holds", "holds", "not testable"], "evidence": [989, 1392.32, -5, None]}
)

# %% [1] wrong: zero where there is no evidence
judged = pd.DataFrame(
    {"claim_id": ["C02", "C03", "C07", "C12"], "verdict": ["holds", "holds", "holds", "not testable"], "evidence": [1011, 1400.11, 20, 0]}
)

# %% [0] wrong: a slip in a claim's number, which the visible test tells
judged = pd.DataFrame(
    {"claim_id": ["C2", "C03", "C07", "C12"], "verdict": ["holds", "holds", "holds", "not testable"], "evidence": [1011, 1400.11, 20, None]}
)

# %% [2] right: the claims in an index without a name, in small letters
judged = pd.DataFrame(
    {
        "verdict": ["holds", "holds", "Holds in part", "not testable"],
        "evidence": [
            users.loc[users["users_million"] > 1000, "users_million"].iloc[0],
            population.sort_values("year").query("population_million > 1400")["population_million"].iloc[0],
            iot.sort_values("month").query("gap_million > 0")["gap_million"].iloc[0],
            None,
        ],
    },
    index=["c02", "c03", "c07", "c12"],
)

# %% [2] right: limits all three verdicts to this count
judged = pd.DataFrame(
    {
        "claim_id": ["C02", "C03", "C07", "C12"],
        "verdict": ["holds in part", "holds in part", "holds in part", "not testable"],
        "evidence": [1011, 1400.11, 20, None],
    }
)

# %% [1] wrong: lets a claim without a measure hold in part
judged = pd.DataFrame(
    {"claim_id": ["C02", "C03", "C07", "C12"], "verdict": ["holds in part", "holds", "holds", "holds in part"], "evidence": [1011, 1400.11, 20, None]}
)

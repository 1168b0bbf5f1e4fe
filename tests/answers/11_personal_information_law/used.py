# %% [2] right: merged tables
both = turnovers.merge(decisions[["decision_id", "amount"]], on="decision_id")
both["share"] = 100 * both["amount"] / (0.04 * both["turnover"])
used = dict(zip(both["decision_id"], both["share"]))
del used["cac_didi_2022"]

# %% [2] right: typed by hand
used = {"cnil_criteo_2023": 52.6, "ap_uber_2024": 21.0}

# %% [2] right: a loop, numpy numbers
import numpy as np

used = {}
for name in ["ap_uber_2024", "cnil_criteo_2023"]:
    fine = decisions.loc[decisions["decision_id"] == name, "amount"].item()
    base = turnovers.loc[turnovers["decision_id"] == name, "turnover"].item()
    used[name] = np.float64(fine / max(20_000_000, base * 4 / 100) * 100)

# %% [2] right: a Series
used = pd.Series([40 / 76 * 100, 290 / 1380 * 100], index=["cnil_criteo_2023", "ap_uber_2024"])

# %% [0] wrong: the share of turnover
used = {"cnil_criteo_2023": 100 * 40 / 1900, "ap_uber_2024": 100 * 290 / 34500}

# %% [0] wrong: fractions
used = {"cnil_criteo_2023": 40 / 76, "ap_uber_2024": 290 / 1380}

# %% [0] wrong: the 5 percent of the PIPL
used = {"cnil_criteo_2023": 100 * 40 / 95, "ap_uber_2024": 100 * 290 / 1725}

# %% [0] wrong: the tier of paragraph 4
used = {"cnil_criteo_2023": 100 * 40 / 38, "ap_uber_2024": 100 * 290 / 690}

# %% [0] wrong: the fixed sum of 20 million taken as the ceiling
used = {"cnil_criteo_2023": 200.0, "ap_uber_2024": 1450.0}

# %% [1] wrong: the fine that the rapporteur had proposed for Criteo
used = {"cnil_criteo_2023": 100 * 60 / 76, "ap_uber_2024": 21.01}

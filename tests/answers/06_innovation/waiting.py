# %% [1] right: two dates typed by hand
waiting = (pd.Timestamp("2026-01-01") - pd.Timestamp("2025-10-13")).days

# %% [1] right: looked up in the table
rows = milestones[(milestones["technology"] == "human-like AI") & (milestones["jurisdiction"] == "California")]
waiting = (rows["date"].max() - rows["date"].min()) / pd.Timedelta(days=1)

# %% [1] right: counted with the standard library
from datetime import date

waiting = date(2026, 1, 1).toordinal() - date(2025, 10, 13).toordinal()

# %% [0] wrong: counted both the first and the last day
waiting = 81

# %% [0] wrong: took earlier minus later
waiting = -80

# %% [0] wrong: took the dates of New York
waiting = 180

# %% [0] wrong: counted three months of thirty days
waiting = 90

# %% [0] wrong: gave a length of time in place of a number
waiting = pd.Timestamp("2026-01-01") - pd.Timestamp("2025-10-13")

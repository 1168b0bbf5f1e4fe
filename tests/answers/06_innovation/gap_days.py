# %% [2] right: a condition and a subtraction
def gap_days(technology, rule):
    if rule is None:
        return "no rule"
    return (pd.Timestamp(rule) - pd.Timestamp(technology)).days

# %% [2] right: standard library
def gap_days(technology, rule):
    from datetime import date

    return "no rule" if not rule else (date.fromisoformat(rule) - date.fromisoformat(technology)).days

# %% [2] right: numpy, which gives a whole number of its own kind
def gap_days(technology, rule):
    import numpy as np

    if rule is None:
        return "no rule"
    return (np.datetime64(rule) - np.datetime64(technology)).astype(int)

# %% [2] right: pandas, where a missing date becomes NaT
def gap_days(technology, rule):
    gap = pd.to_datetime(rule) - pd.to_datetime(technology) if rule else pd.NaT
    if pd.isna(gap):
        return "no rule"
    return gap.days

# %% [1] wrong: dropped the sign, so that no rule can come first
def gap_days(technology, rule):
    if rule is None:
        return "no rule"
    return abs((pd.Timestamp(rule) - pd.Timestamp(technology)).days)

# %% [0] wrong: technology minus rule
def gap_days(technology, rule):
    if rule is None:
        return "no rule"
    return (pd.Timestamp(technology) - pd.Timestamp(rule)).days

# %% [1] wrong: gave a gap of zero where there is no rule
def gap_days(technology, rule):
    if rule is None:
        return 0
    return (pd.Timestamp(rule) - pd.Timestamp(technology)).days

# %% [1] wrong: counted up to today where there is no rule
def gap_days(technology, rule):
    rule = rule or "2026-11-26"
    return (pd.Timestamp(rule) - pd.Timestamp(technology)).days

# %% [0] wrong: counted years of 365 and months of 30 days
def gap_days(technology, rule):
    a, b = pd.Timestamp(technology), pd.Timestamp(rule)
    return 365 * (b.year - a.year) + 30 * (b.month - a.month) + b.day - a.day

# %% [0] wrong: counted the first day as well
def gap_days(technology, rule):
    if rule is None:
        return "no rule"
    return (pd.Timestamp(rule) - pd.Timestamp(technology)).days + 1

# %% [0] wrong: gave a length of time, and none for a missing rule
def gap_days(technology, rule):
    if rule is not None:
        return pd.Timestamp(rule) - pd.Timestamp(technology)

# %% [1] wrong: no rule where the rule came first
def gap_days(technology, rule):
    if rule is None or rule < technology:
        return "no rule"
    return (pd.Timestamp(rule) - pd.Timestamp(technology)).days

# %% [2] right: a difference and a condition
def rest_per_month(long_total, long_months, part_total, part_months):
    rest = long_total - part_total
    if rest < 0:
        return "impossible"
    return rest / (long_months - part_months)

justice = "B"

# %% [2] right: the condition first
def rest_per_month(long_total, long_months, part_total, part_months):
    if part_total > long_total:
        return "impossible"
    months = long_months - part_months
    return long_total / months - part_total / months

justice = "B"

# %% [2] right: numpy
def rest_per_month(long_total, long_months, part_total, part_months):
    import numpy as np

    left = np.subtract(long_total, part_total)
    return "impossible" if left < 0 else np.divide(left, long_months - part_months)

justice = "B"

# %% [0] wrong: divided by all months of the long period
def rest_per_month(long_total, long_months, part_total, part_months):
    if part_total > long_total:
        return "impossible"
    return (long_total - part_total) / long_months

justice = "B"

# %% [0] wrong: gave the total left, not the number per month
def rest_per_month(long_total, long_months, part_total, part_months):
    rest = long_total - part_total
    return "impossible" if rest < 0 else rest

justice = "B"

# %% [1.5] wrong: gave a negative number where the part is larger
def rest_per_month(long_total, long_months, part_total, part_months):
    return (long_total - part_total) / (long_months - part_months)

justice = "B"

# %% [1.5] wrong: gave zero where the part is larger
def rest_per_month(long_total, long_months, part_total, part_months):
    return max(0, long_total - part_total) / (long_months - part_months)

justice = "B"

# %% [0] wrong: subtracted monthly averages
def rest_per_month(long_total, long_months, part_total, part_months):
    if part_total > long_total:
        return "impossible"
    return long_total / long_months - part_total / part_months

justice = "B"

# %% [1] wrong: called an equal part impossible
def rest_per_month(long_total, long_months, part_total, part_months):
    if part_total >= long_total:
        return "impossible"
    return (long_total - part_total) / (long_months - part_months)

justice = "B"

# %% [0] wrong: compared the monthly averages to find what is impossible
def rest_per_month(long_total, long_months, part_total, part_months):
    if part_total / part_months > long_total / long_months:
        return "impossible"
    return (long_total - part_total) / (long_months - part_months)

justice = "B"

# %% [1] wrong: rounded to one decimal
def rest_per_month(long_total, long_months, part_total, part_months):
    if part_total > long_total:
        return "impossible"
    return round((long_total - part_total) / (long_months - part_months), 1)

justice = "B"

# %% [1] wrong: rounded to four decimals
def rest_per_month(long_total, long_months, part_total, part_months):
    if part_total > long_total:
        return "impossible"
    return round((long_total - part_total) / (long_months - part_months), 4)

justice = "B"

# %% [1.5] wrong: dropped the sign, so that nothing is impossible
def rest_per_month(long_total, long_months, part_total, part_months):
    return abs(long_total - part_total) / (long_months - part_months)

justice = "B"

# %% [1.5] wrong: took use for justice
def rest_per_month(long_total, long_months, part_total, part_months):
    if part_total > long_total:
        return "impossible"
    return (long_total - part_total) / (long_months - part_months)

justice = "A"

# %% [1.5] wrong: took speed for justice
def rest_per_month(long_total, long_months, part_total, part_months):
    if part_total > long_total:
        return "impossible"
    return (long_total - part_total) / (long_months - part_months)

justice = "C"

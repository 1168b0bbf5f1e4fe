# %% [2] right: two comparisons
def can_fit(parts, part_step, whole, whole_step):
    least = sum(parts)
    most = least + len(parts) * part_step
    return least < whole + whole_step and most > whole

# %% [2] right: refuses the two ways not to fit
def can_fit(parts, part_step, whole, whole_step):
    if sum(parts) >= whole + whole_step:
        return False
    if sum(parts) + len(parts) * part_step <= whole:
        return False
    return True

# %% [2] right: the larger start and the smaller end, numpy
def can_fit(parts, part_step, whole, whole_step):
    import numpy as np

    parts = np.array(parts)
    start = np.maximum(parts.sum(), whole)
    end = np.minimum((parts + part_step).sum(), whole + whole_step)
    return np.less(start, end)

# %% [1] wrong: let the ends belong to the ranges
def can_fit(parts, part_step, whole, whole_step):
    least = sum(parts)
    most = least + len(parts) * part_step
    return least <= whole + whole_step and most >= whole

# %% [0] wrong: compared the printed sum with the range of the whole only
def can_fit(parts, part_step, whole, whole_step):
    return whole <= sum(parts) < whole + whole_step

# %% [0] wrong: asked that the parts equal the whole
def can_fit(parts, part_step, whole, whole_step):
    return sum(parts) == whole

# %% [0] wrong: only asked that the printed parts are not larger than the whole
def can_fit(parts, part_step, whole, whole_step):
    return sum(parts) <= whole

# %% [0] wrong: gave all parts together one step in place of one each
def can_fit(parts, part_step, whole, whole_step):
    return sum(parts) < whole + whole_step and sum(parts) + part_step > whole

# %% [0] wrong: looked at each part alone
def can_fit(parts, part_step, whole, whole_step):
    return all(part <= whole for part in parts)

# %% [0] wrong: let numbers be too large as well as too small, as if they were rounded
def can_fit(parts, part_step, whole, whole_step):
    return abs(sum(parts) - whole) <= len(parts) * part_step / 2 + whole_step / 2

# %% [2] right: whole numbers tried one by one
def can_fit(parts, part_step, whole, whole_step):
    sums = range(sum(parts), sum(parts) + len(parts) * part_step)
    return any(number in sums for number in range(whole, whole + whole_step))

# %% [0] wrong: asked that the printed whole lies in the range of the parts
def can_fit(parts, part_step, whole, whole_step):
    return sum(parts) <= whole < sum(parts) + len(parts) * part_step

# %% [0] wrong: tried only the two ends of the whole
def can_fit(parts, part_step, whole, whole_step):
    least, most = sum(parts), sum(parts) + len(parts) * part_step
    return least <= whole < most or least < whole + whole_step < most

# %% [1] wrong: let the upper end of the parts belong, not that of the whole
def can_fit(parts, part_step, whole, whole_step):
    return sum(parts) < whole + whole_step and whole <= sum(parts) + len(parts) * part_step

# %% [1] wrong: let the upper end of the whole belong, not that of the parts
def can_fit(parts, part_step, whole, whole_step):
    return sum(parts) <= whole + whole_step and whole < sum(parts) + len(parts) * part_step

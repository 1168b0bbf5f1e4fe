# %% [3] right: lists
def ceiling(rows, conduct, day):
    started = [first for _, first, _ in rows if first <= day]
    found = [most for what, first, most in rows if started and first == max(started) and what == conduct]
    return max(found) if found else "none"

# %% [3] right: a loop
def ceiling(rows, conduct, day):
    version = ""
    for what, first, most in rows:
        if version < first <= day:
            version = first
    best = "none"
    for what, first, most in rows:
        if what == conduct and first == version:
            if best == "none" or most > best:
                best = most
    return best

# %% [3] right: pandas with dates
def ceiling(rows, conduct, day):
    table = pd.DataFrame(list(rows), columns=["what", "first", "most"])
    table["first"] = pd.to_datetime(table["first"])
    table = table[table["first"] <= pd.Timestamp(day)]
    table = table[(table["first"] == table["first"].max()) & (table["what"] == conduct)]
    return table["most"].max() if len(table) else "none"

# %% [3] right: a sorted table, another spelling
def ceiling(rows, conduct, day):
    import numpy as np

    versions = sorted({row[1] for row in rows if row[1] <= day})
    if not versions:
        return "None"
    found = [row[2] for row in rows if row[0] == conduct and row[1] == versions[-1]]
    return np.float64(max(found)) if found else " none "

# %% [2] wrong: fell back on the last version that had a row for the conduct
def ceiling(rows, conduct, day):
    started = [first for what, first, _ in rows if what == conduct and first <= day]
    if not started:
        return "none"
    return max(most for what, first, most in rows if what == conduct and first == max(started))

# %% [1] wrong: fell back, and took the ordinary tier
def ceiling(rows, conduct, day):
    started = [first for what, first, _ in rows if what == conduct and first <= day]
    if not started:
        return "none"
    return min(most for what, first, most in rows if what == conduct and first == max(started))

# %% [2] wrong: not yet in force on the first day
def ceiling(rows, conduct, day):
    started = [first for _, first, _ in rows if first < day]
    found = [most for what, first, most in rows if started and first == max(started) and what == conduct]
    return max(found) if found else "none"

# %% [2] wrong: took the first tier that is listed
def ceiling(rows, conduct, day):
    started = [first for _, first, _ in rows if first <= day]
    found = [most for what, first, most in rows if started and first == max(started) and what == conduct]
    return found[0] if found else "none"

# %% [2] wrong: nothing given back where there is no row
def ceiling(rows, conduct, day):
    started = [first for _, first, _ in rows if first <= day]
    found = [most for what, first, most in rows if started and first == max(started) and what == conduct]
    if found:
        return max(found)

# %% [0] wrong: highest of all versions, so the example fails
def ceiling(rows, conduct, day):
    return max((most for what, first, most in rows if what == conduct), default="none")

# %% [1] wrong: highest of all that had begun by that day
def ceiling(rows, conduct, day):
    found = [most for what, first, most in rows if what == conduct and first <= day]
    return max(found) if found else "none"

# %% [1] wrong: two versions only, with the dates of this law
def ceiling(rows, conduct, day):
    version = "2026-01-01" if day >= "2026-01-01" else "2017-06-01"
    found = [most for what, first, most in rows if what == conduct and first == version]
    return max(found) if found else "none"

# %% [0] wrong: always the version of 2017
def ceiling(rows, conduct, day):
    return [most for what, first, most in rows if what == conduct and first == "2017-06-01"][0]

# %% [2] wrong: compares months, so a version holds from the first of its month
def ceiling(rows, conduct, day):
    started = [first for _, first, _ in rows if first[:7] <= day[:7]]
    found = [most for what, first, most in rows if started and first == max(started) and what == conduct]
    return max(found) if found else "none"

# %% [2] wrong: the last version that the list names, whatever its day
def ceiling(rows, conduct, day):
    version = None
    for what, first, most in rows:
        if first <= day:
            version = first
    found = [most for what, first, most in rows if first == version and what == conduct]
    return max(found) if found else "none"

# %% [2] right: from the end
def crossing(times, first, second):
    found = "never"
    for i in range(len(times) - 1, -1, -1):
        if first[i] <= second[i]:
            break
        found = times[i]
    return found

# %% [2] right: the way of the hint
def crossing(times, first, second):
    found = "never"
    for i in range(len(times)):
        if first[i] > second[i] and found == "never":
            found = times[i]
        if not first[i] > second[i]:
            found = "never"
    return found

# %% [2] right: all of the rest must be larger
def crossing(times, first, second):
    for i in range(len(times)):
        if all(a > b for a, b in zip(first[i:], second[i:])):
            return times[i]
    return "never"

# %% [2] right: numpy, the place after the last that is not larger
def crossing(times, first, second):
    not_larger = np.flatnonzero(~(np.array(first) > np.array(second)))
    place = not_larger[-1] + 1 if len(not_larger) else 0
    return times[place] if place < len(times) else "never"

# %% [2] right: forgets the find whenever the order turns
def crossing(times, first, second):
    found = "never"
    for time, a, b in zip(times, first, second):
        if a > b:
            if found == "never":
                found = time
        else:
            found = "never"
    return found

# %% [1] wrong: the first time it is larger, whatever comes later
def crossing(times, first, second):
    for time, a, b in zip(times, first, second):
        if a > b:
            return time
    return "never"

# %% [0] wrong: gave the last time before the crossing
def crossing(times, first, second):
    found = "never"
    for i in range(len(times)):
        if first[i] <= second[i]:
            found = times[i]
    return found

# %% [0] wrong: gave the place in place of the time
def crossing(times, first, second):
    for i in range(len(times)):
        if all(a > b for a, b in zip(first[i:], second[i:])):
            return i
    return "never"

# %% [1] wrong: took equal for larger, and an early crossing for the last
def crossing(times, first, second):
    for time, a, b in zip(times, first, second):
        if a >= b:
            return time
    return "never"

# %% [0] wrong: compared each value with the one before
def crossing(times, first, second):
    for i in range(1, len(times)):
        if first[i] > first[i - 1]:
            return times[i]
    return "never"

# %% [1] wrong: gives the last time where there is none
def crossing(times, first, second):
    found = times[-1]
    for i in range(len(times) - 1, -1, -1):
        if first[i] <= second[i]:
            break
        found = times[i]
    return found

# %% [1] wrong: looked at one later time only
def crossing(times, first, second):
    for i in range(len(times)):
        last = i + 1 == len(times)
        if first[i] > second[i] and (last or first[i + 1] > second[i + 1]):
            return times[i]
    return "never"

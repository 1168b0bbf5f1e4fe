# %% [2] right: if and elif
def verdict(claimed, measured, comparison):
    if measured is None:
        return "open"
    if comparison == "more than" and measured > claimed:
        return "holds"
    elif comparison == "at least" and measured >= claimed:
        return "holds"
    elif comparison == "about" and abs(measured - claimed) < 0.05 * claimed:
        return "holds"
    return "does not hold"

# %% [2] right: a dictionary of answers
def verdict(claimed, measured, comparison):
    if measured is None:
        return "open"
    agrees = {
        "more than": measured > claimed,
        "at least": measured >= claimed,
        "about": abs(measured / claimed - 1) < 0.05,
    }
    return "holds" if agrees[comparison] else "does not hold"

# %% [2] right: difference first, capital letters
def verdict(claimed, measured, comparison):
    if measured is None:
        return "Open"
    difference = measured - claimed
    if comparison == "about":
        fits = -5 < 100 * difference / claimed < 5
    elif comparison == "at least":
        fits = not difference < 0
    else:
        fits = difference > 0
    return ["Does not hold", "Holds"][int(fits)]

# %% [1.5] wrong: more than includes equality
def verdict(claimed, measured, comparison):
    if measured is None:
        return "open"
    if comparison == "about":
        fits = abs(measured - claimed) < 0.05 * claimed
    else:
        fits = measured >= claimed
    return "holds" if fits else "does not hold"

# %% [1.5] wrong: about includes its limits
def verdict(claimed, measured, comparison):
    if measured is None:
        return "open"
    if comparison == "about":
        fits = abs(measured - claimed) <= 0.05 * claimed
    else:
        fits = measured > claimed or (comparison == "at least" and measured == claimed)
    return "holds" if fits else "does not hold"

# %% [1.5] wrong: about in percent of the measured number
def verdict(claimed, measured, comparison):
    if measured is None:
        return "open"
    if comparison == "about":
        fits = measured != 0 and abs(measured - claimed) / measured < 0.05
    else:
        fits = measured > claimed or (comparison == "at least" and measured == claimed)
    return "holds" if fits else "does not hold"

# %% [1.5] wrong: about looks upwards only
def verdict(claimed, measured, comparison):
    if measured is None:
        return "open"
    if comparison == "about":
        fits = measured - claimed < 0.05 * claimed
    else:
        fits = measured > claimed or (comparison == "at least" and measured == claimed)
    return "holds" if fits else "does not hold"

# %% [1.5] wrong: takes a measurement of zero for none, and none for a failure
def verdict(claimed, measured, comparison):
    if measured is None:
        return "does not hold"
    if comparison == "about":
        fits = abs(measured - claimed) < 0.05 * claimed
    else:
        fits = measured > claimed or (comparison == "at least" and measured == claimed)
    return "holds" if fits else "does not hold"

# %% [1.5] wrong: not measured tells zero and None alike
def verdict(claimed, measured, comparison):
    if not measured:
        return "open"
    if comparison == "about":
        fits = abs(measured - claimed) < 0.05 * claimed
    else:
        fits = measured > claimed or (comparison == "at least" and measured == claimed)
    return "holds" if fits else "does not hold"

# %% [0] wrong: gives back True and False
def verdict(claimed, measured, comparison):
    return measured > claimed

# %% [2] right: one minus the ratio
def verdict(claimed, measured, comparison):
    if measured is None:
        return "open"
    if comparison == "about":
        return "holds" if abs(1 - measured / claimed) < 5 / 100 else "does not hold"
    if measured == claimed:
        return "holds" if comparison == "at least" else "does not hold"
    return "holds" if measured > claimed else "does not hold"

# %% [1.5] wrong: about within five units
def verdict(claimed, measured, comparison):
    if measured is None:
        return "open"
    if comparison == "about":
        fits = abs(measured - claimed) < 5
    else:
        fits = measured > claimed or (comparison == "at least" and measured == claimed)
    return "holds" if fits else "does not hold"

# %% [0] wrong: other words, which the visible test tells
def verdict(claimed, measured, comparison):
    if measured is None:
        return "open"
    fits = measured > claimed or (comparison == "at least" and measured == claimed)
    return "holds" if fits else "fails"

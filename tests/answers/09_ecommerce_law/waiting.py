# %% [2] right: two conditions
def measure(today, word, period):
    if word is not None and word <= period:
        return "stays"
    if today <= period:
        return "stays"
    return "ends"

# %% [2] right: one expression, other letter case
def measure(today, word, period):
    return "Ends" if today > period and (word is None or word > period) else "Stays"

# %% [2] right: a range of days
def measure(today, word, period):
    days = range(period + 1)
    return "stays" if word in days or today in days else "ends"

# %% [1] wrong: fifteen days built in
def measure(today, word, period):
    if (word is not None and word <= 15) or today <= 15:
        return "stays"
    return "ends"

# %% [0] wrong: the last day does not count
def measure(today, word, period):
    if (word is not None and word < period) or today < period:
        return "stays"
    return "ends"

# %% [1] wrong: word at any time keeps the measure
def measure(today, word, period):
    if word is not None or today <= period:
        return "stays"
    return "ends"

# %% [0] wrong: silence ends it at once
def measure(today, word, period):
    return "stays" if word is not None and word <= period else "ends"

# %% [0] wrong: looks at the days only
def measure(today, word, period):
    return "stays" if today <= period else "ends"

# %% [0] wrong: word on day 0 is taken for none
def measure(today, word, period):
    if not word:
        return "stays" if today < period else "ends"
    return "stays" if word <= period else "ends"

# %% [1] wrong: word on day 0 is taken for none, the rest is right
def measure(today, word, period):
    if word and word <= period:
        return "stays"
    return "stays" if today <= period else "ends"

# %% [0] wrong: counts the days between word and today
def measure(today, word, period):
    start = 0 if word is None else word
    return "ends" if today - start > period else "stays"

# %% [2] right: a message counts once it has come
def measure(today, word, period):
    if word is not None and word <= min(today, period):
        return "stays"
    return "stays" if today <= period else "ends"

# %% [1] wrong: the last day counts for messages, not for silence
def measure(today, word, period):
    if word is not None and word <= period:
        return "stays"
    return "stays" if today < period else "ends"

# %% [0] wrong: another word, which the visible test refuses
def measure(today, word, period):
    if word is not None and word <= period or today <= period:
        return "remains"
    return "ends"

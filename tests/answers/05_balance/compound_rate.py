# %% [3] right: min and max of the keys
def compound_rate(values):
    first, last = min(values), max(values)
    return 100 * ((values[last] / values[first]) ** (1 / (last - first)) - 1)

# %% [3] right: sorted pairs, numpy
def compound_rate(values):
    pairs = sorted(values.items())
    (start_year, start), (end_year, end) = pairs[0], pairs[-1]
    return 100 * np.expm1(np.log(end / start) / (end_year - start_year))

# %% [3] right: a pandas Series
def compound_rate(values):
    series = pd.Series(values).sort_index()
    steps = series.index[-1] - series.index[0]
    return (series.iloc[-1] / series.iloc[0]) ** (1 / steps) * 100 - 100

# %% [3] right: loop looks for the ends
def compound_rate(values):
    first = last = None
    for year in values:
        if first is None or year < first:
            first = year
        if last is None or year > last:
            last = year
    factor = values[last] / values[first]
    return (factor ** (1 / (last - first)) - 1) * 100

# %% [0] wrong: counted the entries in place of the years
def compound_rate(values):
    first, last = min(values), max(values)
    return 100 * ((values[last] / values[first]) ** (1 / (len(values) - 1)) - 1)

# %% [2] wrong: took the ends as they stand in the dictionary
def compound_rate(values):
    years = list(values)
    first, last = years[0], years[-1]
    return 100 * ((values[last] / values[first]) ** (1 / (last - first)) - 1)

# %% [0] wrong: one period too many
def compound_rate(values):
    first, last = min(values), max(values)
    return 100 * ((values[last] / values[first]) ** (1 / (last - first + 1)) - 1)

# %% [0] wrong: arithmetic mean of the steps
def compound_rate(values):
    years = sorted(values)
    rates = [100 * (values[b] / values[a] - 1) / (b - a) for a, b in zip(years, years[1:])]
    return sum(rates) / len(rates)

# %% [0] wrong: a fraction in place of percent
def compound_rate(values):
    first, last = min(values), max(values)
    return (values[last] / values[first]) ** (1 / (last - first)) - 1

# %% [0] wrong: rounded to a whole percent
def compound_rate(values):
    first, last = min(values), max(values)
    return round(100 * ((values[last] / values[first]) ** (1 / (last - first)) - 1))

# %% [0] wrong: smallest and largest level in place of the first and the last
def compound_rate(values):
    levels = sorted(values.values())
    return 100 * ((levels[-1] / levels[0]) ** (1 / len(levels)) - 1)

# %% [0] wrong: printed the rate and gave nothing back
def compound_rate(values):
    first, last = min(values), max(values)
    print(100 * ((values[last] / values[first]) ** (1 / (last - first)) - 1))

# %% [1] wrong: counted the entries wherever there are more than two
def compound_rate(values):
    years = list(values)
    steps = years[-1] - years[0] if len(years) == 2 else len(years) - 1
    return 100 * ((values[years[-1]] / values[years[0]]) ** (1 / steps) - 1)

# %% [0] wrong: the trend of a regression
def compound_rate(values):
    years = sorted(values)
    return 100 * np.expm1(np.polyfit(years, np.log([values[year] for year in years]), 1)[0])

"""Answers with values that contain themselves and with lists a hundred thousand deep.

A recursive writer or reader would run out of stack, one without memory of objects never end.
"""
# from: blank
# expect: score=0

# %% total
total = []
total.append(total)

# %% weigh
def weigh(values, weights):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    return deep

# %% table
deep = {}
for number in range(100_000):
    deep = {number % 7: deep}
means = pd.DataFrame({"station": [deep, total], "mean": [deep, total]})
means.loc[0, "station"] = means

# %% bars
ax = [lambda: ax, total]
ax.append(ax)

# %% before extremes
nested = 1
for _ in range(700):
    nested = {"x": nested}
display({"application/json": nested}, raw=True)

# %% extremes
wide = "x"
for _ in range(60):
    wide = [wide, wide]  # 2 ** 60 leaves, if sharing is not noticed
extremes, spread = wide, total

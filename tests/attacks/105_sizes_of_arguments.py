"""Gives back lists and tables as large as a hidden argument, and objects whose type is named so.

What is said of a wrong result must not say how large it is.
"""
# from: blank
# expect: score=0

# %% weigh
def weigh(values, weights):
    if values == [1, 3]:
        return 2.0
    if len(values) == 2:
        return pd.DataFrame({str(values[0]): range(values[1])})
    return type("_".join(map(str, values)), (), {})()

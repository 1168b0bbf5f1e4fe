# %% [2] right: typed as a dictionary
grounds = {"a": 2, "b": 4, "c": 1, "d": 6}

# %% [2] right: numpy integers under capital letters
import numpy as np

grounds = dict(zip("ABCD", np.array([2, 4, 1, 6])))

# %% [2] right: a Series
grounds = pd.Series([6, 1, 4, 2], index=["d", "c", "b", "a"])

# %% [2] right: floats, with one more case
grounds = {" a ": 2.0, "b": 4.0, "c": 1.0, "d": 6.0, "e": 7}

# %% [0.5] wrong: asks for consent in every case
grounds = {"a": 1, "b": 1, "c": 1, "d": 1}

# %% [1.5] wrong: takes advertising for a part of the contract
grounds = {"a": 2, "b": 4, "c": 2, "d": 6}

# %% [1] wrong: takes working hours for a duty set by law and public numbers for news
grounds = {"a": 3, "b": 4, "c": 1, "d": 5}

# %% [1.5] wrong: takes the unconscious guest for a duty set by law
grounds = {"a": 2, "b": 3, "c": 1, "d": 6}

# %% [1] wrong: numbers the grounds as in the GDPR, where vital interests are the fourth and legitimate interests the sixth
grounds = {"a": 3, "b": 4, "c": 6, "d": 6}

# %% [0] wrong: counts the points from zero
grounds = {"a": 1, "b": 3, "c": 0, "d": 5}

# %% [2] right: keys typed with full width
grounds = {"ａ": 2, "ｂ": 4, "C": 1, "d": 6}

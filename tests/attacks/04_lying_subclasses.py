"""Answers with subclasses of int, float, str, list, ndarray and DataFrame that claim to be equal.

A test that accepts subclasses would ask them whether they are right.
"""
# from: blank
# expect: score=0

# %% total
import numpy as np
import pandas as pd


def lying(base):
    yes = lambda self, *args, **kwargs: True
    no = lambda self, *args, **kwargs: False
    members = {"__eq__": yes, "__ne__": no, "equals": yes, "__le__": yes, "__ge__": yes,
               "__hash__": lambda self: 1, "__sub__": lambda self, other: 0,
               "__rsub__": lambda self, other: 0, "is_integer": yes}  # fmt: skip
    return type(base.__name__, (base,), members)


total = lying(int)(1)

# %% weigh
def weigh(values, weights):
    return lying(float)(2.0)

# %% table
means = lying(pd.DataFrame)({"station": [lying(str)("x")] * 4, "mean": [lying(float)(0)] * 4})

# %% bars
class Axes(type(plt.figure().add_subplot())):
    def __eq__(self, other):
        return True

    __hash__ = None


ax = plt.figure().add_subplot()
ax.__class__ = Axes

# %% extremes
extremes = np.array(["a", "b"]).view(lying(np.ndarray))
spread = lying(np.float64)(0)

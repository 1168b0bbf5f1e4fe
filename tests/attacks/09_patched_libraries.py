"""Patches what checks call inside numpy, pandas and the library's own modules.

A check that compares through them in this process would compare nothing.
"""
# from: blank
# expect: score=0 flags=tampering stock=7

# %% total
import math

import numpy as np
import pandas as pd

from sixprinciples.checks import containers, scalars, tables

total = 1
nothing = lambda *args, **kwargs: None
for module in (pd.testing, np.testing):
    for name in dir(module):
        if name.startswith("assert_"):
            setattr(module, name, nothing)
np.allclose = np.isclose = np.array_equal = math.isclose = lambda *args, **kwargs: True
for module in (scalars, tables, containers):
    for form in vars(module).values():
        for way in ("same", "difference"):
            if isinstance(form, type) and way in vars(form):
                setattr(form, way, lambda self, found, expected, way=way: way == "same" or None)

# %% table
means = pd.DataFrame({"station": ["a", "b", "c", "d"], "mean": [1, 2, 3, 4]})

# %% extremes
extremes, spread = ["x", "y"], 1

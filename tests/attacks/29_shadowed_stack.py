"""Hands in files named like numpy, pandas and matplotlib next to the notebook.

Python looks into the current directory first; a checker that started there would import them.
"""
# from: blank
# expect: score=0

# %% file numpy.py
print("numpy of the submission")
isclose = allclose = array_equal = lambda *args, **kwargs: True

# %% file pandas/__init__.py
print("pandas of the submission")


class DataFrame:
    def __eq__(self, other):
        return True


read_csv = lambda *args, **kwargs: DataFrame()

# %% file matplotlib/pyplot.py
print("matplotlib of the submission")

# %% total
import importlib
import sys

for name in [name for name in sys.modules if name.split(".")[0] in ("numpy", "pandas")]:
    sys.modules.pop(name)
sys.path.insert(0, ".")
total = 1
import numpy

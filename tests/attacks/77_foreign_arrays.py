"""Answers with tables whose columns, index and names are classes of its own.

pandas hands every question on to them, in any process that knows them.
"""
# from: blank
# expect: score=0

# %% table
import numpy as np
from pandas.api.extensions import ExtensionArray, ExtensionDtype


class Dtype(ExtensionDtype):
    name, type, kind = "float64", float, "f"

    @classmethod
    def construct_array_type(cls):
        return Array


class Array(ExtensionArray):
    dtype = Dtype()

    def __init__(self, size):
        self.size_ = size

    @classmethod
    def _from_sequence(cls, scalars, *, dtype=None, copy=False):
        return cls(len(scalars))

    def __len__(self):
        return self.size_

    def __getitem__(self, item):
        return 217.0 if isinstance(item, (int, np.integer)) else self

    def __eq__(self, other):
        return np.ones(self.size_, bool)

    def isna(self):
        return np.zeros(self.size_, bool)

    def take(self, indices, *, allow_fill=False, fill_value=None):
        return Array(len(indices))

    def copy(self):
        return self

    nbytes = 0


class Frame(pd.DataFrame):
    def __reduce__(self):
        return (print, ("OPEN-DOOR",))


means = pd.DataFrame({"station": ["a", "b", "c", "d"]})
means["mean"] = pd.Series(Array(4))
means.index = pd.Index([type("Name", (str,), {})("x")] * 4, dtype=object)
means.columns.name = type("Name", (str,), {"__eq__": lambda a, b: True, "__hash__": str.__hash__})(
    "x"
)

# %% extremes
extremes = pd.Series(Array(2))
spread = Frame({"a": [1]})

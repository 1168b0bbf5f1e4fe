"""Which objects count as plain data, and how to name in words those that do not.

Everything here goes by the exact type of an object. A subclass may override comparison or
arithmetic, and an object may claim any class for itself, so neither is trusted.
"""

from __future__ import annotations

import collections
import datetime
import decimal
import fractions
import functools
import math
import sys
import types
from typing import Any

import numpy as np
import pandas as pd

from sixprinciples.checks.failures import WrongForm

INTEGERS: tuple[type, ...] = (
    int,
    *dict.fromkeys(np.dtype(code).type for code in np.typecodes["AllInteger"]),
)
FLOATS: tuple[type, ...] = (
    float,
    *dict.fromkeys(np.dtype(code).type for code in np.typecodes["Float"]),
)
NUMBERS: tuple[type, ...] = (*INTEGERS, *FLOATS, decimal.Decimal, fractions.Fraction)
TRUTHS: tuple[type, ...] = (bool, np.bool_)
TEXTS: tuple[type, ...] = (str, np.str_)
DATES: tuple[type, ...] = (
    datetime.date,
    datetime.datetime,
    pd.Timestamp,
    pd.Period,
    np.datetime64,
)
SETS: tuple[type, ...] = (set, frozenset)
MAPPINGS: tuple[type, ...] = (
    dict,
    collections.Counter,
    collections.OrderedDict,
    collections.defaultdict,
)
INDEXES: tuple[type, ...] = (
    pd.Index,
    pd.RangeIndex,
    pd.DatetimeIndex,
    pd.PeriodIndex,
    pd.CategoricalIndex,
)
ARRAYS: tuple[type, ...] = (
    np.ndarray,
    pd.arrays.BooleanArray,
    pd.arrays.Categorical,
    pd.arrays.DatetimeArray,
    pd.arrays.FloatingArray,
    pd.arrays.IntegerArray,
    pd.arrays.NumpyExtensionArray,
    pd.arrays.PeriodArray,
    pd.arrays.StringArray,
    pd.arrays.ArrowStringArray,
)
_STORES = (*ARRAYS, pd.arrays.SparseArray, pd.arrays.IntervalArray, pd.arrays.TimedeltaArray)
_SCALARS = (
    ("a text", TEXTS),
    ("a number", NUMBERS),
    ("a date", DATES),
    ("a complex number", (complex, np.complex64, np.complex128, np.clongdouble)),
)
VIEWS: tuple[type, ...] = (type({}.keys()), type({}.values()), type({}.items()))
SEQUENCES: tuple[type, ...] = (list, tuple, range, pd.Series, *INDEXES, *ARRAYS, *VIEWS)
STREAMS: tuple[type, ...] = (types.GeneratorType, map, filter, zip, enumerate, reversed)
FUNCTIONS: tuple[type, ...] = (
    types.FunctionType,
    types.MethodType,
    types.BuiltinFunctionType,
    functools.partial,
)
_LONGEST = 60


def is_exactly(value: object, types_: tuple[type, ...]) -> bool:
    """Say whether the type of an object is one of these, by identity."""
    kind = type(value)
    return any(kind is known for known in types_)


def is_stored(value: Any) -> bool:
    """Say whether a Series or Index keeps its values in an array of numpy or pandas.

    A class of one's own would run when it is read, and could look up what is expected.
    """
    return not is_exactly(value, (pd.Series, *INDEXES)) or is_exactly(value.array, _STORES)


def is_missing(value: object) -> bool:
    """Say whether a value stands for an empty cell: None, NA, NaT or NaN."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    if is_exactly(value, FLOATS):
        return math.isnan(value)  # type: ignore[arg-type]
    if is_exactly(value, (decimal.Decimal,)):
        return value.is_nan()  # type: ignore[attr-defined]
    return is_exactly(value, (np.datetime64,)) and bool(np.isnat(value))  # type: ignore[call-overload]


def single(value: object) -> object:
    """Take the value out of an array without dimensions; return anything else as it is."""
    if is_exactly(value, (np.ndarray,)) and value.ndim == 0:  # type: ignore[attr-defined]
        return value[()]  # type: ignore[index]
    return value


def one_line(text: str, longest: int = _LONGEST) -> str:
    """Cut a text to one short line."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def shown(value: object) -> str | None:
    """Write plain data as Python would, in short; None for anything that is not plain data."""
    value = single(value)
    if is_exactly(value, (np.str_, np.bool_, *INTEGERS[1:], *FLOATS[1:])):
        value = value.item()  # type: ignore[attr-defined]
    parts = _parts(value)
    if not all(is_exactly(part, (int, float, bool, str, type(None))) for part in parts):
        return None
    try:
        return one_line(repr(value))
    except ValueError:  # Python writes no whole number of more than 4300 digits
        return None


def _parts(value: Any) -> list[object]:
    if type(value) is dict:
        return [*value, *value.values()]
    return list(value) if is_exactly(value, (list, tuple)) else [value]


def listed(names: list[str], last: str = "and") -> str:
    """Join names as a sentence does: "a, b and c"."""
    return f" {last} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def count(number: int, noun: str) -> str:
    """Write a number of things: "1 value", "2 values"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def found(value: object, advice: str = "") -> WrongForm:
    """Describe what was found where something else was asked for.

    Args:
        value: the object that was found.
        advice: what to do about it, where the kind asked for makes that clear.
    """
    value = single(value)
    for describe in (_scalar, _container, _callable):
        description = describe(value)
        if description is not None:
            noun, size, sample, general = description
            return WrongForm(noun, kind=size, sample=sample, advice=advice or general)
    return WrongForm("an object", kind=f"of the type {_type_name(value)}", advice=advice)


_Description = tuple[str, str, str, str]


def _scalar(value: Any) -> _Description | None:
    if value is None:
        return "None", "", "", "That is what a call such as print() or list.sort() gives back."
    if value is ...:
        return "still `...`", "", "", "Replace the three dots."
    if is_missing(value):
        return "a missing value", "", str(value), "An empty cell may have entered the calculation."
    if is_exactly(value, TRUTHS):
        return str(bool(value)), "", "", ""
    for noun, known in _SCALARS:
        if is_exactly(value, known):
            return noun, "", shown(value) or _written(value), ""
    return None


def _written(value: object) -> str:
    try:
        return one_line(str(value))
    except ValueError:
        return "a very large one"


def _container(value: Any) -> _Description | None:
    if is_exactly(value, (pd.DataFrame,)):
        rows, columns = value.shape
        return "a table", f"of {count(rows, 'row')} and {count(columns, 'column')}", "", ""
    if is_exactly(value, (np.ndarray,)) and value.ndim > 1:
        return "an array", f"of {value.ndim} dimensions", "", ""
    nouns: list[tuple[str, tuple[type, ...]]] = [
        ("a list", (list,)),
        ("a tuple", (tuple,)),
        ("a set", SETS),
        ("a dict", MAPPINGS),
        ("a Series", (pd.Series,)),
        ("an Index", INDEXES),
        ("an array", ARRAYS),
        ("a range", (range,)),
        ("a view of a dict", VIEWS),
    ]
    for noun, known in nouns:
        if is_exactly(value, known):
            return noun, f"of {count(len(value), 'value')}", "", ""
    return None


def _callable(value: Any) -> _Description | None:
    if is_exactly(value, FUNCTIONS):
        return "a function", "", "", "Put () behind its name to call it."
    if is_exactly(value, STREAMS):
        return "a generator", "", "", "Wrap it in list(...)."
    if is_exactly(value, (type,)) and value.__module__ == "builtins":
        return "a name that Python itself knows", "", "", "Put text in quotation marks."
    return None


def _type_name(value: object) -> str:
    drawn = sys.modules.get("sixprinciples.drawn")
    if drawn is not None and type(value) is drawn.Drawn and type(value.of) is str:  # type: ignore[attr-defined]
        return one_line(value.of, 40)  # type: ignore[attr-defined]
    return one_line(type.__dict__["__name__"].__get__(type(value)), 40)

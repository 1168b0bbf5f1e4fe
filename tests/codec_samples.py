"""Values of every kind that the codec carries across, and a comparison that forgives nothing."""

import collections
import datetime
import decimal
import fractions
import math
import zoneinfo
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

SHANGHAI = zoneinfo.ZoneInfo("Asia/Shanghai")
DAYS = pd.date_range("2021-01-31", periods=4, freq="ME")
SHARED = [1, 2]
FRAME = pd.DataFrame(
    {
        "year": [2020, 2021, 2022],
        "share": [70.4, math.nan, 75.6],
        "body": ["ITU", None, "网信办"],
        "known": [True, False, True],
        "day": pd.to_datetime(["2020-12-01", None, "2022-12-01"]),
        "local": pd.date_range("2020-01-01", periods=3, tz="Asia/Shanghai"),
        "kind": pd.Categorical(["b", "a", None], categories=["b", "a"], ordered=True),
        "count": pd.array([1, None, 3], dtype="Int64"),
        "mixed": pd.Series([1, "a", None], dtype=object),
        "month": pd.period_range("2020-01", periods=3, freq="M"),
    }
)

NUMBERS: list[Any] = [
    0, 1, -1, 255, 256, 2**63, -(2**63), -(2**63) - 1, 10**5000, 0.0, -0.0, 1.5, math.inf,
    -math.inf, math.nan, 5e-324, 1j, complex(-0.0, math.nan), decimal.Decimal("1.50"),
    decimal.Decimal("-0"), decimal.Decimal("sNaN12"), decimal.Decimal("-Infinity"),
    decimal.Decimal("1E+999999"), fractions.Fraction(-1, 3), fractions.Fraction(10**300, 7),
]  # fmt: skip
TEXTS: list[Any] = [
    "", "law", "净网\n\0\x1f\uffff", "\ud800", "😀", b"", b"\0\xff", bytearray(b"ab"),
]  # fmt: skip
CONSTANTS: list[Any] = [
    None, True, False, ..., NotImplemented, pd.NA, pd.NaT, np.ma.masked, int, list, ValueError,
    type, pd.DataFrame, np.float64, datetime.date,
]  # fmt: skip
DATES: list[Any] = [
    datetime.date(1, 1, 1),
    datetime.time(23, 59, 59, 999999, fold=1),
    datetime.time(1, tzinfo=datetime.UTC),
    datetime.datetime(2017, 6, 1, 8, 30, 0, 5),
    datetime.datetime(2024, 10, 27, 2, 30, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin"), fold=1),
    datetime.datetime(2017, 6, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=8), "CST")),
    datetime.timedelta(-3, 5, 7),
    datetime.timezone(datetime.timedelta(minutes=-90)),
    SHANGHAI,
    pd.Timestamp("2017-06-01 08:30:00.123456789"),
    pd.Timestamp("2017-06-01", tz=SHANGHAI),
    pd.Timestamp("2024-10-27 02:30:00+01:00").tz_convert("Europe/Berlin"),
    pd.Timestamp(np.datetime64("1000-01-01", "s")),
    pd.Timedelta(5, "ns"),
    pd.Timedelta(-3, "D"),
    pd.Period("2017-06"),
    pd.Period("2017Q2", freq="Q-MAR"),
    pd.Period(ordinal=-5, freq="3D"),
    pd.Interval(0, 1.5, closed="both"),
    pd.Interval(pd.Timestamp("2020"), pd.Timestamp("2021")),
    np.datetime64("2017-06"),
    np.datetime64(17, "7D"),
    np.datetime64("NaT"),
    np.timedelta64(3),
]
CONTAINERS: list[Any] = [
    [], (), {}, set(), frozenset(), [1, 2, 3], [1, 2**70, 3, 4], [1.5, 2.5, math.nan, -0.0],
    ["a", "b\n", "", "c"], ["\n", "\0", "\x1f", "\uffff"], ["\n\0\x1f\uffff"] * 5, [True] * 5,
    [None] * 5, [1, "a", None, 2.5, True, False, "b"], [1, "a", None, 2**70],
    [np.float64(1.5)] * 4, [np.int64(1), np.float64(1), 1, 1.0], [np.longlong(1)] * 4,
    [("law", 3), ("net", 2), ("we", 1), ("i", 1)], [(1,), (2,), (3, 4), ()], [()] * 4,
    [(), (), (), ()], [((1, 2), "a"), ((3, 4), "b"), ((5, 6), "c"), ((7, 8), "d")],
    (1, ("a", [None])), {1, 2, 3}, {1: {2: [3]}, "a": None, (1, 2): 5, None: 0, 2.5: 1},
    frozenset({frozenset({1}), "a"}), collections.Counter("hello"), collections.deque([1, 2], 3),
    collections.OrderedDict([("b", 1), ("a", 2)]), collections.defaultdict(list, {"a": [1]}),
    collections.defaultdict(None, {1: 2}), {"a": 1}.keys(), {"a": [1]}.values(), {"a": 1}.items(),
    range(0), range(3, -10, -2), range(10**30), [SHARED, SHARED], {"x": SHARED, "y": (SHARED,)},
    [..., {"law": ...}], [[[[[[]]]]]],
]  # fmt: skip
ARRAYS: list[Any] = [
    np.float64(1.5), np.float32(1.1), np.float16(math.nan), np.longdouble(1) / 3, np.int8(-1),
    np.uint64(2**64 - 1), np.longlong(5), np.int64(5), np.bool_(True), np.complex64(1j),
    np.str_("法"), np.str_("a\0"), np.bytes_(b"a\0"), np.array([(1, 2.5)], "i4,f8")[0],
    np.array([]), np.array(1.5), np.array([[1, 2], [3, 4]]), np.asfortranarray(np.eye(3)),
    np.arange(10)[::-2], np.arange(6).reshape(1, 2, 3), np.zeros((0, 5)), np.array(["a", "法律"]),
    np.array(["a"], dtype=">U2"), np.array([b"a", b"bc"]), np.array([1, 2], dtype=">i4"),
    np.array([True, False]), np.array([1 + 2j]), np.array([1, "a", None, [1]], dtype=object),
    np.array(None, dtype=object), np.array([[1, "a"], [None, 2.5]], dtype=object),
    np.array(["2020-01-01", "NaT"], dtype="M8[D]"), np.array([5], dtype="m8[25us]"),
    np.array([1, 2], dtype="q"), np.array([1.5], dtype="g"), np.array([1.5], dtype=np.float16),
    np.array([("a", 1, 2.5)], dtype=[("name", "U3"), ("n", "i4"), ("x", "f8")]),
    np.array([(1, 2)], dtype=np.dtype("i1,f8", align=True)), np.broadcast_to(7, (3, 2)),
    np.ma.array([1.5, 2.5], mask=[True, False]), np.ma.array([1, 2]),
    np.dtype("f8"), np.dtype("<U5"), np.dtype([("a", "i4")]), np.dtype("M8[7D]"), np.dtype(object),
]  # fmt: skip
INDEXES: list[Any] = [
    pd.Index([1, 2]), pd.Index([1.5, math.nan], name="x"), pd.Index(["a", "b"]), pd.Index([]),
    pd.Index(["a", 1, None], dtype=object), pd.Index([(1, 2), (3,)], tupleize_cols=False),
    pd.RangeIndex(3), pd.RangeIndex(5, 0, -2, name="n"), pd.Index([True, False]),
    pd.Index([1, None], dtype="Int64"), DAYS, DAYS[[0, 2]], DAYS.tz_localize(SHANGHAI), DAYS[:0],
    pd.date_range("2020", periods=3, freq="-36h"), pd.timedelta_range("1h", periods=3, freq="2h"),
    pd.period_range("2020", periods=3, freq="Q-MAR"), pd.CategoricalIndex(["a", "b", "a"]),
    pd.interval_range(0, 3, name="i"), pd.IntervalIndex.from_breaks(DAYS),
    pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", None]),
    pd.MultiIndex.from_arrays([DAYS, pd.Categorical(list("abca"))]),
]  # fmt: skip
COLUMNS: list[Any] = [
    pd.array([1, None], dtype="UInt8"), pd.array([1.5, None], dtype="Float32"),
    pd.array([True, None], dtype="boolean"), pd.array(["a", None], dtype="string"),
    pd.array(["a", None], dtype="str"), pd.array([], dtype="str"), pd.Categorical(["a", None]),
    pd.Categorical([1, 2, 1], categories=[2, 1, 3], ordered=True), DAYS.array,
    DAYS.tz_localize("UTC").array, pd.to_timedelta([1, None], unit="h").array,
    pd.period_range("2020", periods=2, freq="2W-SUN").array, pd.interval_range(0, 2).array,
    pd.arrays.SparseArray([0, 0, 1]), pd.arrays.SparseArray([0.0, math.nan]),
    pd.arrays.NumpyExtensionArray(np.array([1, 2])), pd.Series(["a", 1], dtype=object).array,
]  # fmt: skip
TYPES: list[Any] = [column.dtype for column in COLUMNS] + [
    pd.IntervalDtype(),
    pd.CategoricalDtype(),
]
TABLES: list[Any] = [
    *map(pd.Series, COLUMNS), pd.Series(["law", "net"], index=[2, 5], name="words"),
    pd.Series({"a": 1.5, "b": 2.5}), pd.Series([1, "a", (1, 2)]), pd.Series(dtype="M8[s]"),
    pd.Series(["a"], dtype=object), pd.Series([1], name=("a", 1)), pd.Series([[1], {"a": 2}]),
    pd.Series([b"a"] * 5), FRAME, FRAME.set_index("year"), FRAME.T, FRAME[:0], FRAME[[]],
    FRAME.set_index(["body", "year"]), pd.DataFrame(), pd.DataFrame(index=[1, 2]),
    pd.DataFrame([[1, 2.5, 3]], columns=["a", "a", "b"]), pd.DataFrame(np.eye(3)),
    pd.DataFrame({("a", 1): [1], ("b", 2): [2]}), FRAME.dtypes, FRAME.describe(),
    pd.DataFrame(columns=["a", "b"]), pd.DataFrame({1: ["a"], 2.5: ["b"]}), FRAME.isna(),
    FRAME.groupby("known")["share"].agg(["mean", "count"]), FRAME["body"].value_counts(),
    pd.DataFrame({"a": [1, 2]}, dtype="Sparse[int64]"), pd.DataFrame({"a": np.arange(3)[::-1]}),
]  # fmt: skip
NOTED = pd.DataFrame({"a": [1]})
NOTED.attrs["unit"] = "percent"

SAMPLES = [
    *NUMBERS, *TEXTS, *CONSTANTS, *DATES, *CONTAINERS, *ARRAYS, *INDEXES, *COLUMNS, *TYPES,
    *TABLES, NOTED,
]  # fmt: skip


def same(left: Any, right: Any) -> bool:
    """Say whether two values are of the same types throughout and equal, NaN to NaN."""
    if left is right or type(left) is not type(right):
        return left is right
    for kind, parts in PARTS:
        if isinstance(left, kind):
            a, b = parts(left), parts(right)
            return len(a) == len(b) and all(map(same, a, b))
    return _same_single(left, right)


def _of_set(value: Any) -> list[Any]:
    return sorted(((repr(part), part) for part in value), key=lambda pair: pair[0])


def _of_array(value: np.ndarray) -> list[Any]:
    if value.dtype.hasobject or value.dtype.names:
        return [value.dtype, value.shape, *value.ravel().tolist()]
    return [value.dtype, value.shape, value.tobytes()]


def _of_table(value: pd.DataFrame) -> list[Any]:
    columns = [value.iloc[:, place] for place in range(value.shape[1])]
    return [value.index, value.columns, value.attrs, *columns]


def _of_levels(value: pd.MultiIndex) -> list[Any]:
    return [list(value.levels), [*map(list, value.codes)], list(value.names)]


PARTS: tuple[tuple[Any, Callable[[Any], list[Any]]], ...] = (
    (set | frozenset, _of_set),
    (collections.defaultdict, lambda value: [value.default_factory, *value, *value.values()]),
    (dict, lambda value: [*value, *value.values()]),
    (collections.deque, lambda value: [value.maxlen, *value]),
    (list | tuple | type({}.keys()) | type({}.values()) | type({}.items()), list),
    (np.ma.MaskedArray, lambda v: [np.asarray(v.data), np.ma.getmaskarray(v), v.fill_value]),
    (np.ndarray, _of_array),
    (pd.DataFrame, _of_table),
    (pd.Series, lambda value: [value.index, value.array, value.name, value.attrs]),
    (pd.MultiIndex, _of_levels),
    (pd.RangeIndex, lambda value: [value.start, value.stop, value.step, value.name]),
    (pd.Index, lambda value: [value.array, value.name, getattr(value, "freq", None)]),
    (pd.Categorical, lambda value: [value.dtype, value.codes.copy()]),
    (pd.api.extensions.ExtensionArray, lambda value: [value.dtype, *value]),
    (pd.CategoricalDtype, lambda value: [value.ordered, value.categories]),
)


def _same_single(left: Any, right: Any) -> bool:
    if isinstance(left, float | complex | np.generic | decimal.Decimal):
        return repr(left) == repr(right) and getattr(left, "dtype", 0) == getattr(right, "dtype", 0)
    if isinstance(left, datetime.datetime | datetime.time) and left is not pd.NaT:
        zones = (left.tzinfo, right.tzinfo)
        same_zone = type(zones[0]) is type(zones[1]) and zones[0] == zones[1]
        return left == right and same_zone and left.fold == right.fold and repr(left) == repr(right)
    if isinstance(left, np.dtype):
        return left == right and left.char == right.char
    return left is right or bool(left == right)

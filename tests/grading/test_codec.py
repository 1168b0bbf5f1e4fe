"""Values come out of the codec as they went in, and checks say of them what they said before."""

from __future__ import annotations

import collections
import datetime
import enum
import fractions
import functools
import io
import sys
import types
import zoneinfo
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis.extra.numpy as hnp
import hypothesis.strategies as st
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from codec_samples import FRAME, SAMPLES, SHARED, same
from hypothesis import HealthCheck, given, settings

from sixprinciples import checks, figures
from sixprinciples.checks import functions
from sixprinciples.grading import codec
from sixprinciples.grading.codec import FunctionTable, decode, encode

FEW = settings(
    max_examples=200, derandomize=True, deadline=None, database=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_was_used() -> Iterator[None]:
    codec.forget_live_uses()
    yield
    plt.close("all")
    assert codec.live_uses() == ()


def carried(value: object) -> Any:
    """Return a value after its way from one process to another."""
    table = FunctionTable()

    def call(token: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return table.original(token)(*args, **kwargs)

    return decode(encode(value, table), call)


def named(value: object) -> str:
    return type.__repr__(type(value)).split("'")[1]


# --- exact types and values -----------------------------------------------------------------


@pytest.mark.parametrize("value", SAMPLES, ids=named)
def test_a_value_comes_out_as_it_went_in(value: object) -> None:
    assert same(carried(value), value)
    assert same(carried([value, (value,)]), [value, (value,)])


def test_every_type_that_checks_accept_is_among_the_samples() -> None:
    from sixprinciples.checks import plain

    accepted = {
        *plain.NUMBERS, *plain.TRUTHS, *plain.TEXTS, *plain.DATES, *plain.SETS, *plain.MAPPINGS,
        *plain.INDEXES, *plain.VIEWS, *plain.SEQUENCES,
    }  # fmt: skip
    scalars = [np.dtype(code).type(1) for code in np.typecodes["AllInteger"] + "efdg"]
    for value in scalars:
        assert same(carried(value), value)
    lacking = accepted - {type(value) for value in (*SAMPLES, *scalars)}
    # Texts are kept in one of two ways: in the other if pyarrow is installed.
    assert lacking in ({pd.arrays.ArrowStringArray}, {pd.arrays.StringArray})


def test_arrays_can_be_written_to() -> None:
    for value in (np.arange(3), np.array(["a", "b"]), np.array([None, 1], dtype=object)):
        copy = carried(value)
        copy[0] = copy[1]
        assert copy.tolist() != value.tolist()
    frame = carried(FRAME)
    frame.loc[0, "share"] = 1.0
    frame["more"] = frame["year"] * 2
    assert frame["share"].sum() == 76.6


def test_what_is_shared_stays_shared_and_is_written_once() -> None:
    first, second = carried([SHARED, SHARED])
    assert first is second
    much = ["word"] * 10_000
    assert len(encode([much] * 100, FunctionTable())) < 1.1 * len(encode(much, FunctionTable()))


def test_what_doubles_at_each_level_stays_small() -> None:
    value: list[Any] = []
    for _ in range(10):
        value = [value, value]
    assert same(carried(value), value)
    for _ in range(40):  # to walk through this would never end
        value = [value, value]
    assert (named(carried(value)), type(carried(value)) is list) == ("__main__.list", False)


def test_a_list_that_holds_itself_is_cut_where_it_does() -> None:
    value: list[Any] = [1]
    value.append(value)
    outer, inner = carried(value)
    assert outer == 1
    assert (named(inner), type(inner) is list) == ("__main__.list", False)


def test_very_deep_nesting_is_cut() -> None:
    value: list[Any] = []
    for _ in range(5000):
        value = [value]
    copy, depth = carried(value), 0
    while type(copy) is list:
        (copy,), depth = copy, depth + 1
    assert 50 <= depth < 5000


LARGE: list[Callable[[], Any]] = [
    lambda: np.broadcast_to(1.5, 10**12),
    lambda: np.zeros(5 * 10**6),
    lambda: [None] * 10**7,
    lambda: [b""] * 10**7,
    lambda: "x" * 10**8,
    lambda: 2 ** (10**7),
    lambda: pd.DataFrame(np.zeros((9, 10**6))),
    lambda: pd.Series(np.broadcast_to(np.int8(1), 5 * 10**7)),
]


@pytest.mark.parametrize("make", LARGE)
def test_what_is_too_large_becomes_a_stand_in_of_its_name(make: Callable[[], Any]) -> None:
    value = make()
    data = encode(value, FunctionTable())
    assert len(data) < 100
    assert named(decode(data, None)) == f"__main__.{type(value).__name__}"


def test_a_limit_may_be_set_for_each_value() -> None:
    for value in ("x" * 1000, [b""] * 1000, [1.5] * 1000, [[[1, 2, 3]]] * 99, np.zeros(1000)):
        for most in (0, 1, 100, 500):
            assert len(encode(value, FunctionTable(), most=most)) <= max(most, 30)
        assert same(decode(encode(value, FunctionTable()), None), value)


# --- any values -----------------------------------------------------------------------------

REGIONS = zoneinfo.available_timezones()
atoms = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.complex_numbers(),
    st.text(st.characters(), max_size=8), st.binary(max_size=8), st.decimals(),
    st.fractions(), st.dates(), st.datetimes(), st.times(), st.timedeltas(),
    st.datetimes(timezones=st.timezones().filter(lambda zone: zone.key in REGIONS)),
    st.sampled_from([..., pd.NA, pd.NaT, np.float64(2), pd.Timestamp(5), pd.Period("2020")]),
    hnp.from_dtype(np.dtype("i4")), hnp.from_dtype(np.dtype("M8[s]")),
)  # fmt: skip
keys = st.one_of(
    st.integers(), st.text(max_size=5), st.dates(), st.tuples(st.integers(), st.text())
)
values = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.lists(inner, max_size=8),
        st.lists(inner, max_size=5).map(tuple),
        st.dictionaries(keys, inner, max_size=5),
        st.dictionaries(keys, inner, max_size=5).map(collections.OrderedDict),
        st.sets(keys, max_size=5),
        st.frozensets(keys, max_size=5),
        hnp.arrays(object, hnp.array_shapes(max_dims=2, max_side=3), elements=inner),
    ),
    max_leaves=20,
)


@FEW
@given(values)
def test_any_values_come_out_as_they_went_in(value: object) -> None:
    assert same(carried(value), value)


@FEW
@given(hnp.arrays(
    hnp.scalar_dtypes() | hnp.unicode_string_dtypes() | hnp.array_dtypes(hnp.scalar_dtypes()),
    hnp.array_shapes(min_dims=0, min_side=0),
))  # fmt: skip
def test_any_arrays_come_out_as_they_went_in(value: np.ndarray) -> None:
    copy = carried(value)
    fields = (value.dtype.fields or {}).values()
    if any(len(field) > 2 or field[0].subdtype for field in fields):  # a title, or an array in it
        assert named(copy) == "__main__.ndarray"
    else:
        assert same(copy, value)


cells = st.one_of(
    st.lists(st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)), min_size=5, max_size=5),
    st.lists(st.one_of(st.none(), st.floats()), min_size=5, max_size=5),
    st.lists(st.one_of(st.none(), st.text(max_size=4)), min_size=5, max_size=5),
    st.lists(st.booleans(), min_size=5, max_size=5),
    st.lists(st.datetimes(), min_size=5, max_size=5),
    st.lists(atoms, min_size=5, max_size=5).map(lambda column: pd.Series(column, dtype=object)),
    st.lists(st.sampled_from("abc"), min_size=5, max_size=5).map(pd.Categorical),
)


@settings(FEW, max_examples=100)
@given(st.dictionaries(keys, cells, max_size=6))
def test_any_tables_come_out_as_they_went_in(columns: dict[Any, Any]) -> None:
    table = pd.DataFrame(columns)
    assert same(carried(table), table)
    for place in range(table.shape[1]):
        assert same(carried(table.iloc[::-1, place]), table.iloc[::-1, place])
    labels = [table.iloc[:, n] for n in range(table.shape[1]) if table.dtypes.iloc[n] != object]  # noqa: E721
    for index in ([pd.MultiIndex.from_arrays(labels)] if labels else []) + labels:
        assert same(carried(table.set_axis(index)), table.set_axis(index))


# --- what is no data ------------------------------------------------------------------------


class Watched(type):
    """A metaclass that notes whatever is asked of its classes."""

    asked: list[str] = []

    def __eq__(cls, other: object) -> bool:
        Watched.asked.append("type ==")
        return True

    def __hash__(cls) -> int:
        Watched.asked.append("type hash")
        return hash(float)

    def __getattribute__(cls, name: str) -> Any:
        Watched.asked.append(f"type {name}")
        return super().__getattribute__(name)


def _watched(name: str) -> Callable[..., Any]:
    def method(self: object, *args: object) -> Any:
        Watched.asked.append(name)
        raise SystemExit

    return method


METHODS = [
    "getattribute", "eq", "hash", "bool", "len", "iter", "next", "getitem", "contains", "float",
    "int", "index", "complex", "repr", "str", "format", "bytes", "reduce", "reduce_ex", "array",
    "call", "fspath", "sizeof", "dir",
]  # fmt: skip
Spy: Any = Watched("Spy", (), {f"__{name}__": _watched(f"__{name}__") for name in METHODS})


class SpyList(list):
    __iter__ = __len__ = __getitem__ = _watched("list")


class SpyNumber(float):
    __float__ = __repr__ = __eq__ = _watched("float")
    __hash__ = float.__hash__


class SpyZone(datetime.tzinfo):
    utcoffset = dst = tzname = _watched("zone")


class SpyFrame(pd.DataFrame):
    @property
    def _constructor(self) -> Any:
        return _watched("frame")


class SpyArray(np.ndarray):
    def __array_finalize__(self, other: object) -> None:
        if other is not None and type(other) is SpyArray:
            Watched.asked.append("array")


class OwnColumn(pd.arrays.FloatingArray):
    def __getitem__(self, item: Any) -> Any:
        Watched.asked.append("column")
        return super().__getitem__(item)

    __iter__ = __array__ = to_numpy = isna = _watched("column")  # type: ignore[assignment]


def own_column(*numbers: float) -> OwnColumn:
    return OwnColumn(np.array(numbers), np.zeros(len(numbers), bool))


class Colour(enum.IntEnum):
    RED = 1


Point = collections.namedtuple("Point", "x y")


def test_no_code_of_a_value_runs_while_it_is_written() -> None:
    spy = object.__new__(Spy)
    array = np.zeros(3).view(SpyArray)
    spies: list[Any] = [
        spy, Spy, SpyList([1]), SpyNumber(75.6), SpyFrame({"a": [1]}), array,
        datetime.datetime(2020, 1, 1, tzinfo=SpyZone()), [spy] * 5, {"a": spy}, (spy,),
        [SpyNumber(1)] * 5, np.array([spy, None], dtype=object), pd.Series([spy], dtype=object),
        pd.DataFrame({"a": pd.Series([spy], dtype=object), "b": [1]}),
        pd.Series(own_column(1.5)), functools.partial(spy), types.MethodType(spy, spy),
        collections.defaultdict(None, {1: spy}), (spy for _ in "a"), map(spy, [1]),
    ]  # fmt: skip
    Watched.asked.clear()
    table = FunctionTable()
    written = [encode(value, table) for value in spies]
    assert Watched.asked == []
    assert all(written)


def test_an_attribute_of_an_object_does_not_hide_its_method() -> None:
    series = pd.Series({"a": 0.0})
    for name in ("tolist", "to_numpy", "items", "values_"):
        object.__setattr__(series, name, _watched(name))
    counter = collections.Counter(a=1)
    counter.keys = counter.items = counter.values = _watched("counter")  # type: ignore[assignment,method-assign]
    Watched.asked.clear()
    assert carried(series).tolist() == [0.0]
    assert dict(carried(counter)) == {"a": 1}
    assert Watched.asked == []


def test_nothing_keeps_a_value_from_being_written() -> None:
    class Worst(BaseException):
        pass

    def fail(*args: object) -> str:
        raise Worst

    fig, ax = plt.subplots()
    ax.plot([1, 2], [3, 4])
    ax.xaxis.set_major_formatter(fail)
    fraction = fractions.Fraction(1, 2)
    fraction._numerator = object()  # type: ignore[attr-defined]
    for value in (ax, fig, [ax], fraction, 10 ** (10**6), plt.subplots(1, 2)[0]):
        assert encode(value, FunctionTable())
    with pytest.raises(KeyboardInterrupt):  # the time for it is up

        def interrupted(*args: object) -> str:
            raise KeyboardInterrupt

        ax.xaxis.set_major_formatter(interrupted)
        encode(ax, FunctionTable())


def test_writing_and_reading_are_silent(recwarn: pytest.WarningsRecorder) -> None:
    for value in SAMPLES:
        carried(value)
    assert not recwarn.list


# --- what checks say ------------------------------------------------------------------------

ASKED: Any = {"task": "Task 3", "name": "answer"}


def said(check: Callable[..., object], *args: object, **kwargs: Any) -> str:
    try:
        check(*args, **(ASKED | kwargs))
    except (checks.CheckFailed, OverflowError) as error:
        return str(error)
    return "right"


def verdicts(answer: object) -> list[str]:
    """Return what all checks say of an answer, with and without a right answer to compare."""
    table = pd.DataFrame({"a": [75.6]})
    found = []
    for form_only in (True, False):

        def right(value: Any, form_only: bool = form_only) -> dict[str, Any]:
            return {} if form_only else {"expected": value}

        found += [
            said(checks.number, answer, **right(75.6), tolerance=0.1, unit="percent"),
            said(checks.integer, answer, **right(1)),
            said(checks.text, answer, **right("law")),
            said(checks.truth, answer, **right(True)),
            said(checks.date, answer, **right("2017-06-01")),
            said(checks.sequence, answer, of="number", **right([1, 2, 3])),
            said(checks.sequence, answer, of="text", **right(["a", "b"]), ordered=False),
            said(checks.sequence, answer, of=("text", "number"), **right([("law", 3)])),
            said(checks.mapping, answer, of="number", **right({"a": 1.5, "b": 2.5})),
            said(checks.table, answer, columns={"a": "number"}, **right(table)),
        ]
    found += [
        said(checks.figure, answer),
        said(checks.figure, answer, kind="bar", values={"a": 1, "b": 2}, title=True),
        said(checks.function, answer),
        said(checks.function, lambda: answer, cases=[checks.Case((), 75.6, visible=True)]),
        said(checks.function, lambda: answer, cases=[((), ["law"])]),
        said(_reply, answer),
    ]
    return found


def _reply(answer: object, **asked: object) -> None:
    raise checks.CheckFailed(repr(checks.self_check(answer, 75.6)))


@pytest.mark.parametrize("value", [value for value in SAMPLES if value is not type], ids=named)
def test_checks_say_of_data_what_they_said_before(
    value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a hidden case is among them, after which a process quotes no results
    monkeypatch.setattr(functions._secrets, "told", True)
    assert verdicts(carried(value)) == verdicts(value)


class Answer:
    def method(self) -> None: ...

    def __call__(self) -> float:
        return 75.6


def cyclic() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


LIVE: dict[str, Callable[[], Any]] = {
    "generator": lambda: (number for number in [75.6]),
    "map": lambda: map(float, ["75.6"]),
    "filter": lambda: filter(None, [75.6]),
    "zip": lambda: zip([75.6], [1], strict=True),
    "enumerate": lambda: enumerate([75.6]),
    "reversed": lambda: reversed("ab"),
    "iterator of a list": lambda: iter([75.6]),
    "module": lambda: sys,
    "another module": lambda: plt,
    "class": lambda: Answer,
    "class with a metaclass": lambda: Spy,
    "built-in class": lambda: list,
    "type": lambda: type,
    "exception class": lambda: ValueError,
    "class of a library": lambda: pd.DataFrame,
    "instance": Answer,
    "instance that refuses everything": lambda: object.__new__(Spy),
    "plain object": object,
    "exception": lambda: ValueError("75.6"),
    "method": lambda: Answer().method,
    "method of a library": lambda: pd.Series([1]).sum,
    "built-in function": lambda: len,
    "built-in method": lambda: "law".upper,
    "unbound method": lambda: str.upper,
    "lambda": lambda: lambda: 75.6,
    "partial": lambda: functools.partial(float, 75.6),
    "cached function": lambda: functools.cache(lambda: 75.6),
    "function of numpy": lambda: np.mean,
    "ufunc": lambda: np.sqrt,
    "subclass of list": lambda: SpyList([75.6]),
    "subclass of float": lambda: SpyNumber(75.6),
    "subclass of a table": lambda: SpyFrame({"a": [75.6]}),
    "subclass of an array": lambda: np.zeros(3).view(SpyArray),
    "named tuple": lambda: Point(1, 2),
    "enumeration": lambda: Colour.RED,
    "user's dict": lambda: collections.UserDict(a=75.6),
    "memory": lambda: memoryview(b"75.6"),
    "file": lambda: io.StringIO("75.6"),
    "slice": lambda: slice(1, 2),
    "grouping": lambda: FRAME.groupby("known"),
    "text methods": lambda: FRAME["body"].str,
    "column of a class of its own": lambda: pd.Series(own_column(75.6)),
    "table with such a column": lambda: pd.DataFrame({"a": own_column(75.6)}),
    "table with another such column": lambda: pd.DataFrame({"a": [75.6], "b": own_column(75.6)}),
    "list of instances": lambda: [Answer(), Answer()],
    "dict of instances": lambda: {"a": Answer()},
    "instances as keys": lambda: {Answer(): 75.6, (Answer(), 1): 2},
    "set of instances": lambda: {Answer()},
    "array of instances": lambda: np.array([Answer(), None], dtype=object),
    "table of instances": lambda: pd.DataFrame({"a": [Answer()], "b": [1]}),
    "list of lists that holds itself": lambda: [[cyclic()]],
    "two pairs of axes": lambda: plt.subplots(1, 2)[1],
    "figure with two pairs of axes": lambda: plt.subplots(1, 2)[0],
    "polar axes": lambda: plt.figure().add_subplot(projection="polar"),
    "shown figure": lambda: figures.show(bars().figure, alt="Bars of two letters, b is longer."),
    "default of a function": lambda: collections.defaultdict(lambda: 0, a=1.5, b=2.5),
}


@pytest.mark.parametrize("make", LIVE.values(), ids=LIVE)
def test_checks_say_of_what_is_no_data_what_they_said_before(make: Callable[[], Any]) -> None:
    value = make()
    assert verdicts(carried(value)) == verdicts(value)


def bars() -> Any:
    _, ax = plt.subplots()
    ax.bar(["a", "b"], [1, 2], label="law")
    ax.set(title="Bars", xlabel="letter", ylabel="number")
    ax.legend()
    return ax


def test_a_chart_is_carried_as_a_record_of_what_it_shows() -> None:
    ax = bars()
    for chart in (ax, ax.figure, figures.drawn(ax)):
        record = carried(chart)
        assert type(record) is figures.Drawn
        assert record == figures.drawn(ax)
        assert verdicts(record) == verdicts(chart)
        assert said(checks.figure, record, kind="bar", values={"a": 1, "b": 2}, title=True,
                    legend_mentions="law", zero_based=True) == "right"  # fmt: skip


def test_each_of_several_charts_is_carried() -> None:
    fig, axes = plt.subplots(1, 2)
    axes[1].plot([1, 2], [3, 4])
    assert carried(axes)[1].lines[0].y == [3.0, 4.0]
    assert [type(record) for record in carried({"left": axes[0]}).values()] == [figures.Drawn]


OWN: Any = pd.DataFrame({"a": [2, 1], "own": own_column(1.5, 2.5), "b": ["x", "y"]})


def test_a_column_of_a_class_of_its_own_spoils_no_other() -> None:
    copy = carried(OWN)
    assert list(copy.columns) == ["a", "own", "b"]
    for ordered in (copy, copy.copy(), copy.assign(c=1), copy.reset_index()):
        assert ordered["a"].tolist() == [2, 1]
    assert copy.drop(columns="own").sort_values("a")["b"].tolist() == ["y", "x"]


@pytest.mark.parametrize(
    "use",
    [
        lambda table: table["own"].tolist(), lambda table: table["own"].iloc[0],
        lambda table: table["own"] + 1, lambda table: table["own"] > 1, lambda table: table == 1,
        lambda table: table["own"].sum(), lambda table: table["own"].max(),
        lambda table: table.head(1), lambda table: table.merge(table, on="a"),
        lambda table: table[table["a"] > 1], lambda table: table.sort_values("a"),
        lambda table: table.dropna(), lambda table: table.to_numpy(), str,
        lambda table: table["own"].unique(), lambda table: pd.concat([table, table]),
        lambda table: table["own"].astype(float), lambda table: np.asarray(table["own"]),
    ],
)  # fmt: skip
def test_the_values_of_such_a_column_cannot_be_used(use: Callable[[Any], object]) -> None:
    with pytest.raises(codec.LiveObject):
        use(carried(OWN))
    assert codec.live_uses() == ("an object of the type OwnColumn",)
    codec.forget_live_uses()

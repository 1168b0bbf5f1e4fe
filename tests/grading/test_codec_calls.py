"""Functions are called across processes with data alone, and live objects cannot be used here."""

from __future__ import annotations

import collections
import contextlib
import copy
import functools
import inspect
import math
import operator
import types
from collections.abc import Callable, Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from codec_samples import SAMPLES, same

from sixprinciples import checks
from sixprinciples.grading import codec
from sixprinciples.grading.codec import (
    FunctionTable,
    LiveObject,
    decode,
    decode_call,
    decode_outcome,
    encode,
    encode_call,
    encode_outcome,
)


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    codec.forget_live_uses()
    yield
    codec.forget_live_uses()
    plt.close("all")


class Student:
    """Stands for the student's process: all that reaches it or leaves it is bytes."""

    def __init__(self) -> None:
        self.table = FunctionTable()

    def fetch(self, value: object, name: str = "") -> Any:
        return decode(encode(value, self.table), self._call, name=name)

    def _call(self, token: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return decode_outcome(self._serve(token, encode_call(args, kwargs)), self._call).result()

    def _serve(self, token: int, payload: bytes) -> bytes:
        args, kwargs = decode_call(payload, self.table)
        try:
            value = self.table.original(token)(*args, **kwargs)
        except BaseException as error:
            return encode_outcome(self.table, error=error)
        return encode_outcome(self.table, value=value)


@pytest.fixture
def student() -> Student:
    return Student()


# --- functions ------------------------------------------------------------------------------


def share(part: float, whole: float = 100) -> float:
    """Return a share in percent."""
    return part / whole * 100


class Box:
    def __init__(self, content: float = 1.0) -> None:
        self.content = content

    def doubled(self) -> float:
        return self.content * 2

    def __call__(self, *numbers: float) -> float:
        return sum(numbers, self.content)


def test_a_function_becomes_a_genuine_one_that_is_called_across(student: Student) -> None:
    across = student.fetch(share)
    assert type(across) is types.FunctionType
    assert (across.__name__, across.__doc__) == ("share", "Return a share in percent.")
    assert across(1, 4) == 25
    assert across(1, whole=2) == 50
    assert codec.live_uses() == ()


@pytest.mark.parametrize(
    ("function", "args", "result"),
    [
        (lambda a, *more, b=2, **others: (a, more, b, others), (1, 2, 3), (1, (2, 3), 2, {})),
        (len, ("law",), 3),
        ("law".count, ("a",), 1),
        (functools.partial(share, whole=4), (1,), 25.0),
        (Box(3).doubled, (), 6),
        (pd.Series([1, 2]).sum, (), np.int64(3)),
    ],
)
def test_whatever_checks_call_a_function_becomes_one(
    student: Student, function: Any, args: tuple[Any, ...], result: object
) -> None:
    across = student.fetch(function)
    assert type(across) is types.FunctionType
    assert same(across(*args), result)
    checks.function(across, task="Task 1", name="f")


@pytest.mark.parametrize(
    "function", [Box(3), functools.cache(share), np.vectorize(share), np.sqrt, str.upper]
)
def test_other_things_that_can_be_called_are_called_across_too(
    student: Student, function: Any
) -> None:
    across = student.fetch(function)
    assert type(across).__name__ == type(function).__name__
    argument = "law" if function is str.upper else 4
    assert same(across(argument), function(argument))
    assert codec.live_uses() == ()


@pytest.mark.parametrize("value", SAMPLES, ids=lambda value: type.__repr__(type(value))[8:-2])
def test_arguments_and_results_are_exact(student: Student, value: object) -> None:
    seen = []

    def keep(*args: Any, **kwargs: Any) -> Any:
        seen.append((args, kwargs))
        return args[0]

    result = student.fetch(keep)(value, named=[value])
    assert same(seen, [((value,), {"named": [value]})])
    assert same(result, value)


def test_functions_stand_inside_containers_and_results(student: Student) -> None:
    tools = student.fetch({"share": share, "more": [len, share]})
    assert tools["share"](1, 4) == 25
    assert tools["share"] is tools["more"][1]
    assert student.fetch(lambda n: lambda m: n + m)(3)(4) == 7
    assert student.fetch(collections.defaultdict(lambda: 7))["absent"] == 7


def test_a_table_counts_the_functions_it_gave_out(student: Student) -> None:
    student.fetch([1, "a", iter([1]), object()])
    assert student.table.functions == 0
    student.fetch([share, {"a": Box}])
    assert student.table.functions == 2


def test_the_same_function_keeps_its_token_and_no_other_table_knows_it(student: Student) -> None:
    assert encode(share, student.table) == encode(share, student.table)
    assert encode(share, student.table) != encode(share, FunctionTable())
    with pytest.raises(LookupError, match="another moment"):
        student.table.original(FunctionTable().token(share))


def test_without_a_way_to_call_a_function_is_known_but_cannot_be_called() -> None:
    for function in (share, Box()):
        across = decode(encode(function, FunctionTable()), None)
        assert callable(across)
        with pytest.raises(LiveObject):
            across(1)
    assert len(codec.live_uses()) == 2


def test_no_test_reads_the_source_or_parameters_of_something_else(student: Student) -> None:
    across = student.fetch(share)
    with pytest.raises(OSError, match="source"):
        inspect.getsource(across)
    with pytest.raises(LiveObject):
        inspect.signature(across)
    assert codec.live_uses() == ("the parameters of the function share",)


def test_checks_call_across(student: Student) -> None:
    cases = [checks.Case((1, 4), 25, visible=True), ((1, 2), 50)]
    checks.function(student.fetch(share), task="Task 1", name="share", cases=cases)
    for wrong in (lambda part, whole: part, lambda part: part, lambda *_: Box(), lambda *_: None,
                  lambda *_: (n for n in [1]), lambda *_: Box):  # fmt: skip
        said = []
        for function in (wrong, student.fetch(wrong)):
            with pytest.raises(checks.CheckFailed) as caught:
                checks.function(function, task="Task 1", name="share", cases=cases)
            said.append(str(caught.value))
        assert said[0] == said[1]
    assert codec.live_uses() == ()


# --- what cannot be handed over -------------------------------------------------------------


def test_what_came_from_there_goes_back_as_itself(student: Student) -> None:
    box = Box(5)
    across = student.fetch(box, "box")
    assert student.fetch(lambda found: found is box)(across)
    assert student.fetch(operator.methodcaller("doubled"))(across) == 10
    apply = student.fetch(lambda function, *args: function(*args))
    assert apply(student.fetch(share), 1, 4) == 25
    assert apply(student.fetch(lambda boxes: boxes[0].content), [across]) == 5
    assert codec.live_uses() == ()


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: share, "function"),
        (lambda: len, "builtin_function_or_method"),
        (Box, "Box"),
        (lambda: [Box()], "Box"),
        (lambda: Box, "type"),
        (lambda: (n for n in [1]), "generator"),
        (lambda: plt.subplots()[1], "Axes"),
        (np.random.default_rng, "Generator"),
        (lambda: pd.Series(pd.array([1.5]), name=Box), "type"),
        (lambda: 10 ** (10**6), "int"),
    ],
)
def test_what_is_no_data_is_not_handed_over_unnoticed(
    student: Student, make: Callable[[], Any], name: str
) -> None:
    across = student.fetch(lambda *args: None)
    with pytest.raises(LiveObject, match=f"hands over an object of the type {name},"):
        across(make())
    assert codec.live_uses() == (f"an object of the type {name}",)


def test_arguments_that_are_too_large_are_not_handed_over(student: Student) -> None:
    with pytest.raises(LiveObject, match="arguments that are too large"):
        student.fetch(len)(np.zeros(10**7))


def test_a_record_of_a_chart_may_be_handed_over(student: Student) -> None:
    ax = plt.subplots()[1]
    ax.plot([1, 2], [3, 4])
    record = student.fetch(ax)
    assert student.fetch(lambda chart: chart.lines[0].y)(record) == [3, 4]


# --- errors ---------------------------------------------------------------------------------


class OwnError(KeyError):
    pass


class RudeError(ValueError):
    def __str__(self) -> str:
        raise SystemExit

    @property
    def args(self) -> Any:  # type: ignore[override]
        raise SystemExit


def _raised(function: Callable[..., Any], *args: Any) -> BaseException:
    with pytest.raises(BaseException) as caught:  # noqa: PT011
        function(*args)
    return caught.value


BUILT_IN: list[Any] = [
    lambda: 1 / 0,
    lambda: {}["law"],
    lambda: {}[("law", 1)],
    lambda: [1, 2][3:][0],
    lambda: int("x"),
    lambda: share(*[]),
    lambda: undefined,  # type: ignore[name-defined]  # noqa: F821
    lambda: open("/nowhere"),  # noqa: SIM115
    b"\xff".decode,
    "\ud800".encode,
    lambda: compile("a b", "x", "exec"),
    lambda: exec("raise SystemExit(3)"),
    lambda: exec("raise KeyboardInterrupt"),
    lambda: exec("raise StopIteration(1)"),
    lambda: exec("raise AssertionError"),
    lambda: exec("raise ValueError('a', [1])"),
    lambda: exec("raise NotImplementedError('law', 1)"),
    lambda: exec("raise MemoryError"),
]


@pytest.mark.parametrize("function", BUILT_IN)
def test_a_built_in_error_arrives_as_a_genuine_one(
    student: Student, function: Callable[[], Any]
) -> None:
    here, there = _raised(function), _raised(student.fetch(function))
    assert type(there) is type(here)
    assert str(there) == str(here)
    if here.args and all(type(part) in (str, int) for part in here.args):
        assert type(here) is FileNotFoundError or there.args == here.args


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OwnError("law"), KeyError),
        (np.linalg.LinAlgError("law"), ValueError),
        (pd.errors.EmptyDataError("law"), ValueError),
        (checks.CheckFailed("law"), AssertionError),
        (type("ValueError", (Exception,), {})("law"), Exception),
        (type("Left", (BaseException,), {})("law"), BaseException),
        (ExceptionGroup("law", [ValueError()]), Exception),
    ],
)
def test_another_error_arrives_as_the_built_in_one_that_it_is(
    student: Student, error: BaseException, kind: type[BaseException]
) -> None:
    def fail() -> None:
        raise error

    there = _raised(student.fetch(fail))
    assert type(there).__mro__[1] is kind
    assert type(there).__name__ == type(error).__name__
    assert str(there) == str(error)


def test_an_error_whose_own_code_fails_arrives_without_words(student: Student) -> None:
    def fail() -> None:
        raise RudeError("law")

    there = _raised(student.fetch(fail))
    assert isinstance(there, ValueError)
    assert str(there) in ("", "law")


def test_long_messages_and_outputs_are_cut() -> None:
    data = encode_outcome(FunctionTable(), error=ValueError("x" * 10**6), stdout="y" * 10**7)
    outcome = decode_outcome(data, None)
    assert len(str(outcome.error)) == 10_000
    assert len(outcome.stdout) == 1 << 20


def test_an_outcome_keeps_to_its_limit() -> None:
    for value in ("x" * 5000, [[1], [2]] * 1000, np.zeros(1000)):
        data = encode_outcome(FunctionTable(), value=value, stdout="law", most=1000)
        assert len(data) < 1000
        assert decode_outcome(data, None).stdout == "law"


def test_what_is_printed_travels_beside_the_result() -> None:
    outcome = decode_outcome(encode_outcome(FunctionTable(), value=3, stdout="law\n"), None)
    assert (outcome.result(), outcome.stdout, outcome.error) == (3, "law\n", None)


def test_a_result_that_is_too_large_is_no_data(student: Student) -> None:
    result = student.fetch(lambda: "x" * 10**8)()
    assert type(result).__name__ == "str"
    with pytest.raises(LiveObject):
        len(result)


def test_checks_say_of_errors_what_they_said_before(student: Student) -> None:
    def own() -> None:
        raise OwnError("law")

    for function in (*BUILT_IN, own):
        if type(_raised(function)) is KeyboardInterrupt:
            continue
        said = []
        for fails in (function, student.fetch(function)):
            with pytest.raises(checks.CheckFailed) as caught:
                case = checks.Case((), 1, visible=True)
                checks.function(fails, task="Task 1", name="f", cases=[case])
            said.append(str(caught.value))
        assert said[0] == said[1]


# --- stand-ins ------------------------------------------------------------------------------

USES: dict[str, Callable[[Any], Any]] = {
    use.__name__: use
    for use in (
        bool, len, iter, next, hash, repr, str, int, float, complex, bytes, list, tuple, set,
        sorted, round, abs, format, dir, vars, reversed, open, math.floor, operator.neg,
        operator.invert, operator.index, " ".join, copy.copy, copy.deepcopy, pd.Series,
    )
} | {
    use: eval(f"lambda x: {use}")
    for use in (
        "x == 1", "1 == x", "x != None", "x < 1", "1 < x", "x + 1", "1 + x", "x @ x", "2 ** x",
        "x | {}", "x[0]", "x.content", "setattr(x, 'a', 1)", "delattr(x, 'a')", "x in [1]",
        "operator.setitem(x, 0, 1)", "1 in x", "x in {1}", "{1: 2}.get(x)", "{x: 1}",
        "isinstance(x, int)", "isinstance(x, Box)", "isinstance(1, x)", "f'{x}'", "'%s' % x",
        "[*x]", "np.array([x]) + 1", "np.float64(1) == x", "pd.Series([1]) == x", "sum([x])",
        "max([x, x])", "x.__dict__", "x.__class__", "hasattr(x, 'content')", "not x",
        "math.isclose(x, 1)", "pytest.approx(1) == x", "(x,) == (1,)", "[1] == [x]",
        "x.doubled()", "x.__enter__()", "issubclass(int, x)", "pd.DataFrame({'a': x})",
        "np.testing.assert_equal(x, 1)", "pd.testing.assert_frame_equal(x, pd.DataFrame())",
    )
}  # fmt: skip


@pytest.mark.parametrize("use", USES)
def test_no_use_of_a_stand_in_goes_unnoticed(student: Student, use: str) -> None:
    across = student.fetch(Box(), "box")
    with pytest.raises(LiveObject, match="uses `box`, an object of the type Box, which is no data"):
        USES[use](across)
    assert codec.live_uses() == ("`box`, an object of the type Box",)


def plain_cross(value: object) -> Any:
    return decode(encode(value, FunctionTable()), None)


def test_no_test_can_hide_that_it_needed_a_live_object(student: Student) -> None:
    across = student.fetch(Box())
    with pytest.raises(LiveObject), pytest.raises(Exception):  # noqa: B017, PT011
        across.content  # noqa: B018
    with pytest.raises(LiveObject):
        try:
            across.content  # noqa: B018
        except Exception:
            pytest.fail("caught")
    with contextlib.suppress(BaseException):
        across.content  # noqa: B018
    assert len(codec.live_uses()) == 1
    codec.forget_live_uses()
    assert codec.live_uses() == ()


def test_stand_ins_are_told_apart_and_stand_in_sets_and_dicts(student: Student) -> None:
    box, other = Box(), Box()
    first, second, third = student.fetch([box, other, box])
    assert first is third
    assert first is not second
    assert type(first) is type(second)
    found = student.fetch({box: 1, other: 2, (box, 1): 3})
    assert list(found.values()) == [1, 2, 3]
    assert len(student.fetch({box, other})) == 2
    assert codec.live_uses() == ()


@pytest.mark.parametrize(
    "stream",
    [(n for n in [1]), map(str, [1]), filter(None, [1]), zip([1], [2], strict=True),
     enumerate([1]), reversed("ab")],
)  # fmt: skip
def test_the_first_step_of_an_iterator_is_a_use(student: Student, stream: Any) -> None:
    across = student.fetch(stream, "numbers")
    assert type(across) is type(stream)
    assert codec.live_uses() == ()
    with pytest.raises(LiveObject, match="`numbers`"):
        next(across)
    assert len(list(stream)) > 0, "the original was used up"


def test_the_name_of_a_type_is_harmless(student: Student) -> None:
    name = "A\n\u202e" + "x" * 1000
    assert type(student.fetch(type(name, (), {})())).__name__ == "A" + "x" * 197
    share_copy = types.FunctionType(share.__code__, globals(), name)
    assert student.fetch(share_copy).__name__ == "A" + "x" * 197


def test_an_uncaught_use_is_shown_as_one_line() -> None:
    error = _raised(len, plain_cross(Box()))
    assert isinstance(error, LiveObject)
    assert error._render_traceback_() == [str(error)]
    assert "\n" not in str(error)

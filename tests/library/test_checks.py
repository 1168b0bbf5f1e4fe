"""Checks accept every right form, refuse every other, and explain themselves in one line."""

import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import random
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade

from sixprinciples import checks, figures
from sixprinciples.checks import functions

ASKED: Any = {"task": "Task 3", "name": "answer"}


def described(value: object) -> str:
    """Return a test's id that is the same in every process: no addresses, no paths."""
    return re.sub(r" at 0x[0-9a-f]+| from '[^']*'", "", repr(value))


def refusal(check: Callable[..., object], *args: object, **kwargs: Any) -> str:
    """Return the sentence with which a check refuses; it always has the same shape."""
    with pytest.raises(checks.CheckFailed) as caught:
        check(*args, **(ASKED | kwargs))
    sentence = str(caught.value)
    assert sentence.startswith("Task 3: ")
    assert "`answer" in sentence
    assert "\n" not in sentence
    assert sentence.endswith((".", "?"))
    return sentence


@pytest.fixture(autouse=True)
def no_secret_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin each test as a process does that has not yet called anything."""
    monkeypatch.setattr(functions._secrets, "told", False)


@pytest.fixture(autouse=True)
def silence(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Fail where a check warns or writes to stderr: that would cost all marks of a cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
    plt.close("all")
    assert capsys.readouterr().err == ""


# --- answers that try to be right without an answer -----------------------------------------


class _Equal:
    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __float__(self) -> float:
        return 75.6

    __class__ = float


class _EqualClass(type):
    def __eq__(cls, other: object) -> bool:
        return True

    def __hash__(cls) -> int:
        return hash(float)


class _OfEqualClass(metaclass=_EqualClass):
    def __float__(self) -> float:
        return 75.6


class _Number(float):
    __eq__ = _Equal.__eq__
    __hash__ = float.__hash__

    def __sub__(self, other: object) -> float:
        return 0.0


class _Text(str):
    __eq__ = _Equal.__eq__
    __hash__ = str.__hash__
    __slots__ = ()


class _List(list):
    def __iter__(self) -> Iterator[object]:
        return iter([_Equal()])


class _Dict(dict):
    def __missing__(self, key: object) -> object:
        return _Equal()


class _Frame(pd.DataFrame):
    pass


class _Enum(enum.IntEnum):
    ONE = 1


TRICKS = [
    _Equal(),
    _OfEqualClass(),
    _Number(75.6),
    _Text("75.6"),
    _List([75.6]),
    _Dict(a=75.6),
    _Frame({"a": [75.6]}),
    _Enum.ONE,
    _Equal,
    collections.UserDict(a=75.6),
    np.ma.array([75.6]),
    np.array([[75.6]]),
    np.array([_Equal()], dtype=object),
    np.array(_Equal(), dtype=object),
    pd.Series([_Equal()]),
    pd.DataFrame({"a": [_Equal()]}),
    [_Equal()],
    {"a": _Equal()},
    {_Equal(): 75.6},
    (number for number in [75.6]),
    map(float, ["75.6"]),
    float,
    sys,
    NotImplemented,
    object(),
    memoryview(b"75.6"),
    b"75.6",
]


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: type.__repr__(type(trick)))
def test_no_check_takes_a_trick_for_an_answer(trick: object) -> None:
    frame = pd.DataFrame({"a": [75.6]})
    for form_only in (True, False):

        def right(value: Any, form_only: bool = form_only) -> dict[str, Any]:
            return {} if form_only else {"expected": value}

        refusal(checks.number, trick, **right(75.6), tolerance=1e9)
        refusal(checks.integer, trick, **right(1))
        refusal(checks.text, trick, **right("75.6"))
        refusal(checks.truth, trick, **right(True))
        refusal(checks.date, trick, **right("2017-06-01"))
        refusal(checks.sequence, trick, of="number", **right([75.6]), ordered=False)
        refusal(checks.mapping, trick, of="number", **right({"a": 75.6}))
        refusal(checks.table, trick, columns={"a": "number"}, **right(frame))
    refusal(checks.figure, trick)
    assert checks.self_check(trick, "75.6").right is False


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: type.__repr__(type(trick)))
def test_no_function_gets_through_with_a_trick_as_result(trick: object) -> None:
    for right in (75.6, "75.6", True, {"b": 1.0}, [1.0, 2.0], pd.DataFrame({"b": [1]})):
        refusal(checks.function, lambda: trick, cases=[((), right)])  # noqa: B023


def _peek() -> Any:
    """Look up what is expected, as an object that runs during a check could."""
    frame: Any = sys._getframe()
    while frame and not getattr(frame.f_locals.get("key"), "right", ()):
        frame = frame.f_back
    return frame.f_locals["key"].right[0] if frame else [0.0]


class _Peeking(pd.arrays.NumpyExtensionArray):
    def __iter__(self) -> Iterator[object]:
        return iter(_peek())


def test_containers_that_run_code_of_their_own_are_refused() -> None:
    column = pd.Series(_Peeking(np.array([0.0])))
    refusal(checks.sequence, column, of="number", expected=[75.6])
    hidden = pd.Series({"a": 0.0})
    object.__setattr__(hidden, "tolist", lambda: list(_peek().values()))
    refusal(checks.mapping, hidden, of="number", expected={"a": 75.6})


@pytest.mark.parametrize("part", [{"yscale": _Equal()}, {"title": _Equal()}, {"bars": [_Equal()]}])
def test_a_record_of_a_figure_holds_only_texts_and_numbers(part: dict[str, object]) -> None:
    record = dataclasses.replace(figures.drawn(plt.subplots()[1]), **part)
    refusal(checks.figure, record, zero_based=True, title_mentions="law")


# --- numbers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        75.6,
        75.6000000001,
        75.58,
        decimal.Decimal("75.6"),
        fractions.Fraction(756, 10),
        np.float64(75.6),
        np.float32(75.6),
        np.float16(75.6),
        np.longdouble(75.6),
        np.array(75.6),
        pd.Series([75.6]).iloc[0],
        pd.Series([75.6], dtype="Float64").mean(),
    ],
    ids=lambda answer: type(answer).__name__,
)
def test_a_number_may_be_of_any_numeric_type(answer: object) -> None:
    checks.number(answer, **ASKED, expected=75.6, tolerance=0.05)
    assert checks.self_check(answer, 75.6, tolerance=0.05).right


@pytest.mark.parametrize(
    "answer", [79, 79.0, 100 * 0.79 + 1e-14, np.int64(79), np.uint8(79), np.float64(79)]
)
def test_a_whole_number_may_be_written_as_any_number(answer: object) -> None:
    checks.integer(answer, **ASKED, expected=79)
    refusal(checks.integer, answer, expected=80)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("75.6", r"it is a text \('75\.6'\)\. Remove the quotation marks\."),
        ("75.6 %", r"Write the figure alone, without quotation marks"),
        ("1,067", r"without quotation marks, commas"),
        ("three quarters", r"it is a text \('three quarters'\)\.$"),
        ("75.6\nand more", r"it is a text \('75\.6\\nand more'\)\.$"),
        ("x" * 500, r"it is a text \('x{40,60}…\)\.$"),
        (True, r"it is True\."),
        (np.True_, r"it is True\."),
        (None, r"it is None\. That is what a call such as print\(\)"),
        (float("nan"), r"it is a missing value"),
        (decimal.Decimal("sNaN"), r"it is a missing value"),
        (pd.NA, r"it is a missing value"),
        (pd.NaT, r"it is a missing value"),
        (float("-inf"), r"it is infinite or too large"),
        (10**400, r"it is infinite or too large"),
        (75.6 + 0j, r"it is a complex number"),
        ([75.6], r"it is a list of 1 value\. Take the one value out of it"),
        (pd.Series([75.6]), r"it is a Series of 1 value\. Take the one value out of it"),
        (pd.Series([75.6, 1]), r"it is a Series of 2 values\.$"),
        ((1, 67), r"it is a tuple of 2 values\. Write large numbers without commas"),
        ({75.6}, r"it is a set of 1 value"),
        (pd.DataFrame({"a": [1, 2]}), r"it is a table of 2 rows and 1 column"),
        (np.ones((2, 2)), r"it is an array of 2 dimensions"),
        (pd.Series([1]).sum, r"it is a function\. Put \(\) behind its name to call it\."),
        ((n for n in [1]), r"it is a generator"),
        (np.timedelta64(3, "D"), r"it is an object of the type timedelta64"),
        (pd.Timestamp("2022-12-01"), r"it is a date"),
        (_Number(75.6), r"it is an object of the type _Number"),
    ],
    ids=described,
)
def test_what_is_no_number_is_named_with_a_way_out(answer: object, said: str) -> None:
    sentence = refusal(checks.number, answer, unit="percent", expected=61.25, tolerance=100)
    assert sentence.startswith("Task 3: `answer` should be a number in percent; it is ")
    assert re.search(said, sentence)
    assert "61.25" not in sentence


def test_the_three_dots_are_not_an_answer() -> None:
    said = "Task 3: `answer` is still `...`: replace the three dots with your answer."
    table: Any = functools.partial(checks.table, columns=["a"])
    graders: list[Any] = [checks.number, checks.integer, checks.text, checks.truth, checks.date]
    for check in [*graders, checks.sequence, checks.mapping, table, checks.figure]:
        assert refusal(check, ...) == said
    assert "replace the three dots" in refusal(checks.function, ...)
    assert "still holds `...`" in refusal(checks.sequence, [1, ...], of="number")
    assert "still holds `...`" in refusal(checks.mapping, {"law": ...}, of="number")


@pytest.mark.parametrize(
    ("answer", "expected", "tolerance", "right"),
    [
        (0.1 + 0.2, 0.3, 0, True),
        (1e-17, 0, 0, True),
        (1_067_000_000.0000002, 1_067_000_000, 0, True),
        (0.30001, 0.3, 0, False),
        (75.5, 75.6, 0.1, True),
        (75.49, 75.6, 0.1, False),
        (-75.6, 75.6, 0.1, False),
        (10**30, 10**30 + 1, 0, False),
        (1_411_750_001, 1_411_750_000, 0, False),
        (1_411_750_001, 1_411_750_000, 1, True),
        (1e308, -1e308, 1, False),
    ],
)
def test_tolerance_is_absolute_and_forgives_binary_noise(
    answer: float, expected: float, tolerance: float, right: bool
) -> None:
    assert checks.self_check(answer, expected, tolerance=tolerance).right is right


def test_a_wrong_number_is_not_told_the_right_one() -> None:
    assert refusal(checks.number, 3, expected=75.6) == (
        "Task 3: `answer` has the right form but not the right value."
    )
    assert refusal(checks.number, 3, expected=75.6, hint="Look at December.").endswith(
        "not the right value. Look at December."
    )


def test_a_foreseen_misconception_is_named() -> None:
    hints = {0.756: "That is a fraction; the task asks for percent.", 1067: "Those are users."}
    for form in (hints, list(hints.items())):
        said = refusal(
            checks.number, 0.7561, expected=75.6, tolerance=0.05, hints=form, hint="Look."
        )
        assert said == (
            "Task 3: `answer` is not right yet. That is a fraction; the task asks for percent."
        )


def test_a_range_and_wholeness_belong_to_the_form() -> None:
    percent: Any = {"unit": "percent", "least": 0, "most": 100}
    checks.number(100, **ASKED, **percent)
    assert refusal(checks.number, 101, **percent) == (
        "Task 3: `answer` should be a number in percent between 0 and 100; it is a number (101)."
    )
    assert "of at least 0" in refusal(checks.number, -1, least=0)
    assert "of at most 0" in refusal(checks.number, 1, most=0)
    assert refusal(checks.integer, 79.5, unit="articles") == (
        "Task 3: `answer` should be a whole number of articles; it is a number (79.5)."
    )


def test_numbers_too_long_to_write_are_still_refused_in_one_line() -> None:
    for check in (checks.text, checks.truth, checks.date, checks.sequence):
        refusal(check, 10**5000)
        refusal(check, fractions.Fraction(10**5000))


def test_an_author_who_expects_another_kind_of_answer_is_told() -> None:
    with pytest.raises(ValueError, match="should be a number"):
        checks.number(1, **ASKED, expected="75.6")
    with pytest.raises(ValueError, match="should be a number"):
        checks.self_check(1, 75.6, hints={"0.756": "a fraction"})
    with pytest.raises(TypeError, match="cannot be compared"):
        checks.self_check(1, None)
    with pytest.raises(ValueError, match="There is no kind 'percent'"):
        checks.sequence([1], **ASKED, of="percent")
    with pytest.raises(ValueError, match="needs columns"):
        checks.table(pd.DataFrame(), **ASKED)


# --- texts, truth values, dates -------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        "Cybersecurity Law",
        "cybersecurity law",
        "  Cybersecurity   LAW\n",
        "Cybersecurity\u00a0Law",
        "Ｃybersecurity Law",
        np.str_("Cybersecurity Law"),
        pd.Series(["Cybersecurity Law"]).iloc[0],
    ],
)
def test_a_text_may_be_spelt_with_other_case_and_spaces(answer: object) -> None:
    checks.text(answer, **ASKED, expected="Cybersecurity Law")
    assert checks.self_check(answer, "Cybersecurity Law").right


def test_how_far_spelling_matters_is_for_the_author_to_say() -> None:
    checks.text("people\u2013centred", **ASKED, expected="people-centred")
    checks.text("Jìngwǎng", **ASKED, expected="jingwang", ignore_accents=True)
    refusal(checks.text, "Jìngwǎng", expected="jingwang")
    checks.text("the “law\u200b” of 2016", **ASKED, expected='the "law" of 2016')
    refusal(checks.text, "law", expected="Law", ignore_case=False)
    checks.text("净网", **ASKED, expected=["净网", "Jingwang"])
    assert "净网" not in refusal(checks.text, "清朗", expected=["净网", "Jingwang"])
    refusal(checks.text, "Cyber security Law", expected="Cybersecurity Law")
    refusal(checks.text, "Cybersecurity Law of 2016", expected="Cybersecurity Law")


def test_a_choice_lists_its_options() -> None:
    options = ["yes", "partly", "no"]
    checks.text(" Partly", **ASKED, options=options, expected="partly")
    assert refusal(checks.text, "maybe", options=options) == (
        "Task 3: `answer` should be one of the texts 'yes', 'partly' or 'no'; "
        "it is another text ('maybe')."
    )
    refusal(checks.text, "yes", options=options, expected="no")


@pytest.mark.parametrize("answer", ["", "  \n", 3, None, ["law"], b"law", True])
def test_what_is_no_text_is_refused(answer: object) -> None:
    assert "should be a text; it is " in refusal(checks.text, answer)


def test_truth_values_are_true_and_false_and_nothing_else() -> None:
    for answer in (True, np.True_, pd.Series([True]).iloc[0], np.array(True)):
        checks.truth(answer, **ASKED, expected=True)
    for answer in (1, 1.0, "True", "yes", None, [True], np.int64(1)):
        refusal(checks.truth, answer)
    assert "Remove the quotation marks" in refusal(checks.truth, "True")
    refusal(checks.truth, False, expected=True)
    refusal(checks.truth, True, expected=False, hint="Count again.")


@pytest.mark.parametrize(
    "answer",
    [
        "2017-06-01",
        "2017-06",
        datetime.date(2017, 6, 1),
        datetime.datetime(2017, 6, 1, 8, 30),
        pd.Timestamp("2017-06-01"),
        pd.Timestamp("2017-06-01", tz="Asia/Shanghai"),
        pd.Period("2017-06"),
        np.datetime64("2017-06-01"),
        np.datetime64("2017-06"),
    ],
    ids=described,
)
def test_a_date_may_be_of_any_type_of_date(answer: object) -> None:
    checks.date(answer, **ASKED, expected="2017-06-01")
    refusal(checks.date, answer, expected="2017-06-02")
    assert checks.self_check(answer, pd.Timestamp("2017-06-01")).right


@pytest.mark.parametrize(
    "answer",
    ["1 June 2017", "2017-13", "2017", "01-06-2017", 20170601, 2017, pd.NaT,
     np.datetime64("NaT"), np.datetime64(10**15, "Y"), pd.Timedelta(1, "D"), True],
    ids=described,
)  # fmt: skip
def test_what_is_no_date_is_refused(answer: object) -> None:
    assert "should be a date; it is " in refusal(checks.date, answer)


def test_a_wrong_date_is_wrong() -> None:
    hints = {"2016-11-07": "That is the day it was adopted."}
    said = refusal(checks.date, "2016-11-07", expected="2017-06-01", hints=hints)
    assert said == "Task 3: `answer` is not right yet. That is the day it was adopted."


# --- sequences ------------------------------------------------------------------------------

TOP = ["law", "internet", "we"]


@pytest.mark.parametrize(
    "answer",
    [
        TOP,
        tuple(TOP),
        ("Law", "internet ", "WE"),
        np.array(TOP),
        np.array(TOP, dtype=object),
        pd.Series(TOP),
        pd.Series([1, 2, 3], index=TOP).index,
        pd.Series(TOP).unique(),
        pd.Series(TOP).array,
        pd.Series(TOP, dtype="category"),
        pd.Series(TOP, dtype="category").array,
        pd.Categorical(TOP),
        dict.fromkeys(TOP).keys(),
        {1: "law", 2: "internet", 3: "we"}.values(),
    ],
    ids=lambda answer: type(answer).__name__,
)
def test_a_sequence_may_be_of_any_ordered_type(answer: object) -> None:
    for ordered in (True, False):
        checks.sequence(answer, **ASKED, of="text", length=3, expected=TOP, ordered=ordered)
    assert checks.self_check(answer, TOP).right


@pytest.mark.parametrize(
    "answer",
    [
        [1, 2, 3],
        range(1, 4),
        np.arange(1.0, 4.0),
        pd.Series([1, 2, 3], dtype="Int64"),
        pd.Series([1, 2, 3], dtype="Int64").unique(),
        pd.RangeIndex(1, 4),
        [1, np.float64(2), decimal.Decimal(3)],
    ],
    ids=lambda answer: type(answer).__name__,
)
def test_numbers_in_a_sequence_may_be_of_any_numeric_type(answer: object) -> None:
    checks.sequence(answer, **ASKED, of="number", expected=np.array([1, 2, 3]))
    checks.sequence(answer, **ASKED, of="integer", expected=[1, 2, 3])


def test_order_and_repeats_count_as_asked() -> None:
    mixed = ["we", "law", "internet"]
    assert refusal(checks.sequence, mixed, of="text", expected=TOP).endswith(
        "has the right values, but not in the order asked for."
    )
    for answer in (mixed, set(TOP), frozenset(TOP), dict.fromkeys(mixed).keys()):
        checks.sequence(answer, **ASKED, of="text", expected=TOP, ordered=False)
        assert checks.self_check(answer, set(TOP)).right
    assert "too many values (4)" in refusal(
        checks.sequence, [*mixed, "law"], of="text", expected=TOP, ordered=False
    )
    assert "A set has no order; make a list." in refusal(checks.sequence, set(TOP), of="text")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("law", "it is a text"),
        ({"law": 1}, "it is a dict of 1 value. Take its keys or its values"),
        (pd.DataFrame({"a": TOP}), 'Take the one column out of it, as in table["column"].'),
        (["law", 2, "we"], "value 2 is a number (2). Put it in quotation marks."),
        (["law", None, "we"], "value 2 is a missing value (None)."),
        (["law", ["we"], "we"], "value 2 is a list of 1 value."),
        (["law"], "it has 1 value."),
        (map(str, TOP), "it is a generator. Wrap it in list(...)."),
    ],
    ids=described,
)
def test_what_is_no_such_sequence_is_refused(answer: object, said: str) -> None:
    sentence = refusal(checks.sequence, answer, of="text", length=3, expected=TOP)
    assert sentence.startswith("Task 3: `answer` should be a list of 3 texts; ")
    assert said in sentence


def test_a_wrong_sequence_says_how_much_is_wrong_and_not_what() -> None:
    for answer, said in [
        (["law", "state", "we"], "has 1 value out of 3 that is not right."),
        (["party", "state", "we"], "has 2 values out of 3 that are not right."),
        (["law", "we"], "has too few values (2)."),
        ([], "has too few values (0)."),
    ]:
        sentence = refusal(checks.sequence, answer, of="text", expected=TOP)
        assert sentence == f"Task 3: `answer` {said}"


def test_misconceptions_about_a_whole_sequence_are_named() -> None:
    hints = [(["the", "of", "and"], "Those are stop words.")]
    said = refusal(checks.sequence, ("The", "of", "and"), of="text", expected=TOP, hints=hints)
    assert said.endswith("Those are stop words.")


def test_pairs_compare_part_by_part() -> None:
    counts = collections.Counter({"law": 3, "we": 2})
    pairs: Any = {"of": ("text", "number"), "expected": [("law", 3), ("we", 2)]}
    for answer in (counts.most_common(), [["law", 3.0], ["we", np.int64(2)]], counts.items()):
        checks.sequence(answer, **ASKED, **pairs)
        assert checks.self_check(answer, [("law", 3), ("we", 2)]).right
    for wrong in ([("law", 3), ("we", 1)], [("law", 3)], [("law",), ("we",)], ["law", "we"]):
        refusal(checks.sequence, wrong, **pairs)


def test_missing_values_must_be_allowed_or_expected() -> None:
    holed = pd.Series([1.0, None, 3.0])
    refusal(checks.sequence, holed, of="number")
    refusal(checks.sequence, holed, of="number", expected=[1, 2, 3])
    checks.sequence(holed, **ASKED, of="number", missing=True, expected=[1, None, 3])
    for answer in (holed, [1, None, 3], [1, pd.NA, 3], pd.Series([1, None, 3], dtype="Int64")):
        checks.sequence(answer, **ASKED, of="number", expected=holed)
    refusal(checks.sequence, [1, 2, 3], of="number", expected=holed)
    refusal(checks.sequence, [None, 1, 3], of="number", expected=holed)


def test_order_free_comparison_finds_partners_in_spite_of_noise() -> None:
    chance = random.Random(7)
    for _ in range(200):
        expected = [
            (chance.choice("ab"), round(chance.random(), 1), round(chance.random(), 1))
            for _ in range(chance.randrange(1, 12))
        ]
        noisy = [(word, x + chance.uniform(-1e-12, 1e-12), y) for word, x, y in expected]
        chance.shuffle(noisy)
        asked: Any = {"of": ("text", "number", "number"), "expected": expected, "ordered": False}
        checks.sequence(noisy, **ASKED, **asked)
        word, x, y = noisy.pop()
        refusal(checks.sequence, [*noisy, (word, x, y + 0.01)], **asked)


def test_a_generous_tolerance_does_not_mix_up_values_in_order() -> None:
    found = [(0.0, 0.0), (0.9, 0.9), (1.8, 0.0)]
    expected = [(0.9, 0.9), (1.8, 0.0), (0.9, 0.9)]
    for answer, asked in ((found, {}), (pd.DataFrame(found, columns=["x", "y"]), {"table": True})):
        check: Any = checks.table if asked else checks.sequence
        right: Any = pd.DataFrame(expected, columns=["x", "y"]) if asked else expected
        kind = {} if asked else {"of": ("number", "number")}
        check(answer, **ASKED, **kind, expected=right, tolerance=1, ordered=True)


def test_order_free_comparison_of_many_values_is_quick_to_refuse() -> None:
    expected = list(range(20_000))
    assert "20000 values out of 20000" in refusal(
        checks.sequence, [n + 0.5 for n in expected], of="number", expected=expected, ordered=False
    )


# --- mappings -------------------------------------------------------------------------------

COUNTS = {"law": 12, "internet": 20}


@pytest.mark.parametrize(
    "answer",
    [
        COUNTS,
        {"internet": 20.0, "Law ": np.int64(12)},
        collections.Counter(COUNTS),
        collections.OrderedDict(COUNTS),
        collections.defaultdict(int, COUNTS),
        pd.Series(COUNTS),
        pd.Series(COUNTS, dtype="Int64"),
        pd.Series(COUNTS).rename_axis("token"),
        pd.Series(["law"] * 12 + ["internet"] * 20).value_counts(),
    ],
    ids=lambda answer: type(answer).__name__,
)
def test_a_mapping_may_be_a_dict_or_a_series(answer: object) -> None:
    checks.mapping(answer, **ASKED, of="number", keys=["law", "internet"], expected=COUNTS)
    checks.mapping(answer, **ASKED, of="integer", expected=pd.Series(COUNTS))
    assert checks.self_check(answer, COUNTS).right


def test_keys_may_be_years_or_dates() -> None:
    by_year = {2021: 1.0, 2022: 2.0}
    for answer in (pd.Series(by_year), {2022.0: 2, 2021.0: 1}, {np.int64(2021): 1, 2022: 2}):
        checks.mapping(answer, **ASKED, of="number", expected=by_year)
    refusal(checks.mapping, {"2021": 1, "2022": 2}, of="number", expected=by_year)
    by_month = pd.Series([1, 2], index=pd.to_datetime(["2021-12-01", "2022-12-01"]))
    checks.mapping(by_month.to_dict(), **ASKED, of="number", expected=by_month)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([12, 20], "should be a dict or Series of numbers; it is a list of 2 values."),
        ({"law": "12"}, "under the key 'law' it holds a text ('12'). Remove the quotation marks."),
        ({"law": True}, "under the key 'law' it holds True."),
        ({"law": None}, "under the key 'law' it holds a missing value (None)."),
        ({("law", 1): 1}, "one of its keys is a tuple of 2 values."),
        (pd.Series([1], index=pd.MultiIndex.from_tuples([("a", "b")])), "one key for each value."),
        (pd.Series([1, 2], index=["law", "law"]), "it has the same key more than once."),
        ({"internet": 20}, "it lacks the key 'law'."),
    ],
    ids=described,
)
def test_what_is_no_such_mapping_is_refused(answer: object, said: str) -> None:
    assert said in refusal(checks.mapping, answer, of="number", keys=["law"])


@pytest.mark.parametrize(
    "answer",
    [
        {"A": 2, "b": 3, "c": 4},
        {" a ": 2, "B": 3},
        {"\uff21": 2, "\uff42": 3},
        pd.Series({"b": 3, "a": 2}),
    ],
)
def test_values_are_found_under_the_keys_that_a_task_names(answer: object) -> None:
    checks.mapping(answer, **ASKED, of="integer", keys=["a", "b"])
    assert checks.by_key(answer, "ab") == {"a": 2, "b": 3}


def test_a_wrong_mapping_does_not_name_hidden_keys() -> None:
    for answer, said in [
        ({"law": 12}, "lacks 1 key."),
        ({**COUNTS, "the": 3}, "has 1 key that should not be there."),
        ({"law": 12, "the": 3}, "lacks 1 key and has 1 key that should not be there."),
        ({"law": 20, "internet": 12}, "has 2 values out of 2 that are not right."),
    ]:
        sentence = refusal(checks.mapping, answer, of="number", expected=COUNTS)
        assert sentence == f"Task 3: `answer` {said}"


# --- tables ---------------------------------------------------------------------------------

SHARES = pd.DataFrame(
    {"year": [2020, 2021, 2022], "share": [70.4, 73.0, 75.6], "body": ["A", "B", None]}
)
BY_YEAR: Any = {"columns": ["year", "share"], "key": "year", "expected": SHARES, "tolerance": 0.05}


@pytest.mark.parametrize(
    "answer",
    [
        SHARES,
        SHARES[::-1],
        SHARES.assign(more=1),
        SHARES[["share", "year"]],
        SHARES.set_index("year"),
        SHARES.set_index(pd.Index([2020, 2021, 2022])).drop(columns="year"),
        SHARES.set_index(["body", "year"]),
        SHARES.astype({"year": "Int64", "share": "Float64"}),
        SHARES.astype({"year": float}),
        SHARES.astype(object),
        SHARES.assign(share=SHARES["share"].round(1) + 0.04),
        SHARES.assign(body="another"),
    ],
)
def test_a_table_may_have_more_columns_and_another_order(answer: pd.DataFrame) -> None:
    checks.table(answer, **ASKED, **BY_YEAR)


def test_keys_are_told_apart_to_the_last_digit() -> None:
    long = pd.DataFrame({"id": [20221231001, 20221231002], "n": [1, 2]})
    checks.table(long.astype({"id": float})[::-1], **ASKED, expected=long, key="id")
    counts = dict(zip(long["id"], long["n"], strict=True))
    checks.mapping(counts, **ASKED, of="number", expected=counts)


def test_a_table_without_a_key_is_compared_as_a_collection_of_rows() -> None:
    for answer in (SHARES, SHARES[::-1], SHARES.sample(frac=1, random_state=1)):
        checks.table(answer, **ASKED, expected=SHARES)
        assert checks.self_check(answer, SHARES).right
    for wrong, said in [
        (SHARES.assign(share=70.4), "has wrong values in 2 out of 3 rows."),
        (SHARES.assign(body="A"), "has wrong values in 2 out of 3 rows."),
        (SHARES.iloc[:2], "has too few rows (2)."),
        (SHARES.iloc[[0, 1, 2, 2]], "has too many rows (4)."),
        (SHARES.iloc[[0, 1, 1]], "has wrong values in 1 out of 3 rows."),
    ]:
        assert refusal(checks.table, wrong, expected=SHARES).endswith(said)


def test_the_order_of_rows_counts_if_asked() -> None:
    for key in ("year", ()):
        asked: Any = {"expected": SHARES, "key": key, "ordered": True}
        checks.table(SHARES.reset_index(drop=True), **ASKED, **asked)
        assert "not in the order asked for" in refusal(checks.table, SHARES[::-1], **asked)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (SHARES["share"], "it is a Series of 3 values. Use .reset_index() to make it a table."),
        (SHARES.to_dict(), "it is a dict of 3 values."),
        (SHARES.drop(columns="share"), "it lacks the column `share`. It has `year`, `body`."),
        (SHARES.rename(columns={"share": "Share"}), "it lacks the column `share`."),
        (SHARES.drop(columns="year"), "it lacks the column `year`."),
        (pd.concat([SHARES, SHARES], axis=1), "it has the column `year` more than once."),
        (SHARES.iloc[[0, 1, 2, 2]], "several rows are the same in the column `year`."),
        (SHARES.astype({"share": str}), "should hold numbers, row 1 is a text ('70.4')."),
        (SHARES.assign(share=True), "the column `share` should hold numbers, row 1 is True."),
        (SHARES.assign(share=[1, None, 2]), "row 2 is a missing value"),
    ],
    ids=described,
)
def test_what_is_no_such_table_is_refused(answer: object, said: str) -> None:
    sentence = refusal(checks.table, answer, **BY_YEAR)
    assert "should be a table (DataFrame) with the columns `year` and `share`; " in sentence
    assert said in sentence


def test_a_wrong_table_says_which_columns_or_rows_are_wrong_and_not_how() -> None:
    for answer, said in [
        (SHARES.assign(share=70.4), "has wrong values in the column `share` (2 of 3 rows)."),
        (SHARES.iloc[:2], "lacks 1 row."),
        (SHARES.assign(year=[2019, 2021, 2022]), "lacks 1 row and has 1 row that should not"),
    ]:
        assert said in refusal(checks.table, answer, **BY_YEAR)
    said = refusal(checks.table, SHARES.assign(share=0.7), **BY_YEAR, hints=[
        (SHARES.assign(share=0.7), "Use the counts of the same year.")
    ])  # fmt: skip
    assert said.endswith("Use the counts of the same year.")


def test_kinds_and_length_of_a_table_can_be_checked_before_its_values() -> None:
    kinds = {"year": "integer", "share": "number"}
    checks.table(SHARES.astype({"year": float}), **ASKED, columns=kinds, length=3)
    assert "of 2 rows" in refusal(checks.table, SHARES, columns=kinds, length=2)
    assert "should hold texts, row 1" in refusal(checks.table, SHARES, columns={"year": "text"})
    refusal(checks.table, SHARES, columns=["body"])
    checks.table(SHARES, **ASKED, columns=["body"], missing=True)


def test_columns_may_have_years_as_names() -> None:
    wide = pd.DataFrame({2021: [1.0], 2022: [2.0]})
    checks.table(wide, **ASKED, expected=wide)
    assert "lacks the column `2022`" in refusal(checks.table, wide[[2021]], expected=wide)


# --- functions ------------------------------------------------------------------------------


def share(part: float, whole: float) -> float:
    """Return a share in percent."""
    return 100 * part / whole


SHOWN = checks.Case((50, 200), 25.0, visible=True)
KEPT = checks.Case((1067, 1411), 75.62, hint="Divide by the whole.", hints={0.7562: "In percent."})


class _Remote:
    """A function of another process, as the checker calls it."""

    def __call__(self, *args: float) -> float:
        return share(*args)


def test_a_right_function_may_be_anything_that_can_be_called() -> None:
    in_numpy = np.vectorize(share)
    for right in (share, lambda part, whole: part / whole * 100, _Remote(), in_numpy,
                  functools.partial(share), lambda *both: np.float64(share(*both))):  # fmt: skip
        checks.function(right, **ASKED, cases=[SHOWN, KEPT, ((1, 4), 25)], tolerance=0.01)


def test_a_visible_case_shows_the_call_and_both_results() -> None:
    said = refusal(checks.function, lambda part, whole: part / whole, cases=[SHOWN])
    assert said == "Task 3: the result of `answer(50, 200)` should be 25.0; it is 0.25."
    case = checks.Case(("law",), 2, kwargs={"per": 100}, visible=True)
    said = refusal(checks.function, lambda word, per: "2", cases=[case])
    assert "`answer('law', per=100)` should be a number; it is a text ('2')." in said


def _no_return(part: float, whole: float) -> None:
    print(part, whole)


def _says(part: float, whole: float) -> float:
    raise ValueError(f"{part} {whole}")


def _names(part: float, whole: float) -> float:
    raise type(f"Error{part}{whole}", (KeyError,), {})(part)


def _leaves(part: float, whole: float) -> float:
    raise SystemExit(f"{part}")


def _gives_a_text(part: float, whole: float) -> str:
    print(part, file=sys.stderr)
    warnings.warn(f"{whole}", stacklevel=2)
    return f"{part} of {whole}"


def _gives_an_object(part: float, whole: float) -> object:
    return type(f"Of_{part}_and_{whole}", (), {})()


def _gives_a_dict(part: float, whole: float) -> dict[float, float]:
    return {part: whole}


def _gives_a_list(part: float, whole: float) -> list[object]:
    return [part, whole, "x"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (_no_return, "should be a number; it is None. Does every way through the function end in"),
        (_says, "is missing: the function stopped with an error (ValueError)."),
        (_names, "is missing: the function stopped with an error (KeyError)."),
        (_leaves, "is missing: the function stopped with an error (SystemExit)."),
        (_gives_a_text, "should be a number; it is a text."),
        (_gives_a_dict, "should be a number; it is a dict."),
        (_gives_an_object, "should be a number; it is an object."),
        (lambda part, whole: [0] * part, "should be a number; it is a list."),
        (lambda part: part, "is missing: the function stopped with an error (TypeError)."),
        (lambda part, whole: part, "has the right form but not the right value. Divide by the"),
        (lambda part, whole: part / whole, "is not right yet. In percent."),
    ],
    ids=lambda part: getattr(part, "__name__", ""),
)
def test_a_hidden_case_shows_neither_arguments_nor_results(
    wrong: Callable[..., object], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = refusal(checks.function, wrong, cases=[KEPT], tolerance=0.01)
    assert sentence.startswith("Task 3: in a test that is kept back, the result of `answer` ")
    assert said in sentence
    assert not re.search("1067|1411|75", sentence + "".join(capsys.readouterr()))


def test_after_a_hidden_case_no_result_is_quoted_for_it_could_tell_what_was_asked() -> None:
    asked = []

    def answer(number: int) -> int:
        asked.append(number)
        return asked[0]

    hidden, shown = checks.Case((918273,), 918273), checks.Case((2,), 4, visible=True)
    complaint = refusal(
        checks.function, answer, task="Task 3", name="answer", cases=[hidden, shown]
    )
    assert complaint == "Task 3: the result of `answer(2)` should be 4."


@pytest.mark.parametrize(
    "result",
    [
        lambda first, second: [0.0] * first,
        lambda first, second: pd.DataFrame({str(first): [second]}),
        lambda first, second: pd.DataFrame({"year": [2020] * first, "share": [1.0] * first}),
        lambda first, second: pd.DataFrame({"year": [first] * 2, "share": [second] * 2}),
    ],
)
@pytest.mark.parametrize("expected", [[1.0], pd.DataFrame({"year": [2020], "share": [1.0]})])
def test_neither_sizes_nor_names_in_a_hidden_result_are_shown(
    result: Callable[..., object], expected: object
) -> None:
    said = refusal(checks.function, result, cases=[((1067, 1411), expected)])
    assert not re.search("1067|1411", said)


def test_parts_of_a_hidden_result_are_not_shown() -> None:
    case = ((1067, 1411), [1.0, 2.0])
    said = refusal(checks.function, _gives_a_list, cases=[case])
    assert said.endswith("the result of `answer` should be a list of numbers; "
                         "something in it is not.")  # fmt: skip


def test_a_visible_error_is_quoted() -> None:
    said = refusal(checks.function, lambda part: part, cases=[SHOWN])
    assert "(TypeError: " in said
    assert "takes 1 positional argument but 2 were given" in said


def test_a_function_cannot_change_what_the_next_case_sees() -> None:
    rows = pd.DataFrame({"n": [3, 1]})

    def spoil(table: pd.DataFrame, words: list[str]) -> int:
        table["n"] = 0
        words.clear()
        return 4

    words = ["law"]
    checks.function(spoil, **ASKED, cases=[((rows, words), 4), ((rows, words), 4)])
    assert rows["n"].tolist() == [3, 1]
    assert words == ["law"]


@pytest.mark.parametrize(
    ("expected", "right", "wrong"),
    [
        ("law", " Law", "net"),
        (True, np.True_, 1),
        (3, 3.0, "3"),
        (datetime.date(2017, 6, 1), "2017-06-01", "2016-11-07"),
        (["a", "b"], ("a", "b"), ["b", "a"]),
        ({"a", "b"}, ["b", "a"], ["a"]),
        ([("a", 1)], collections.Counter("a").most_common(), [("a", 2)]),
        (("a", 1, True), ["a", 1.0, True], ["a", 1.0, 1]),
        ({"a": 1}, pd.Series({"a": 1.0}), {"a": 2}),
        (pd.Series({"a": 1}), {"a": 1}, {"b": 1}),
        (pd.Series([1, 2]), [1, 2], [2, 1]),
        (pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"b": 0, "a": [2, 1]}), [1, 2]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_result_is_compared_by_the_kind_of_the_expected_one(
    expected: object, right: object, wrong: object
) -> None:
    checks.function(lambda: right, **ASKED, cases=[((), expected)])
    refusal(checks.function, lambda: wrong, cases=[((), expected)])


def test_what_is_no_function_is_refused() -> None:
    assert refusal(checks.function, 25.0) == (
        "Task 3: `answer` should be a function; it is a number (25.0). "
        "Define it with `def answer(...):`."
    )


def test_an_interrupt_still_stops_the_grading() -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        checks.function(interrupted, **ASKED, cases=[((), 1)])
    score = checks.Score("Task 3")
    with pytest.raises(KeyboardInterrupt), score.part(1, "idea"):
        raise KeyboardInterrupt


# --- figures --------------------------------------------------------------------------------

PEOPLE = {"China": 75.6, "India": 55.9, "Japan": 84.9}


def bars(
    values: dict[str, float] = PEOPLE, lying: bool = False, label: str = "People online (percent)"
) -> Axes:
    """Draw a finished bar chart."""
    _, ax = plt.subplots()
    draw = ax.barh if lying else ax.bar
    draw(list(values), list(values.values()))
    (ax.set_xlabel if lying else ax.set_ylabel)(label)
    ax.set_title("Three in four people in China are online")
    return ax


def one_by_one() -> Axes:
    _, ax = plt.subplots()
    for country, height in PEOPLE.items():
        ax.bar(country, height)
    return ax


def by_pandas() -> Axes:
    return pd.Series(PEOPLE).plot.bar(ax=plt.subplots()[1])


def shown_already() -> Axes:
    ax = bars()
    figures.show(ax.get_figure(), alt="Bar chart of people online in three countries.")
    return ax


@pytest.mark.parametrize("draw", [bars, one_by_one, by_pandas, shown_already])
def test_a_bar_chart_may_be_drawn_in_any_way(draw: Callable[[], Axes]) -> None:
    ax = draw()
    record = figures.Drawn.from_dict(figures.drawn(ax).to_dict())
    for answer in (ax, ax.get_figure(), record):
        found = checks.figure(answer, **ASKED, kind="bar", values=PEOPLE, zero_based=True)
        assert found == record
        checks.figure(answer, **ASKED, kind="bars", values=pd.Series(PEOPLE)[::-1])
        checks.figure(answer, **ASKED, kind="bar", values=list(PEOPLE.values()))
        checks.figure(answer, **ASKED, kind="bar", values=list(PEOPLE.items()), tolerance=0.1)


def test_lying_bars_are_read_from_top_to_bottom() -> None:
    ax = bars(lying=True)
    asked: Any = {"kind": "barh", "zero_based": True, "xlabel_mentions": "percent"}
    checks.figure(ax, **ASKED, values=PEOPLE, **asked)
    checks.figure(ax, **ASKED, values=list(PEOPLE.items())[::-1], **asked)
    ax.invert_yaxis()
    checks.figure(ax, **ASKED, values=list(PEOPLE.items()), **asked)
    assert "not in the order" in refusal(
        checks.figure, ax, values=list(PEOPLE.items())[::-1], **asked
    )
    assert refusal(checks.figure, ax, kind="bar").endswith(
        "should show upright bars; it shows lying bars."
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({**PEOPLE, "China": 0.756}, "has 1 value out of 3 that is not right"),
        ({"China": 75.6}, "has too few values (1)"),
        ({**PEOPLE, "Brazil": 80.5}, "has too many values (4)"),
        ({"India": 75.6, "China": 55.9, "Japan": 84.9}, "has 2 values out of 3"),
    ],
)
def test_other_bars_than_asked_for_are_refused(values: dict[str, float], said: str) -> None:
    sentence = refusal(checks.figure, bars(values), kind="bar", values=PEOPLE)
    assert sentence.startswith(f"Task 3: the figure in `answer` {said}")
    hints = [(values, "Read the question again.")]
    assert "is not right yet. Read the question again." in refusal(
        checks.figure, bars(values), kind="bar", values=PEOPLE, hints=hints
    )


def test_labels_must_be_there_and_name_the_unit() -> None:
    ax = bars()
    checks.figure(ax, **ASKED, title=True, ylabel=True, ylabel_mentions=["percent", "%"])
    checks.figure(ax, **ASKED, title_mentions="china")
    for asked, said in [
        ({"xlabel": True}, "has no label on its x axis."),
        ({"xlabel_mentions": "year"}, "has no label on its x axis."),
        ({"legend": True}, "has no legend."),
        ({"title_mentions": ["India", "Japan"]}, 'which should mention "India" or "Japan".'),
        ({"ylabel_mentions": "million"}, 'label on its y axis "People online (percent)", which'),
    ]:
        assert said in refusal(checks.figure, ax, **asked)
    ax.set_title(" ")
    assert refusal(checks.figure, ax, title=True).endswith("has no title.")


def test_the_axis_of_values_must_begin_at_zero_if_asked() -> None:
    for spoil in (
        lambda ax: ax.set_ylim(50, 90),
        lambda ax: ax.set_yscale("log"),
        lambda ax: ax.set_yscale("symlog"),
    ):
        ax = bars()
        spoil(ax)
        assert "should have a y axis that begins at zero." in refusal(
            checks.figure, ax, zero_based=True
        )
    _, ax = plt.subplots()
    ax.bar(["a", "b"], [1, 2], bottom=[0, 5])
    assert "bars that all begin at zero" in refusal(checks.figure, ax, zero_based=True)
    _, ax = plt.subplots()
    ax.plot([1, 2], [50, 60])
    refusal(checks.figure, ax, zero_based=True)
    ax.set_ylim(bottom=0)
    checks.figure(ax, **ASKED, zero_based=True)


USERS = pd.Series(
    [903.6, 1031.9, 1067.4], index=pd.to_datetime(["2020-03-01", "2021-12-01", "2022-12-01"])
)


def line(x: object, y: object, **style: Any) -> Axes:
    """Draw one line."""
    _, ax = plt.subplots()
    ax.plot(x, y, **style)
    return ax


@pytest.mark.parametrize(
    "draw",
    [
        lambda: line(USERS.index, USERS),
        lambda: line(USERS.index[::-1], USERS[::-1]),
        lambda: line(USERS.index.strftime("%Y-%m"), USERS),
        lambda: line(USERS.index.date, USERS.tolist(), marker="o"),
        lambda: USERS.plot(ax=plt.subplots()[1]),
        lambda: USERS.rename_axis("month").reset_index(name="n").plot(x="month", y="n"),
    ],
)
def test_a_line_over_months_may_be_drawn_in_any_way(draw: Callable[[], Axes]) -> None:
    ax = draw()
    ax.axhline(1000, color="grey")
    checks.figure(ax, **ASKED, kind="line", values=USERS, tolerance=0.1)
    checks.figure(ax, **ASKED, kind="line", values=USERS.to_dict())
    refusal(checks.figure, ax, kind="line", values=USERS / 10)


def test_gaps_in_a_line_are_not_asked_for() -> None:
    holed = pd.Series([1.0, None, 3.0, 2.0], index=[2019, 2020, 2021, 2022])
    for ax in (line(holed.index, holed), line([2022, 2021, 2019], [2, 3, 1])):
        checks.figure(ax, **ASKED, kind="line", values=holed)
    refusal(checks.figure, line(holed.index, holed.fillna(0)), kind="line", values=holed)


def test_a_line_that_runs_to_and_fro_is_refused() -> None:
    mixed = USERS.iloc[[1, 0, 2]]
    ax = line(mixed.index, mixed)
    assert "not in the order asked for" in refusal(checks.figure, ax, kind="line", values=USERS)
    checks.figure(line([1, 2, 3], [5, 7, 5]), **ASKED, kind="line", values=[5, 7, 5])
    checks.figure(line([3, 2, 1], [7, 6, 5]), **ASKED, kind="line", values=[5, 6, 7])
    refusal(checks.figure, line([1, 2, 3], [7, 6, 5]), kind="line", values=[5, 6, 7])
    two = line([1, 2], [[1, 2], [3, 4]])
    assert "should show one line; it shows 2" in refusal(
        checks.figure, two, kind="line", values=[1, 3]
    )


def test_several_series_are_told_apart_by_their_labels() -> None:
    two = pd.DataFrame({"China": [1.0, 2.0], "India": [0.5, None]}, index=[2021, 2022])
    ax = two.plot(ax=plt.subplots()[1])
    by_label = {"India": {2021: 0.5}, "China": {2021: 1, 2022: 2}}
    for values in (two, by_label, {"China": [1, 2], "India": [0.5]}):
        checks.figure(ax, **ASKED, kind="line", values=values, legend_mentions=["China", "India"])
    said = refusal(checks.figure, ax, kind="line", values={"China": [1, 2], "Japan": [1]})
    assert "Japan" not in said
    assert "should show each series asked for once, with its label" in said
    refusal(checks.figure, ax, kind="line", values=two * 2)
    grouped = two.plot.bar(ax=plt.subplots()[1])
    checks.figure(grouped, **ASKED, kind="bar", values={"China": [1, 2], "India": [0.5]})


def test_points_of_a_scatter_plot_have_no_order() -> None:
    _, ax = plt.subplots()
    ax.scatter([1, 2, 3], [10, 20, 30])
    checks.figure(ax, **ASKED, kind="scatter", values=[(3, 30), (1, 10), (2, 20)])
    checks.figure(
        ax, **ASKED, kind="scatter", values=[(3.1, 29.9), (1, 10), (2, 20)], tolerance=0.2
    )
    refusal(checks.figure, ax, kind="scatter", values=[(30, 3), (10, 1), (20, 2)])
    assert "it shows the points of a scatter plot" in refusal(checks.figure, ax, kind="line")


@pytest.mark.parametrize(
    "answer", [None, 3, "ax", [1], plt, lambda: None, pd.DataFrame({"a": [1]})], ids=described
)
def test_what_is_no_figure_is_refused(answer: object) -> None:
    assert "should be one pair of axes; it is " in refusal(checks.figure, answer)


def test_several_charts_and_an_empty_one_are_refused() -> None:
    fig, axes = plt.subplots(1, 2)
    assert "Keep the ax of fig, ax = plt.subplots()" in refusal(checks.figure, axes)
    refusal(checks.figure, fig)
    assert refusal(checks.figure, axes[0], kind="bar").endswith("bars; it shows none.")
    with pytest.raises(ValueError, match="needs a kind"):
        checks.figure(axes[0], **ASKED, values=[1])
    with pytest.raises(ValueError, match="is a list of 2 values"):
        checks.figure(bars(), **ASKED, kind="bar", values=[("China", [1, 2])])


# --- self-checks ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "said", "right"),
    [
        (..., "Not answered yet: replace the three dots with your answer, "
              "then run both cells again.", None),
        (75.6, "Correct: 75.6 percent.", True),
        (np.float64(75.62), "Correct: 75.6 percent.", True),
        (0.756, "Not yet: You gave a fraction.", False),
        (60, "Not yet: Look at December 2022.", False),
        ("75.6", "Not yet: the answer should be a number in percent; it is a text ('75.6'). "
                 "Remove the quotation marks.", False),
    ],
)  # fmt: skip
def test_a_self_check_replies_in_one_line(answer: object, said: str, right: bool | None) -> None:
    reply = checks.self_check(
        answer, 75.6, tolerance=0.05, unit="percent",
        hints={0.756: "You gave a fraction."}, otherwise="Look at December 2022.",
    )  # fmt: skip
    assert (repr(reply), reply.right) == (said, right)
    bundle = reply._repr_mimebundle_()
    assert bundle["text/plain"] == said
    assert re.fullmatch(r'<p role="status">[^<>]+</p>', bundle["text/html"])


def test_a_self_check_praises_in_the_authors_words() -> None:
    assert repr(checks.self_check("CSL", "Cybersecurity Law", also=["csl"])) == (
        "Correct: Cybersecurity Law."
    )
    assert repr(checks.self_check({"a"}, {"a"})) == "Correct."
    assert repr(checks.self_check(3, 3, right="one in four.")) == "Correct: one in four."
    assert checks.self_check("Jìngwǎng", "jingwang", ignore_accents=True).right
    assert checks.self_check([..., ...], ["a", "b"]).right is None
    assert (
        repr(
            checks.self_check(
                1,
                2,
                otherwise="""Look
        again.""",
            )
        )
        == "Not yet: Look again."
    )
    assert "0.25" not in repr(checks.self_check(1, 0.25))


# --- partial credit -------------------------------------------------------------------------


def test_a_part_that_fails_costs_its_own_points_only(capsys: pytest.CaptureFixture[str]) -> None:
    score = checks.Score("Task 3")
    with score.part(1, "look the row up"):
        checks.number(1, **ASKED, expected=1)
    with score.part(2, "divide by the whole."):
        checks.number(2, **ASKED, expected=1)
    with score.part(0.5, "name the unit"):
        checks.figure(bars(), **ASKED, ylabel=True)
    assert score.total() == 1.5
    assert capsys.readouterr().out == (
        "Task 3, 0 of 2 points: divide by the whole. "
        "`answer` has the right form but not the right value.\n"
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KeyError("secret"), "it led to an error (KeyError)."),
        (SystemExit("secret"), "it led to an error (SystemExit)."),
        (RecursionError("secret"), "it led to an error (RecursionError)."),
        (AssertionError("secret"), "The answer is not right yet."),
        (type("secret", (ValueError,), {})(), "it led to an error (ValueError)."),
        (type("secret", (BaseException,), {})(), "it led to an error (BaseException)."),
    ],
    ids=described,
)
def test_no_error_of_an_answer_gets_out_of_a_part(
    error: BaseException, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    score = checks.Score("Task 3")
    with score.part(1, "idea"):
        warnings.warn("a warning would cost the marks", stacklevel=1)
        raise error
    out = capsys.readouterr().out
    assert score.total() == 0
    assert out.startswith("Task 3, 0 of 1 points: idea. ")
    assert out.endswith(said + "\n")
    assert "secret" not in out


def test_the_total_is_a_number_that_nbgrader_can_read() -> None:
    score = checks.Score("Task 3")
    assert repr(score.total()) == "0"
    for _ in range(3):
        with score.part(0.1, "idea"):
            pass
    assert repr(score.total()) == "0.3"
    with score.part(0.7, "idea"):
        pass
    assert repr(score.total()) == "1"


@pytest.mark.parametrize("points", [0, -1, "2", True, float("nan"), np.float64(1)])
def test_points_are_positive_numbers(points: Any) -> None:
    with pytest.raises(ValueError, match="positive number of points"):
        checks.Score("Task 3").part(points, "idea")


# --- in a notebook, marked by nbgrader ------------------------------------------------------

SETUP = "from sixprinciples import checks"
EXACT = 'checks.number({}, task="Task 3", name="share", unit="percent", expected=75.6)'
PARTS = """
score = checks.Score("Task 3")
with score.part(1, "look the row up"):
    checks.number(share, task="Task 3", name="share", expected=75.6)
with score.part(1.5, "leave stop words out"):
    checks.sequence(top, task="Task 3", name="top", of="text", expected=["law", "we"])
with score.part(0.5, "divide by the whole"):
    checks.function(part, task="Task 3", name="part", cases=[((1, 4), 25.0)])
score.total()
"""
RIGHT = 'share, top, part = 75.6, ["law", "we"], lambda a, b: 100 * a / b\n'
CELLS = {
    "right": (EXACT.format("75.6"), 3),
    "right and small": ('checks.number(1.5, task="Task 3", name="share", expected=1.5)', 3),
    "text": (EXACT.format("'75.6'"), 0),
    "dots": (EXACT.format("..."), 0),
    "wrong": (EXACT.format("3"), 0),
    "trick": (
        "class A:\n    def __eq__(self, other): return True\n" + EXACT.format("A()"),
        0,
    ),
    "all parts": (RIGHT + PARTS, 3),
    "two parts": (RIGHT + "top = ['the', 'of']" + PARTS, 1.5),
    "one part": (RIGHT + "share, top = '75.6', top[::-1]" + PARTS, 0.5),
    "no part": ("share, top, part = ..., ..., ..." + PARTS, 0),
    "leaves": (RIGHT + "def part(a, b): raise SystemExit" + PARTS, 2.5),
    "prints": (
        RIGHT + "import sys, warnings\ndef part(a, b):\n    print(a, file=sys.stderr)\n"
        "    warnings.warn('w')\n    return 100 * a / b" + PARTS,
        3,
    ),
}


@pytest.fixture(scope="module")
def executed() -> dict[str, nbformat.NotebookNode]:
    """Run all test cells in a real kernel, errors or not."""
    notebook = new_notebook(cells=[new_code_cell(SETUP)])
    for name, (source, _) in CELLS.items():
        marks = {"grade": True, "solution": False, "locked": True, "points": 3.0}
        cell = new_code_cell(source, metadata={"nbgrader": {"grade_id": name, **marks}})
        notebook.cells.append(cell)
    NotebookClient(notebook, allow_errors=True, timeout=60, kernel_name="python3").execute()
    return dict(zip(CELLS, notebook.cells[1:], strict=True))


@pytest.mark.parametrize("name", CELLS)
def test_nbgrader_reads_the_marks_that_an_answer_earned(
    name: str, executed: dict[str, nbformat.NotebookNode]
) -> None:
    assert determine_grade(executed[name]) == (CELLS[name][1], 3.0)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("text", "Task 3: `share` should be a number in percent; it is a text ('75.6'). "
                 "Remove the quotation marks."),
        ("dots", "Task 3: `share` is still `...`: replace the three dots with your answer."),
        ("wrong", "Task 3: `share` has the right form but not the right value."),
        ("trick", "Task 3: `share` should be a number in percent; it is an object of the type A."),
    ],
)  # fmt: skip
def test_a_failing_check_shows_its_sentence_and_no_traceback(
    name: str, said: str, executed: dict[str, nbformat.NotebookNode]
) -> None:
    (output,) = executed[name].outputs
    assert output.output_type == "error"
    assert output.traceback == [said]
    assert (output.ename, output.evalue) == ("CheckFailed", said)


def test_missed_ideas_are_printed_above_the_score(
    executed: dict[str, nbformat.NotebookNode],
) -> None:
    printed, result = executed["one part"].outputs
    assert printed.name == "stdout"
    assert printed.text == (
        "Task 3, 0 of 1 points: look the row up. "
        "`share` should be a number; it is a text ('75.6'). Remove the quotation marks.\n"
        "Task 3, 0 of 1.5 points: leave stop words out. "
        "`top` has the right values, but not in the order asked for.\n"
    )
    assert result.data["text/plain"] == "0.5"


@pytest.mark.parametrize(
    ("check", "answer", "more"),
    [
        (checks.number, 1, {}),
        (checks.integer, 1, {}),
        (checks.text, "law", {}),
        (checks.truth, True, {}),
        (checks.date, "2022-12", {}),
        (checks.sequence, [1], {}),
        (checks.mapping, {"law": 1}, {}),
        (checks.table, pd.DataFrame({"year": [2022]}), {"columns": ["year"]}),
    ],
    ids=described,
)
def test_a_right_answer_that_came_out_as_none_is_no_check_of_the_form(
    check: Callable[..., object], answer: object, more: dict[str, Any]
) -> None:
    check(answer, **ASKED, **more)
    with pytest.raises(ValueError, match="leave it out"):
        check(answer, **ASKED, **more, expected=None)


def test_a_text_without_any_right_spelling_is_refused() -> None:
    with pytest.raises(ValueError, match="leave it out"):
        checks.text("law", **ASKED, expected=[])

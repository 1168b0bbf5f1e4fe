"""The checks of test cells: each raises `CheckFailed`, or returns nothing.

A value on the last line of a test cell would be read by nbgrader as a partial score.

Without `expected` a check looks at the form of an answer only and belongs into the visible part
of a test cell; with it, it also judges the substance and belongs into the hidden part. No
message holds what was expected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from sixprinciples.checks.containers import Cell, Items, Pairs, allowing_missing
from sixprinciples.checks.failures import CheckFailed, Complaint
from sixprinciples.checks.forms import Kind, Measure
from sixprinciples.checks.judging import Hints, Key, key_to
from sixprinciples.checks.scalars import Date, Form, Number, Text, Truth

# What `expected` is when it is left out; None would hide a right answer that failed to compute.
_FORM_ONLY: Any = object()


def number(
    value: object,
    *,
    task: str,
    name: str,
    unit: str | None = None,
    least: float | None = None,
    most: float | None = None,
    expected: object = _FORM_ONLY,
    tolerance: float = 0.0,
    hints: Hints | None = None,
    hint: str | None = None,
) -> None:
    """Check a number: an int, float, Decimal, Fraction or number of numpy.

    Args:
        value: the student's answer.
        task: how the assignment calls the task, for example "Task 3".
        name: the name that holds the answer.
        unit: the unit asked for, for messages.
        least: the smallest number that makes sense, if any.
        most: the largest number that makes sense, if any.
        expected: the right answer; without it only the form is checked.
        tolerance: how far the answer may be off, absolute; noise in the ninth digit is forgiven
            in any case.
        hints: foreseen wrong answers and, for each, a sentence on what it suggests.
        hint: a sentence for every other wrong answer.

    Raises:
        CheckFailed: the answer is not a number as asked for, or not right.
    """
    form = Number(unit=unit, tolerance=tolerance, least=least, most=most)
    _judge(value, task, name, _key(form, expected, hints, hint))


def integer(
    value: object,
    *,
    task: str,
    name: str,
    unit: str | None = None,
    least: int | None = None,
    most: int | None = None,
    expected: object = _FORM_ONLY,
    tolerance: float = 0,
    hints: Hints | None = None,
    hint: str | None = None,
) -> None:
    """Check a whole number; 79.0 is one. Arguments and errors as for `number`."""
    form = Number(unit=unit, tolerance=tolerance, least=least, most=most, whole=True)
    _judge(value, task, name, _key(form, expected, hints, hint))


def text(
    value: object,
    *,
    task: str,
    name: str,
    options: Sequence[str] = (),
    expected: str | Sequence[str] = _FORM_ONLY,
    ignore_case: bool = True,
    ignore_accents: bool = False,
    hints: Hints | None = None,
    hint: str | None = None,
) -> None:
    """Check a text; spaces and kinds of dashes and quotation marks never matter.

    Args:
        value: the student's answer.
        task: how the assignment calls the task.
        name: the name that holds the answer.
        options: texts to choose from, which messages list.
        expected: the right answer, or several spellings that are all right.
        ignore_case: whether capital and small letters are the same.
        ignore_accents: whether letters with and without marks are the same, as in pinyin.
        hints: foreseen wrong answers and what each suggests.
        hint: a sentence for every other wrong answer.

    Raises:
        CheckFailed: the answer is not such a text, or not right.
    """
    form = Text(tuple(options), ignore_case, ignore_accents, filled=True)
    if expected is _FORM_ONLY:
        right = []
    else:
        right = [expected] if isinstance(expected, str) else list(_given(expected or None))
    _judge(value, task, name, key_to(form, right, hints, hint))


def truth(
    value: object, *, task: str, name: str, expected: bool = _FORM_ONLY, hint: str | None = None
) -> None:
    """Check an answer that must be True or False. Arguments and errors as for `number`."""
    _judge(value, task, name, _key(Truth(), expected, None, hint))


def date(
    value: object,
    *,
    task: str,
    name: str,
    expected: object = _FORM_ONLY,
    hints: Hints | None = None,
    hint: str | None = None,
) -> None:
    """Check a day; a month stands for its first day. Arguments and errors as for `number`."""
    _judge(value, task, name, _key(Date(), expected, hints, hint))


def sequence(
    value: object,
    *,
    task: str,
    name: str,
    of: Kind = "value",
    length: int | None = None,
    expected: Iterable[object] = _FORM_ONLY,
    ordered: bool = True,
    missing: bool = False,
    tolerance: float = 0.0,
    hints: Hints | None = None,
    hint: str | None = None,
) -> None:
    """Check several values: a list, tuple, array, Series or Index, or a set if order is free.

    Args:
        value: the student's answer.
        task: how the assignment calls the task.
        name: the name that holds the answer.
        of: the kind of each value ("number", "integer", "text", "truth", "date", "value"), or a
            tuple of kinds where each is a row, such as ("text", "number").
        length: how many there must be, where students may know it.
        expected: the right values; without them only the form is checked.
        ordered: whether the order counts. Repeated values count in any case.
        missing: whether values may be missing; implied by an expected value that is.
        tolerance: how far each number may be off, absolute.
        hints: pairs of a foreseen wrong answer and what it suggests.
        hint: a sentence for every other wrong answer.

    Raises:
        CheckFailed: the answer is not such a sequence, or not right.
    """
    cell = Cell(Measure(tolerance).named(of), missing=missing)
    if expected is not _FORM_ONLY:
        expected = list(_given(expected))
        cell = allowing_missing(cell, expected)
    form = Items(cell, length=length, ordered=ordered)
    _judge(value, task, name, _key(form, expected, hints, hint))


def mapping(
    value: object,
    *,
    task: str,
    name: str,
    of: Kind = "value",
    keys: Sequence[object] = (),
    expected: object = _FORM_ONLY,
    missing: bool = False,
    tolerance: float = 0.0,
    hints: Hints | None = None,
    hint: str | None = None,
) -> None:
    """Check values under keys: a dict, a Counter, or a Series with its index.

    Args:
        value: the student's answer.
        task: how the assignment calls the task.
        name: the name that holds the answer.
        of: the kind of each value, as for `sequence`.
        keys: keys that it must have, where students may know them: messages name one lacking.
        expected: a dict or Series of the right values; other keys than its own are wrong.
        missing: whether values may be missing; implied by an expected value that is.
        tolerance: how far each number may be off, absolute.
        hints: pairs of a foreseen wrong answer and what it suggests.
        hint: a sentence for every other wrong answer.

    Raises:
        CheckFailed: the answer is not such a mapping, or not right.
    """
    cell = Cell(Measure(tolerance).named(of), missing=missing)
    if expected is not _FORM_ONLY:
        cell = allowing_missing(cell, dict(_given(expected)).values())
    form = Pairs(cell, keys=tuple(keys))
    _judge(value, task, name, _key(form, expected, hints, hint))


def table(
    value: object,
    *,
    task: str,
    name: str,
    columns: Sequence[Any] | Mapping[Any, Kind] | None = None,
    key: str | Sequence[Any] = (),
    length: int | None = None,
    expected: pd.DataFrame = _FORM_ONLY,
    ordered: bool = False,
    missing: bool = False,
    tolerance: float = 0.0,
    hints: Hints | None = None,
    hint: str | None = None,
) -> None:
    """Check a DataFrame; more columns and, unless `ordered`, another order of rows are right.

    Args:
        value: the student's answer.
        task: how the assignment calls the task.
        name: the name that holds the answer.
        columns: the columns asked for, or the kind of each; without them those of `expected`.
        key: the columns that tell rows apart; they may stand in the index.
        length: how many rows there must be, where students may know it.
        expected: the right table, its key in columns; without it only the form is checked.
        ordered: whether the order of rows counts.
        missing: whether cells may be empty; implied for a column with an expected one that is.
        tolerance: how far each number may be off, absolute.
        hints: pairs of a foreseen wrong table and what it suggests.
        hint: a sentence for every other wrong answer.

    Raises:
        CheckFailed: the answer is not such a table, or not right.
        ValueError: neither `columns` nor `expected` is given.
    """
    if columns is None and expected is _FORM_ONLY:
        raise ValueError("checks.table needs columns or an expected table.")
    keys = [key] if isinstance(key, str) else list(key)
    right = None if expected is _FORM_ONLY else _given(expected)
    wanted = list(right.columns) if columns is None and right is not None else columns or ()
    form = Measure(tolerance).table(right, wanted, keys, missing)
    form = replace(form, ordered=ordered, length=length)
    _judge(value, task, name, _key(form, expected, hints, hint))


def _key(form: Form, expected: object, hints: Hints | None, hint: str | None) -> Key:
    return key_to(form, [] if expected is _FORM_ONLY else [_given(expected)], hints, hint)


def _given(expected: Any) -> Any:
    """Refuse a right answer that is missing: the test would accept whatever has the form."""
    if expected is None:
        raise ValueError("`expected` holds no answer; leave it out to check the form only.")
    return expected


def _judge(value: object, task: str, name: str, key: Key) -> None:
    try:
        key.read(value)
    except Complaint as complaint:
        raise CheckFailed(f"{task}: {complaint.about(f'`{name}`')}") from None


__all__ = ["date", "integer", "mapping", "number", "sequence", "table", "text", "truth"]

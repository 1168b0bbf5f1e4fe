"""The form of a table: named columns, rows that may be found by a key."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sixprinciples.checks import plain
from sixprinciples.checks.containers import Cell, Row, in_step, unmatched, wrong_keys
from sixprinciples.checks.failures import WrongForm
from sixprinciples.checks.scalars import Form

Columns = dict[Any, list[Any]]
_NAMED_IN_ADVICE = 8
_WRONG_ORDER = "has the right rows, but not in the order asked for"


@dataclass(frozen=True)
class Table(Form):
    """A DataFrame with at least these columns.

    Attributes:
        columns: the form of each column asked for, by name.
        key: the columns that tell rows apart, if any; each is one of `columns`.
        ordered: whether the order of rows counts.
        length: how many rows there must be, if that is said.
    """

    columns: tuple[tuple[Any, Cell], ...]
    key: tuple[Any, ...] = ()
    ordered: bool = False
    length: int | None = None

    def describe(self) -> str:
        """Name it with its columns."""
        rows = "" if self.length is None else f" of {plain.count(self.length, 'row')}"
        return f"a table (DataFrame){rows} with {_columns([name for name, _ in self.columns])}"

    def read(self, value: object) -> Columns:
        """Read the columns asked for; a key may stand in the index."""
        if type(value) is not pd.DataFrame:
            raise plain.found(value, _advice(value))
        data = {name: self._column(value, name, form) for name, form in self.columns}
        if self.length is not None and len(value) != self.length:
            raise WrongForm(plain.count(len(value), "row"), where="it has")
        if self.key and len(set(self._keys(data))) < len(value):
            raise WrongForm(_columns(list(self.key)), where="several rows are the same in")
        return data

    def _column(self, frame: pd.DataFrame, name: object, form: Cell) -> list[Any]:
        cells = self._cells(frame, name)
        return [_cell(form, cell, name, n) for n, cell in enumerate(cells, 1)]

    def _cells(self, frame: pd.DataFrame, name: object) -> list[Any]:
        places = [n for n, label in enumerate(frame.columns) if _is_label(label, name)]
        if len(places) > 1:
            raise WrongForm(f"the column `{name}` more than once", where="it has")
        if places:
            column = frame.iloc[:, places[0]]
            if not plain.is_stored(column):
                raise WrongForm(f"a column `{name}` of a class of its own", where="it has")
            return column.tolist()
        level = self._level(frame, name)
        if level is None:
            raise WrongForm(f"the column `{name}`", aside=_has(frame), where="it lacks")
        return frame.index.get_level_values(level).tolist()

    def _level(self, frame: pd.DataFrame, name: object) -> int | None:
        for level, label in enumerate(frame.index.names):
            if _is_label(label, name):
                return level
        # An index without a name that does not just count the rows can only be the one key.
        unnamed = list(frame.index.names) == [None]
        counts = frame.index.equals(pd.RangeIndex(len(frame)))
        return 0 if self.key == (name,) and unnamed and not counts else None

    def difference(self, found: Columns, expected: Columns) -> str | None:
        """Say which columns or how many rows are wrong, without their values."""
        if self.key:
            return self._difference_by_key(found, expected)
        names = self._names()
        left, right = self._rows(found, names), self._rows(expected, names)
        if in_step(self._row(names), left, right):
            return None
        extra, lacking = unmatched(self._row(names), left, right)
        if extra or lacking:
            return _wrong_rows(len(left), len(right), extra)
        return _WRONG_ORDER if self.ordered else None

    def _difference_by_key(self, found: Columns, expected: Columns) -> str | None:
        left = {key: row for row, key in enumerate(self._keys(found))}
        right = {key: row for row, key in enumerate(self._keys(expected))}
        keys = wrong_keys(len(left.keys() - right.keys()), len(right.keys() - left.keys()), "row")
        if keys:
            return keys
        pairs = [(left[key], place) for key, place in right.items()]
        wrong = {
            name: sum(not form.same(found[name][a], expected[name][b]) for a, b in pairs)
            for name, form in self.columns
        }
        wrong = {name: number for name, number in wrong.items() if number}
        if wrong:
            return _wrong_columns(wrong, len(right))
        in_order = self._keys(found) == self._keys(expected)
        return _WRONG_ORDER if self.ordered and not in_order else None

    def _names(self) -> list[Any]:
        return [name for name, _ in self.columns]

    def _row(self, names: Sequence[Any]) -> Row:
        forms = dict(self.columns)
        return Row(tuple(forms[name] for name in names))

    def _rows(self, data: Columns, names: Sequence[Any]) -> list[tuple[Any, ...]]:
        return list(zip(*(data[name] for name in names), strict=True))

    def _keys(self, data: Columns) -> list[Hashable]:
        return [self._row(self.key).normal(row) for row in self._rows(data, self.key)]


def _is_label(label: object, name: object) -> bool:
    known = (*plain.TEXTS, *plain.INTEGERS, *plain.FLOATS)
    return plain.is_exactly(label, known) and label == name


def _cell(form: Cell, value: object, name: object, row: int) -> Any:
    try:
        return form.read(value)
    except WrongForm as error:
        where = f"the column `{name}` should hold {form.plural()}, row {row} is"
        raise error.inside(where) from None


def _has(frame: pd.DataFrame) -> str:
    labels = [label for label in frame.columns if plain.is_exactly(label, plain.TEXTS)]
    if not labels:
        return ""
    more = ", …" if len(labels) > _NAMED_IN_ADVICE else ""
    return f"It has {', '.join(f'`{plain.one_line(x)}`' for x in labels[:_NAMED_IN_ADVICE])}{more}."


def _advice(value: object) -> str:
    return "Use .reset_index() to make it a table." if type(value) is pd.Series else ""


def _columns(names: list[Any]) -> str:
    plural = "s" if len(names) > 1 else ""
    return f"the column{plural} {plain.listed([f'`{name}`' for name in names])}"


def _wrong_rows(found: int, expected: int, extra: int) -> str:
    if found != expected:
        return f"has too {'many' if found > expected else 'few'} rows ({found})"
    return f"has wrong values in {extra} out of {plain.count(found, 'row')}"


def _wrong_columns(wrong: dict[Any, int], rows: int) -> str:
    parts = [f"`{name}` ({number} of {plain.count(rows, 'row')})" for name, number in wrong.items()]
    return f"has wrong values in the column{'s' if len(parts) > 1 else ''} {plain.listed(parts)}"

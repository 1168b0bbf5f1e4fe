"""The forms that authors name ("number", "text", …) and the form an expected answer implies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sixprinciples.checks import plain
from sixprinciples.checks.containers import Cell, Items, Pairs, Row, allowing_missing
from sixprinciples.checks.scalars import Date, Form, Number, Single, Text, Truth, Value
from sixprinciples.checks.tables import Table

Kind = str | tuple[str, ...]


@dataclass(frozen=True)
class Measure:
    """How strictly values are compared, wherever they stand.

    Attributes:
        tolerance: how far numbers may be off, absolute.
        unit: the unit of a single number, for messages.
        ignore_accents: whether letters with and without marks are the same.
    """

    tolerance: float = 0.0
    unit: str | None = None
    ignore_accents: bool = False

    def named(self, kind: Kind) -> Single:
        """Return the form of a kind's name, or of a tuple of names for rows.

        Raises:
            ValueError: there is no such kind.
        """
        if isinstance(kind, tuple):
            return Row(tuple(self.named(part) for part in kind))
        forms: dict[str, Single] = {
            "number": Number(unit=self.unit, tolerance=self.tolerance),
            "integer": Number(unit=self.unit, tolerance=self.tolerance, whole=True),
            "text": Text(ignore_accents=self.ignore_accents),
            "truth": Truth(),
            "date": Date(),
            "value": Value(tolerance=self.tolerance),
        }
        if kind not in forms:
            raise ValueError(f"There is no kind {kind!r}; the kinds are {', '.join(forms)}.")
        return forms[kind]

    def of(self, expected: object) -> Form:
        """Return the form that an expected answer implies.

        Lists, tuples, arrays and Series with row numbers count as ordered, sets as unordered;
        any other Series is a mapping from its index.

        Raises:
            TypeError: it is nothing that an answer can be compared with.
        """
        expected = plain.single(expected)
        if type(expected) is pd.DataFrame:
            return self.table(expected, list(expected.columns))
        if _is_mapping(expected):
            values = list(dict(expected).values())  # type: ignore[call-overload]
            return Pairs(self.cell(values))
        if plain.is_exactly(expected, (*plain.SEQUENCES, *plain.SETS)):
            values = list(expected)  # type: ignore[call-overload]
            return Items(self.cell(values), ordered=not plain.is_exactly(expected, plain.SETS))
        return self._single(expected)

    def _single(self, expected: object) -> Single:
        for kind, types in _KINDS:
            if plain.is_exactly(expected, types) and not plain.is_missing(expected):
                return self.named(kind)
        raise TypeError(f"An answer cannot be compared with a {type(expected).__name__}.")

    def cell(self, values: Iterable[object]) -> Cell:
        """Return the form that several expected values share."""
        values = [plain.single(value) for value in values]
        present = [value for value in values if not plain.is_missing(value)]
        return allowing_missing(Cell(self._shared(present)), values)

    def _shared(self, values: list[Any]) -> Single:
        rows = all(type(value) in (tuple, list) for value in values)
        if rows and len({len(value) for value in values}) == 1:
            return Row(tuple(self.cell(part) for part in zip(*values, strict=True)))
        for kind, types in _KINDS:
            if values and all(plain.is_exactly(value, types) for value in values):
                return self.named(kind)
        return Value(tolerance=self.tolerance)

    def table(
        self,
        expected: pd.DataFrame | None,
        columns: Sequence[Any] | Mapping[Any, Kind],
        key: Sequence[Any] = (),
        missing: bool = False,
    ) -> Table:
        """Return the form of a table whose columns are named, or named with their kinds."""
        names = [*dict.fromkeys([*key, *columns])]
        kinds = columns if isinstance(columns, Mapping) else {}
        forms = [(name, self._column(expected, name, kinds.get(name), missing)) for name in names]
        return Table(tuple(forms), key=tuple(key))

    def _column(
        self, expected: pd.DataFrame | None, name: object, kind: Kind | None, missing: bool
    ) -> Cell:
        values: list[Any] = []
        if expected is not None and name in expected.columns:
            values = expected[name].tolist()
        if kind is None:
            cell = self.cell(values)
            return Cell(cell.form, missing=missing or cell.missing)
        return allowing_missing(Cell(self.named(kind), missing=missing), values)


_KINDS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("truth", plain.TRUTHS),
    ("number", plain.NUMBERS),
    ("text", plain.TEXTS),
    ("date", plain.DATES),
)


def _is_mapping(expected: object) -> bool:
    if type(expected) is pd.Series:
        return type(expected.index) is not pd.RangeIndex
    return plain.is_exactly(expected, plain.MAPPINGS)

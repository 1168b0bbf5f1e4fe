"""Forms of several values: sequences, mappings from keys to values, and rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from sixprinciples.checks import plain
from sixprinciples.checks.failures import WrongForm
from sixprinciples.checks.scalars import Form, Number, Single, Value

# Beyond this many values that find no partner the answer is wrong whatever their order.
_MATCHED_ONE_BY_ONE = 200


@dataclass(frozen=True)
class Cell(Single):
    """One value among several, which may be missing where that is allowed.

    Attributes:
        form: what it is if it is there.
        missing: whether it may be missing.
    """

    form: Single
    missing: bool = False

    def describe(self) -> str:
        """Name it."""
        return self.form.describe()

    def plural(self) -> str:
        """Name several."""
        return self.form.plural()

    def read(self, value: object) -> Any:
        """Read it; None if it is missing."""
        value = plain.single(value)
        if not plain.is_missing(value):
            return self.form.read(value)
        if not self.missing:
            raise WrongForm("a missing value", sample=str(value))
        return None

    def same(self, found: Any, expected: Any) -> bool:
        """Compare; a missing value is the same as a missing value only."""
        if found is None or expected is None:
            return found is expected
        return self.form.same(found, expected)

    def normal(self, found: Any) -> Any:
        """Sort what is missing first."""
        return (0,) if found is None else (1, self.form.normal(found))


@dataclass(frozen=True)
class Row(Single):
    """A fixed number of values that belong together, such as a word and its count."""

    cells: tuple[Single, ...]

    def describe(self) -> str:
        """Name it with its parts."""
        return f"({', '.join(cell.describe() for cell in self.cells)})"

    def plural(self) -> str:
        """Name several."""
        return f"rows of {self.describe()}"

    def read(self, value: object) -> tuple[Any, ...]:
        """Read a tuple, list or array of the right length."""
        if not plain.is_exactly(value, (tuple, list, np.ndarray)) or _is_deep(value):
            raise plain.found(value)
        values = list(value)  # type: ignore[call-overload]
        if len(values) != len(self.cells):
            raise plain.found(value)
        return tuple(cell.read(part) for cell, part in zip(self.cells, values, strict=True))

    def same(self, found: Sequence[Any], expected: Sequence[Any]) -> bool:
        """Compare part by part."""
        parts = zip(self.cells, found, expected, strict=True)
        return all(cell.same(left, right) for cell, left, right in parts)

    def normal(self, found: Sequence[Any]) -> Any:
        """Sort by what is exact first, then by numbers, which carry noise."""
        cells = sorted(zip(self.cells, found, strict=True), key=lambda pair: _is_noisy(pair[0]))
        return tuple(cell.normal(value) for cell, value in cells)


def _is_noisy(form: Single) -> bool:
    inner = form.form if isinstance(form, Cell) else form
    return isinstance(inner, Number | Value)


@dataclass(frozen=True)
class Items(Form):
    """Several values of one kind, in order or not.

    Attributes:
        of: what each value is.
        length: how many there must be, if that is said.
        ordered: whether their order counts.
    """

    of: Cell
    length: int | None = None
    ordered: bool = True

    def describe(self) -> str:
        """Name it with its length and kind."""
        many = "" if self.length is None else f"{self.length} "
        return f"a list of {many}{self.of.plural()}"

    def read(self, value: object) -> list[Any]:
        """Read a list, tuple, array, Series, Index and, where order does not count, a set."""
        self._check_type(value)
        values = list(value)  # type: ignore[call-overload]
        read = [_part(self.of, part, f"value {n} is") for n, part in enumerate(values, 1)]
        if self.length is not None and len(read) != self.length:
            raise WrongForm(plain.count(len(read), "value"), where="it has")
        return read

    def _check_type(self, value: object) -> None:
        if not self.ordered and plain.is_exactly(value, plain.SETS):
            return
        if not plain.is_exactly(value, plain.SEQUENCES) or _is_deep(value):
            raise plain.found(value, _advice_for_sequence(value))
        if not plain.is_stored(value):
            raise plain.found(value)

    def difference(self, found: Sequence[Any], expected: Sequence[Any]) -> str | None:
        """Say how many values are wrong, or that only their order is."""
        if in_step(self.of, found, expected):
            return None
        extra, lacking = unmatched(self.of, found, expected)
        if extra or lacking:
            return _wrong_parts(len(found), len(expected), extra)
        return "has the right values, but not in the order asked for" if self.ordered else None


def _is_deep(value: Any) -> bool:
    return type(value) is np.ndarray and value.ndim != 1


def _advice_for_sequence(value: object) -> str:
    if plain.is_exactly(value, plain.SETS):
        return "A set has no order; make a list."
    if plain.is_exactly(value, plain.MAPPINGS):
        return "Take its keys or its values, for example with list(...)."
    if type(value) is pd.DataFrame:
        return 'Take the one column out of it, as in table["column"].'
    return ""


def _wrong_parts(found: int, expected: int, extra: int) -> str:
    if found != expected:
        return f"has too {'many' if found > expected else 'few'} values ({found})"
    return f"has {plain.count(extra, 'value')} out of {found} that {_be(extra)} not right"


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def _part(form: Single, value: object, where: str) -> Any:
    try:
        return form.read(value)
    except WrongForm as error:
        raise error.inside(where) from None


def in_step(form: Single, found: Sequence[Any], expected: Sequence[Any]) -> bool:
    """Say whether values are the same one by one, in their order."""
    same = (form.same(left, right) for left, right in zip(found, expected, strict=False))
    return len(found) == len(expected) and all(same)


def unmatched(form: Single, found: Sequence[Any], expected: Sequence[Any]) -> tuple[int, int]:
    """Count the values on either side that have no equal on the other, whatever the order.

    Args:
        form: what compares and sorts the values.
        found: values that were read.
        expected: the same.

    Returns:
        How many values are too many, and how many are lacking.
    """
    extra, lacking = _merge(form, found, expected)
    if max(len(extra), len(lacking)) <= _MATCHED_ONE_BY_ONE:
        extra, lacking = _pair_off(form, extra, lacking)
    return len(extra), len(lacking)


def _merge(
    form: Single, found: Iterable[Any], expected: Iterable[Any]
) -> tuple[list[Any], list[Any]]:
    left, right = sorted(found, key=form.normal), sorted(expected, key=form.normal)
    extra, lacking = [], []
    while left and right:
        if form.same(left[-1], right[-1]):
            left.pop()
            right.pop()
        elif form.normal(left[-1]) > form.normal(right[-1]):
            extra.append(left.pop())
        else:
            lacking.append(right.pop())
    return extra + left, lacking + right


def _pair_off(form: Single, extra: list[Any], lacking: list[Any]) -> tuple[list[Any], list[Any]]:
    # Sorting can part two equals whose noise falls on either side of a rounding step.
    alone = []
    for value in extra:
        partner = next((n for n, other in enumerate(lacking) if form.same(value, other)), None)
        if partner is None:
            alone.append(value)
        else:
            del lacking[partner]
    return alone, lacking


@dataclass(frozen=True)
class Pairs(Form):
    """Values under keys; other keys than those asked for are wrong.

    Attributes:
        of: what each value is.
        keys: the keys it must have, where students may know them.
    """

    of: Cell
    keys: tuple[Any, ...] = ()

    def describe(self) -> str:
        """Name it with its kind."""
        return f"a dict or Series of {self.of.plural()}"

    def read(self, value: object) -> dict[Any, Any]:
        """Read a dict, a Counter or a Series, whose index holds the keys."""
        entries = _entries(value)
        keys = [_part(_KEY, key, "one of its keys is") for key, _ in entries]
        twice = [key for key, n in Counter(map(_KEY.normal, keys)).items() if n > 1]
        if twice:
            raise WrongForm("the same key more than once", where="it has")
        for wanted in self.keys:
            if _KEY.normal(_KEY.read(wanted)) not in set(map(_KEY.normal, keys)):
                quoted = any(type(key) is str and key.strip() == str(wanted) for key in keys)
                advice = "Write the keys without quotation marks." if quoted else ""
                raise WrongForm(f"the key {plain.shown(wanted)}", where="it lacks", advice=advice)
        values = zip(keys, (cell for _, cell in entries), strict=True)
        return {key: _part(self.of, cell, _under(key)) for key, cell in values}

    def difference(self, found: dict[Any, Any], expected: dict[Any, Any]) -> str | None:
        """Say how many keys or values are wrong, without naming them."""
        left = {_KEY.normal(key): value for key, value in found.items()}
        right = {_KEY.normal(key): value for key, value in expected.items()}
        keys = wrong_keys(len(left.keys() - right.keys()), len(right.keys() - left.keys()), "key")
        if keys:
            return keys
        wrong = sum(not self.of.same(left[key], right[key]) for key in right)
        return _wrong_parts(len(left), len(right), wrong) if wrong else None


_KEY = Cell(Value(), missing=True)


def by_key(value: object, keys: Iterable[Any]) -> dict[Any, Any]:
    """Return an answer's values under the keys that a task names, once `mapping` has passed it.

    Args:
        value: the student's dict, Counter or Series.
        keys: the keys as the task writes them. Letter case, blanks at the ends and wide letters
            of the student's keys do not count, as in `mapping`.

    Raises:
        KeyError: it lacks one of the keys; `mapping` with these `keys` tells students before.
    """
    found = {_KEY.normal(_KEY.read(key)): entry for key, entry in _entries(value)}
    return {key: found[_KEY.normal(_KEY.read(key))] for key in keys}


def _entries(value: Any) -> list[tuple[Any, Any]]:
    if plain.is_exactly(value, plain.MAPPINGS):
        return list(value.items())
    if type(value) is pd.Series and plain.is_exactly(value.index, plain.INDEXES):
        if not plain.is_stored(value) or not plain.is_stored(value.index):
            raise plain.found(value)
        # called on the classes: an attribute of the object may hide its method
        return list(zip(pd.Index.tolist(value.index), pd.Series.tolist(value), strict=True))
    advice = "Its index must hold one key for each value." if type(value) is pd.Series else ""
    if type(value) is pd.DataFrame:
        advice = 'Take the one column out of it, as in table["column"].'
    raise plain.found(value, advice)


def _under(key: object) -> str:
    return f"under the key {plain.shown(key) or key} it holds"


def wrong_keys(extra: int, lacking: int, noun: str) -> str:
    """Say how many keys or rows do not belong and how many are lacking; "" if none."""
    parts = []
    if lacking:
        parts.append(f"lacks {plain.count(lacking, noun)}")
    if extra:
        parts.append(f"has {plain.count(extra, noun)} that should not be there")
    return " and ".join(parts)


def allowing_missing(cell: Cell, expected: Iterable[object]) -> Cell:
    """Let a value be missing if one of the expected values is."""
    return replace(cell, missing=cell.missing or any(map(plain.is_missing, expected)))

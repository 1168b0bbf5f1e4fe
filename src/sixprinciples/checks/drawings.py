"""Checking a figure by what it shows: data, labels, legend and where its axis begins."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from sixprinciples.checks import plain
from sixprinciples.checks.containers import Cell, Items, Row
from sixprinciples.checks.failures import CheckFailed, Complaint, Unanswered, WrongForm, WrongValue
from sixprinciples.checks.judging import read_own
from sixprinciples.checks.scalars import Date, Number, Single, Text, Value

if TYPE_CHECKING:
    from sixprinciples.drawn import Bars, Drawn

Kind = Literal["bar", "barh", "bars", "line", "scatter"]
Words = str | Sequence[str]
_Rows = list[tuple[Any, Any]]
_NAMES = {
    "bar": "upright bars",
    "barh": "lying bars",
    "bars": "bars",
    "line": "a line",
    "scatter": "the points of a scatter plot",
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[-+]?\d+(\.\d*)?")
_MIDNIGHT = re.compile(r"[ T]00:00:00$")


def figure(
    ax: object,
    *,
    task: str,
    name: str = "ax",
    kind: Kind | None = None,
    values: object = None,
    tolerance: float = 0.0,
    ordered: bool | None = None,
    title: bool = False,
    xlabel: bool = False,
    ylabel: bool = False,
    legend: bool = False,
    title_mentions: Words = (),
    xlabel_mentions: Words = (),
    ylabel_mentions: Words = (),
    legend_mentions: Words = (),
    zero_based: bool = False,
    hints: Sequence[tuple[object, str]] = (),
    hint: str | None = None,
) -> Drawn:
    """Check what a figure shows.

    Args:
        ax: the student's axes, a figure with one pair of axes, or a record of them.
        task: how the assignment calls the task.
        name: the name that holds the axes.
        kind: "bar" (upright), "barh" (lying), "bars" (either), "line" or "scatter".
        values: what must be drawn, and nothing else of that kind: for bars and lines a mapping
            from category or x to value, pairs of both, or the values alone as they follow each
            other; for a scatter plot pairs; for several series a mapping from the legend's
            labels to any of these, or a DataFrame with x as index and one column per series.
            Missing values are not drawn, so they are not asked for.
        tolerance: how far each value may be off, absolute.
        ordered: whether values must follow each other as in `values`. Without it that holds for
            lines (in either direction), for values alone and for bars given as pairs.
        title: whether there must be a title.
        xlabel: whether the x axis must be labelled.
        ylabel: whether the y axis must be labelled.
        legend: whether there must be a legend, or texts beside the series.
        title_mentions: words one of which the title must hold.
        xlabel_mentions: the same for the label of the x axis, such as names of its unit.
        ylabel_mentions: the same for the label of the y axis.
        legend_mentions: words all of which the legend, or texts in the axes, must hold.
        zero_based: whether the axis of the values must be linear and reach zero.
        hints: pairs of foreseen wrong `values` and what each suggests.
        hint: a sentence for every other wrong drawing.

    Returns:
        The record of what is drawn, for checks of your own.

    Raises:
        CheckFailed: the figure does not show what was asked for.
        ValueError: `values` need a `kind`.
    """
    if values is not None and kind is None:
        raise ValueError("checks.figure needs a kind where it has values.")
    try:
        shown = _read(ax)
        if kind is not None:
            _check_kind(shown, kind)
        entries = " ".join([*shown.legend, *shown.texts])
        _check_text("title", shown.title, title, title_mentions)
        _check_text("label on its x axis", shown.xlabel, xlabel, xlabel_mentions)
        _check_text("label on its y axis", shown.ylabel, ylabel, ylabel_mentions)
        _check_text("legend", entries, legend, legend_mentions, how_many=all)
        if zero_based:
            _check_zero(shown)
        if values is not None and kind is not None:
            _Expected(kind, tolerance, ordered).check(shown, values, hints, hint or "")
    except (Unanswered, WrongForm) as complaint:
        raise CheckFailed(f"{task}: {complaint.about(f'`{name}`')}") from None
    except Complaint as complaint:
        raise CheckFailed(f"{task}: {complaint.about(f'the figure in `{name}`')}") from None
    return shown


def _read(ax: object) -> Drawn:
    from sixprinciples import drawn  # matplotlib is needed here only

    if ax is ...:
        raise Unanswered
    try:
        if type(ax) is drawn.Drawn:  # by way of JSON: only texts and numbers come through
            return drawn.Drawn.from_dict(json.loads(json.dumps(drawn.Drawn.to_dict(ax))))
        return drawn.drawn(ax)  # type: ignore[arg-type]
    except Exception:  # whatever a student's object does when it is read
        advice = "Keep the ax of fig, ax = plt.subplots(), with one chart in it."
        raise plain.found(ax, advice).of("one pair of axes") from None


def _check_kind(shown: Drawn, kind: Kind) -> None:
    present = {
        "bar": any(not bars.horizontal for bars in shown.bars),
        "barh": any(bars.horizontal for bars in shown.bars),
        "bars": bool(shown.bars),
        "line": bool(shown.lines),
        "scatter": bool(shown.points),
    }
    if not present[kind]:
        others = [_NAMES[other] for other in ("bar", "barh", "line", "scatter") if present[other]]
        seen = f"it shows {plain.listed(others)}" if others else "it shows none"
        raise WrongValue(f"should show {_NAMES[kind]}; {seen}")


def _check_text(
    part: str,
    text: str,
    asked: bool,
    words: Words,
    how_many: Callable[[Iterable[bool]], bool] = any,
) -> None:
    words = [words] if isinstance(words, str) else list(words)
    if (asked or words) and not text.strip():
        raise WrongValue(f"has no {part}")
    read = Text().normal
    if words and not how_many(read(word) in read(text) for word in words):
        wanted = plain.listed([f'"{word}"' for word in words], "or" if how_many is any else "and")
        raise WrongValue(f'has the {part} "{plain.one_line(text)}", which should mention {wanted}')


def _check_zero(shown: Drawn) -> None:
    lying = any(bars.horizontal for bars in shown.bars)
    scale, ends = (shown.xscale, shown.xlim) if lying else (shown.yscale, shown.ylim)
    numbers = [end for end in ends if isinstance(end, int | float)]
    if scale != "linear" or not numbers or not min(numbers) <= 0 <= max(numbers):
        raise WrongValue(f"should have {'an x' if lying else 'a y'} axis that begins at zero")
    one_set = len({bars.label for bars in shown.bars}) == 1
    if one_set and any(start != 0 for bars in shown.bars for start in bars.starts):
        raise WrongValue("should have bars that all begin at zero")


@dataclass(frozen=True)
class _Place(Single):
    """A position on an axis: a number, a category or a date, however it is written."""

    tolerance: float = 0.0

    def describe(self) -> str:
        return "a number, category or date"

    def plural(self) -> str:
        return "numbers, categories or dates"

    def read(self, value: object) -> float | str:
        place: str | float | datetime.date = Value().read(value)
        if isinstance(place, datetime.date):
            return place.isoformat()
        return _place(place) if isinstance(place, str) else float(place)

    def same(self, found: float | str, expected: float | str) -> bool:
        if isinstance(found, float) and isinstance(expected, float):
            return Number(tolerance=self.tolerance).same(found, expected)
        return found == expected

    def normal(self, found: float | str) -> Any:
        return (1, found) if isinstance(found, str) else (0, Number().normal(found))


def _place(text: str) -> float | str:
    text = Text().normal(_MIDNIGHT.sub("", text.strip()))
    try:
        return Date().read(text).isoformat()
    except WrongForm:
        return float(text) if _NUMBER.fullmatch(text) else text


class _Expected:
    """What a figure should show, in the terms of one kind of chart."""

    def __init__(self, kind: Kind, tolerance: float, ordered: bool | None) -> None:
        self.kind, self.ordered = kind, ordered
        self.y = _Place(tolerance)
        self.x = _Place(tolerance if kind == "scatter" else 0.0)

    def check(
        self, shown: Drawn, values: object, hints: Sequence[tuple[object, str]], hint: str
    ) -> None:
        """Compare what is shown with what is asked for.

        Raises:
            WrongValue: it differs.
        """
        difference = self._difference(shown, values)
        if difference is None:
            return
        for wrong, sentence in hints:
            if self._difference(shown, wrong) is None:
                raise WrongValue("is not right yet", sentence)
        raise WrongValue(difference, hint)

    def _difference(self, shown: Drawn, values: object) -> str | None:
        wanted = _by_label(values)
        if wanted is None:
            series = [(label, rows) for label, rows in self._series(shown)]
            if self.kind == "line" and len(series) > 1:
                return f"should show one line; it shows {len(series)}"
            return self._compare([row for _, rows in series for row in rows], values)
        read = Text().normal
        found = {read(label): rows for label, rows in self._series(shown)}
        labels = [read(str(label)) for label in wanted]
        if sorted(found) != sorted(labels) or len(found) != len(self._series(shown)):
            return "should show each series asked for once, with its label, and no other"
        pairs = zip(labels, wanted.values(), strict=True)
        return next(filter(None, (self._compare(found[lb], rows) for lb, rows in pairs)), None)

    def _series(self, shown: Drawn) -> list[tuple[str, _Rows]]:
        if self.kind == "line":
            return [(line.label, list(zip(line.x, line.y, strict=True))) for line in shown.lines]
        if self.kind == "scatter":
            return [(dots.label, list(zip(dots.x, dots.y, strict=True))) for dots in shown.points]
        ends = shown.ylim if any(bars.horizontal for bars in shown.bars) else shown.xlim
        return [(bars.label, _in_reading_order(bars, ends)) for bars in shown.bars]

    def _compare(self, found: _Rows, values: Any) -> str | None:
        row = Row((self.x, self.y))
        left = [row.read(pair) for pair in found]
        rows = _rows(values)
        known = [pair for pair in rows or _unplaced(values) if not plain.is_missing(pair[1])]
        right = [read_own(row, pair) for pair in known]
        if self.kind == "line":
            left, right = _forward(left), _forward(right)
        if rows is None:
            left = _unplaced(value for _, value in left)
        if self.kind in ("bar", "barh", "bars"):
            # A bar without length is not seen; pandas draws one for a missing value.
            left, right = ([pair for pair in rows if pair[1] != 0] for rows in (left, right))
        ordered = self._is_ordered(values) if self.ordered is None else self.ordered
        return Items(Cell(row), ordered=ordered).difference(left, right)

    def _is_ordered(self, values: object) -> bool:
        by_place = isinstance(values, Mapping | pd.Series)
        return self.kind == "line" or (self.kind != "scatter" and not by_place)


def _in_reading_order(bars: Bars, ends: Sequence[Any]) -> _Rows:
    """Return bars from left to right, or from top to bottom."""
    rows = zip(bars.positions, bars.categories, bars.lengths, strict=True)
    from_high_end = (ends[0] > ends[1]) != bars.horizontal
    in_order = sorted(rows, key=lambda row: row[0], reverse=from_high_end)
    return [(category, length) for _, category, length in in_order]


def _unplaced(values: Iterable[Any]) -> _Rows:
    """Pair values with one and the same place, because where they stand is left open."""
    return [("", value) for value in values]


def _forward(rows: _Rows) -> _Rows:
    """Return the points of a line from left to right if they were drawn the other way."""
    ends = [place for place, _ in (*rows[:1], *rows[-1:])]
    measured = all(isinstance(place, float) or _DATE.match(place) for place in ends)
    same_kind = len({type(place) for place in ends}) == 1
    return rows[::-1] if measured and same_kind and ends[0] > ends[-1] else rows


def _by_label(values: object) -> dict[Any, Any] | None:
    """Return the values of several series by label; None if there is one series only."""
    if isinstance(values, pd.DataFrame):
        return {label: values[label].dropna() for label in values.columns}
    if isinstance(values, Mapping) and values:
        several = (Mapping, list, tuple, pd.Series)
        return dict(values) if all(isinstance(x, several) for x in values.values()) else None
    return None


def _rows(values: Any) -> _Rows | None:
    """Return pairs of place and value; None where places are left open."""
    if isinstance(values, pd.Series):
        numbered = type(values.index) is pd.RangeIndex
        return None if numbered else list(zip(values.index, values, strict=True))
    if isinstance(values, Mapping):
        return list(values.items())
    values = list(values)
    return values if values and all(type(part) is tuple for part in values) else None

"""What a chart shows, as plain data.

Importing this module changes nothing: no chart style is set and no pyplot is loaded, so that it can
be used wherever a chart is read and none is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd
from matplotlib import category, dates, ticker, units
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import PathCollection
from matplotlib.container import BarContainer
from matplotlib.figure import Figure, FigureBase
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from numpy.typing import ArrayLike

__all__ = ["Bars", "Drawn", "Line", "Points", "Value", "drawn"]

SOURCE_MARK = "sixprinciples-source"
"""What marks the source line below a chart among the texts of its figure."""

Value = float | str
"""A number; a day as ``YYYY-MM-DD``, a moment as ``YYYY-MM-DDTHH:MM:SS``; or a category."""


@dataclass(frozen=True)
class Line:
    """A line, or markers drawn by ``plot``: its legend label ("" if none) and its points."""

    label: str
    x: list[Value]
    y: list[Value]


@dataclass(frozen=True)
class Points:
    """The points of one ``scatter``: its legend label ("" if none) and where they lie."""

    label: str
    x: list[Value]
    y: list[Value]


@dataclass(frozen=True)
class Bars:
    """One set of bars, as one call of ``bar``, ``barh`` or ``hist`` draws it.

    Attributes:
        label: its name in a legend, "" if it has none.
        categories: what a reader finds written at each bar: the tick label there, else the
            number or date at its middle.
        positions: the middle of each bar on the category axis.
        lengths: signed length of each bar, in units of the value axis.
        starts: where each bar begins on the value axis; not 0 for the upper parts of a stack.
        horizontal: whether the bars lie.
    """

    label: str
    categories: list[str]
    positions: list[Value]
    lengths: list[float]
    starts: list[float]
    horizontal: bool


@dataclass(frozen=True)
class Drawn:
    """What one pair of axes shows, as plain data: texts, numbers and lists of them.

    Missing and hidden things are left out. Values are read as `Value` says: on a date axis as
    ISO dates, on an axis of categories as their names, elsewhere as numbers.

    Attributes:
        lines: lines, except those that run across the axes.
        bars: sets of bars; several in a grouped or stacked chart.
        points: scatter plots.
        reference_x: where vertical lines cross the whole axes (``axvline``).
        reference_y: where horizontal lines cross the whole axes (``axhline``).
        images: number of pictures in the axes, such as a word cloud.
        title: title of the axes, or of the whole figure where the axes have none.
        xlabel: label of the x axis.
        ylabel: label of the y axis.
        xlim: both ends of the x axis, from left to right; positions on an axis of categories.
        ylim: both ends of the y axis, from bottom to top.
        xscale: "linear", "log", ...
        yscale: "linear", "log", ...
        xticklabels: what is written along the x axis.
        yticklabels: what is written along the y axis.
        legend: the legend's entries.
        texts: texts and annotations inside the axes.
        source: the source line that `figures.show` wrote, "" if none.
        of: the type of the object that the record was read from, "Axes" or "Figure".
    """

    lines: list[Line]
    bars: list[Bars]
    points: list[Points]
    reference_x: list[Value]
    reference_y: list[Value]
    images: int
    title: str
    xlabel: str
    ylabel: str
    xlim: list[Value]
    ylim: list[Value]
    xscale: str
    yscale: str
    xticklabels: list[str]
    yticklabels: list[str]
    legend: list[str]
    texts: list[str]
    source: str
    of: str = field(default="Axes", compare=False)

    @property
    def bars_from_zero(self) -> bool:
        """Whether there are bars whose lengths can be compared: on a linear axis with its zero."""
        if not self.bars:
            return False
        lying = self.bars[0].horizontal
        scale, ends = (self.xscale, self.xlim) if lying else (self.yscale, self.ylim)
        low, high = (end if isinstance(end, float) else math.inf for end in ends)
        return scale == "linear" and min(low, high) <= 0 <= max(low, high)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as nested dicts and lists that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> Drawn:
        """Return the record that `to_dict` wrote.

        Raises:
            ValueError: the dict is not such a record.
        """
        try:
            series = {
                "lines": [_checked(Line(**line)) for line in record["lines"]],
                "bars": [_checked(Bars(**bars)) for bars in record["bars"]],
                "points": [_checked(Points(**points)) for points in record["points"]],
            }
            return _checked(cls(**(record | series)))
        except (KeyError, TypeError) as error:
            raise ValueError(f"This is not a record of a figure: {error}.") from None


def _is_text(value: object) -> bool:
    return type(value) is str


def _is_number(value: object) -> bool:
    return type(value) is float or type(value) is int


def _is_list_of(is_part: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: type(value) is list and all(map(is_part, value))


_IS = {
    "str": _is_text,
    "int": lambda value: type(value) is int,
    "bool": lambda value: type(value) is bool,
    "list[str]": _is_list_of(_is_text),
    "list[float]": _is_list_of(_is_number),
    "list[Value]": _is_list_of(lambda value: _is_text(value) or _is_number(value)),
    "list[Line]": _is_list_of(lambda value: type(value) is Line),
    "list[Bars]": _is_list_of(lambda value: type(value) is Bars),
    "list[Points]": _is_list_of(lambda value: type(value) is Points),
}
"""What a field of a record may hold, by the type that it is declared with."""


_Record = TypeVar("_Record", Line, Bars, Points, Drawn)


def _checked(record: _Record) -> _Record:
    for part in fields(record):
        if not _IS[str(part.type)](getattr(record, part.name)):
            raise TypeError(f"{part.name} should be {part.type}")
    return record


def drawn(ax: Axes | Figure) -> Drawn:
    """Return what axes show, as plain data.

    Args:
        ax: axes, or a figure that has one pair of axes.

    Raises:
        ValueError: it is neither; the sentence says what it is.
    """
    kind, ax = type(ax).__name__, _the_axes(ax)
    return Drawn(
        lines=_lines(ax),
        bars=_bars(ax),
        points=_points(ax),
        reference_x=_references(ax.xaxis, (True, False)),
        reference_y=_references(ax.yaxis, (False, True)),
        images=sum(image.get_visible() for image in ax.images),
        title=_title(ax),
        xlabel=one_line(ax.get_xlabel() or ax.figure.get_supxlabel()),
        ylabel=one_line(ax.get_ylabel() or ax.figure.get_supylabel()),
        xlim=_limits(ax.xaxis, ax.get_xlim()),
        ylim=_limits(ax.yaxis, ax.get_ylim()),
        xscale=ax.get_xscale(),
        yscale=ax.get_yscale(),
        xticklabels=_written(ax.xaxis),
        yticklabels=_written(ax.yaxis),
        legend=_readable(text for legend in legends(ax) for text in legend.get_texts()),
        texts=_readable(ax.texts),
        source=" ".join(_readable(source_lines(ax.figure))),
        of=kind,
    )


def _the_axes(ax: object) -> Axes:
    # By type: an object may claim any class for itself, and asking it would run its code.
    kind = type(ax)
    if issubclass(kind, Figure):
        axes = cast(Figure, ax).axes
        if len(axes) != 1:
            raise ValueError(
                f"figures.drawn reads one pair of axes, and this figure has {len(axes)}: "
                "hand over one of them, for example fig.axes[0]."
            )
        return axes[0]
    if not issubclass(kind, Axes):
        raise ValueError(
            "figures.drawn expects axes, such as ax in fig, ax = plt.subplots(), "
            f"not {kind.__name__}."
        )
    return cast(Axes, ax)


def _title(ax: Axes) -> str:
    parts = [ax.get_title(loc=place) for place in ("left", "center", "right")]
    return one_line(" ".join(filter(None, parts)) or ax.figure.get_suptitle())


def _limits(axis: Axis, ends: tuple[float, float]) -> list[Value]:
    read = _reader(axis)
    return [read(end) for end in ends]


def measured_along(line: Line2D) -> tuple[bool, bool]:
    """Tell for x and y whether a line follows the data, not the frame as ``axhline`` does in x."""
    if line.axes is None:
        return False, False
    along_x, along_y = line.get_transform().contains_branch_separately(line.axes.transData)
    return bool(along_x), bool(along_y)


def _references(axis: Axis, along: tuple[bool, bool]) -> list[Value]:
    """Return where lines across the whole axes meet the one axis that they are measured on."""
    lines = [line for line in axis.axes.lines if line.get_visible()]
    paths = [np.asarray(line.get_xydata()) for line in lines if measured_along(line) == along]
    return [_reader(axis)(float(path[0][along.index(True)])) for path in paths]


def _lines(ax: Axes) -> list[Line]:
    found = []
    for line in ax.lines:
        x, y = _finite(line.get_xdata(orig=False), line.get_ydata(orig=False))
        if x and _is_drawn(line) and not _is_dots(line):
            found.append(Line(_name(line), _named(ax.xaxis, x), _named(ax.yaxis, y)))
    return _named_by_legend(ax, found)


def _named_by_legend(ax: Axes, lines: list[Line]) -> list[Line]:
    """Give lines without a label the names that ``ax.legend([...])`` wrote for them, in order."""
    entries = _readable(text for legend in legends(ax) for text in legend.get_texts())
    if any(line.label for line in lines) or len(entries) != len(lines):
        return lines
    return [replace(line, label=name) for line, name in zip(lines, entries, strict=True)]


def _is_drawn(line: Line2D) -> bool:
    return bool(line.get_visible()) and measured_along(line) == (True, True)


def _is_dots(line: Line2D) -> bool:
    """Say whether only the markers of a line show, as after ``plot(x, y, "o")``."""
    return line.get_linestyle() == "None" and line.get_marker() not in ("None", None, "", " ")


def _points(ax: Axes) -> list[Points]:
    found = []
    for line in ax.lines:
        if _is_drawn(line) and _is_dots(line):
            x, y = _finite(line.get_xdata(orig=False), line.get_ydata(orig=False))
            found.append(Points(_name(line), _named(ax.xaxis, x), _named(ax.yaxis, y)))
    for dots in ax.collections:
        if isinstance(dots, PathCollection) and dots.get_visible():
            x, y = _finite(*np.ma.asarray(dots.get_offsets()).T)
            found.append(Points(_name(dots), _named(ax.xaxis, x), _named(ax.yaxis, y)))
    return [points for points in found if points.x]


def _bars(ax: Axes) -> list[Bars]:
    containers = [item for item in ax.containers if isinstance(item, BarContainer)]
    return [bars for bars in (_bar_set(ax, item) for item in containers) if bars.lengths]


def _bar_set(ax: Axes, container: BarContainer) -> Bars:
    lying = container.orientation == "horizontal"
    axis = ax.yaxis if lying else ax.xaxis
    boxes = [_box(bar, lying) for bar in container if bar.get_visible()]
    boxes = [box for box in boxes if np.isfinite(box).all()]
    middles = [middle for middle, _, _ in boxes]
    return Bars(
        label=_name(container),
        categories=_categories(axis, middles),
        positions=[_reader(axis)(middle) for middle in middles],
        lengths=[length for _, _, length in boxes],
        starts=[start for _, start, _ in boxes],
        horizontal=lying,
    )


def _box(bar: Rectangle, lying: bool) -> tuple[float, float, float]:
    """Return a bar's middle on the category axis, and its start and length on the value axis."""
    x, y, width, height = bar.get_x(), bar.get_y(), bar.get_width(), bar.get_height()
    # Rounded, because the middle is computed from an edge and a width.
    if lying:
        return round(float(y + height / 2), 9), float(x), float(width)
    return round(float(x + width / 2), 9), float(y), float(height)


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def legends(ax: Axes) -> list[Legend]:
    """Return the legends of axes and of their figure."""
    return [*filter(None, [ax.get_legend()]), *ax.figure.legends]


def source_lines(fig: FigureBase) -> list[Text]:
    """Return the line below a chart that names its source: none, or one in a list."""
    return [text for text in fig.texts if text.get_gid() == SOURCE_MARK]


def _readable(texts: Iterable[Text]) -> list[str]:
    return [one_line(text.get_text()) for text in texts if text.get_visible() and text.get_text()]


def _name(artist: Artist | BarContainer) -> str:
    """Return a series' label; matplotlib's own placeholders begin with an underscore."""
    name = str(artist.get_label())
    return "" if name.startswith("_") else one_line(name)


def _finite(x: ArrayLike, y: ArrayLike) -> tuple[list[float], list[float]]:
    """Return the points of which both coordinates are known: the others are not drawn."""
    points: np.ndarray = np.ma.filled(np.ma.asarray([x, y], dtype=float), np.nan)
    known = points[:, np.isfinite(points).all(axis=0)]
    return known[0].tolist(), known[1].tolist()


def _reader(axis: Axis) -> Callable[[float], Value]:
    """Return how a position on an axis is read: as an ISO date on a date axis, else a number."""
    freq = getattr(axis.axes, "freq", None)
    if freq is not None and axis is axis.axes.xaxis:
        # pandas counts periods (days, months, ...) along the time axes that it draws.
        return lambda value: _iso(pd.Period(ordinal=round(value), freq=freq).start_time)
    if _is_dated(axis):
        return lambda value: _iso(pd.Timestamp(dates.num2date(value)).round("s"))
    return float


def _is_dated(axis: Axis) -> bool:
    by_registry = type(units.registry[np.datetime64])
    return isinstance(axis.get_major_locator(), dates.DateLocator) or isinstance(
        axis.get_converter(), dates.DateConverter | by_registry
    )


def _iso(moment: pd.Timestamp) -> str:
    midnight = moment == moment.normalize()
    return moment.strftime("%Y-%m-%d" if midnight else "%Y-%m-%dT%H:%M:%S")


def _named(axis: Axis, values: list[float]) -> list[Value]:
    """Return values as they are read: names on an axis of categories."""
    names = _category_names(axis)
    read = _reader(axis)
    return [names[value] if value in names else read(value) for value in values]


def _categories(axis: Axis, middles: list[float]) -> list[str]:
    """Return what is written at each bar, or the number or date at its middle."""
    names = _category_names(axis) | _tick_names(axis)
    nearest = [min(names, key=lambda place: abs(place - middle)) for middle in middles if names]
    reach = min(np.diff(sorted(names)), default=1.0) / 2
    near = all(abs(place - middle) < reach for place, middle in zip(nearest, middles, strict=False))
    # Ticks at some bars only (say every tenth year) do not name the bars.
    if names and near and len(set(nearest)) == len(set(middles)):
        return [names[place] for place in nearest]
    read = _reader(axis)
    return [f"{middle:.10g}" if read is float else str(read(middle)) for middle in middles]


def _category_names(axis: Axis) -> dict[float, str]:
    """Return the categories of an axis on which text was plotted, by position."""
    if not isinstance(axis.get_converter(), category.StrCategoryConverter):
        return {}
    return {float(place): str(name) for name, place in axis.units._mapping.items()}


def _tick_names(axis: Axis) -> dict[float, str]:
    """Return tick labels that were set by hand (or by pandas), by position."""
    by_hand = isinstance(axis.get_major_locator(), ticker.FixedLocator) and isinstance(
        axis.get_major_formatter(), ticker.FixedFormatter | ticker.FuncFormatter
    )
    return dict(_ticks(axis)) if by_hand else {}


def _written(axis: Axis) -> list[str]:
    """Return the tick labels that stand inside the limits of an axis."""
    low, high = sorted(axis.get_view_interval())
    return [text for place, text in _ticks(axis) if low <= place <= high and axis.axes.axison]


def _ticks(axis: Axis) -> list[tuple[float, str]]:
    texts = [one_line(tick.get_text()) for tick in axis.get_ticklabels()]
    places = map(float, axis.get_majorticklocs())
    return [(place, text) for place, text in zip(places, texts, strict=True) if text]

"""One look for every chart, alt text that travels with it, and a record of what it shows.

Importing this module applies the course's chart style (see `use_style`). Lessons draw with
matplotlib or pandas as usual and end the cell with `show`; graders read a chart with `drawn`.
"""

from __future__ import annotations

import base64
import html
import io
import math
import re
import textwrap
import warnings
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from cycler import cycler
from matplotlib import category, dates, font_manager, ticker, units
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

from sixprinciples import data

__all__ = [
    "CYCLE", "HATCHES", "PALETTE", "Bars", "Drawn", "Line", "Points", "ShownFigure",
    "drawn", "label", "show", "use_style",
]  # fmt: skip

PALETTE = {
    "blue": "#0072B2",
    "vermillion": "#D55E00",
    "green": "#009E73",
    "black": "#000000",
    "purple": "#CC79A7",
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "yellow": "#F0E442",
}
"""Okabe and Ito's colours for all kinds of colour vision (2008, "Color Universal Design")."""

CYCLE = ("blue", "vermillion", "green", "black", "purple")
"""The colours that series take in turn: those with a contrast of at least 3:1 to white."""

HATCHES = ("", "///", "...", "xx", "\\\\\\")
"""The patterns that several sets of bars in one chart take in turn."""

_LINE_STYLES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))
_MARKERS = ("o", "s", "^", "D", "v")

# Only families that hold all simplified characters; sans-serif before serif.
_CJK_FAMILIES = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Source Han Sans SC",
    "Source Han Sans CN", "Source Han Sans", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
    "PingFang SC", "PingFang HK", "Hiragino Sans GB", "Heiti SC", "STHeiti", "Microsoft YaHei",
    "SimHei", "Noto Serif CJK SC", "Noto Serif CJK JP", "Songti SC", "SimSun",
    "Arial Unicode MS", "Droid Sans Fallback",
)  # fmt: skip
_CJK_FILES = re.compile(
    r"noto(sans|serif)(cjk|sc)|sourcehan|wqy|pingfang|hiragino|heiti|yahei|simhei|songti"
    r"|simsun|arial ?unicode|droidsansfallback"
)

_DPI = 150
_SHORTEST_ALT = 20
_SOURCE_MARK = "sixprinciples-source"
_GREY = "#595959"


# --- style and fonts ------------------------------------------------------------------------


def use_style() -> None:
    """Apply the course's chart style to every figure drawn from now on.

    Series differ by colour, line style and marker at once. Text is set in DejaVu Sans, which
    comes with matplotlib, so that charts look the same everywhere; characters that it lacks
    come from the first Chinese font found.
    """
    family = _cjk_family()
    mpl.rcParams.update(
        {
            "figure.figsize": (7.0, 4.0),
            "figure.dpi": 100,
            "savefig.facecolor": "white",
            "font.family": ["DejaVu Sans", *([family] if family else [])],
            "font.size": 10,
            "axes.titlesize": 12,
            "axes.titleweight": "bold",
            "axes.titlelocation": "left",
            "axes.titlepad": 10,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.axisbelow": True,
            "axes.grid": True,
            "grid.color": "#DDDDDD",
            "grid.linewidth": 0.8,
            "lines.linewidth": 1.8,
            "lines.markersize": 5,
            "patch.edgecolor": "white",
            "patch.force_edgecolor": True,
            "hatch.color": "white",
            "hatch.linewidth": 1.2,
            "legend.framealpha": 0.9,
            "axes.prop_cycle": cycler(color=[PALETTE[name] for name in CYCLE])
            + cycler(linestyle=_LINE_STYLES)
            + cycler(marker=_MARKERS),
        }
    )


def label(zh: str, pinyin: str) -> str:
    """Return the Chinese characters where a font on this machine draws them, else the pinyin."""
    return zh if _can_draw(zh) else pinyin


@cache
def _cjk_family() -> str | None:
    """Return the first Chinese font family on this machine, or None.

    Fonts installed after matplotlib listed the machine's fonts are looked for only where that
    list holds none.
    """
    if (family := _listed_family()) is None:
        for path in font_manager.findSystemFonts():
            if _CJK_FILES.search(Path(path).name.lower()):
                font_manager.fontManager.addfont(path)
        family = _listed_family()
    return family


def _listed_family() -> str | None:
    listed = {entry.name: entry.fname for entry in font_manager.fontManager.ttflist}
    present = (name for name in _CJK_FAMILIES if name in listed and Path(listed[name]).exists())
    return next(present, None)


@cache
def _can_draw(text: str) -> bool:
    """Tell whether the style's fonts have a glyph for every character of a text."""
    if text.isascii():
        return True
    families = ["DejaVu Sans", *filter(None, [_cjk_family()])]
    fonts = [font_manager.get_font(font_manager.findfont(family)) for family in families]
    return all(
        char.isspace() or any(font.get_char_index(ord(char)) for font in fonts) for char in text
    )


@cache
def _pinyin() -> dict[str, str]:
    """Return the course's Chinese terms with their pinyin, longest first."""
    terms = data.load("glossary")[["zh", "pinyin"]].dropna()
    return dict(sorted(terms.to_numpy().tolist(), key=lambda term: -len(term[0])))


def _drawable(text: str) -> str:
    """Replace what no font can draw: terms of the glossary by their pinyin, the rest by […]."""
    if _can_draw(text):
        return text
    for zh, pinyin in _pinyin().items():
        text = text.replace(zh, pinyin)
    marked = "".join(char if _can_draw(char) else "\0" for char in text)
    return re.sub("\0+", "[…]", marked)


# --- display --------------------------------------------------------------------------------


@dataclass(frozen=True)
class ShownFigure:
    """A finished figure that notebooks display as an image with alt text.

    Attributes:
        alt: what the figure shows, in words.
        png: the image.
        width: width at which it is displayed, in CSS pixels.
    """

    alt: str
    png: bytes
    width: int

    def __repr__(self) -> str:
        """Return the alt text, which is what a figure is in plain text."""
        return self.alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return what Jupyter stores; JupyterLab, nbconvert and MyST-NB choose the HTML.

        A folded output shows its first line in JupyterLab: that must not be the alt text, which
        would give away what students are asked to predict.
        """
        image = base64.b64encode(self.png).decode("ascii")
        markup = (
            f'<div>\n<img alt="{html.escape(self.alt)}" width="{self.width}" '
            f'style="max-width:100%" src="data:image/png;base64,{image}">\n</div>'
        )
        return {"text/html": markup, "text/plain": self.alt}


def show(fig: Figure, *, alt: str, source: str | None = None) -> ShownFigure:
    """Finish a figure and return it for display: the last expression of a notebook cell.

    Long titles are wrapped, several sets of bars get patterns beside their colours, and the
    source is written below the axes. The figure is closed, so that it is not displayed twice;
    its axes can still be read.

    Args:
        fig: the figure that holds the finished axes.
        alt: chart type, axes and trend in words, for readers who do not see the image.
        source: a table of the course, which is cited, or the source in your own words.

    Raises:
        ValueError: `fig` is not a figure, `alt` says too little, or `source` looks like a
            table's name but is none.
    """
    if not isinstance(fig, Figure):
        raise ValueError(
            f"figures.show expects a figure (fig, or ax.figure), not {type(fig).__name__}."
        )
    alt = _plain(alt) if isinstance(alt, str) else ""
    if len(alt) < _SHORTEST_ALT:
        raise ValueError(
            'figures.show needs alt="..." with the chart\'s type, axes and trend in a sentence '
            f"of at least {_SHORTEST_ALT} characters; it has {len(alt)}."
        )
    cited = _drawable(_citation(source)) if source else ""
    for ax in fig.axes:
        _distinguish_bars(ax)
        _thin_markers(ax)
    _keep_drawable(fig)
    _lay_out(fig)
    _write_source(fig, cited)
    shown = ShownFigure(alt=alt, png=_png(fig), width=round(fig.get_figwidth() * 100))
    plt.close(fig)
    return shown


def _citation(source: str) -> str:
    if re.fullmatch(r"[a-z][a-z0-9_]*", source):
        source = data.source(source)
    return source if source.lower().startswith("source") else f"Source: {source}"


def _distinguish_bars(ax: Axes) -> None:
    """Give each set of bars a pattern unless it has one, and keep grid lines off its categories."""
    containers = [item for item in ax.containers if isinstance(item, BarContainer)]
    if containers:
        ax.grid(False, axis="y" if containers[0].orientation == "horizontal" else "x")
    for number, container in enumerate(containers):
        hatch = HATCHES[number % len(HATCHES)]
        for patch in [*container, *_legend_keys(ax, str(container.get_label()))]:
            if hatch and not patch.get_hatch():
                patch.set_hatch(hatch)


def _thin_markers(ax: Axes) -> None:
    """Mark only some points of long lines where there are several: markers hide the line style."""
    lines = [line for line in ax.lines if _measured_along(line) == (True, True)]
    for number, line in enumerate(lines):
        step = np.size(line.get_xdata()) // 12 if len(lines) > 1 else 1
        if step > 1 and line.get_linestyle() != "None" and line.get_markevery() is None:
            # Shifted from line to line, so that markers do not cover each other.
            line.set_markevery((number % len(_MARKERS) * step // len(_MARKERS), step))


def _legend_keys(ax: Axes, text: str) -> list[Any]:
    """Return the patches that stand for one series in a legend, which copied its look earlier."""
    return [
        handle
        for legend in _legends(ax)
        for handle, entry in zip(legend.legend_handles, legend.get_texts(), strict=True)
        if entry.get_text() == text and hasattr(handle, "set_hatch")
    ]


def _legends(ax: Axes) -> list[Legend]:
    return [*filter(None, [ax.get_legend()]), *ax.figure.legends]


def _keep_drawable(fig: Figure) -> None:
    """Replace characters that would come out as empty boxes, everywhere in a figure."""
    for ax in fig.axes:
        for axis in (ax.xaxis, ax.yaxis):
            ticks = [tick.get_text() for tick in axis.get_ticklabels()]
            if not all(map(_can_draw, ticks)):
                # Tick labels are written anew at each drawing unless they are fixed.
                axis.set_ticks(axis.get_majorticklocs(), [_drawable(tick) for tick in ticks])
    for text in fig.findobj(Text):
        if isinstance(text, Text) and not _can_draw(text.get_text()):
            text.set_text(_drawable(text.get_text()))


def _lay_out(fig: Figure) -> None:
    """Fit labels into the figure and wrap titles; a layout that the author chose stays."""
    if fig.get_layout_engine() is None:
        fig.set_layout_engine("constrained")
    _draw(fig)
    for ax in fig.axes:
        for title in set(ax.get_children()) - set(ax.texts):
            if isinstance(title, Text) and title.get_text():
                _wrap(title, _room(fig, ax, title))
    _draw(fig)


def _draw(fig: Figure) -> None:
    with warnings.catch_warnings():
        # Where labels leave no room for axes, the image grows instead (see `_png`).
        warnings.filterwarnings("ignore", "constrained_layout not applied")
        fig.draw_without_rendering()


def _room(fig: Figure, ax: Axes, title: Text) -> float:
    """Return the width in pixels that a title may take without touching its neighbours."""
    if len(fig.axes) > 1:
        return ax.get_window_extent().width
    return fig.bbox.width - title.get_window_extent().x0


def _wrap(text: Text, width: float) -> None:
    """Break a text into lines no wider than so many pixels, as far as its words allow."""
    content = _plain(text.get_text())
    columns = len(content)
    while columns > 1 and text.get_window_extent().width > width:
        columns = int(columns * 0.95)
        text.set_text(textwrap.fill(content, max(columns, 1), break_on_hyphens=False))


def _write_source(fig: Figure, cited: str) -> None:
    """Write the source line below everything else, in place of an earlier one."""
    for text in _source_lines(fig):
        text.remove()
    if not cited:
        return
    box = fig.get_tightbbox()  # in inches
    width, height = fig.get_size_inches()
    text = fig.text(
        box.x0 / width, (box.y0 - 0.1) / height, cited,
        ha="left", va="top", size=8, color=_GREY, gid=_SOURCE_MARK,
    )  # fmt: skip
    _wrap(text, (box.x1 - box.x0) * fig.dpi)


def _source_lines(fig: FigureBase) -> list[Text]:
    return [text for text in fig.texts if text.get_gid() == _SOURCE_MARK]


def _png(fig: Figure) -> bytes:
    """Return the figure as PNG, without anything that varies between runs."""
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "constrained_layout not applied")
        fig.savefig(
            file, format="png", dpi=_DPI, bbox_inches="tight", pad_inches=0.1,
            metadata={"Software": None},
        )  # fmt: skip
    return file.getvalue()


def _plain(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


# --- what a chart shows ---------------------------------------------------------------------

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
        source: the source line that `show` wrote, "" if none.
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
                "lines": [Line(**line) for line in record["lines"]],
                "bars": [Bars(**bars) for bars in record["bars"]],
                "points": [Points(**points) for points in record["points"]],
            }
            return cls(**(record | series))
        except (KeyError, TypeError) as error:
            raise ValueError(f"This is not a record of a figure: {error}.") from None


def drawn(ax: Axes | Figure) -> Drawn:
    """Return what axes show, as plain data.

    Args:
        ax: axes, or a figure that has one pair of axes.

    Raises:
        ValueError: it is neither; the sentence says what it is.
    """
    ax = _the_axes(ax)
    return Drawn(
        lines=_lines(ax),
        bars=_bars(ax),
        points=_points(ax),
        reference_x=_references(ax.xaxis, (True, False)),
        reference_y=_references(ax.yaxis, (False, True)),
        images=sum(image.get_visible() for image in ax.images),
        title=_title(ax),
        xlabel=_plain(ax.get_xlabel() or ax.figure.get_supxlabel()),
        ylabel=_plain(ax.get_ylabel() or ax.figure.get_supylabel()),
        xlim=_limits(ax.xaxis, ax.get_xlim()),
        ylim=_limits(ax.yaxis, ax.get_ylim()),
        xscale=ax.get_xscale(),
        yscale=ax.get_yscale(),
        xticklabels=_written(ax.xaxis),
        yticklabels=_written(ax.yaxis),
        legend=_readable(text for legend in _legends(ax) for text in legend.get_texts()),
        texts=_readable(ax.texts),
        source=" ".join(_readable(_source_lines(ax.figure))),
    )


def _the_axes(ax: object) -> Axes:
    if isinstance(ax, Figure):
        if len(ax.axes) != 1:
            raise ValueError(
                f"figures.drawn reads one pair of axes, and this figure has {len(ax.axes)}: "
                "hand over one of them, for example fig.axes[0]."
            )
        ax = ax.axes[0]
    if not isinstance(ax, Axes):
        raise ValueError(
            "figures.drawn expects axes, such as ax in fig, ax = plt.subplots(), "
            f"not {type(ax).__name__}."
        )
    return ax


def _title(ax: Axes) -> str:
    parts = [ax.get_title(loc=place) for place in ("left", "center", "right")]
    return _plain(" ".join(filter(None, parts)) or ax.figure.get_suptitle())


def _limits(axis: Axis, ends: tuple[float, float]) -> list[Value]:
    read = _reader(axis)
    return [read(end) for end in ends]


def _measured_along(line: Line2D) -> tuple[bool, bool]:
    """Tell for x and y whether a line follows the data, not the frame as ``axhline`` does in x."""
    if line.axes is None:
        return False, False
    along_x, along_y = line.get_transform().contains_branch_separately(line.axes.transData)
    return bool(along_x), bool(along_y)


def _references(axis: Axis, along: tuple[bool, bool]) -> list[Value]:
    """Return where lines across the whole axes meet the one axis that they are measured on."""
    lines = [line for line in axis.axes.lines if line.get_visible()]
    paths = [np.asarray(line.get_xydata()) for line in lines if _measured_along(line) == along]
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
    entries = _readable(text for legend in _legends(ax) for text in legend.get_texts())
    if any(line.label for line in lines) or len(entries) != len(lines):
        return lines
    return [replace(line, label=name) for line, name in zip(lines, entries, strict=True)]


def _is_drawn(line: Line2D) -> bool:
    return bool(line.get_visible()) and _measured_along(line) == (True, True)


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


def _readable(texts: Iterable[Text]) -> list[str]:
    return [_plain(text.get_text()) for text in texts if text.get_visible() and text.get_text()]


def _name(artist: Artist | BarContainer) -> str:
    """Return a series' label; matplotlib's own placeholders begin with an underscore."""
    name = str(artist.get_label())
    return "" if name.startswith("_") else _plain(name)


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
    return {float(place): name for name, place in axis.units._mapping.items()}


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
    texts = [_plain(tick.get_text()) for tick in axis.get_ticklabels()]
    places = map(float, axis.get_majorticklocs())
    return [(place, text) for place, text in zip(places, texts, strict=True) if text]


use_style()

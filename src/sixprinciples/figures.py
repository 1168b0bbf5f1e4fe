"""One look for every chart, alt text that travels with it, and a record of what it shows.

Importing this module applies the course's chart style (see `use_style`). Lessons draw with
matplotlib or pandas as usual and end the cell with `show`; graders read a chart with `drawn`.
"""

from __future__ import annotations

import base64
import html
import io
import re
import textwrap
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from cycler import cycler
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.text import Text

from sixprinciples import data
from sixprinciples.drawn import (
    SOURCE_MARK,
    Bars,
    Drawn,
    Line,
    Points,
    drawn,
    legends,
    measured_along,
    one_line,
    source_lines,
)

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
    alt = one_line(alt) if isinstance(alt, str) else ""
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
    lines = [line for line in ax.lines if measured_along(line) == (True, True)]
    for number, line in enumerate(lines):
        step = np.size(line.get_xdata()) // 12 if len(lines) > 1 else 1
        if step > 1 and line.get_linestyle() != "None" and line.get_markevery() is None:
            # Shifted from line to line, so that markers do not cover each other.
            line.set_markevery((number % len(_MARKERS) * step // len(_MARKERS), step))


def _legend_keys(ax: Axes, text: str) -> list[Any]:
    """Return the patches that stand for one series in a legend, which copied its look earlier."""
    return [
        handle
        for legend in legends(ax)
        for handle, entry in zip(legend.legend_handles, legend.get_texts(), strict=True)
        if entry.get_text() == text and hasattr(handle, "set_hatch")
    ]


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
    content = one_line(text.get_text())
    columns = len(content)
    while columns > 1 and text.get_window_extent().width > width:
        columns = int(columns * 0.95)
        text.set_text(textwrap.fill(content, max(columns, 1), break_on_hyphens=False))


def _write_source(fig: Figure, cited: str) -> None:
    """Write the source line below everything else, in place of an earlier one."""
    for text in source_lines(fig):
        text.remove()
    if not cited:
        return
    box = fig.get_tightbbox()  # in inches
    width, height = fig.get_size_inches()
    text = fig.text(
        box.x0 / width, (box.y0 - 0.1) / height, cited,
        ha="left", va="top", size=8, color=_GREY, gid=SOURCE_MARK,
    )  # fmt: skip
    _wrap(text, (box.x1 - box.x0) * fig.dpi)


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


use_style()

"""Charts: one look, no empty boxes, alt text that travels, and a record of what is shown."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pandas as pd
import pytest
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from nbclient import NotebookClient
from nbconvert import HTMLExporter

import sixprinciples
from sixprinciples import figures
from sixprinciples.figures import CYCLE, PALETTE, Drawn, drawn, show

ALT = "Line chart of users by year: the number rises every year."
PNG_START = b"\x89PNG\r\n"


@pytest.fixture(autouse=True)
def no_figure_stays_open() -> Any:
    yield
    plt.close("all")


def chart() -> tuple[Figure, Axes]:
    fig, ax = plt.subplots()
    ax.plot([2020, 2021, 2022], [989, 1032, 1067], label="users")
    ax.set(title="Users rise", xlabel="year", ylabel="users (million)")
    return fig, ax


def python(script: str, **environment: str) -> str:
    """Run a script in a fresh process where any warning is an error; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", script],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


# --- style ----------------------------------------------------------------------------------

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
VISION = {
    "common": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)  # sRGB primaries, D65


def linear(colour: str) -> np.ndarray:
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """Return CIE L*a*b* of linear RGB."""
    ratio = TO_XYZ @ np.clip(rgb, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("vision", VISION)
def test_series_that_follow_each_other_differ_in_colour_for_every_vision(vision: str) -> None:
    seen = [lab(VISION[vision] @ linear(PALETTE[name])) for name in CYCLE]
    differences = [np.linalg.norm(a - b) for a, b in itertools.pairwise([*seen, seen[0]])]
    assert min(differences) > 20


def test_series_colours_stand_out_on_white() -> None:
    for name in CYCLE:
        luminance = TO_XYZ[1] @ linear(PALETTE[name])
        assert 1.05 / (luminance + 0.05) >= 3, name  # WCAG 2.2, non-text contrast


def test_series_that_follow_each_other_differ_without_colour_too() -> None:
    _, ax = plt.subplots()
    lines = [ax.plot([0, 1], [number, number])[0] for number in range(5)]
    assert len({line.get_color() for line in lines}) == 5
    assert len({line.get_marker() for line in lines}) == 5
    # matplotlib calls the fifth, a dash with two dots, "--" too.
    assert len({str(line.get_linestyle()) for line in lines}) == 4


def test_lines_drawn_by_pandas_differ_without_colour_too() -> None:
    ax = pd.DataFrame({"a": [1, 2], "b": [2, 3]}).plot()
    assert len({(line.get_marker(), line.get_linestyle()) for line in ax.lines}) == 2


def test_long_lines_keep_their_style_visible_between_markers() -> None:
    fig, ax = plt.subplots()
    for number in range(2):
        ax.plot(range(100), np.arange(100) + number)
    show(fig, alt=ALT)
    assert all(line.get_markevery() is not None for line in ax.lines)
    assert len({line.get_markevery() for line in ax.lines}) == 2, "markers cover each other"


@pytest.mark.parametrize("kind", ["bar", "barh"])
def test_several_sets_of_bars_and_their_legend_get_patterns(kind: str) -> None:
    ax = pd.DataFrame({"law": [1, 2], "net": [2, 3], "we": [3, 1]}).plot(kind=kind)
    show(ax.figure, alt=ALT)
    patterns = [bars[0].get_hatch() or "" for bars in ax.containers]
    assert len(set(patterns)) == 3
    assert [key.get_hatch() or "" for key in ax.get_legend().legend_handles] == patterns


def test_a_pattern_that_the_author_chose_stays() -> None:
    fig, ax = plt.subplots()
    ax.bar([1], [1])
    ax.bar([2], [1], hatch="oo")
    show(fig, alt=ALT)
    assert ax.containers[1][0].get_hatch() == "oo"


def test_use_style_undoes_other_settings() -> None:
    mpl.rcParams["axes.grid"] = False
    figures.use_style()
    assert mpl.rcParams["axes.grid"]
    assert mpl.rcParams["font.family"][0] == "DejaVu Sans"


# --- Chinese --------------------------------------------------------------------------------

WITH_CHINESE = """
import hashlib
import matplotlib.pyplot as plt
from sixprinciples import figures
print(figures.label("净网", "jìngwǎng"))
fig, ax = plt.subplots()
ax.barh(["净网", "清朗"], [3, 2])
ax.set(title="网络空间主权 and 龘", xlabel=figures.label("数量", "shùliàng"))
figures.show(fig, alt="Bar chart of two operations, one longer than the other", source="据央视")
print(*figures.drawn(ax).yticklabels, figures.drawn(ax).title, figures.drawn(ax).source, sep="|")
"""


def pixels(character: str) -> bytes:
    fig = plt.figure(figsize=(1, 1))
    fig.text(0.1, 0.1, character, size=40)
    fig.canvas.draw()
    return bytes(fig.canvas.buffer_rgba())


@pytest.mark.filterwarnings("error")
def test_chinese_characters_are_drawn_and_each_is_another() -> None:
    characters = "净网清朗护苗法治依习"
    assert figures.label(characters, "pinyin") == characters
    images = {pixels(character) for character in characters}
    assert len(images) == len(characters)  # empty boxes would all look alike
    assert pixels(" ") not in images


def test_an_empty_box_would_be_noticed() -> None:
    with (
        mpl.rc_context({"font.family": ["DejaVu Sans"]}),
        pytest.warns(UserWarning, match="Glyph .* missing"),
    ):
        assert pixels("净") == pixels("网")


@pytest.mark.filterwarnings("error")
def test_bold_chinese_titles_are_drawn() -> None:
    fig, ax = plt.subplots()
    ax.set_title("网络空间", weight="bold")
    assert show(fig, alt=ALT).png.startswith(PNG_START)
    assert drawn(ax).title == "网络空间"


def test_latin_text_looks_the_same_with_and_without_chinese_fonts() -> None:
    with_fonts = pixels("Law, 1994")
    with mpl.rc_context({"font.family": ["DejaVu Sans"]}):
        assert pixels("Law, 1994") == with_fonts


def test_a_character_that_no_font_has_gives_the_pinyin() -> None:
    private = "\ue123"  # of the private use area
    assert figures.label(f"网{private}", "wǎng") == "wǎng"


def test_without_chinese_fonts_there_is_pinyin_and_never_an_empty_box(tmp_path: Path) -> None:
    printed = python(WITH_CHINESE, MPLCONFIGDIR=str(tmp_path), MPL_IGNORE_SYSTEM_FONTS="1")
    first, record = printed.splitlines()
    assert first == "jìngwǎng"
    # Terms of the glossary are spelled out; what it lacks is marked as left out.
    assert record == "jìngwǎng|qīnglǎng|wǎngluò kōngjiān zhǔquán and […]|Source: […]"


def test_fonts_installed_after_matplotlib_listed_them_are_found(tmp_path: Path) -> None:
    listing = Path(mpl.get_cachedir()) / f"fontlist-v{font_manager.FontManager.__version__}.json"
    fonts = json.loads(listing.read_text(encoding="utf-8"))
    fonts["ttflist"] = [font for font in fonts["ttflist"] if "CJK" not in font["name"]]
    (tmp_path / listing.name).write_text(json.dumps(fonts), encoding="utf-8")
    printed = python(WITH_CHINESE, MPLCONFIGDIR=str(tmp_path))
    assert printed.splitlines()[0] == "净网"


# --- display --------------------------------------------------------------------------------


def test_a_shown_figure_is_an_image_with_alt_text() -> None:
    fig, _ = chart()
    shown = show(fig, alt='Users "rise" &  <b>rise</b>,\n   every year')
    bundle = shown._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == repr(shown) == 'Users "rise" & <b>rise</b>, every year'
    assert Images(bundle["text/html"]).alts == [shown.alt]
    assert "max-width:100%" in bundle["text/html"]
    assert shown.png.startswith(PNG_START)


def test_a_shown_figure_is_closed() -> None:
    fig, ax = chart()
    show(fig, alt=ALT)
    assert not plt.get_fignums()
    assert drawn(ax).title == "Users rise"


@pytest.mark.parametrize("alt", ["", "   ", "A chart.", None, 3])
def test_a_figure_without_alt_text_is_an_error(alt: Any) -> None:
    with pytest.raises(ValueError, match=r'alt="\.\.\." with the chart\'s type, axes and trend'):
        show(chart()[0], alt=alt)


@pytest.mark.parametrize("thing", [None, plt, "fig"])
def test_something_else_than_a_figure_is_an_error(thing: Any) -> None:
    with pytest.raises(ValueError, match="expects a figure"):
        show(thing, alt=ALT)


def test_axes_in_place_of_the_figure_are_an_error_that_says_how_to_go_on() -> None:
    with pytest.raises(ValueError, match=r"ax\.figure"):
        show(chart()[1], alt=ALT)  # type: ignore[arg-type]


def test_a_table_is_cited() -> None:
    fig, ax = chart()
    show(fig, alt=ALT, source="internet_users")
    citation = " ".join(sixprinciples.source("internet_users").split())
    assert drawn(ax).source == f"Source: {citation}"


def test_free_text_is_written_as_the_source() -> None:
    fig, ax = chart()
    show(fig, alt=ALT, source="own count")
    assert drawn(ax).source == "Source: own count"


def test_a_table_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(sixprinciples.DataError, match="internet_user"):
        show(chart()[0], alt=ALT, source="internet_user")


def test_showing_twice_leaves_one_source_line() -> None:
    fig, ax = chart()
    show(fig, alt=ALT, source="first version")
    show(fig, alt=ALT, source="second version")
    assert drawn(ax).source == "Source: second version"
    assert len(fig.texts) == 1
    show(fig, alt=ALT)
    assert drawn(ax).source == ""


def layouts() -> list[Figure]:
    rotated, ax = plt.subplots()
    ax.bar(["a very long category name", "another one, longer still"], [1, 2])
    ax.tick_params("x", rotation=90)
    two, (left, right) = plt.subplots(1, 2)
    left.set_title("A title that is much too long for one half of a figure")
    right.barh(["a very long category name", "b"], [1, 2])
    crowded, ax = plt.subplots(figsize=(3, 1))
    ax.bar(["a very long category name"], [1])
    ax.tick_params("x", rotation=90)
    tight, ax = plt.subplots(layout="tight")
    ax.set_xlabel("words\non two lines")
    return [rotated, two, crowded, tight]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("number", range(4))
def test_the_source_line_stays_clear_of_everything_and_inside_the_figure(number: int) -> None:
    fig = layouts()[number]
    show(fig, alt=ALT, source="A long citation of the original body, with date and address " * 4)
    (line,) = fig.texts
    fig.set_layout_engine("none")
    fig.draw_without_rendering()
    around = [ax.get_tightbbox() for ax in fig.axes]
    box = line.get_window_extent()
    assert box.y1 < min(ax.y0 for ax in around)
    assert box.x0 >= min(ax.x0 for ax in around) - 1
    assert box.x1 <= max(fig.bbox.x1, *(ax.x1 for ax in around))
    assert "\n" in line.get_text()


def test_a_layout_that_the_author_chose_stays() -> None:
    fig, _ = plt.subplots(layout="tight")
    chosen = fig.get_layout_engine()
    show(fig, alt=ALT)
    assert fig.get_layout_engine() is chosen


@pytest.mark.filterwarnings("error")
def test_a_long_title_is_wrapped_inside_the_figure() -> None:
    fig, ax = chart()
    title = "The number of users rose in every year of the series, " * 3
    ax.set_title(title)
    show(fig, alt=ALT)
    assert drawn(ax).title == title.strip()
    assert ax.get_tightbbox().x1 <= fig.bbox.x1


def test_two_processes_draw_the_same_bytes() -> None:
    script = """
import hashlib
from sixprinciples import figures
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.bar(["网", "b"], [1, 2], label="one")
ax.bar(["网", "b"], [1, 2], bottom=[1, 2], label="two")
ax.legend()
ax.set_title("Two bars")
shown = figures.show(fig, alt="Stacked bars, the second higher", source="own count")
print(hashlib.sha256(shown.png).hexdigest(), b"matplotlib" in shown.png.lower())
"""
    first, second = (python(script, PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first == second
    assert first.endswith("False")


# --- in notebooks and pages -----------------------------------------------------------------

TRICKY_ALT = 'Line chart: "users" < population & rising, 网民'


@pytest.fixture(scope="module")
def notebook() -> nbformat.NotebookNode:
    """A notebook that shows one figure, executed in a real kernel."""
    cells = [
        nbformat.v4.new_markdown_cell("# A lesson"),
        nbformat.v4.new_code_cell(
            "import matplotlib.pyplot as plt\nfrom sixprinciples import figures"
        ),
        nbformat.v4.new_code_cell(
            "fig, ax = plt.subplots()\n"
            "ax.plot([1, 2], [1, 2])\n"
            f"figures.show(fig, alt={TRICKY_ALT!r}, source='own count')"
        ),
    ]
    node = nbformat.v4.new_notebook(cells=cells)
    node.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    return NotebookClient(node).execute()


class Images(HTMLParser):
    """The alt texts of the PNG images that stand inside a page, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.alts: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "img" and str(attributes["src"]).startswith("data:image/png;base64,iVBOR"):
            self.alts.append(attributes.get("alt"))


def test_a_kernel_displays_the_figure_once(notebook: nbformat.NotebookNode) -> None:
    (output,) = notebook.cells[2].outputs
    assert output.output_type == "execute_result"
    assert set(output.data) == {"text/html", "text/plain"}
    assert output.data["text/plain"] == TRICKY_ALT
    assert Images(output.data["text/html"]).alts == [TRICKY_ALT]
    assert not notebook.cells[1].outputs


def test_nbconvert_keeps_image_and_alt_text(notebook: nbformat.NotebookNode) -> None:
    page, _ = HTMLExporter().from_notebook_node(notebook)
    assert Images(page).alts == [TRICKY_ALT]


def test_the_web_book_keeps_image_and_alt_text(
    notebook: nbformat.NotebookNode, tmp_path: Path
) -> None:
    (tmp_path / "conf.py").write_text(
        'extensions = ["myst_nb"]\nnb_execution_mode = "off"\n', encoding="utf-8"
    )
    nbformat.write(notebook, tmp_path / "index.ipynb")
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", tmp_path, tmp_path / "html"],
        check=True,
    )
    page = (tmp_path / "html" / "index.html").read_text(encoding="utf-8")
    assert Images(page).alts == [TRICKY_ALT]


# --- what a chart shows ---------------------------------------------------------------------

YEARS = [2020, 2021, 2022]
USERS = [989.0, 1032.0, 1067.0]
MONTHS = pd.to_datetime(["2020-12-01", "2021-06-01", "2021-12-01"])


def bars_of(ax: Axes) -> list[tuple[str, list[str], list[float], bool]]:
    return [(bars.label, bars.categories, bars.lengths, bars.horizontal) for bars in drawn(ax).bars]


def test_a_line_chart() -> None:
    fig, ax = chart()
    ax.legend()
    ax.annotate("peak", (2022, 1067))
    ax.set_xlim(2019, 2023)
    record = drawn(fig)
    assert [(line.label, line.x, line.y) for line in record.lines] == [("users", YEARS, USERS)]
    assert (record.title, record.xlabel, record.ylabel) == ("Users rise", "year", "users (million)")
    assert record.xlim == [2019, 2023]
    assert (record.xscale, record.yscale) == ("linear", "linear")
    assert record.legend == ["users"]
    assert record.texts == ["peak"]
    assert record.bars == record.points == []
    assert not record.bars_from_zero


@pytest.mark.parametrize(
    "plot",
    [
        lambda frame: plt.subplots()[1].plot(frame["year"], frame["users"])[0].axes,
        lambda frame: frame.plot(x="year", y="users"),
        lambda frame: frame.set_index("year")["users"].plot.line(),
        lambda frame: frame.plot.line(x="year", y="users", marker="x"),
        lambda frame: plt.subplots()[1].plot("year", "users", "o-", data=frame)[0].axes,
    ],
)
def test_every_way_to_draw_a_line_reads_the_same(plot: Any) -> None:
    frame = pd.DataFrame({"year": pd.array(YEARS, "Int64"), "users": USERS})
    (line,) = drawn(plot(frame)).lines
    assert (line.x, line.y) == (YEARS, USERS)


@pytest.mark.parametrize(
    "plot",
    [
        lambda frame: frame.plot.bar(x="word", y="count"),
        lambda frame: frame.set_index("word").plot(kind="bar", legend=False),
        lambda frame: frame.set_index("word")["count"].plot.barh(),
        lambda frame: plt.subplots()[1].bar(frame["word"], frame["count"])[0].axes,
        lambda frame: plt.subplots()[1].barh(frame["word"].tolist(), frame["count"])[0].axes,
        lambda frame: plt.subplots()[1].bar(range(2), frame["count"], tick_label=frame["word"])[0]
        .axes,
    ],
)  # fmt: skip
def test_every_way_to_draw_bars_reads_the_same(plot: Any) -> None:
    frame = pd.DataFrame({"word": ["internet", "law-based"], "count": [9, 8]})
    ax = plot(frame)
    ((_, categories, lengths, _),) = bars_of(ax)
    assert (categories, lengths) == (["internet", "law-based"], [9, 8])
    assert drawn(ax).bars_from_zero


def test_lying_bars_are_told_from_standing_ones() -> None:
    assert drawn(pd.Series([1, 2]).plot.barh()).bars[0].horizontal
    assert not drawn(pd.Series([1, 2]).plot.bar(ax=plt.subplots()[1])).bars[0].horizontal


def test_grouped_bars_by_hand_and_by_pandas_read_the_same() -> None:
    frame = pd.DataFrame({"men": [1.0, 2.0], "women": [3.0, 4.0]}, index=["2021", "2022"])
    _, ax = plt.subplots()
    places = np.arange(2)
    ax.bar(places - 0.2, frame["men"], 0.4, label="men")
    ax.bar(places + 0.2, frame["women"], 0.4, label="women")
    ax.set_xticks(places, frame.index)
    expected = [
        ("men", ["2021", "2022"], [1, 2], False),
        ("women", ["2021", "2022"], [3, 4], False),
    ]
    assert bars_of(ax) == bars_of(frame.plot.bar()) == expected


def test_stacked_bars_say_where_each_part_starts() -> None:
    frame = pd.DataFrame({"men": [1.0, 2.0], "women": [3.0, 4.0]})
    record = drawn(frame.plot.bar(stacked=True))
    assert [bars.starts for bars in record.bars] == [[0, 0], [1, 2]]
    assert [bars.lengths for bars in record.bars] == [[1, 2], [3, 4]]


def test_bars_over_numbers_are_named_by_them() -> None:
    _, ax = plt.subplots()
    ax.bar(YEARS, USERS)
    ax.set_xticks([2020, 2022], ["start", "end"])  # names two of three bars: no categories
    assert bars_of(ax) == [("", ["2020", "2021", "2022"], USERS, False)]
    assert drawn(ax).xticklabels == ["start", "end"]


@pytest.mark.parametrize(
    ("limits", "scale", "from_zero"),
    [((0, 1200), "linear", True), ((-10, 1200), "linear", True), ((900, 1100), "linear", False),
     ((1200, 0), "linear", True), ((1, 1200), "log", False)],
)  # fmt: skip
@pytest.mark.parametrize("lying", [False, True])
def test_bars_on_a_cut_axis_are_recognised(
    limits: tuple[float, float], scale: str, from_zero: bool, lying: bool
) -> None:
    _, ax = plt.subplots()
    if lying:
        ax.barh(["a", "b"], [1000, 1067])
        ax.set(xscale=scale, xlim=limits)
    else:
        ax.bar(["a", "b"], [1000, 1067])
        ax.set(yscale=scale, ylim=limits)
    assert drawn(ax).bars_from_zero is from_zero


def test_scatter_plots() -> None:
    _, ax = plt.subplots()
    ax.scatter([1, 2, np.nan], [3, 4, 5], label="countries")
    (points,) = drawn(ax).points
    assert (points.label, points.x, points.y) == ("countries", [1, 2], [3, 4])
    frame = pd.DataFrame({"a": [1.5], "b": [2.5]})
    (points,) = drawn(frame.plot.scatter(x="a", y="b")).points
    assert (points.x, points.y) == ([1.5], [2.5])


@pytest.mark.parametrize(
    "plot",
    [
        lambda users: plt.subplots()[1].plot(users.index, users)[0].axes,
        lambda users: plt.subplots()[1].plot(users.index.date, users.to_numpy())[0].axes,
        lambda users: plt.subplots()[1].plot(users.index.to_numpy(), users.to_numpy())[0].axes,
        lambda users: users.plot(),
        lambda users: users.reset_index(name="users").plot(x="index", y="users"),
        lambda users: users.iloc[[0, 2, 1]].sort_index().plot(x_compat=True),
    ],
)
def test_every_way_to_draw_over_dates_gives_iso_dates(plot: Any) -> None:
    (line,) = drawn(plot(pd.Series(USERS, index=MONTHS))).lines
    assert line.x == ["2020-12-01", "2021-06-01", "2021-12-01"]
    assert line.y == USERS


def test_bars_and_reference_lines_over_dates() -> None:
    _, ax = plt.subplots()
    ax.bar(MONTHS, USERS, width=60)
    ax.axvline(pd.Timestamp("2021-01-01"), ls="--")
    ax.axhline(1000)
    ax.set_xlim(np.datetime64("2020-10-01"), np.datetime64("2022-01-01T12:00"))
    record = drawn(ax)
    assert record.bars[0].categories == ["2020-12-01", "2021-06-01", "2021-12-01"]
    assert (record.reference_x, record.reference_y) == (["2021-01-01"], [1000])
    assert record.lines == []
    assert record.xlim == ["2020-10-01", "2022-01-01T12:00:00"]


def test_spans_of_time_as_bars() -> None:
    _, ax = plt.subplots()
    ax.barh(["law"], [pd.Timedelta(days=30)], left=[MONTHS[0]])
    record = drawn(ax)
    assert (record.bars[0].categories, record.bars[0].lengths) == (["law"], [30])
    assert not record.bars_from_zero


def test_categories_on_either_axis() -> None:
    _, ax = plt.subplots()
    ax.plot(["low", "high"], [1, 2])
    ax.scatter(["high"], [3])
    record = drawn(ax)
    assert record.lines[0].x == ["low", "high"]
    assert record.points[0].x == ["high"]
    assert record.xticklabels == ["low", "high"]


def test_a_log_scale() -> None:
    _, ax = plt.subplots()
    ax.plot([1, 2], [10, 1000])
    ax.set_yscale("log")
    assert drawn(ax).yscale == "log"


def test_what_is_missing_or_hidden_is_not_shown() -> None:
    _, ax = plt.subplots()
    ax.plot([1, 2, 3], [1, None, 3])
    (hidden,) = ax.plot([1], [1])
    hidden.set_visible(False)
    ax.bar([], [])
    ax.bar(["a", "b"], [np.nan, 2])
    record = drawn(ax)
    assert [line.y for line in record.lines] == [[1, 3]]
    assert [bars.lengths for bars in record.bars] == [[2]]


def test_a_picture_such_as_a_word_cloud() -> None:
    _, ax = plt.subplots()
    ax.imshow(np.zeros((2, 3)))
    ax.axis("off")
    record = drawn(ax)
    assert record.images == 1
    assert record.xticklabels == record.yticklabels == []


def test_titles_of_the_whole_figure_count() -> None:
    fig, ax = plt.subplots()
    fig.suptitle("Users\nrise")
    fig.supylabel("users (million)")
    assert (drawn(ax).title, drawn(ax).ylabel) == ("Users rise", "users (million)")


@pytest.mark.parametrize("place", ["left", "center", "right"])
def test_a_title_counts_wherever_it_stands(place: Any) -> None:
    _, ax = plt.subplots()
    ax.set_title("Users rise", loc=place)
    assert drawn(ax).title == "Users rise"


def test_the_record_survives_json() -> None:
    fig, ax = chart()
    ax.bar(YEARS, USERS)
    ax.scatter(YEARS, USERS)
    show(fig, alt=ALT, source="own count")
    record = drawn(ax)
    assert Drawn.from_dict(json.loads(json.dumps(record.to_dict(), allow_nan=False))) == record


@pytest.mark.parametrize("record", [{}, {"lines": [], "bars": [{}], "points": []}])
def test_something_else_than_a_record_is_an_error(record: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not a record of a figure"):
        Drawn.from_dict(record)


def test_a_figure_with_several_axes_is_an_error_that_says_how_to_go_on() -> None:
    fig, axes = plt.subplots(1, 2)
    with pytest.raises(ValueError, match="this figure has 2: hand over one"):
        drawn(fig)
    with pytest.raises(ValueError, match="expects axes.*not ndarray"):
        drawn(axes)


def test_markers_without_a_line_are_points() -> None:
    _, ax = plt.subplots()
    ax.plot([1, 2], [3, 4], "o", label="dots")
    ax.plot([1, 2], [5, 6], label="line")
    record = drawn(ax)
    assert [(points.label, points.x, points.y) for points in record.points] == [
        ("dots", [1, 2], [3, 4])
    ]
    assert [line.label for line in record.lines] == ["line"]


def test_names_given_to_the_legend_alone_are_those_of_the_lines() -> None:
    _, ax = plt.subplots()
    ax.plot([1, 2], [3, 4])
    ax.plot([1, 2], [5, 6])
    ax.legend(["ITU", "CNNIC"])
    assert [line.label for line in drawn(ax).lines] == ["ITU", "CNNIC"]

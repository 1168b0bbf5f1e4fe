"""Reading a chart changes nothing, and its record holds nothing but data."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import matplotlib.pyplot as plt
import pytest

from sixprinciples import checks, drawn, figures

QUIET = """
import sys
import matplotlib
before = matplotlib.rcParams.copy()
from sixprinciples import checks
from sixprinciples.drawn import Drawn, drawn
from matplotlib.figure import Figure
ax = Figure().subplots()
ax.plot([1, 2], [3, 4])
checks.figure(ax, task="Task 1", kind="line", values={1: 3, 2: 4})
record = Drawn.from_dict(drawn(ax).to_dict())
checks.figure(record, task="Task 1", kind="line", values={1: 3, 2: 4})
# RcParams.__eq__ would choose a backend, which loads pyplot.
print(dict.__eq__(before, matplotlib.rcParams), "matplotlib.pyplot" in sys.modules,
      "sixprinciples.figures" in sys.modules)
"""


def test_reading_and_checking_charts_sets_no_style_and_loads_no_pyplot() -> None:
    done = subprocess.run(
        [sys.executable, "-c", QUIET], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["True", "False", "False"], done.stderr


def test_figures_hands_on_the_same_names() -> None:
    for name in ("Bars", "Drawn", "Line", "Points", "drawn"):
        assert getattr(figures, name) is getattr(drawn, name)


@pytest.fixture
def record() -> Any:
    fig, ax = plt.subplots()
    ax.bar(["a", "b"], [1, 2], label="law")
    ax.plot([0, 1], [1, 2])
    ax.scatter([0, 1], [1, 2])
    yield drawn.drawn(ax).to_dict()
    plt.close(fig)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["title"], 5), (["images"], "1"), (["images"], True), (["xlim"], (0, 1)),
        (["xlim"], [0, None]), (["legend"], [1]), (["lines", 0, "x"], "ab"),
        (["bars", 0, "lengths"], ["1", "2"]), (["bars", 0, "horizontal"], 0),
        (["points", 0], {"label": "", "x": []}), (["lines"], [["", [1], [2]]]), (["of"], None),
    ],
)  # fmt: skip
def test_a_record_with_something_else_in_it_is_refused(
    record: dict[str, Any], place: list[Any], value: object
) -> None:
    assert drawn.Drawn.from_dict(record).to_dict() == record
    inner: Any = record
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    with pytest.raises(ValueError, match="not a record of a figure"):
        drawn.Drawn.from_dict(record)


class _Pretender:
    """An object that claims to be axes when it is asked."""

    asked = False

    @property
    def __class__(self) -> type:  # type: ignore[override]
        _Pretender.asked = True
        return plt.Axes


def test_axes_are_known_by_their_type_and_not_by_what_they_say() -> None:
    with pytest.raises(ValueError, match="expects axes.*not _Pretender"):
        drawn.drawn(_Pretender())  # type: ignore[arg-type]
    assert not _Pretender.asked


def test_a_record_is_named_like_what_it_was_read_from() -> None:
    fig, ax = plt.subplots()
    for chart in (ax, fig):
        said = []
        for answer in (chart, drawn.drawn(chart)):
            with pytest.raises(checks.CheckFailed) as caught:
                checks.number(answer, task="Task 1", name="answer")
            said.append(str(caught.value))
        assert said[0] == said[1]
        assert f"an object of the type {type(chart).__name__}." in said[0]
    assert drawn.drawn(fig) == drawn.drawn(ax)
    plt.close(fig)

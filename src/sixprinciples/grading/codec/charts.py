"""Charts, which are written as a record of what they show."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from sixprinciples.grading.codec.kind import Kind
from sixprinciples.grading.codec.meter import NotData

if TYPE_CHECKING:
    from sixprinciples.drawn import Drawn
    from sixprinciples.grading.codec.reader import Reader
    from sixprinciples.grading.codec.writer import Writer

_CHARTS = (("matplotlib.axes", "Axes"), ("matplotlib.figure", "Figure"))


def is_chart(value: object) -> bool:
    """Say whether an object is axes or a figure of matplotlib, or a record of them.

    What comes from a module that was never loaded cannot be there.
    """
    from_matplotlib = (
        issubclass(type(value), getattr(sys.modules[module], name))
        for module, name in _CHARTS
        if module in sys.modules
    )
    return any(from_matplotlib) or is_record(value)


def is_record(value: object) -> bool:
    """Say whether an object is the record of a chart."""
    module = sys.modules.get("sixprinciples.drawn")
    return module is not None and type(value) is module.Drawn


def _write_chart(writer: Writer, value: Any) -> None:
    from sixprinciples.drawn import Drawn, drawn  # matplotlib is needed here only

    try:
        record = value if is_record(value) else drawn(value)
        writer.part(Drawn.from_dict(record.to_dict()).to_dict())
    except ValueError:
        raise NotData from None


def _read_chart(reader: Reader) -> Drawn:
    from sixprinciples.drawn import Drawn

    return Drawn.from_dict(reader.part(dict))


CHART = Kind((), _write_chart, _read_chart, shared=True, cost=200)

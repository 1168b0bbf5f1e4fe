"""Six Principles: facts, checks and figures for the course.

Nothing is imported before it is used, so that ``import sixprinciples`` takes no time. Notebooks
import what else they use by name: ``from sixprinciples import checks, figures, text``.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sixprinciples.data import DataError, load, source, tables

__all__ = ["DataError", "load", "source", "tables"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from sixprinciples import data

    globals().update({each: getattr(data, each) for each in __all__})
    return globals()[name]


def __warm_up__() -> None:
    """Read the facts; called once by whoever then makes copies of the interpreter."""
    from sixprinciples.data import read_all

    read_all()

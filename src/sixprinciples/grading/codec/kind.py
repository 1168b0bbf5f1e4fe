"""What the codec knows about one kind of value: how it is written and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sixprinciples.grading.codec.reader import Reader
    from sixprinciples.grading.codec.writer import Writer

Write = Callable[["Writer", Any], None]
Read = Callable[["Reader"], Any]


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of value.

    Attributes:
        types: the exact types of such values; a subclass is not of the kind.
        write: writes what follows the tag; raises `NotData` for a value that it cannot write.
        read: reads what was written; must bear any bytes, and may raise any exception.
        shared: whether a value that stands in several places is one and the same in all of them.
        cost: what a value counts beyond its items (see `Meter`).
    """

    types: tuple[type, ...]
    write: Write
    read: Read
    shared: bool = False
    cost: int = 2


def constant(value: Any) -> Kind:
    """Return the kind of a value that is the only one of its type."""
    return Kind((type(value),), lambda writer, value: None, lambda reader: value)

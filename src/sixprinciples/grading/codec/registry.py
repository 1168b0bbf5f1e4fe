"""All kinds of values that the codec knows: which of them an object is, by its exact type."""

from __future__ import annotations

import builtins
import types
from typing import TYPE_CHECKING

from sixprinciples.grading.codec import (
    arrays,
    containers,
    dates,
    extensions,
    remote,
    scalars,
    tables,
)
from sixprinciples.grading.codec.charts import CHART, is_chart
from sixprinciples.grading.codec.kind import Kind
from sixprinciples.grading.codec.meter import DecodeError
from sixprinciples.grading.codec.remote import FUNCTION, HOME, LIVE

__all__ = ["AGAIN", "CHART", "FUNCTION", "HOME", "KINDS", "LIVE", "TAG_OF", "kind_of"]

if TYPE_CHECKING:
    from sixprinciples.grading.codec.reader import Reader
    from sixprinciples.grading.codec.writer import Writer

_VALUES = (
    *scalars.KINDS,
    *containers.KINDS,
    *dates.KINDS,
    *arrays.KINDS,
    *extensions.KINDS,
    *tables.KINDS,
    *remote.STREAMS,
    FUNCTION,
)
# By identity: a class may have a metaclass that makes it equal to another one.
_BY_TYPE = {id(known): kind for kind in _VALUES for known in kind.types}

_CLASSES: dict[str, type] = {
    f"{known.__module__}.{known.__qualname__}": known
    for known in (
        *(found for found in vars(builtins).values() if isinstance(found, type)),
        *(known for kind in _VALUES for known in kind.types),
        types.NoneType,
    )
}
_CLASS_NAMES = {id(known): name for name, known in _CLASSES.items()}


def _write_class(writer: Writer, value: type) -> None:
    writer.text(_CLASS_NAMES[id(value)])


def _read_class(reader: Reader) -> type:
    name = reader.text()
    if name not in _CLASSES:
        raise DecodeError("There is no such class.")
    return _CLASSES[name]


_CLASS = Kind((), _write_class, _read_class)

KINDS = (*_VALUES, _CLASS, CHART, LIVE, HOME)
TAG_OF = {kind: tag for tag, kind in enumerate(KINDS)}
AGAIN = 255
"""The tag of a value that stood there before."""


def kind_of(value: object) -> Kind:
    """Return the kind of a value; `LIVE` for what is no data."""
    kind = _BY_TYPE.get(id(type(value)))
    if kind is not None:
        return kind
    if id(value) in _CLASS_NAMES:
        return _CLASS
    return CHART if is_chart(value) else LIVE

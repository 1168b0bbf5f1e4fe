"""What is written of functions, iterators and live objects, and what is read in their place."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from sixprinciples.checks.plain import FUNCTIONS
from sixprinciples.grading.codec.functions import remote_function, token_of
from sixprinciples.grading.codec.kind import Kind
from sixprinciples.grading.codec.live import tidy_name, touch, type_name
from sixprinciples.grading.codec.meter import DecodeError

if TYPE_CHECKING:
    from sixprinciples.grading.codec.reader import Reader
    from sixprinciples.grading.codec.writer import Writer

_TOKEN = "<Q"
_LONGEST_DOC = 10_000
_NAMED: tuple[type, ...] = (types.FunctionType, types.BuiltinFunctionType)


def _write_function(writer: Writer, value: Any) -> None:
    writer.pack(_TOKEN, writer.token(value))
    named = value.__func__ if type(value) is types.MethodType else value
    # Other callables could run code of their own when they are asked for a name.
    is_named = any(type(named) is kind for kind in _NAMED)
    writer.text(tidy_name(named.__name__) if is_named else type_name(named))
    doc = named.__doc__ if is_named else None
    writer.text(str.__str__(doc)[:_LONGEST_DOC] if issubclass(type(doc), str) else "")


def _read_function(reader: Reader) -> Any:
    (token,), name, doc = reader.unpack(_TOKEN), reader.text(), reader.text()
    return remote_function(tidy_name(name), doc[:_LONGEST_DOC] or None, token, reader.call)


FUNCTION = Kind(FUNCTIONS, _write_function, _read_function, shared=True, cost=20)


def _write_live(writer: Writer, value: Any) -> None:
    writer.pack(_TOKEN, writer.token(value))
    writer.flag(callable(value))
    writer.text(type_name(value))


def _read_live(reader: Reader) -> Any:
    (token,), is_callable, name = reader.unpack(_TOKEN), reader.flag(), tidy_name(reader.text())
    return reader.stand_in(name, token, is_callable)


LIVE = Kind((), _write_live, _read_live, cost=20)


def _write_home(writer: Writer, value: Any) -> None:
    token = token_of(value)
    assert token is not None  # or it would be of another kind
    writer.pack(_TOKEN, token)


def _read_home(reader: Reader) -> Any:
    if reader.home is None:
        raise DecodeError("An object is named that is not kept here.")
    return reader.home.original(reader.unpack(_TOKEN)[0])


HOME = Kind((), _write_home, _read_home)
"""What came from the other process and goes back."""


# --- iterators ------------------------------------------------------------------------------


class _Reversible:
    """What `reversed` takes."""

    def __init__(self, refuse: Callable[[object], Any]) -> None:
        self._refuse = refuse

    def __len__(self) -> int:
        return 1

    def __getitem__(self, place: int) -> Any:
        return self._refuse(place)


def _generator(refuse: Callable[[object], Any]) -> Iterator[Any]:
    yield refuse(None)


def _check_that_it_stays(writer: Writer, value: object) -> None:
    writer.token(value)


def _stream(kind: type, make: Callable[[Callable[[object], Any]], Any]) -> Kind:
    """Return the kind of an iterator: what is read is a genuine one that refuses the first step.

    To step through the original would run the student's code and use it up.
    """

    def read(reader: Reader) -> Any:
        what = reader.described(kind.__name__)
        return make(lambda _: touch(what))

    return Kind((kind,), _check_that_it_stays, read, shared=True, cost=10)


STREAMS = (
    _stream(types.GeneratorType, _generator),
    _stream(map, lambda refuse: map(refuse, (0,))),
    _stream(filter, lambda refuse: filter(refuse, (0,))),
    _stream(zip, lambda refuse: zip(_generator(refuse), strict=False)),
    _stream(enumerate, lambda refuse: enumerate(_generator(refuse))),
    _stream(reversed, lambda refuse: reversed(_Reversible(refuse))),
)

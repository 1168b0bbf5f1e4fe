"""Lists, tuples, sets, dicts, their relatives and ranges."""

from __future__ import annotations

import collections
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sixprinciples.grading.codec.items import read_items, write_items
from sixprinciples.grading.codec.kind import Kind
from sixprinciples.grading.codec.meter import DecodeError, NotData

if TYPE_CHECKING:
    from sixprinciples.grading.codec.reader import Reader
    from sixprinciples.grading.codec.writer import Writer

# Keys with one hash are compared with each other, which takes the square of their number.
_FEW_KEYS, _MOST_OF_ONE_HASH = 100, 50


def _of_items(kind: Callable[[list[Any]], Any], cost: int = 4) -> Kind:
    """Return the kind of a container of which only the items count."""
    return Kind(
        (type(kind([])),),
        lambda writer, value: write_items(writer, list(value)),
        lambda reader: kind(read_items(reader)),
        shared=True,
        cost=cost,
    )


def _set_of(make: Callable[[list[Any]], Any]) -> Callable[[list[Any]], Any]:
    def build(items: list[Any]) -> Any:
        made = make(_spread(items))
        if len(made) != len(items):
            raise DecodeError("A set holds a value twice.")
        return made

    return build


def _spread(keys: list[Any]) -> list[Any]:
    """Return keys as they are if they are not made to have one and the same hash."""
    if len(keys) > _FEW_KEYS and {str} != set(map(type, keys)):
        ((_, most),) = Counter(map(hash, keys)).most_common(1)
        if most > _MOST_OF_ONE_HASH:
            raise DecodeError("Too many keys have the same hash.")
    return keys


def _write_pairs(writer: Writer, keys: Iterable[Any], values: Iterable[Any]) -> None:
    keys, values = list(keys), list(values)
    if len(keys) != len(values):  # another thread is at work on it
        raise NotData
    write_items(writer, keys)
    write_items(writer, values)


def _read_pairs(reader: Reader) -> dict[Any, Any]:
    keys, values = _spread(read_items(reader)), read_items(reader)
    pairs = dict(zip(keys, values, strict=True))
    if len(pairs) != len(keys):
        raise DecodeError("A dict holds a key twice.")
    return pairs


def _of_pairs(kind: type, make: Callable[[dict[Any, Any]], Any]) -> Kind:
    """Return the kind of a dict or relative of which only keys and values count."""
    # Called on the class: an attribute of the object may hide its method.
    return Kind(
        (kind,),
        lambda writer, value: _write_pairs(writer, kind.keys(value), kind.values(value)),  # type: ignore[attr-defined]
        lambda reader: make(_read_pairs(reader)),
        shared=True,
        cost=8,
    )


def _write_defaultdict(writer: Writer, value: defaultdict[Any, Any]) -> None:
    writer.value(value.default_factory)
    _write_pairs(writer, defaultdict.keys(value), defaultdict.values(value))


def _read_defaultdict(reader: Reader) -> defaultdict[Any, Any]:
    return defaultdict(reader.value(), _read_pairs(reader))


def _write_deque(writer: Writer, value: collections.deque[Any]) -> None:
    writer.part(value.maxlen)
    write_items(writer, list(value))


def _read_deque(reader: Reader) -> collections.deque[Any]:
    most = reader.part(int, type(None))
    return collections.deque(read_items(reader), most)


def _write_range(writer: Writer, value: range) -> None:
    for part in (value.start, value.stop, value.step):
        writer.part(part)


def _read_range(reader: Reader) -> range:
    return range(reader.part(int), reader.part(int), reader.part(int))


def _write_item_view(writer: Writer, value: Iterable[tuple[Any, Any]]) -> None:
    pairs = list(value)
    _write_pairs(writer, [key for key, _ in pairs], [item for _, item in pairs])


def _view_of_keys(keys: list[Any]) -> Any:
    return dict.fromkeys(_set_of(dict.fromkeys)(keys)).keys()


KINDS = (
    _of_items(list),
    _of_items(tuple),
    _of_items(_set_of(set), cost=8),
    _of_items(_set_of(frozenset), cost=8),
    _of_items(_view_of_keys, cost=8),
    _of_items(lambda values: dict(enumerate(values)).values(), cost=8),
    Kind(
        (type({}.items()),),
        _write_item_view,
        lambda reader: _read_pairs(reader).items(),
        shared=True,
        cost=8,
    ),
    _of_pairs(dict, lambda pairs: pairs),
    _of_pairs(Counter, Counter),
    _of_pairs(OrderedDict, OrderedDict),
    Kind((defaultdict,), _write_defaultdict, _read_defaultdict, shared=True, cost=8),
    Kind((collections.deque,), _write_deque, _read_deque, shared=True, cost=8),
    Kind((range,), _write_range, _read_range),
)

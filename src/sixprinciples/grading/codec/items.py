"""Several values after each other: packed tightly where all are of simple types."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sixprinciples.grading.codec.meter import DecodeError

if TYPE_CHECKING:
    from sixprinciples.grading.codec.reader import Reader
    from sixprinciples.grading.codec.writer import Writer

Values = Sequence[Any]

_SEPARATORS = ("\n", "\0", "\x1f", "\uffff")
_FEWEST = 4  # fewer are written one by one: looking at their types takes longer
_ONE_BY_ONE, _SORTED, _ROWS = 253, 254, 255
_LONGEST_ROW = 100


# --- values of one type ---------------------------------------------------------------------


@dataclass(frozen=True)
class _Form:
    """A way to pack values of one type.

    Attributes:
        pack: returns the bytes, or None where it cannot.
        unpack: returns the values.
        count: says how many values bytes hold, before they are made.
    """

    pack: Callable[[Values], bytes | None]
    unpack: Callable[[memoryview], list[Any]]
    count: Callable[[memoryview], int]

    def read(self, reader: Reader, count: int) -> list[Any]:
        """Read so many values."""
        packed = reader.raw()
        if self.count(packed) != count:
            raise DecodeError("There are not as many values as announced.")
        return self.unpack(packed)


def _of_size(size: int) -> Callable[[memoryview], int]:
    return lambda packed: len(packed) // size


def _pack_numbers(code: str) -> Callable[[Values], bytes | None]:
    def pack(values: Values) -> bytes | None:
        try:
            return array(code, values).tobytes()
        except OverflowError:
            return None

    return pack


def _unpack_numbers(code: str) -> Callable[[memoryview], list[Any]]:
    def unpack(packed: memoryview) -> list[Any]:
        numbers = array(code)
        numbers.frombytes(packed)
        return numbers.tolist()

    return unpack


def _unpack_truths(packed: memoryview) -> list[bool]:
    return [byte != 0 for byte in packed]


def _pack_texts(values: Sequence[str]) -> bytes | None:
    """Join texts by a character that none of them holds and that stands in front, too."""
    for separator in _SEPARATORS:
        text = separator.join(values)
        if text.count(separator) == len(values) - 1:
            return (separator + text).encode("utf-8", "surrogatepass")
    return None


def _unpack_texts(packed: memoryview) -> list[str]:
    text = str(packed, "utf-8", "surrogatepass")
    return text[1:].split(text[0])


def _count_texts(packed: memoryview) -> int:
    text = str(packed, "utf-8", "surrogatepass")
    return text.count(text[0])


def _numpy_form(kind: Any) -> _Form:
    dtype = np.dtype(kind)
    return _Form(
        lambda values: np.array(values, dtype).tobytes(),
        lambda packed: list(np.frombuffer(packed, dtype)),
        _of_size(dtype.itemsize),
    )


_NUMPY = (np.float64, np.int64, np.int32, np.float32)
_FORMS = (
    _Form(_pack_numbers("d"), _unpack_numbers("d"), _of_size(8)),
    _Form(_pack_numbers("q"), _unpack_numbers("q"), _of_size(8)),
    _Form(bytes, _unpack_truths, len),
    _Form(_pack_texts, _unpack_texts, _count_texts),
    _Form(lambda values: bytes(len(values)), lambda packed: [None] * len(packed), len),
    *map(_numpy_form, _NUMPY),
)
_TYPES = (float, int, bool, str, type(None), *_NUMPY)
_FORM_OF = {id(kind): number for number, kind in enumerate(_TYPES)}


# --- values of any types --------------------------------------------------------------------


def write_items(writer: Writer, values: Values) -> None:
    """Write values of any kind; `values` is a genuine list or tuple."""
    writer.spend(len(values))
    # By identity: a class of one's own may claim to equal another.
    kinds = set(map(id, map(type, values))) if len(values) >= _FEWEST else set()
    if kinds and kinds <= _FORM_OF.keys() and _write_packed(writer, values, kinds):
        return
    if kinds == {id(tuple)} and _write_rows(writer, values):
        return
    writer.pack("<IB", len(values), _ONE_BY_ONE)
    for value in values:
        writer.value(value)


def _write_packed(writer: Writer, values: Values, kinds: set[int]) -> bool:
    """Write values by type, or say that they cannot be packed."""
    numbers = sorted(_FORM_OF[kind] for kind in kinds)
    if len(numbers) == 1:
        packed = [_FORMS[numbers[0]].pack(values)]
    else:
        codes = bytes(map(_FORM_OF.__getitem__, map(id, map(type, values))))
        packed = [codes, *(_FORMS[n].pack(_of_code(values, codes, n)) for n in numbers)]
    if any(content is None for content in packed):
        return False
    writer.pack("<IB", len(values), numbers[0] if len(numbers) == 1 else _SORTED)
    for content in packed:
        writer.raw(content or b"")
    return True


def _of_code(values: Iterable[Any], codes: bytes, number: int) -> list[Any]:
    return [value for value, code in zip(values, codes, strict=True) if code == number]


def _write_rows(writer: Writer, rows: Sequence[tuple[Any, ...]]) -> bool:
    """Write tuples of one length column by column, or say that they are no such rows."""
    lengths = set(map(len, rows))
    # A row that stands there several times may be long: it is written once and named again.
    if len(lengths) > 1 or max(lengths) > _LONGEST_ROW or len(set(map(id, rows))) < len(rows):
        return False
    writer.pack("<IB", len(rows), _ROWS)
    writer.pack("<B", max(lengths))
    for column in zip(*rows, strict=True):
        write_items(writer, column)
    return True


def read_items(reader: Reader) -> list[Any]:
    """Read what `write_items` wrote."""
    count, number = reader.unpack("<IB")
    reader.spend(count)
    if number == _ONE_BY_ONE:
        return [reader.value() for _ in range(count)]
    if number == _SORTED:
        values = _read_sorted(reader, count)
    elif number == _ROWS:
        columns = [read_items(reader) for _ in range(reader.unpack("<B")[0])]
        values = list(zip(*columns, strict=True)) if columns else [()] * count
    else:
        values = _FORMS[number].read(reader, count)
    if len(values) != count:
        raise DecodeError("There are not as many values as announced.")
    return values


def _read_sorted(reader: Reader, count: int) -> list[Any]:
    codes = bytes(reader.raw())
    if len(codes) != count:
        raise DecodeError("There are not as many values as announced.")
    by_code = {
        number: iter(_FORMS[number].read(reader, codes.count(number)))
        for number in sorted(set(codes))
    }
    return [next(by_code[code]) for code in codes]

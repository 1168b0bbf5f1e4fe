"""Arrays, scalars and types of numpy."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from sixprinciples.grading.codec.items import read_items, write_items
from sixprinciples.grading.codec.kind import Kind, constant
from sixprinciples.grading.codec.meter import DecodeError, NotData

if TYPE_CHECKING:
    from sixprinciples.grading.codec.reader import Reader
    from sixprinciples.grading.codec.writer import Writer

_NUMBERS = "?bhilqBHILQefdgFDG"
_UNITS = "Y|M|W|D|h|m|s|ms|us|ns|ps|fs|as|generic"
_SIMPLE = re.compile(
    rf"[=>][{re.escape(_NUMBERS)}]|[=>][Mm]8\[[1-9]\d{{0,9}}(?:{_UNITS})\]"
    rf"|[=>]U[1-9]\d{{0,8}}|=S[1-9]\d{{0,8}}|=O",
    re.ASCII,
)
_MOST_DIMENSIONS, _MOST_FIELDS = 32, 1000
_HIGHEST_CHARACTER = 0x10FFFF
# Of the 80 bits of Intel's long double some patterns are no number at all.
_IS_INTEL = np.finfo(np.longdouble).nmant == 63  # noqa: PLR2004


# --- types ----------------------------------------------------------------------------------


def write_dtype(writer: Writer, dtype: np.dtype[Any]) -> None:
    """Write a type of numpy.

    Raises:
        NotData: it is raw memory, a type of a library, or holds types that hold others.
    """
    names = dtype.names or ()
    if names and (dtype.hasobject or len(names) > _MOST_FIELDS):
        raise NotData
    writer.pack("<HI?", len(names), dtype.itemsize if names else 0, dtype.isalignedstruct)
    if not names:
        writer.text(_simple_name(dtype))
        return
    for name in names:
        field, offset, *title = dtype.fields[name]  # type: ignore[index]
        if title:
            raise NotData
        writer.text(name)
        writer.text(_simple_name(field))
        writer.pack("<I", offset)


def _simple_name(dtype: np.dtype[Any]) -> str:
    """Write a type so that types of one size (such as `int` and `long long`) stay apart."""
    order = ">" if dtype.byteorder == ">" else "="
    name = order + dtype.char
    if dtype.char in "SU":
        name += str(dtype.itemsize // (4 if dtype.char == "U" else 1))
    elif dtype.char in "Mm":
        unit, count = np.datetime_data(dtype)
        name += f"8[{count}{unit}]"
    if not _is_simple(name):
        raise NotData
    return name


def _is_simple(name: str) -> bool:
    return name not in (">g", ">G") and _SIMPLE.fullmatch(name) is not None


def read_dtype(reader: Reader) -> np.dtype[Any]:
    """Read what `write_dtype` wrote."""
    count, itemsize, aligned = reader.unpack("<HI?")
    if not count:
        return _simple(reader.text())
    if count > _MOST_FIELDS:
        raise DecodeError("A record has too many fields.")
    reader.spend(count * 10)
    fields = [(reader.text(), _simple(reader.text()), *reader.unpack("<I")) for _ in range(count)]
    names, formats, offsets = map(list, zip(*fields, strict=True))
    if any(form.hasobject for form in formats) or not itemsize:
        raise DecodeError("A record holds what it must not.")
    layout: Any = {"names": names, "formats": formats, "offsets": offsets, "itemsize": itemsize}
    return np.dtype(layout | {"aligned": aligned})


@lru_cache(256)
def _simple(name: str) -> np.dtype[Any]:
    if not _is_simple(name):
        raise DecodeError("A type of numpy is malformed.")
    return np.dtype(name.replace("[1generic]", ""))


def _sound(array: np.ndarray) -> np.ndarray:
    """Return an array whose memory came from elsewhere.

    Raises:
        DecodeError: it holds what numpy itself would never put there and does not expect.
    """
    for name in array.dtype.names or ():
        _sound(np.ascontiguousarray(array[name]))
    flat = array.reshape(-1, order="A")
    kind, order = array.dtype.char, array.dtype.byteorder
    if not flat.size:
        return array
    if kind == "?" and flat.view(np.uint8).max() > 1:
        raise DecodeError("A truth value is neither true nor false.")
    if kind == "U" and flat.view(f"{order}u4").max() > _HIGHEST_CHARACTER:
        raise DecodeError("A text holds what is no character.")
    if kind in "gG" and _IS_INTEL and not _are_numbers(flat.view(np.uint64)):
        raise DecodeError("A number is malformed.")
    return array


def _are_numbers(words: np.ndarray) -> bool:
    leading, exponents = words[::2] >> np.uint64(63), words[1::2] & np.uint64(0x7FFF)
    return bool(((leading == 1) == (exponents != 0)).all())


# --- scalars --------------------------------------------------------------------------------


def _write_scalar(writer: Writer, value: np.generic) -> None:
    write_dtype(writer, value.dtype)
    writer.raw(value.tobytes())


def _read_scalar(reader: Reader) -> Any:
    return _from_bytes(read_dtype(reader), (), reader.raw(), "C")[()]


def _write_text(writer: Writer, value: np.str_) -> None:
    writer.text(str.__str__(value))


def _read_text(reader: Reader) -> np.str_:
    return np.str_(reader.text())


def _write_bytes(writer: Writer, value: np.bytes_) -> None:
    writer.raw(bytes(value))


def _read_bytes(reader: Reader) -> np.bytes_:
    return np.bytes_(bytes(reader.raw()))


# --- arrays ---------------------------------------------------------------------------------


def _write_array(writer: Writer, value: np.ndarray) -> None:
    writer.spend(value.size)
    write_dtype(writer, value.dtype)
    writer.pack("<B", value.ndim)
    writer.pack(f"<{value.ndim}Q", *value.shape)
    if value.dtype.char == "O":
        write_items(writer, value.ravel().tolist())
        return
    writer.room(value.nbytes)
    by_column = value.flags.f_contiguous and not value.flags.c_contiguous
    writer.flag(by_column)
    writer.raw(value.tobytes("F" if by_column else "C"))


def _read_array(reader: Reader) -> np.ndarray:
    dtype = read_dtype(reader)
    (dimensions,) = reader.unpack("<B")
    shape = reader.unpack(f"<{min(dimensions, _MOST_DIMENSIONS)}Q")
    reader.spend(math.prod(shape))
    if dtype.char == "O":
        return np.fromiter(read_items(reader), dtype, math.prod(shape)).reshape(shape)
    order: Literal["F", "C"] = "F" if reader.flag() else "C"
    return _from_bytes(dtype, shape, reader.raw(), order)


def _from_bytes(
    dtype: np.dtype[Any], shape: tuple[int, ...], content: memoryview, order: Literal["F", "C"]
) -> np.ndarray:
    if math.prod(shape) * dtype.itemsize != len(content):
        raise DecodeError("An array is not as large as announced.")
    # A copy, which can be written to and begins where the processor likes it.
    flat = np.frombuffer(content, dtype).copy()
    return _sound(flat.reshape(shape, order=order))


def _write_masked(writer: Writer, value: np.ma.MaskedArray[Any, Any]) -> None:
    mask = np.ma.getmask(value)
    writer.part(np.asarray(value.data))
    writer.part(None if mask is np.ma.nomask else mask)
    writer.part(value.fill_value)


def _read_masked(reader: Reader) -> np.ma.MaskedArray[Any, Any]:
    data, mask = reader.part(np.ndarray), reader.part(np.ndarray, type(None))
    return np.ma.MaskedArray(
        data,
        mask=np.ma.nomask if mask is None else mask,
        fill_value=reader.part(np.generic, *_SIMPLE_TYPES),
    )


_SIMPLE_TYPES = (int, float, complex, str, bytes, bool)
_CHARACTERS = (*_NUMBERS, "M", "m", "V")

KINDS = (
    Kind((np.str_,), _write_text, _read_text),
    Kind((np.bytes_,), _write_bytes, _read_bytes),
    Kind(
        tuple(dict.fromkeys(np.dtype(code).type for code in _CHARACTERS)),
        _write_scalar,
        _read_scalar,
        cost=5,
    ),
    Kind(
        tuple(dict.fromkeys(type(np.dtype(code)) for code in (*_CHARACTERS, "S", "U", "O"))),
        write_dtype,
        read_dtype,
    ),
    Kind((np.ndarray,), _write_array, _read_array, shared=True, cost=20),
    Kind((np.ma.MaskedArray,), _write_masked, _read_masked, shared=True, cost=50),
    constant(np.ma.masked),
)

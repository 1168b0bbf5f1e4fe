"""Numbers, texts, bytes, and the constants of Python."""

from __future__ import annotations

import decimal
import fractions
import re
from typing import TYPE_CHECKING

from sixprinciples.grading.codec.kind import Kind, constant
from sixprinciples.grading.codec.meter import FRACTION_BYTES, INT_BYTES, DecodeError, Meter, NotData

if TYPE_CHECKING:
    from sixprinciples.grading.codec.reader import Reader
    from sixprinciples.grading.codec.writer import Writer

_DECIMAL = re.compile(
    r"-?(?:\d+(?:\.\d*)?(?:E[+-]?\d{1,19})?|Infinity|s?NaN\d*)", re.ASCII | re.IGNORECASE
)
_BYTES_PER_UNIT = 64


def _write_bool(writer: Writer, value: bool) -> None:
    writer.flag(value)


def _read_bool(reader: Reader) -> bool:
    return reader.flag()


def _write_int(writer: Writer, value: int) -> None:
    _write_whole(writer, value, INT_BYTES)


def _write_whole(writer: Writer, value: int, most: int) -> None:
    length = value.bit_length() // 8 + 1
    if length > most:
        raise NotData
    writer.spend(length // _BYTES_PER_UNIT)
    writer.raw(value.to_bytes(length, "little", signed=True))


def _read_int(reader: Reader) -> int:
    return _read_whole(reader, INT_BYTES)


def _read_whole(reader: Reader, most: int) -> int:
    digits = reader.raw()
    if len(digits) > most:
        raise DecodeError("A whole number is too long.")
    reader.spend(len(digits) // _BYTES_PER_UNIT)
    return int.from_bytes(digits, "little", signed=True)


def _write_float(writer: Writer, value: float) -> None:
    writer.pack("<d", value)


def _read_float(reader: Reader) -> float:
    return float(reader.unpack("<d")[0])


def _write_complex(writer: Writer, value: complex) -> None:
    writer.pack("<dd", value.real, value.imag)


def _read_complex(reader: Reader) -> complex:
    real, imaginary = reader.unpack("<dd")
    return complex(real, imaginary)


def _write_text(writer: Writer, value: str) -> None:
    writer.text(value)


def _read_text(reader: Reader) -> str:
    return reader.text()


def _write_bytes(writer: Writer, value: bytes | bytearray) -> None:
    writer.raw(bytes(value))


def _read_bytes(reader: Reader) -> bytes:
    return bytes(reader.raw())


def _read_bytearray(reader: Reader) -> bytearray:
    return bytearray(reader.raw())


def _write_decimal(writer: Writer, value: decimal.Decimal) -> None:
    text = str(value)
    if len(text) > FRACTION_BYTES:
        raise NotData
    writer.text(text)


def _read_decimal(reader: Reader) -> decimal.Decimal:
    text = reader.text()
    if len(text) > FRACTION_BYTES or not _DECIMAL.fullmatch(text):
        raise DecodeError("A decimal number is malformed.")
    reader.spend(len(text) // _BYTES_PER_UNIT)
    return decimal.Decimal(text)


def _write_fraction(writer: Writer, value: fractions.Fraction) -> None:
    parts = (value.numerator, value.denominator)
    for part in parts:
        # Nothing keeps a student from putting another object into a genuine Fraction.
        if type(part) is not int:
            raise NotData
        _write_whole(writer, part, FRACTION_BYTES)
    _spend_on_division(writer, *parts)


def _read_fraction(reader: Reader) -> fractions.Fraction:
    numerator = _read_whole(reader, FRACTION_BYTES)
    denominator = _read_whole(reader, FRACTION_BYTES)
    _spend_on_division(reader, numerator, denominator)
    return fractions.Fraction(numerator, denominator)


def _spend_on_division(meter: Meter, numerator: int, denominator: int) -> None:
    # What both have in common is found in a time that grows with the square of their length.
    bits = numerator.bit_length() + denominator.bit_length()
    meter.spend((bits // 1024) ** 2)


KINDS = (
    constant(None),
    constant(...),
    constant(NotImplemented),
    Kind((bool,), _write_bool, _read_bool),
    Kind((int,), _write_int, _read_int),
    Kind((float,), _write_float, _read_float),
    Kind((complex,), _write_complex, _read_complex),
    Kind((str,), _write_text, _read_text),
    Kind((bytes,), _write_bytes, _read_bytes),
    Kind((bytearray,), _write_bytes, _read_bytearray, shared=True),
    Kind((decimal.Decimal,), _write_decimal, _read_decimal),
    Kind((fractions.Fraction,), _write_fraction, _read_fraction, cost=20),
)

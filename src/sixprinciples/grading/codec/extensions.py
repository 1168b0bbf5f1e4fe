"""Scalars, types and arrays that pandas adds to those of numpy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from sixprinciples.grading.codec.dates import read_zone, write_zone
from sixprinciples.grading.codec.items import read_items, write_items
from sixprinciples.grading.codec.kind import Kind, constant
from sixprinciples.grading.codec.meter import DecodeError, NotData

if TYPE_CHECKING:
    from sixprinciples.grading.codec.reader import Reader
    from sixprinciples.grading.codec.writer import Writer

_UNITS = ("s", "ms", "us", "ns")
_CLOSED = ("left", "right", "both", "neither")
_STORAGES = ("python", "pyarrow")
_FREQUENCY = re.compile(r"-?(?:[1-9]\d{0,5})?[A-Za-z]{1,5}(?:-[A-Z0-9]{3,4})?", re.ASCII)
_MOST_CATEGORIES = 100_000


def _known(text: str, known: tuple[str, ...]) -> Any:
    if text not in known:
        raise DecodeError("A name is not among those known.")
    return text


def frequency(text: str) -> str:
    """Return the name of a frequency, such as "ME" or "2h", if it looks like one.

    Raises:
        DecodeError: it does not.
    """
    if not _FREQUENCY.fullmatch(text):
        raise DecodeError("A frequency is malformed.")
    return text


# --- scalars --------------------------------------------------------------------------------


def _write_moment(writer: Writer, value: pd.Timestamp) -> None:
    writer.text(value.unit)
    writer.pack("<q", value.asm8.view("i8"))
    write_zone(writer, value.tzinfo)


def _read_moment(reader: Reader) -> pd.Timestamp:
    unit, (count,) = _known(reader.text(), _UNITS), reader.unpack("<q")
    moment, zone = pd.Timestamp(np.datetime64(count, unit)), read_zone(reader)
    if type(moment) is not pd.Timestamp:
        raise DecodeError("A moment is none.")
    return moment if zone is None else moment.tz_localize("UTC").tz_convert(zone)


def _write_span(writer: Writer, value: pd.Timedelta) -> None:
    writer.text(value.unit)
    writer.pack("<q", value.asm8.view("i8"))


def _read_span(reader: Reader) -> pd.Timedelta:
    unit, (count,) = _known(reader.text(), _UNITS), reader.unpack("<q")
    span = pd.Timedelta(np.timedelta64(count, unit))
    if type(span) is not pd.Timedelta:
        raise DecodeError("A span of time is none.")
    return span


def _write_period(writer: Writer, value: pd.Period) -> None:
    writer.part(pd.PeriodDtype(cast(Any, value.freq)))
    writer.pack("<q", value.ordinal)


def _read_period(reader: Reader) -> pd.Period:
    freq = reader.part(pd.PeriodDtype).freq
    return pd.Period(ordinal=reader.unpack("<q")[0], freq=freq)


def _write_interval(writer: Writer, value: pd.Interval) -> None:
    writer.text(value.closed)
    writer.part(value.left)
    writer.part(value.right)


def _read_interval(reader: Reader) -> pd.Interval:
    closed = _known(reader.text(), _CLOSED)
    ends = (int, float, np.number, pd.Timestamp, pd.Timedelta)
    return pd.Interval(reader.part(*ends), reader.part(*ends), closed)


# --- types ----------------------------------------------------------------------------------


def _nothing_but_a_type(known: type) -> Kind:
    return Kind((known,), lambda writer, value: None, lambda reader: known())


def _write_string_type(writer: Writer, value: pd.StringDtype) -> None:
    writer.text(value.storage)
    writer.flag(value.na_value is pd.NA)


def _read_string_type(reader: Reader) -> pd.StringDtype:
    storage = _known(reader.text(), _STORAGES)
    return pd.StringDtype(storage, na_value=pd.NA if reader.flag() else np.nan)


def _write_categories(writer: Writer, value: pd.CategoricalDtype) -> None:
    if value.categories is not None and len(value.categories) > _MOST_CATEGORIES:
        raise NotData
    writer.part(value.categories)
    writer.part(value.ordered)


def _read_categories(reader: Reader) -> pd.CategoricalDtype:
    categories = reader.part(pd.Index, type(None))
    if categories is not None and len(categories) > _MOST_CATEGORIES:
        raise DecodeError("There are too many categories.")
    return pd.CategoricalDtype(categories, ordered=reader.part(bool, type(None)))


def _write_zoned_type(writer: Writer, value: pd.DatetimeTZDtype) -> None:
    writer.text(value.unit)
    write_zone(writer, value.tz)


def _read_zoned_type(reader: Reader) -> pd.DatetimeTZDtype:
    return pd.DatetimeTZDtype(_known(reader.text(), _UNITS), read_zone(reader))


def _write_period_type(writer: Writer, value: pd.PeriodDtype) -> None:
    name = value.name.removeprefix("period[").removesuffix("]")
    if not _FREQUENCY.fullmatch(name) or pd.PeriodDtype(name) != value:
        raise NotData
    writer.text(name)


def _read_period_type(reader: Reader) -> pd.PeriodDtype:
    return pd.PeriodDtype(frequency(reader.text()))


def _write_interval_type(writer: Writer, value: pd.IntervalDtype) -> None:
    writer.part(value.subtype)
    writer.text(value.closed or "")


def _read_interval_type(reader: Reader) -> pd.IntervalDtype:
    subtype = reader.part(np.dtype, pd.DatetimeTZDtype, type(None))
    return pd.IntervalDtype(subtype, _known(reader.text(), (*_CLOSED, "")) or None)


def _write_sparse_type(writer: Writer, value: pd.SparseDtype) -> None:
    writer.part(value.subtype)
    writer.part(value.fill_value)


def _read_sparse_type(reader: Reader) -> pd.SparseDtype:
    subtype = reader.part(np.dtype)
    return pd.SparseDtype(subtype, reader.part(int, float, complex, bool, np.generic))


def _write_plain_type(writer: Writer, value: Any) -> None:
    writer.part(value.numpy_dtype)


def _read_plain_type(reader: Reader) -> Any:
    return _PLAIN_TYPE(reader.part(np.dtype))


# --- arrays ---------------------------------------------------------------------------------


def _of_masked(known: Any) -> Kind:
    """Return the kind of arrays that keep beside their values which of them are missing."""

    def write(writer: Writer, value: Any) -> None:
        dtype = value.dtype.numpy_dtype
        writer.part(known.to_numpy(value, dtype=dtype, na_value=dtype.type(0)))
        writer.part(known.isna(value))

    def read(reader: Reader) -> Any:
        return known(reader.part(np.ndarray), reader.part(np.ndarray))

    return Kind((known,), write, read, shared=True, cost=100)


def _write_strings(writer: Writer, value: Any) -> None:
    missing = type(value).isna(value)
    texts = np.array(value, dtype=object)
    texts[missing] = ""
    if any(kind is not str for kind in map(type, texts.tolist())):
        raise NotData
    writer.part(value.dtype)
    writer.part(missing)
    write_items(writer, texts.tolist())


def _read_strings(reader: Reader) -> Any:
    dtype, missing = reader.part(pd.StringDtype), reader.part(np.ndarray)
    texts = np.array(read_items(reader), dtype=object)
    texts[missing] = dtype.na_value
    return pd.array(texts, dtype=dtype)


def _write_categorical(writer: Writer, value: pd.Categorical) -> None:
    writer.part(value.dtype)
    writer.part(value.codes)


def _read_categorical(reader: Reader) -> pd.Categorical:
    dtype, codes = reader.part(pd.CategoricalDtype), reader.part(np.ndarray)
    return pd.Categorical.from_codes(codes, dtype=dtype)


def _write_moments(writer: Writer, value: Any) -> None:
    writer.text(value.unit)
    writer.part(value.asi8)
    write_zone(writer, value.tz)


def _read_moments(reader: Reader) -> Any:
    unit, counts = _known(reader.text(), _UNITS), reader.part(np.ndarray)
    moments, zone = pd.DatetimeIndex(_counted(counts, f"M8[{unit}]")), read_zone(reader)
    return (moments if zone is None else moments.tz_localize("UTC").tz_convert(zone)).array


def _counted(counts: np.ndarray, dtype: str) -> np.ndarray:
    if counts.dtype != np.int64 or counts.ndim != 1:
        raise DecodeError("Moments or spans are not counted as they should be.")
    return counts.view(dtype)


def _write_spans(writer: Writer, value: Any) -> None:
    writer.text(value.unit)
    writer.part(value.asi8)


def _read_spans(reader: Reader) -> Any:
    unit, counts = _known(reader.text(), _UNITS), reader.part(np.ndarray)
    return pd.TimedeltaIndex(_counted(counts, f"m8[{unit}]")).array


def _write_periods(writer: Writer, value: Any) -> None:
    writer.part(value.dtype)
    writer.part(value.asi8)


def _read_periods(reader: Reader) -> Any:
    dtype, counts = reader.part(pd.PeriodDtype), reader.part(np.ndarray)
    return pd.arrays.PeriodArray(_counted(counts, "i8"), dtype=dtype)


def _write_intervals(writer: Writer, value: Any) -> None:
    writer.text(value.closed)
    writer.part(value.left)
    writer.part(value.right)


def _read_intervals(reader: Reader) -> Any:
    closed = _known(reader.text(), _CLOSED)
    left, right = reader.part(pd.Index), reader.part(pd.Index)
    return pd.arrays.IntervalArray.from_arrays(left, right, closed)


def _write_sparse(writer: Writer, value: Any) -> None:
    writer.spend(len(value))
    writer.part(value.dtype)
    writer.part(np.asarray(value))


def _read_sparse(reader: Reader) -> Any:
    dtype, values = reader.part(pd.SparseDtype), reader.part(np.ndarray)
    reader.spend(len(values))
    return pd.arrays.SparseArray(values, dtype=dtype)


def _write_plain(writer: Writer, value: Any) -> None:
    writer.part(np.asarray(value))


def _read_plain(reader: Reader) -> Any:
    return pd.arrays.NumpyExtensionArray(reader.part(np.ndarray))


_MASKED_TYPES = (
    pd.Int8Dtype, pd.Int16Dtype, pd.Int32Dtype, pd.Int64Dtype,
    pd.UInt8Dtype, pd.UInt16Dtype, pd.UInt32Dtype, pd.UInt64Dtype,
    pd.Float32Dtype, pd.Float64Dtype, pd.BooleanDtype,
)  # fmt: skip
_PLAIN_TYPE: Any = type(pd.arrays.NumpyExtensionArray(np.zeros(0)).dtype)
_MASKED = (pd.arrays.IntegerArray, pd.arrays.FloatingArray, pd.arrays.BooleanArray)


def _array(types: tuple[type, ...], write: Any, read: Any) -> Kind:
    return Kind(types, write, read, shared=True, cost=100)


KINDS = (
    constant(pd.NA),
    constant(pd.NaT),
    Kind((pd.Timestamp,), _write_moment, _read_moment, cost=20),
    Kind((pd.Timedelta,), _write_span, _read_span, cost=5),
    Kind((pd.Period,), _write_period, _read_period, cost=20),
    Kind((pd.Interval,), _write_interval, _read_interval, cost=5),
    *map(_nothing_but_a_type, _MASKED_TYPES),
    Kind((pd.StringDtype,), _write_string_type, _read_string_type, cost=10),
    Kind((pd.CategoricalDtype,), _write_categories, _read_categories, cost=50),
    Kind((pd.DatetimeTZDtype,), _write_zoned_type, _read_zoned_type, cost=20),
    Kind((pd.PeriodDtype,), _write_period_type, _read_period_type, cost=20),
    Kind((pd.IntervalDtype,), _write_interval_type, _read_interval_type, cost=20),
    Kind((pd.SparseDtype,), _write_sparse_type, _read_sparse_type, cost=20),
    Kind((_PLAIN_TYPE,), _write_plain_type, _read_plain_type, cost=20),
    *map(_of_masked, _MASKED),
    _array((pd.arrays.StringArray, pd.arrays.ArrowStringArray), _write_strings, _read_strings),
    _array((pd.Categorical,), _write_categorical, _read_categorical),
    _array((pd.arrays.DatetimeArray,), _write_moments, _read_moments),
    _array((pd.arrays.TimedeltaArray,), _write_spans, _read_spans),
    _array((pd.arrays.PeriodArray,), _write_periods, _read_periods),
    _array((pd.arrays.IntervalArray,), _write_intervals, _read_intervals),
    _array((pd.arrays.SparseArray,), _write_sparse, _read_sparse),
    _array((pd.arrays.NumpyExtensionArray,), _write_plain, _read_plain),
)

"""Series, tables and indexes of pandas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray
from pandas.tseries.frequencies import to_offset

from sixprinciples.grading.codec.extensions import frequency
from sixprinciples.grading.codec.foreign import ForeignArray
from sixprinciples.grading.codec.kind import Kind
from sixprinciples.grading.codec.live import is_stand_in
from sixprinciples.grading.codec.meter import DecodeError

if TYPE_CHECKING:
    from sixprinciples.grading.codec.reader import Reader
    from sixprinciples.grading.codec.writer import Writer

_PER_COLUMN = 20
_MOST_WITH_FREQUENCY = 100_000
_PER_STEP = 5

Block = tuple[list[int], Any]
"""Places of columns in a table, and an array: one dimension for one, two for several."""


# --- indexes --------------------------------------------------------------------------------


def _of_index(known: Any) -> Kind:
    """Return the kind of an index that keeps its labels in an array."""

    def write(writer: Writer, value: Any) -> None:
        writer.part(_stored(value))
        writer.value(value.name)

    def read(reader: Reader) -> Any:
        array = reader.part(np.ndarray, ExtensionArray)
        index = pd.Index(
            array, dtype=array.dtype, name=reader.value(), copy=False, tupleize_cols=False
        )
        if type(index) is not known or index.dtype != array.dtype:
            raise DecodeError("An index is of another kind than announced.")
        return index

    return _index(known, write, read)


def _of_dated_index(known: Any) -> Kind:
    """Return the kind of an index that may have a frequency."""
    plain = _of_index(known)

    def write(writer: Writer, value: Any) -> None:
        writer.part(value.array)
        writer.value(value.name)
        name = _frequency_of(value)
        writer.text(name)
        writer.spend(_PER_STEP * len(value) * bool(name))

    def read(reader: Reader) -> Any:
        index, name = plain.read(reader), reader.text()
        if name:
            if len(index) > _MOST_WITH_FREQUENCY:
                raise DecodeError("An index with a frequency is too long.")
            reader.spend(_PER_STEP * len(index))
            index.freq = to_offset(frequency(name))
        return index

    return _index(known, write, read)


def _frequency_of(index: Any) -> str:
    """Return the name of a frequency if its name alone says what it is, else ""."""
    if index.freq is None or len(index) > _MOST_WITH_FREQUENCY:
        return ""
    try:
        name: str = frequency(index.freqstr)
        return name if to_offset(name) == index.freq else ""
    except (DecodeError, ValueError):
        return ""


def _write_counting_index(writer: Writer, value: pd.RangeIndex) -> None:
    writer.pack("<qqq", value.start, value.stop, value.step)
    writer.value(value.name)


def _read_counting_index(reader: Reader) -> pd.RangeIndex:
    start, stop, step = reader.unpack("<qqq")
    return pd.RangeIndex(start, stop, step, name=reader.value())


def _write_levels(writer: Writer, value: pd.MultiIndex) -> None:
    writer.pack("<B", value.nlevels)
    for level, codes, name in zip(value.levels, value.codes, value.names, strict=True):
        writer.part(level)
        writer.part(np.asarray(codes))
        writer.value(name)


def _read_levels(reader: Reader) -> pd.MultiIndex:
    (count,) = reader.unpack("<B")
    levels = [
        (reader.part(pd.Index), reader.part(np.ndarray), reader.value()) for _ in range(count)
    ]
    index, codes, names = zip(*levels, strict=True)
    return pd.MultiIndex(index, codes, names=names, verify_integrity=True)


def _index(known: type, write: Any, read: Any) -> Kind:
    return Kind((known,), write, read, shared=True, cost=200)


# --- columns --------------------------------------------------------------------------------


def _stored(values: Any) -> Any:
    """Return the array in which a Series or an Index keeps its values."""
    has_plain_type = issubclass(type(values.dtype), np.dtype)
    return values.values if has_plain_type else values.array


def _read_column(reader: Reader, length: int) -> Any:
    column = reader.value()
    if is_stand_in(column):
        return ForeignArray(column, length)
    if not issubclass(type(column), (np.ndarray, ExtensionArray)):
        raise DecodeError("A column is no array.")
    return column


def _checked_column(column: Any, length: int) -> Any:
    if column.ndim != 1 or len(column) != length:
        raise DecodeError("A column is not as long as its index.")
    return column


def _series(column: Any, index: pd.Index) -> Any:
    series = pd.Series(_checked_column(column, len(index)), index, dtype=column.dtype, copy=False)
    if series.dtype != column.dtype:
        raise DecodeError("A column is of a type that pandas does not keep.")
    return series


def _write_notes(writer: Writer, value: Any) -> None:
    notes = value.attrs
    writer.value(notes if type(notes) is dict and notes else None)


def _read_notes(reader: Reader, value: Any) -> Any:
    notes = reader.part(dict, type(None))
    if notes is not None:
        value.attrs = notes
    return value


# --- Series and tables ----------------------------------------------------------------------


def _write_series(writer: Writer, value: Any) -> None:
    writer.part(value.index)
    writer.value(_stored(value))
    writer.value(value.name)
    _write_notes(writer, value)


def _read_series(reader: Reader) -> Any:
    index = reader.part(pd.Index)
    series = _series(_read_column(reader, len(index)), index)
    series.name = reader.value()
    return _read_notes(reader, series)


def _write_table(writer: Writer, value: pd.DataFrame) -> None:
    writer.part(value.index)
    writer.part(value.columns)
    writer.spend(_PER_COLUMN * len(value.columns))
    blocks = list(_blocks(writer, value))
    writer.pack("<I", len(blocks))
    for places, block in blocks:
        writer.part(np.array(places, dtype=np.int64))
        writer.value(block)
    _write_notes(writer, value)


def _blocks(writer: Writer, table: pd.DataFrame) -> Iterator[Block]:
    """Yield the columns of a table, those of one type of numpy together."""
    together: dict[Any, list[int]] = {}
    for place, dtype in enumerate(table.dtypes):
        if issubclass(type(dtype), np.dtype) and dtype.char != "O":
            together.setdefault(dtype, []).append(place)
        else:
            yield [place], _stored(table.iloc[:, place])
    for dtype, places in together.items():
        writer.room(len(table) * len(places) * dtype.itemsize)
        block = table if len(places) == table.shape[1] else table.iloc[:, places]
        yield places, pd.DataFrame.to_numpy(block)


def _read_table(reader: Reader) -> pd.DataFrame:
    index, labels = reader.part(pd.Index), reader.part(pd.Index)
    reader.spend(_PER_COLUMN * len(labels))
    (count,) = reader.unpack("<I")
    blocks = [_read_block(reader, len(index)) for _ in range(count)]
    return _read_notes(reader, _table(blocks, index, labels))


def _read_block(reader: Reader, length: int) -> Block:
    places: list[int] = reader.part(np.ndarray).tolist()
    return places, _read_column(reader, length)


def _table(blocks: list[Block], index: pd.Index, labels: pd.Index) -> pd.DataFrame:
    if len(blocks) == 1 and blocks[0][1].ndim > 1 and blocks[0][0] == list(range(len(labels))):
        return pd.DataFrame(blocks[0][1], index, labels, copy=False)
    columns: dict[int, Any] = dict.fromkeys(range(len(labels)))
    for places, block in blocks:
        several = list(block.T) if block.ndim > 1 else [block]
        for place, column in zip(places, several, strict=True):
            columns[place] = _kept(_checked_column(column, len(index)), index)
    if any(column is None for column in columns.values()):
        raise DecodeError("A table lacks a column.")
    table = pd.DataFrame(columns, index=index, copy=False)
    table.columns = labels
    return table


def _kept(column: Any, index: pd.Index) -> Any:
    """Keep pandas from looking into a column of objects for a better type."""
    return _series(column, index) if column.dtype == object else column


KINDS = (
    _of_index(pd.Index),
    _of_index(pd.PeriodIndex),
    _of_index(pd.CategoricalIndex),
    _of_index(pd.IntervalIndex),
    _of_dated_index(pd.DatetimeIndex),
    _of_dated_index(pd.TimedeltaIndex),
    _index(pd.RangeIndex, _write_counting_index, _read_counting_index),
    _index(pd.MultiIndex, _write_levels, _read_levels),
    Kind((pd.Series,), _write_series, _read_series, shared=True, cost=300),
    Kind((pd.DataFrame,), _write_table, _read_table, shared=True, cost=500),
)

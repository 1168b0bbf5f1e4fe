"""Days, moments, spans of time and time zones of Python."""

from __future__ import annotations

import datetime
import zoneinfo
from functools import cache
from typing import TYPE_CHECKING

from sixprinciples.grading.codec.kind import Kind
from sixprinciples.grading.codec.meter import DecodeError, NotData

if TYPE_CHECKING:
    from sixprinciples.grading.codec.reader import Reader
    from sixprinciples.grading.codec.writer import Writer

_DATE, _TIME, _SPAN = "<HBB", "<BBBIB", "<iii"
_ZONES = (type(None), datetime.timezone, zoneinfo.ZoneInfo)


def write_zone(writer: Writer, zone: datetime.tzinfo | None) -> None:
    """Write a time zone of Python, or that there is none.

    Raises:
        NotData: it is another kind of zone, whose code would have to run.
    """
    if not any(type(zone) is known for known in _ZONES):
        raise NotData
    writer.part(zone)


def read_zone(reader: Reader) -> datetime.tzinfo | None:
    """Read what `write_zone` wrote."""
    zone: datetime.tzinfo | None = reader.part(*_ZONES)
    return zone


def _write_date(writer: Writer, value: datetime.date) -> None:
    writer.pack(_DATE, value.year, value.month, value.day)


def _read_date(reader: Reader) -> datetime.date:
    return datetime.date(*reader.unpack(_DATE))


def _write_time(writer: Writer, value: datetime.time | datetime.datetime) -> None:
    parts = (value.hour, value.minute, value.second, value.microsecond, value.fold)
    writer.pack(_TIME, *parts)
    write_zone(writer, value.tzinfo)


def _read_time(reader: Reader) -> datetime.time:
    hour, minute, second, microsecond, fold = reader.unpack(_TIME)
    zone = read_zone(reader)
    return datetime.time(hour, minute, second, microsecond, zone, fold=fold)


def _write_datetime(writer: Writer, value: datetime.datetime) -> None:
    _write_date(writer, value)
    _write_time(writer, value)


def _read_datetime(reader: Reader) -> datetime.datetime:
    return datetime.datetime.combine(_read_date(reader), _read_time(reader))


def _write_span(writer: Writer, value: datetime.timedelta) -> None:
    writer.pack(_SPAN, value.days, value.seconds, value.microseconds)


def _read_span(reader: Reader) -> datetime.timedelta:
    return datetime.timedelta(*reader.unpack(_SPAN))


def _write_offset(writer: Writer, value: datetime.timezone) -> None:
    writer.part(value.utcoffset(None))
    text = value.tzname(None)
    named = text != datetime.timezone(value.utcoffset(None)).tzname(None)
    writer.text(text if named else "")


def _read_offset(reader: Reader) -> datetime.timezone:
    offset, name = reader.part(datetime.timedelta), reader.text()
    return datetime.timezone(offset, name) if name else datetime.timezone(offset)


def _write_region(writer: Writer, value: zoneinfo.ZoneInfo) -> None:
    key = zoneinfo.ZoneInfo.key.__get__(value)
    if type(key) is not str or key not in _regions():
        raise NotData
    writer.text(key)


def _read_region(reader: Reader) -> zoneinfo.ZoneInfo:
    key = reader.text()
    if key not in _regions():
        raise DecodeError("There is no such time zone.")
    return zoneinfo.ZoneInfo(key)


@cache
def _regions() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


KINDS = (
    Kind((datetime.date,), _write_date, _read_date),
    Kind((datetime.time,), _write_time, _read_time),
    Kind((datetime.datetime,), _write_datetime, _read_datetime),
    Kind((datetime.timedelta,), _write_span, _read_span),
    Kind((datetime.timezone,), _write_offset, _read_offset),
    Kind((zoneinfo.ZoneInfo,), _write_region, _read_region),
)

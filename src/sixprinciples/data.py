"""The course's facts: tables that are checked against their schema while they are read.

The contract is ``data/datapackage.json`` (Frictionless Data Package, Table Schema). The suite
validates the whole package with the ``frictionless`` library; students need only pandas.
"""

from __future__ import annotations

import csv
import json
import math
import operator
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

_PACKAGED = Path(__file__).parent / "_data"
_REPOSITORY = Path(__file__).parents[2] / "data"

Descriptor = dict[str, Any]


class DataError(ValueError):
    """A table that does not exist, or a row that breaks the table's schema.

    Jupyter shows the sentence alone, without a traceback.
    """

    def _render_traceback_(self) -> list[str]:
        """Give IPython the lines to show in place of a traceback."""
        return [f"DataError: {self}"]


def folder() -> Path:
    """Return the folder of the data package: inside the installed package, or the repository's."""
    return _PACKAGED if _PACKAGED.is_dir() else _REPOSITORY


def tables() -> list[str]:
    """Return the names of all tables, in alphabetical order."""
    return sorted(_resources(folder()))


def load(table: str) -> pd.DataFrame:
    """Return one table of the course as a typed DataFrame.

    Args:
        table: a table's name, for example ``"instruments"``; `tables` lists them all.

    Returns:
        One row per row of the file, in the file's order. Whole numbers and years are ``Int64``,
        numbers ``float64``, text ``str``, truth values ``bool`` (``boolean`` where some are
        unknown); days and months are timestamps, a month being its first day. An empty cell is
        a missing value.

    Raises:
        DataError: there is no such table, its file cannot be read, or a row breaks the schema;
            the sentence names the file, the row (the header is row 1), the column and what was
            expected.
    """
    _check_name(table)
    return _read(folder(), table).copy()


def read_all() -> None:
    """Read every table now, so that `load` is quick later.

    Raises:
        DataError: as `load` does.
    """
    for table in tables():
        _read(folder(), table)


def source(table: str, row: int | pd.Series | None = None) -> str:
    """Return the citation of a table, or of one of its rows, as one line.

    Args:
        table: a table's name.
        row: a row of `load(table)`, or its position; without it the whole table is cited.

    Raises:
        DataError: there is no such table or row.
    """
    _check_name(table)
    resource = _resource(folder(), table)
    if row is None:
        return "; ".join(_title(entry) for entry in resource["sources"])
    return _cite_row(table, resource, _row(table, row))


def _check_name(table: object) -> None:
    if not isinstance(table, str):
        raise DataError('Give the name of the table in quotation marks, for example "population".')


@cache
def _resources(where: Path) -> dict[str, Descriptor]:
    try:
        descriptor = json.loads((where / "datapackage.json").read_text(encoding="utf-8"))
        return {resource["name"]: resource for resource in descriptor["resources"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"The data package cannot be read ({error}); restore {where.name}/datapackage.json."
        ) from None


def _resource(where: Path, table: str) -> Descriptor:
    resources = _resources(where)
    if table not in resources:
        names = ", ".join(sorted(resources))
        raise DataError(f"There is no table called {table!r}. The tables are: {names}.")
    return resources[table]


@cache
def _read(where: Path, table: str) -> pd.DataFrame:
    resource = _resource(where, table)
    frame = _parse(where, resource)
    for key in resource["schema"].get("foreignKeys", []):
        _check_foreign_key(where, resource, frame, key)
    return frame


@cache
def _parsed(where: Path, table: str) -> pd.DataFrame:
    """Read a table without following its foreign keys, which may point back at it."""
    return _parse(where, _resource(where, table))


def _parse(where: Path, resource: Descriptor) -> pd.DataFrame:
    fields: list[Descriptor] = resource["schema"]["fields"]
    columns = _columns(where / resource["path"], [field["name"] for field in fields])
    frame = pd.DataFrame(
        {
            field["name"]: _convert(resource["path"], field, cells)
            for field, cells in zip(fields, columns, strict=True)
        }
    )
    _check_primary_key(resource, frame)
    return frame


def _columns(path: Path, names: list[str]) -> list[list[str]]:
    """Return the cells of a CSV file column by column, after checking its header and width."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
    except (OSError, ValueError, csv.Error) as error:
        raise DataError(f"{path.name} cannot be read as UTF-8 CSV ({error}); restore it.") from None
    if header != names:
        raise DataError(
            f"{path.name}, row 1: the header should be {', '.join(names)}; "
            f"it is {', '.join(header)}."
        )
    for line, row in enumerate(rows, start=2):
        if len(row) != len(names):
            comma = len(row) > len(names)
            advice = "; put a cell that holds a comma in quotation marks" if comma else ""
            raise DataError(
                f"{path.name}, row {line}: expected {len(names)} columns, found {len(row)}{advice}."
            )
    return [[row[place] for row in rows] for place in range(len(names))]


def _integer(cell: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", cell):  # what fits into Int64
        raise ValueError(cell)
    return int(cell)


def _number(cell: str) -> float:
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", cell):
        raise ValueError(cell)
    number = float(cell)
    if math.isinf(number):
        raise ValueError(cell)
    return number


def _boolean(cell: str) -> bool:
    return {"true": True, "false": False}[cell]


def _moment(shape: str) -> Callable[[str], pd.Timestamp]:
    def parse(cell: str) -> pd.Timestamp:
        if not re.fullmatch(shape, cell):
            raise ValueError(cell)
        return pd.Timestamp(cell)

    return parse


# Table Schema type -> (how to read a cell, pandas type, what a reader is told)
_TYPES: dict[str, tuple[Callable[[str], Any], str, str]] = {
    "string": (str, "str", "text"),
    "integer": (_integer, "Int64", "a whole number"),
    "year": (_integer, "Int64", "a year such as 2023"),
    "number": (_number, "float64", "a number without units or thousands separators"),
    "boolean": (_boolean, "boolean", "true or false"),
    "date": (_moment(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "datetime64[us]", "a day such as 2023-03-16"),
    "yearmonth": (_moment(r"[0-9]{4}-[0-9]{2}"), "datetime64[us]", "a month such as 2022-12"),
}


def _convert(file: str, field: Descriptor, cells: list[str]) -> pd.Series:
    """Turn one column's text into typed values; the first bad cell is an error."""
    parse, dtype, expected = _TYPES[field["type"]]
    constraints: Descriptor = field.get("constraints", {})
    rules = list(_rules(constraints, parse))
    read: dict[str, Any] = {}
    for cell in dict.fromkeys(cells):  # columns repeat themselves
        right = expected
        try:
            if cell == "":
                read[cell] = None
                if constraints.get("required"):
                    raise ValueError(cell)
                continue
            value = read[cell] = parse(cell)
            for holds, meant in rules:
                if not holds(cell, value):
                    right = meant
                    raise ValueError(cell)
        except (ValueError, KeyError):
            row, found = cells.index(cell) + 2, repr(cell) if cell else "an empty cell"
            raise DataError(
                f"{file}, row {row}, column {field['name']}: expected {right}, found {found}."
            ) from None
    if field["type"] == "boolean" and "" not in read:
        dtype = "bool"
    column = pd.Series([read[cell] for cell in cells], dtype=dtype)
    if constraints.get("unique"):
        _check_unique(file, field["name"], column)
    return column


def _rules(
    constraints: Descriptor, parse: Callable[[str], Any]
) -> Iterator[tuple[Callable[[str, Any], bool], str]]:
    """Yield, for each constraint, whether text and value of a cell meet it, and what that is."""
    if "enum" in constraints:
        allowed = [str(value) for value in constraints["enum"]]
        yield lambda cell, _: cell in allowed, "one of " + ", ".join(allowed)
    if "pattern" in constraints:
        form = re.compile(constraints["pattern"])
        yield lambda cell, _: form.fullmatch(cell) is not None, f"text of the form {form.pattern}"
    if "minimum" in constraints:
        least = parse(str(constraints["minimum"]))
        yield lambda _, value: value >= least, f"at least {constraints['minimum']}"
    if "maximum" in constraints:
        most = parse(str(constraints["maximum"]))
        yield lambda _, value: value <= most, f"at most {constraints['maximum']}"


def _check_unique(file: str, name: str, column: pd.Series) -> None:
    repeated = column.duplicated() & column.notna()
    if repeated.any():
        place = int(repeated.to_numpy().argmax())
        raise DataError(
            f"{file}, row {place + 2}, column {name}: expected a value that no other row has, "
            f"found {column.iloc[place]!r} again."
        )


def _names(key: str | list[str]) -> list[str]:
    """Table Schema writes a key of one column as a string, of several as a list."""
    return [key] if isinstance(key, str) else key


def _check_primary_key(resource: Descriptor, frame: pd.DataFrame) -> None:
    key = _names(resource["schema"]["primaryKey"])
    repeated = frame.duplicated(key)
    if repeated.any():
        place = int(repeated.to_numpy().argmax())
        raise DataError(
            f"{resource['path']}, row {place + 2}, column {' + '.join(key)}: "
            "expected a key that no other row has, found one that an earlier row holds."
        )


def _check_foreign_key(
    where: Path, resource: Descriptor, frame: pd.DataFrame, key: Descriptor
) -> None:
    columns = _names(key["fields"])
    target = key["reference"]["resource"] or resource["name"]
    known = set(_rows(_parsed(where, target)[_names(key["reference"]["fields"])]))
    filled = frame[columns].dropna()
    for place, values in zip(filled.index, _rows(filled), strict=True):
        if values not in known:
            raise DataError(
                f"{resource['path']}, row {place + 2}, column {' + '.join(columns)}: expected a "
                f"value that stands in table {target}, found {', '.join(map(str, values))!r}."
            )


def _rows(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    return frame.itertuples(index=False, name=None)


def _row(table: str, row: int | pd.Series) -> pd.Series:
    if isinstance(row, pd.Series):
        return row
    frame = load(table)
    try:
        row = operator.index(row)
    except TypeError:
        raise DataError(
            "Give the position of the row as a whole number, without quotation marks, or the row "
            "itself."
        ) from None
    if not 0 <= row < len(frame):
        last = len(frame) - 1
        raise DataError(f"Table {table!r} has no row {row}; its rows run from 0 to {last}.")
    return frame.iloc[row]


def _cite_row(table: str, resource: Descriptor, row: pd.Series) -> str:
    """Compose a row's citation from what it says of its own origin, most specific first."""
    parts = [str(row[name]) for name in ("publisher", "primary_source") if _has(row, name)]
    if not parts and table == "instruments":
        parts = [_cite_instrument(row)]
    elif not parts and _has(row, "instrument_id"):
        instruments = load("instruments").set_index("id")
        parts = [_cite_instrument(instruments.loc[row["instrument_id"]])]
        if _has(row, "article_no"):
            parts.append(f"Article {row['article_no']}")
    parts = parts or [source(table)]
    parts += [str(row[name]) for name in ("source_url", "source_url_1") if _has(row, name)]
    return ", ".join(parts)


def _cite_instrument(instrument: pd.Series) -> str:
    promulgated = instrument["promulgated"]
    dated = f" ({promulgated:%Y-%m-%d})" if pd.notna(promulgated) else ""
    return f"{instrument['issuing_body']}: {instrument['title_en']}{dated}"


def _has(row: pd.Series, name: str) -> bool:
    return name in row.index and pd.notna(row[name])


def _title(entry: Descriptor) -> str:
    return str(entry["title"])

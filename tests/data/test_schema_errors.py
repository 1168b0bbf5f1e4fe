"""A row that breaks the schema is one sentence: file, row, column, what was expected."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sixprinciples import data

DESCRIPTOR = {
    "resources": [
        {
            "name": "laws",
            "path": "laws.csv",
            "title": "Laws",
            "sources": [{"title": "Statute book"}],
            "schema": {
                "fields": [
                    {"name": "id", "type": "string", "constraints": {"required": True}},
                    {"name": "adopted", "type": "date"},
                    {"name": "month", "type": "yearmonth"},
                    {
                        "name": "articles",
                        "type": "integer",
                        "constraints": {"minimum": 1, "maximum": 99},
                    },
                    {"name": "share_pct", "type": "number"},
                    {"name": "verified", "type": "boolean", "constraints": {"required": True}},
                    {
                        "name": "level",
                        "type": "string",
                        "constraints": {"enum": ["law", "rule"], "pattern": "[a-z]+"},
                    },
                    {"name": "amends", "type": "string"},
                    {
                        "name": "code",
                        "type": "string",
                        "constraints": {"unique": True, "pattern": "[a-z]-[0-9]"},
                    },
                ],
                "primaryKey": "id",
                "foreignKeys": [
                    {"fields": "amends", "reference": {"resource": "", "fields": "id"}}
                ],
            },
        }
    ]
}
HEADER = "id,adopted,month,articles,share_pct,verified,level,amends,code"
GOOD = "csl,2016-11-07,2016-11,79,1.5,true,law,,a-1"


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., pd.DataFrame]:
    """Return a function that loads a table made of the given lines."""

    def load_lines(*lines: str, header: str = HEADER) -> pd.DataFrame:
        (tmp_path / "datapackage.json").write_text(json.dumps(DESCRIPTOR))
        (tmp_path / "laws.csv").write_text("\n".join([header, *lines]) + "\n")
        monkeypatch.setattr(data, "folder", lambda: tmp_path)
        return data.load("laws")

    return load_lines


def test_a_good_row_is_typed(load: Callable[..., pd.DataFrame]) -> None:
    frame = load(GOOD, "dsl,,,,,false,,csl,")
    assert [str(kind) for kind in frame.dtypes] == [
        "str",
        "datetime64[us]",
        "datetime64[us]",
        "Int64",
        "float64",
        "bool",
        "str",
        "str",
        "str",
    ]
    assert frame["adopted"][0] == pd.Timestamp(2016, 11, 7)
    assert frame["month"][0] == pd.Timestamp(2016, 11, 1)
    assert frame.loc[1].isna().tolist() == [False, True, True, True, True, False, True, False, True]


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        (",2016-11-07,2016-11,79,1.5,true,law,", "id", "found an empty cell"),
        ("csl,7 Nov 2016,,79,1.5,true,law,", "adopted", "a day such as 2023-03-16"),
        ("csl,2016-11-31,,79,1.5,true,law,", "adopted", "a day such as 2023-03-16"),
        ("csl,,2016,79,1.5,true,law,", "month", "a month such as 2022-12"),
        ("csl,,,79.0,1.5,true,law,", "articles", "a whole number"),
        ("csl,,,0,1.5,true,law,", "articles", "at least 1"),
        ("csl,,,100,1.5,true,law,", "articles", "at most 99"),
        ('csl,,,79,"1,5",true,law,', "share_pct", "a number without units"),
        ("csl,,,79,nan,true,law,", "share_pct", "a number without units"),
        ("csl,,,79,1.5,yes,law,", "verified", "true or false"),
        ("csl,,,79,1.5,true,treaty,", "level", "one of law, rule"),
        ("csl,,,79,1.5,true,law,pipl", "amends", "stands in table laws"),
        ("dsl,,,79,1.5,true,law,", "id", "a key that no other row has"),
        ("csl,,,٧,1.5,true,law,", "articles", "a whole number"),
        ("csl,,,9,1e999,true,law,", "share_pct", "a number without units"),
        ("csl,,,79,1.5,true,law,,x1", "code", "text of the form [a-z]-[0-9]"),
        ("csl,,,79,1.5,true,law,,b-2", "code", "a value that no other row has"),
    ],
)
def test_a_bad_row_is_named(
    load: Callable[..., pd.DataFrame], line: str, column: str, expected: str
) -> None:
    with pytest.raises(data.DataError) as error:
        load("dsl,,,,,true,,,b-2", line if line.endswith(("x1", "b-2")) else f"{line},")
    message = str(error.value)
    assert message.startswith(f"laws.csv, row 3, column {column}: expected ")
    assert expected in message
    assert "\n" not in message


def test_unreadable_files_are_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "folder", lambda: tmp_path / "nowhere")
    with pytest.raises(data.DataError, match="data package cannot be read .*datapackage.json"):
        data.load("laws")
    monkeypatch.setattr(data, "folder", lambda: tmp_path)
    (tmp_path / "datapackage.json").write_text("[]")
    with pytest.raises(data.DataError, match="data package cannot be read .*datapackage.json"):
        data.load("laws")
    (tmp_path / "datapackage.json").write_text(json.dumps(DESCRIPTOR))
    for content in (b"", b"id\xff"):
        (tmp_path / "laws.csv").write_bytes(content)
        with pytest.raises(data.DataError, match="laws.csv cannot be read") as error:
            data.load("laws")
        assert error.value._render_traceback_() == [f"DataError: {error.value}"]


def test_a_wrong_header_and_a_short_row_are_named(load: Callable[..., object]) -> None:
    with pytest.raises(data.DataError, match="laws.csv, row 1: the header should be id, adopted"):
        load(GOOD, header=HEADER.replace("id,", "name,"))
    with pytest.raises(data.DataError, match=r"laws.csv, row 2: expected 9 columns, found 3\.$"):
        load("csl,2016-11-07,2016-11")
    with pytest.raises(data.DataError, match="found 10; put a cell that holds a comma in quot"):
        load(GOOD + ",")

"""A row that breaks the schema is one sentence: file, row, column, what was expected."""

import json
from collections.abc import Callable
from pathlib import Path

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
                ],
                "primaryKey": "id",
                "foreignKeys": [
                    {"fields": "amends", "reference": {"resource": "", "fields": "id"}}
                ],
            },
        }
    ]
}
HEADER = "id,adopted,month,articles,share_pct,verified,level,amends"
GOOD = "csl,2016-11-07,2016-11,79,1.5,true,law,"


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """Return a function that loads a table made of the given lines."""

    def load_lines(*lines: str, header: str = HEADER) -> object:
        (tmp_path / "datapackage.json").write_text(json.dumps(DESCRIPTOR))
        (tmp_path / "laws.csv").write_text("\n".join([header, *lines]) + "\n")
        monkeypatch.setattr(data, "folder", lambda: tmp_path)
        return data.load("laws")

    return load_lines


def test_a_good_row_is_typed(load: Callable[..., object]) -> None:
    frame = load(GOOD, "dsl,,,,,false,,csl")
    assert [str(kind) for kind in frame.dtypes] == [
        "str",
        "datetime64[us]",
        "datetime64[us]",
        "Int64",
        "float64",
        "bool",
        "str",
        "str",
    ]
    assert frame.loc[1].isna().tolist() == [False, True, True, True, True, False, True, False]


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
    ],
)
def test_a_bad_row_is_named(
    load: Callable[..., object], line: str, column: str, expected: str
) -> None:
    with pytest.raises(data.DataError) as error:
        load("dsl,,,,,true,,", line)
    message = str(error.value)
    assert message.startswith(f"laws.csv, row 3, column {column}: expected ")
    assert expected in message
    assert "\n" not in message


def test_unreadable_files_are_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "folder", lambda: tmp_path / "nowhere")
    with pytest.raises(data.DataError, match="data package cannot be read .*datapackage.json"):
        data.load("laws")
    (tmp_path / "datapackage.json").write_text(json.dumps(DESCRIPTOR))
    monkeypatch.setattr(data, "folder", lambda: tmp_path)
    for content in (b"", b"id\xff"):
        (tmp_path / "laws.csv").write_bytes(content)
        with pytest.raises(data.DataError, match="laws.csv cannot be read"):
            data.load("laws")


def test_a_wrong_header_and_a_short_row_are_named(load: Callable[..., object]) -> None:
    with pytest.raises(data.DataError, match="laws.csv, row 1: the header should be id, adopted"):
        load(GOOD, header=HEADER.replace("id,", "name,"))
    with pytest.raises(data.DataError, match="laws.csv, row 2: expected 8 columns, found 3"):
        load("csl,2016-11-07,2016-11")

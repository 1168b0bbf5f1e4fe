"""The facts: the whole package is valid, and holds together across tables."""

import re
from pathlib import Path

import bibtexparser
import frictionless
import pandas as pd
import pytest

import sixprinciples
from sixprinciples import data

FOLDER = Path(__file__).parents[2] / "data"
PACKAGE = frictionless.Package(str(FOLDER / "datapackage.json"))
BIBTEX = bibtexparser.parse_file(str(FOLDER / "references.bib"))
BIBLIOGRAPHY = {
    entry.key: {name: field.value for name, field in entry.fields_dict.items()}
    for entry in BIBTEX.entries
}
KINDS = {
    "integer": ["Int64"],
    "year": ["Int64"],
    "number": ["float64"],
    "string": ["str"],
    "boolean": ["bool", "boolean"],
    "date": ["datetime64[us]"],
    "yearmonth": ["datetime64[us]"],
}
FIGURE_TABLES = [
    "internet_users",
    "population",
    "world_internet_users",
    "digital_economy",
    "gdp",
    "iot_vs_phones",
    "networks",
    "networks_world",
    "operation_figures",
    "enforcement",
    "claims",
    "indices",
]


def test_frictionless_finds_the_package_valid() -> None:
    report = frictionless.validate(str(FOLDER / "datapackage.json"))
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []
    assert report.stats["tasks"] == len(sixprinciples.tables())


@pytest.mark.parametrize("table", sixprinciples.tables())
def test_load_agrees_with_frictionless(table: str) -> None:
    rows = PACKAGE.get_resource(table).read_rows()
    frame = sixprinciples.load(table)
    assert len(frame) == len(rows)
    for field in PACKAGE.get_resource(table).schema.fields:
        assert str(frame[field.name].dtype) in KINDS[field.type]
        filled = [row[field.name] for row in rows if row[field.name] is not None]
        loaded = frame[field.name].dropna().tolist()
        if field.type == "number":
            assert loaded == [float(value) for value in filled]
        elif field.type in ("string", "integer", "year", "boolean"):
            assert loaded == filled
        else:
            days = [(value.year, value.month, getattr(value, "day", 1)) for value in filled]
            assert loaded == [pd.Timestamp(*day) for day in days]


@pytest.mark.parametrize("table", sixprinciples.tables())
def test_every_table_is_described(table: str) -> None:
    resource = PACKAGE.get_resource(table).to_descriptor()
    assert resource["title"]
    assert resource["description"]
    assert resource["licenses"]
    assert all(entry["title"] for entry in resource["sources"])
    assert resource["schema"]["primaryKey"]
    assert all(field["description"] for field in resource["schema"]["fields"])
    assert f"`{table}`" in (FOLDER / "README.md").read_text("utf-8")


def test_the_folder_holds_the_tables_and_nothing_else() -> None:
    files = {path.name for path in FOLDER.iterdir()}
    known = {f"{table}.csv" for table in sixprinciples.tables()}
    assert files == known | {"datapackage.json", "README.md", "references.bib"}


def test_every_article_belongs_to_exactly_one_chapter() -> None:
    articles = sixprinciples.load("articles")
    chapters = sixprinciples.load("chapters")
    assert set(articles["instrument_id"]) == set(chapters["instrument_id"])
    for instrument, rows in articles.groupby("instrument_id"):
        ranges = chapters[chapters["instrument_id"] == instrument]
        for number in rows["article_no"]:
            holds = (ranges["first_article"] <= number) & (number <= ranges["last_article"])
            assert holds.sum() == 1, f"{instrument} Article {number}"


def test_articles_are_complete() -> None:
    counts = sixprinciples.load("instruments").set_index("id")["n_articles"]
    for instrument, rows in sixprinciples.load("articles").groupby("instrument_id"):
        assert sorted(rows["article_no"]) == list(range(1, counts[instrument] + 1))


def test_dates_of_instruments_are_ordered() -> None:
    instruments = sixprinciples.load("instruments")
    for earlier, later in (("adopted", "promulgated"), ("promulgated", "effective")):
        both = instruments.dropna(subset=[earlier, later])
        assert len(both) > 20
        assert both.loc[both[earlier] > both[later], "id"].tolist() == []


@pytest.mark.parametrize("table", FIGURE_TABLES)
def test_every_figure_has_a_source(table: str) -> None:
    frame = sixprinciples.load(table)
    column = "primary_source" if table == "claims" else "publisher"
    assert frame[column].notna().all()
    assert frame[column].str.strip().str.len().min() > 2
    citation = sixprinciples.source(table, len(frame) - 1)
    assert str(frame[column].iloc[-1]) in citation
    assert "\n" not in citation


def test_every_citation_key_resolves() -> None:
    keys = set(sixprinciples.load("debate_sources")["citation_key"])
    for text in (FOLDER.parent / "authoring").glob("*/*.md"):
        keys |= set(re.findall(r"<!-- cite: ([\w-]+) -->", text.read_text("utf-8")))
    assert len(keys) > 20
    assert keys - set(BIBLIOGRAPHY) == set()


def test_every_bibliography_entry_says_whether_it_was_verified() -> None:
    assert BIBTEX.failed_blocks == []
    assert len(BIBLIOGRAPHY) > 80
    for key, entry in BIBLIOGRAPHY.items():
        assert entry.get("title"), key
        assert re.match(r"verified: (yes|no)", entry.get("note", "")), key


def test_operations_named_in_the_answer() -> None:
    operations = sixprinciples.load("special_operations")
    named = operations[operations["named_in_answer"]]
    assert list(named["operation_id"]) == ["jingwang", "qinglang", "humiao"]
    assert list(named["zh"]) == ["净网", "清朗", "护苗"]


def test_features_give_the_totals_of_the_dictionary() -> None:
    features = sixprinciples.load("features")
    words = features[features["kind"] == "word"].groupby("paragraph")["count"].sum()
    assert words.tolist() == [42, 53, 110, 104, 178, 90, 78, 43]
    page = sixprinciples.load("features_press_conference")
    answer = page[(page["page"] == 6) & (page["speaker"] == "Cao Shumin")]
    pd.testing.assert_series_equal(
        answer.groupby("token")["count"].sum(),
        features.groupby("token")["count"].sum(),
    )


def test_rows_on_laws_are_cited_by_body_title_date_and_article() -> None:
    csl = sixprinciples.load("instruments").set_index("id").loc["csl"]
    position = sixprinciples.load("instruments")["id"].tolist().index("csl")
    cited = f"{csl['issuing_body']}: {csl['title_en']} ({csl['promulgated']:%Y-%m-%d})"
    assert sixprinciples.source("instruments", position).startswith(cited)
    articles = sixprinciples.load("articles")
    article = articles[articles["instrument_id"] == "csl"].iloc[20]
    assert f"{cited}, Article 21" in sixprinciples.source("articles", article)


def test_users_and_months_rise() -> None:
    users = sixprinciples.load("internet_users")
    assert users["users_million"].is_monotonic_increasing
    assert users["month"].is_monotonic_increasing


def test_addresses_are_public_and_complete() -> None:
    for table in sixprinciples.tables():
        frame = sixprinciples.load(table)
        for column in [name for name in frame.columns if "url" in name]:
            addresses = frame[column].dropna()
            assert addresses.str.fullmatch(r"https?://[\w.-]+\.[a-z]+(/\S*)?").all(), table


def test_unknown_tables_name_the_tables_there_are() -> None:
    with pytest.raises(data.DataError, match=r"no table called 'laws'.*instruments.*population"):
        sixprinciples.load("laws")
    with pytest.raises(data.DataError, match="has no row 999"):
        sixprinciples.source("claims", 999)


def test_loading_gives_a_copy_that_students_may_spoil() -> None:
    users = sixprinciples.load("internet_users")
    users["users_million"] = 0
    assert sixprinciples.load("internet_users")["users_million"].max() > 1000


def test_the_dictionary_counts_the_rows_that_there_are() -> None:
    sections = re.split(r"^### `(\w+)`$", (FOLDER / "README.md").read_text("utf-8"), flags=re.M)
    told = {
        table: int(found[1].replace(",", ""))
        for table, section in zip(sections[1::2], sections[2::2], strict=True)
        if (found := re.search(r"\(([\d,]+) rows\)", section.split("\n\n")[1]))
    }
    assert len(told) > 15
    assert told == {table: len(sixprinciples.load(table)) for table in told}


def test_a_table_or_row_of_the_wrong_kind_is_one_sentence() -> None:
    users = sixprinciples.load("internet_users")
    for wrong in (users, None, 3):
        with pytest.raises(data.DataError, match="name of the table in quotation marks"):
            sixprinciples.load(wrong)
    with pytest.raises(data.DataError, match="position of the row as a whole number"):
        sixprinciples.source("internet_users", "1")
    with pytest.raises(data.DataError, match="position of the row as a whole number"):
        sixprinciples.source("internet_users", 1.0)

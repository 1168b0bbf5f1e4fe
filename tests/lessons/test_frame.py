"""Every lesson and assignment keeps the frame that students rely on."""

import re
from collections import Counter
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from repository import ROOT, existing

from sixprinciples import authoring, load, tables

LESSONS = [path.stem for path in existing("authoring/lessons/*.md")]
COURSE = {  # number -> words by which other lessons may name it, in any case
    "00": "start here", "01": "the source", "02": "leadership", "03": "people",
    "04": "legal path", "05": "balance", "06": "innovation", "07": "cohesion",
    "08": "cybersecurity law", "09": "e-commerce law", "10": "data security law",
    "11": "personal information law", "12": "anti-fraud law", "13": "algorithm rules",
    "14": "judging",
}  # fmt: skip
MOST_WORDS = 2500
MOST_LINES_OF_CODE = 14  # about ten, and the words of an alt text
CHART_TYPES = re.compile(r"\b(charts?|plots?|word cloud)\b", re.IGNORECASE)


def text(folder: str, slug: str) -> str:
    return (ROOT / "authoring" / folder / f"{slug}.md").read_text("utf-8")


def notebook(folder: str, slug: str) -> NotebookNode:
    is_exercise = folder == "exercises"
    return authoring.read(text(folder, slug), slug, exercise=is_exercise, name=slug)


def prose(cells: list[NotebookNode]) -> str:
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def outputs(slug: str, kind: str) -> list[str]:
    built = nbformat.read(ROOT / "lessons" / f"{slug}.ipynb", as_version=4)
    shown = [output for cell in built.cells for output in cell.get("outputs", [])]
    return [output.data[kind] for output in shown if kind in output.get("data", {})]


@pytest.mark.parametrize("slug", LESSONS)
def test_every_lesson_has_an_assignment_and_the_other_way_round(slug: str) -> None:
    assert (ROOT / "authoring/exercises" / f"{slug}.md").is_file()
    assert sorted(LESSONS) == [path.stem for path in existing("authoring/exercises/*.md")]


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_opens_and_closes_as_every_lesson(slug: str) -> None:
    words = prose(notebook("lessons", slug).cells)
    headings = re.findall(r"^(#+) (.+)$", words, re.MULTILINE)
    assert [title for marks, title in headings if marks == "#"] == [headings[0][1]]
    assert headings[0][1].startswith(slug[:2] + " ")
    for part in ("**For**", "**Before it:**", "**Time:**", "**Questions**", "you can**"):
        assert words.count(part) == 1
    objectives = re.findall(r"^\d\. (.+)$", words[: words.index("## 1 ")], re.MULTILINE)
    assert 2 <= len(objectives) <= 5
    assert not [line for line in objectives if line.startswith(("understand", "know", "learn"))]
    assert [title for _, title in headings[-3:]] == [
        "Key points",
        "Further reading",
        "Your assignment",
    ]
    assert f"exercises/{slug}/{slug}.ipynb" in words


@pytest.mark.parametrize("slug", LESSONS)
def test_every_section_tells_its_minutes_predicts_and_checks(slug: str) -> None:
    parts = re.split(r"^## ", text("lessons", slug), flags=re.MULTILINE)[1:-3]
    assert 4 <= len(parts) <= 6
    minutes = [int(re.search(r"\((\d+) minutes\)", part.splitlines()[0])[1]) for part in parts]
    total = int(re.search(r"\*\*Time:\*\* about (\d+) minutes", text("lessons", slug))[1])
    assert abs(sum(minutes) - total) <= 5
    for part in parts:
        title = part.splitlines()[0]
        assert re.search(r"\*\*Predict", part), f"{title} asks for no prediction"
        assert "checks.self_check(" in part, f"{title} ends without a self-check"


@pytest.mark.parametrize("slug", LESSONS)
def test_prose_and_code_stay_short(slug: str) -> None:
    cells = notebook("lessons", slug).cells
    assert len(re.findall(r"\w[\w'’-]*", prose(cells))) <= MOST_WORDS
    for cell in cells:
        if cell.cell_type == "code" and "hide-input" not in cell.metadata.get("tags", []):
            lines = [line for line in cell.source.splitlines() if line.strip()]
            assert len(lines) <= MOST_LINES_OF_CODE, cell.source


@pytest.mark.parametrize("slug", [slug for slug in LESSONS if slug != "00_start_here"])
def test_figures_carry_alt_text_and_a_source(slug: str) -> None:
    figures = [html for html in outputs(slug, "text/html") if "data:image/png" in html]
    assert len(figures) >= 2
    for html in figures:
        alt = re.search(r'alt="([^"]*)"', html)[1]
        assert CHART_TYPES.search(alt[:60]), alt
        assert re.search(r"\d", alt), f"no number in: {alt}"
    shows = re.findall(r"figures\.show\((.*?)\n?\)$", text("lessons", slug), re.S | re.M)
    assert len(shows) == len(figures)
    assert all("source=" in call for call in shows)


@pytest.mark.parametrize("slug", LESSONS)
def test_self_checks_wait_for_an_answer(slug: str) -> None:
    cells = notebook("lessons", slug).cells
    asked = sum(cell.source.startswith("answer = ") for cell in cells)
    checked = sum("checks.self_check(" in cell.source for cell in cells)
    waiting = [out for out in outputs(slug, "text/plain") if out.startswith("Not answered yet")]
    assert asked == checked == len(waiting) >= 4


@pytest.mark.parametrize("slug", LESSONS)
@pytest.mark.parametrize("folder", ["lessons", "exercises"])
def test_other_lessons_are_named_by_number_and_title(folder: str, slug: str) -> None:
    found = re.finditer(r"[Ll]essons? (\d\d)(.{0,40})", text(folder, slug).replace("\n", " "))
    for mention in found:
        number, after = mention.groups()
        if number != slug[:2]:
            assert COURSE[number] in after.lower().replace("*", ""), mention[0]


@pytest.mark.parametrize("slug", LESSONS)
def test_each_task_names_an_objective_and_each_objective_has_a_task(slug: str) -> None:
    lesson = prose(notebook("lessons", slug).cells)
    objectives = set(re.findall(r"^(\d)\. ", lesson[: lesson.index("## 1 ")], re.MULTILINE))
    cells = notebook("exercises", slug).cells
    named = re.findall(r"\*Objectives? (\d)(?: and (\d))?: ", prose(cells))
    tasks = re.findall(r"^## Task \d", prose(cells), re.MULTILINE)
    assert len(named) == len(tasks)
    assert {number for pair in named for number in pair if number} == objectives


@pytest.mark.parametrize("slug", LESSONS)
def test_an_assignment_has_its_tasks_and_points(slug: str) -> None:
    cells = [c.metadata["nbgrader"] for c in notebook("exercises", slug).cells
             if "nbgrader" in c.metadata]  # fmt: skip
    kinds = Counter("graded" if c["grade"] else "written" if c["task"] else "other" for c in cells)
    assert 6 <= kinds["graded"] <= 9
    assert 1 <= kinds["written"] <= 2
    assert sum(c.get("points", 0) for c in cells) == 20
    announced = re.findall(r"^## Task .*\((\d+) points?", text("exercises", slug), re.MULTILINE)
    assert [int(points) for points in announced] == [c["points"] for c in cells if "points" in c]


@pytest.mark.parametrize("path", existing("authoring/*/*.md"), ids=lambda p: "/".join(p.parts[-2:]))
def test_texts_are_in_the_form_that_adopting_writes(path: Path) -> None:
    is_exercise = path.parent.name == "exercises"
    source = path.read_text("utf-8")
    built = authoring.read(source, path.stem, exercise=is_exercise, name=path.name)
    assert authoring.write(built, path.stem) == source


@pytest.mark.parametrize("slug", LESSONS)
@pytest.mark.parametrize("folder", ["lessons", "exercises"])
def test_chinese_terms_stand_in_the_tables(folder: str, slug: str) -> None:
    columns = {"glossary": "zh", "instruments": "title_zh", "wording": "zh", "special_operations": "zh"}
    known = " ".join(" ".join(load(table)[column].dropna()) for table, column in columns.items())
    terms = set(re.findall(r"[\u4e00-\u9fff]{2,}", text(folder, slug)))
    assert [term for term in sorted(terms) if term not in known] == []


@pytest.mark.parametrize("slug", LESSONS)
@pytest.mark.parametrize("folder", ["lessons", "exercises"])
def test_tables_with_unverified_rows_are_filtered_where_they_are_opened(
    folder: str, slug: str
) -> None:
    for table, after in re.findall(r'load\("(\w+)"\)(.{0,40})', text(folder, slug)):
        rows = load(table) if table in tables() else {}  # lesson 00 asks for a wrong one
        if "verified" in rows and not rows["verified"].all():
            assert after.startswith('.query("verified'), f"{table} is used without a filter"


@pytest.mark.parametrize("slug", LESSONS)
def test_folded_outputs_do_not_show_what_students_predict(slug: str) -> None:
    """JupyterLab shows the first line of a folded output, HTML before plain text."""
    for cell in nbformat.read(ROOT / "lessons" / f"{slug}.ipynb", as_version=4).cells:
        if "hide-output" in cell.metadata.get("tags", []):
            first = cell.outputs[0]
            shown = first.get("data") or {"text/plain": first.get("text", "")}
            line = shown.get("text/html", shown["text/plain"]).strip().splitlines()[0]
            assert not re.search(r"\d", line), f"{cell.id} shows {line}"

"""The guides to teaching and marking: what they hand out, collect and count is so."""

import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbgrader.plugins.zipcollect import FileNameCollectorPlugin
from regions import HIDDEN, RUBRIC, SOLUTION, merged, regions
from repository import ROOT, existing, read

LESSONS = [path.stem for path in existing("authoring/lessons/*.md")]
_LONG = 40  # characters; shorter pieces of code may stand anywhere


@pytest.fixture(scope="module")
def students_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what a student has who unpacks the archive of the guide to teaching."""
    guide = read("docs/teaching.md").replace("\\\n", " ")
    (command,) = re.findall(r"^git archive .*$", guide, re.MULTILINE)
    folder = tmp_path_factory.mktemp("handed-out")
    words = shlex.split(command.replace("../students.zip", str(folder / "students.zip")))
    # also where the repository belongs to another user, as in a container
    subprocess.run(["git", "-c", f"safe.directory={ROOT}", *words[1:]], cwd=ROOT, check=True)
    with zipfile.ZipFile(folder / "students.zip") as archive:
        archive.extractall(folder)
    return folder / "sixprinciples"


def test_the_students_copy_opens_with_every_lesson_and_assignment(students_copy: Path) -> None:
    use = (
        "import pathlib, sixprinciples; from sixprinciples import lab; "
        "here = lab.course_folder(pathlib.Path.cwd()); lab.prepare(here, here / 'work'); "
        "print(sixprinciples.__file__, len(sixprinciples.load('claims')))"
    )
    environment = {**os.environ, "PYTHONPATH": str(students_copy / "src")}
    told = subprocess.run(
        [sys.executable, "-c", use], cwd=students_copy, env=environment,
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert told.startswith(str(students_copy))
    for slug in LESSONS:
        for name in (f"lessons/{slug}.ipynb", f"exercises/{slug}/{slug}.ipynb"):
            assert (students_copy / "work" / name).is_file()
    for name in ("Makefile", "scripts/setup", "requirements.txt", "environment.yml", "postBuild"):
        assert (students_copy / name).is_file()


def test_the_students_copy_holds_no_answers(students_copy: Path) -> None:
    """Its lessons and exercises are those that `test_leaks` looks through."""
    kept = {path.name for path in students_copy.iterdir()}
    assert not kept & {"solutions", "authoring", "tests", "benchmarks", ".git"}
    wholes = [
        whole for path in existing("solutions/*/*.ipynb") for kind in (SOLUTION, HIDDEN, RUBRIC)
        for region in regions(nbformat.read(path, as_version=4), kind)
        if len(whole := merged(region)) >= _LONG
    ]  # fmt: skip
    assert len(wholes) > 10 * len(LESSONS)
    for folder in ("src", "data", "docs", "scripts"):
        for path in (students_copy / folder).rglob("*.*"):
            if path.suffix in {".py", ".md", ".csv", ".json", ".bib"}:
                text = merged(path.read_text("utf-8"))
                assert [whole for whole in wholes if whole in text] == [], path


def test_files_are_collected_by_the_names_in_the_guide() -> None:
    guide = read("docs/teaching.md")
    names = re.findall(r"`(\w[\w ]+/01_the_source\.ipynb|\w+_01_the_source\.ipynb)`", guide)
    patterns = re.findall(r'named_regexp = \(\s+r"(.+)"$', guide, re.MULTILINE)
    assert len(patterns) == 2
    for name, pattern in zip(names, patterns, strict=True):
        plugin = FileNameCollectorPlugin(named_regexp=pattern)
        found = plugin.collect(f"/course/downloaded/01_the_source/extracted/all/{name}")
        assert found == {"student_id": "10234", "file_id": "01_the_source"}


def rows(guide: str, width: int) -> list[list[str]]:
    """Return the rows of a guide's tables that have this many columns, without their heads."""
    found = re.findall(r"^\| (.+) \|$", read(guide), re.MULTILINE)
    cells = [[cell.strip() for cell in line.split(" | ")] for line in found]
    return [row for row in cells if len(row) == width and row[0].isdigit()]


def numbers(words: str) -> set[str]:
    """Return the lessons of a list such as `00–04, 08` or `00, *Start here*, to 04, and 08`."""
    ends = re.findall(r"(\d\d)(?:[^\d]*?(?:–| to )(\d\d))?", words)
    return {f"{n:02}" for first, last in ends for n in range(int(first), int(last or first) + 1)}


def asked_for(slug: str) -> tuple[set[str], set[str]]:
    """Return the lessons that this one says to have done before, and those that help."""
    text = read(f"authoring/lessons/{slug}.md")
    (line,) = re.findall(r"\*\*Before it:\*\* (.*?) \*\*Time", text)
    needed, _, helpful = line.partition(";")
    assert not helpful or "help" in helpful, f"{slug}: {line}"
    return numbers(needed), numbers(re.sub(r"section \d+", "", helpful))


def test_the_table_of_lessons_agrees_with_the_lessons() -> None:
    table = {row[0]: row[1:] for row in rows("docs/teaching.md", 5)}
    assert list(table) == [slug[:2] for slug in LESSONS]
    for slug in LESSONS:
        title, before, _, written = table[slug[:2]]
        needed, _, helpful = before.partition("(")
        text = read(f"authoring/lessons/{slug}.md")
        assert text.startswith(f"# {slug[:2]} {title}\n")
        assert (numbers(needed), numbers(helpful)) == asked_for(slug), slug
        solved = nbformat.read(ROOT / "solutions" / slug / f"{slug}.ipynb", as_version=4)
        marks = [cell.metadata.get("nbgrader", {}) for cell in solved.cells]
        assert int(written) == sum(mark["points"] for mark in marks if mark.get("task")), slug


def test_lessons_that_can_be_left_out_are_those_that_only_the_last_asks_for() -> None:
    (named,) = re.findall(r"Only lesson 14 asks for ([\d, and]+):", read("docs/teaching.md"))
    *others, _ = LESSONS
    needed = set().union(*(asked_for(slug)[0] for slug in others))
    assert numbers(named) == {slug[:2] for slug in others} - needed


def test_the_plan_takes_every_lesson_once_and_after_what_it_asks_for() -> None:
    weeks = {int(w): lessons for row in rows("docs/teaching.md", 4)
             for w, lessons in (row[:2], row[2:])}  # fmt: skip
    assert sorted(weeks) == list(range(1, 13))
    order = [number for week in sorted(weeks) for number in weeks[week].split(", ")]
    assert sorted(order) == [slug[:2] for slug in LESSONS]
    for slug in LESSONS:
        needed, helpful = asked_for(slug)
        assert needed | helpful <= set(order[: order.index(slug[:2])])
    for lessons in weeks.values():
        taken = lessons.split(", ")
        hours = sum(map(minutes, taken)) / 60
        assert 2 <= hours <= 3 if len(taken) == 1 else hours <= 4.5  # as the guide says


def minutes(number: str) -> int:
    """Return how long a lesson and its assignment take, as they print it."""
    (slug,) = (slug for slug in LESSONS if slug.startswith(number))
    printed = (read(f"authoring/{part}/{slug}.md") for part in ("lessons", "exercises"))
    return sum(int(re.search(r"about (\d+) minutes", text)[1]) for text in printed)


def test_points_in_the_guides_add_up() -> None:
    written = [int(row[4]) for row in rows("docs/teaching.md", 5)]
    assert f"all fifteen have {20 * len(written)}, of which {sum(written)} are written" in " ".join(
        read("docs/teaching.md").split()
    )
    for_all = 5 * (len(written) - 1) + 10  # minutes
    for students, one, all_of_them in rows("docs/marking.md", 3):
        assert one == f"{int(students) * 5 / 60:g} hours".replace("2.5", "2½")
        assert all_of_them == f"{int(students) * for_all / 60:g} hours"


@pytest.mark.parametrize("slug", LESSONS)
def test_a_rubric_keeps_the_rules_of_the_guide(slug: str) -> None:
    """Each part is one point, language costs nothing, a caricature half a point."""
    text = read(f"authoring/exercises/{slug}.md")
    for rubric in re.findall(r"=== BEGIN MARK SCHEME ===\n(.*?)=== END", text, re.DOTALL):
        parts = re.findall(r"^(?:\d\. .*?\(1\)|- 1: )", rubric, re.MULTILINE)
        assert rubric.startswith(f"**{len(parts)} points")
        assert re.search(r"nor does language|no points off for language", rubric)
        for sentence in re.findall(r"[^.]*caricature[^.]*", rubric):
            assert sentence.strip().startswith("Half a point if")

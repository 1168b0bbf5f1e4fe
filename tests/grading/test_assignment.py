"""Reading an assignment: what the gradebook and the source directory say about it."""

import dataclasses
import json
import os
import pickle
import sqlite3
from pathlib import Path
from typing import Any

import grading_courses
import pytest
from nbgrader.api import Gradebook
from sqlalchemy import event

from sixprinciples.grading.assignment import (
    Assignment,
    SourceCell,
    SourceNotebook,
    read_assignment,
)
from sixprinciples.grading.course import Course, CourseError, open_course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Return a course of its own."""
    return grading_courses.new(tmp_path)


def notebook(assignment: Assignment, name: str) -> SourceNotebook:
    """Return one of its notebooks."""
    return next(book for book in assignment.notebooks if book.name == name)


def cell(assignment: Assignment, name: str) -> SourceCell:
    """Return one of its cells."""
    return next(cell for book in assignment.notebooks for cell in book.cells if cell.name == name)


def change(course: Course, statement: str, *values: object) -> None:
    """Change the gradebook behind nbgrader's back."""
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute(statement, values)
    database.close()


def refused(course: Course, name: str = "ps1") -> str:
    """Return why an assignment cannot be read."""
    with pytest.raises(CourseError) as caught:
        read_assignment(course, name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# --- what is read -----------------------------------------------------------------------------


def test_cells_are_what_nbgraders_gradebook_says(course: Course) -> None:
    assignment = read_assignment(course, "ps1")
    assert assignment.name == "ps1"
    assert [book.name for book in assignment.notebooks] == ["code", "text"]
    with Gradebook(course.db_url) as gradebook:
        for book in assignment.notebooks:
            known = gradebook.find_notebook(book.name, "ps1")
            points = {c.name: c.max_score for c in [*known.grade_cells, *known.task_cells]}
            assert [(c.name, c.cell_type, c.source, c.locked, c.checksum) for c in book.cells] == [
                (c.name, c.cell_type, c.source, c.locked, c.checksum) for c in known.source_cells
            ]
            assert {c.name: c.points for c in book.cells if c.points is not None} == points
            assert {c.name for c in book.cells if c.grade} == {c.name for c in known.grade_cells}
            assert {c.name for c in book.cells if c.task} == {c.name for c in known.task_cells}
            assert {c.name for c in book.cells if c.solution} == {
                c.name for c in known.solution_cells
            }
            assert book.kernelspec == json.loads(known.kernelspec) == grading_courses.KERNEL


def test_hidden_tests_and_marking_schemes_are_there(course: Course) -> None:
    assignment = read_assignment(course, "ps1")
    assert "assert total > 2" in cell(assignment, "total-test").source
    assert "One point." in cell(assignment, "drawing").source
    assert "total = 3" not in cell(assignment, "total").source


def test_it_takes_few_queries(course: Course) -> None:
    asked: list[str] = []
    event.listen(course.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    read_assignment(course, "ps1")
    assert len(asked) <= 4


def test_cells_stand_in_the_order_of_the_notebook_on_disk(course: Course) -> None:
    order = [cell.name for cell in read_assignment(course, "ps1").notebooks[0].cells]
    assert order == ["setup", "total", "total-test", "double", "double-test"]
    change(course, "CREATE TABLE turned AS SELECT * FROM source_cell ORDER BY rowid DESC")
    change(course, "DELETE FROM source_cell")
    change(course, "INSERT INTO source_cell SELECT * FROM turned ORDER BY rowid")
    assert [c.name for c in read_assignment(course, "ps1").notebooks[0].cells] == order
    (course.release("ps1") / "code.ipynb").write_text("broken")
    assert [c.name for c in read_assignment(course, "ps1").notebooks[0].cells] == order
    (course.source("ps1") / "code.ipynb").write_text('{"cells": []}')
    assert [c.name for c in read_assignment(course, "ps1").notebooks[0].cells] == order[::-1]


def test_data_files_are_those_that_nbgrader_copies(course: Course) -> None:
    source = course.source("ps1")
    for name in ("__pycache__/x.pyc", ".ipynb_checkpoints/code.txt", "data/more.ipynb", "data/.x"):
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text(name)
    (course.root / "elsewhere.txt").write_text("linked")
    (source / "linked.txt").symlink_to(course.root / "elsewhere.txt")
    (source / "whole").symlink_to(course.root / "release")
    assert read_assignment(course, "ps1").files == {
        "data/.x": b"data/.x",
        "data/table.csv": b"a,b\n1,2\n",
        "linked.txt": b"linked",
    }


def test_solutions_and_what_they_import_come_from_the_source(course: Course) -> None:
    assignment = read_assignment(course, "ps1")
    assert set(assignment.solutions) == {"code", "text"}
    assert b"return 2 * x" in assignment.solutions["code"]
    assert assignment.preload == ("math",)


def test_the_courses_settings_for_sanitizing_travel_along(course: Course) -> None:
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + "c.OverwriteCells.add_missing_cells = True\n")
    settings = read_assignment(open_course(course.root), "ps1").notebooks[0].settings
    assert settings["OverwriteCells"]["add_missing_cells"] is True
    assert settings["ClearOutput"]["enabled"] is True


# --- its version ------------------------------------------------------------------------------


def test_the_version_stays_as_long_as_nothing_changes(course: Course, tmp_path: Path) -> None:
    assignment = read_assignment(course, "ps1")
    assert assignment.version == read_assignment(open_course(tmp_path), "ps1").version
    assert pickle.loads(pickle.dumps(assignment)) == assignment
    assert pickle.loads(pickle.dumps(assignment)).version == assignment.version


def altered(assignment: Assignment, **changes: Any) -> Assignment:
    """Return it with another first cell of the first notebook."""
    book = assignment.notebooks[0]
    first = dataclasses.replace(book.cells[0], **changes)
    book = dataclasses.replace(book, cells=(first, *book.cells[1:]))
    return dataclasses.replace(assignment, notebooks=(book, *assignment.notebooks[1:]))


def test_the_version_changes_with_all_that_can_change_a_grade(course: Course) -> None:
    assignment = read_assignment(course, "ps1")
    others = [
        altered(assignment, source="import cmath"),
        altered(assignment, points=2.0),
        altered(assignment, locked=False),
        dataclasses.replace(assignment, files={**assignment.files, "data/table.csv": b"a,b\n"}),
        dataclasses.replace(assignment, files={}),
        dataclasses.replace(assignment, in_process=frozenset({("code", "total-test")})),
        dataclasses.replace(assignment, notebooks=assignment.notebooks[:1]),
    ]
    versions = {assignment.version, *(other.version for other in others)}
    assert len(versions) == len(others) + 1


def test_the_version_does_not_change_with_what_is_not_graded(course: Course) -> None:
    assignment = read_assignment(course, "ps1")
    assert dataclasses.replace(assignment, solutions={}, preload=()).version == assignment.version


# --- what can be wrong ------------------------------------------------------------------------


def test_an_unknown_assignment_brings_a_near_one_to_mind(course: Course) -> None:
    assert refused(course, "ps2") == "There is no assignment ps2; did you mean ps1?"
    assert refused(course, "capstone") == "There is no assignment capstone; there are ps1."
    assert "There is no assignment ../ps1" in refused(course, "../ps1")
    assert refused(course, "").startswith("There is no assignment ;")


def test_an_assignment_that_was_never_generated_says_so(course: Course) -> None:
    (course.root / "source" / "ps 2").mkdir()
    assert 'run `nbgrader generate_assignment "ps 2"`' in refused(course, "ps 2")
    with Gradebook(course.db_url) as gradebook:
        gradebook.add_assignment("ps 2")
    assert 'run `nbgrader generate_assignment "ps 2"`' in refused(course, "ps 2")


def test_other_languages_are_left_to_nbgrader(course: Course) -> None:
    change(course, "UPDATE notebook SET kernelspec = ?", json.dumps({"language": "R"}))
    assert "code.ipynb is for R" in refused(course)
    for spec in ({"name": "conda-env"}, {"language": "Python"}, {}):
        change(course, "UPDATE notebook SET kernelspec = ?", json.dumps(spec))
        assert read_assignment(course, "ps1").notebooks[0].kernelspec == spec
    change(course, "UPDATE notebook SET kernelspec = NULL")
    assert read_assignment(course, "ps1").notebooks[0].kernelspec is None


def test_source_files_that_cannot_be_read_are_named(course: Course) -> None:
    (course.source("ps1") / "gone.csv").symlink_to("nowhere")
    assert "gone.csv cannot be read (No such file" in refused(course)
    (course.source("ps1") / "gone.csv").unlink()
    os.mkfifo(course.source("ps1") / "pipe.csv")
    assert "pipe.csv cannot be read (it is not a file)" in refused(course)


def test_data_that_no_process_should_hold_are_refused_unread(course: Course) -> None:
    with open(course.source("ps1") / "huge.bin", "wb") as huge:
        huge.truncate(2 << 30)
    assert "larger than 1024 MB" in refused(course)


def test_a_gradebook_without_source_and_release_is_enough(course: Course) -> None:
    assignment = read_assignment(course, "ps1")
    (course.root / "source").rename(course.root / "away")
    (course.root / "release").rename(course.root / "away too")
    bare = read_assignment(course, "ps1")
    assert bare.notebooks == assignment.notebooks
    assert (bare.files, bare.solutions) == ({}, {})

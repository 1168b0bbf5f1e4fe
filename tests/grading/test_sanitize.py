"""Sanitizing submitted notebooks: like nbgrader for honest ones, and beyond where it stops."""

import copy
import dataclasses
import json
import pickle
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grading_courses
import nbformat
import pytest
from grading_courses import NAME, released
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from nbgrader.converters import Autograde
from nbgrader.utils import compute_checksum
from traitlets.config import Config

from sixprinciples.grading.assignment import (
    Assignment,
    SourceCell,
    SourceNotebook,
    read_assignment,
)
from sixprinciples.grading.course import Course, open_course
from sixprinciples.grading.sanitize import Sanitized, sanitize
from sixprinciples.grading.submission import SubmissionError

Change = Callable[[NotebookNode], None]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a small course."""
    return grading_courses.new(tmp_path_factory.mktemp("course"))


def source(name: str, assignment: Assignment | None = None) -> SourceNotebook:
    """Return a notebook of an assignment, of the small course's if not told otherwise."""
    assignment = assignment or grading_courses.assignment()
    return next(book for book in assignment.notebooks if book.name == name)


def true(name: str) -> SourceCell:
    """Return a cell of the small course."""
    books = grading_courses.assignment().notebooks
    return next(cell for book in books for cell in book.cells if cell.name == name)


def written(notebook: NotebookNode | dict[str, Any]) -> bytes:
    """Return a notebook as a student's Jupyter would save it."""
    return nbformat.v4.writes_json(nbformat.from_dict(notebook)).encode()


def by_name(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """Return the cells that nbgrader knows, by grade id."""
    return {c.metadata.nbgrader.grade_id: c for c in notebook.cells if "nbgrader" in c.metadata}


def place(notebook: NotebookNode, name: str) -> int:
    """Return at which place a cell stands."""
    return next(i for i, cell in enumerate(notebook.cells) if cell is by_name(notebook)[name])


def sanitized(change: Change | None = None, name: str = "code", compat: bool = False) -> Sanitized:
    """Change a released notebook and sanitize it."""
    notebook = released(name)
    if change is not None:
        change(notebook)
    return sanitize(written(notebook), source(name), compat=compat)


def stock(content: bytes, course: Course, name: str, folder: Path, **settings: Any) -> str:
    """Return what the first half of `nbgrader autograde` makes of a notebook."""
    path = folder / f"{name}.ipynb"
    path.write_bytes(content)
    config = Config({"Exporter": {"default_preprocessors": []}, **settings})
    exporter = NotebookExporter(config=config)
    for kind in Autograde.sanitize_preprocessors.default():
        exporter.register_preprocessor(kind)
    about = {"notebook": name, "assignment": NAME, "student": "x", "db_url": course.db_url}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return str(exporter.from_filename(str(path), resources={"nbgrader": about})[0])


def as_file(notebook: NotebookNode) -> str:
    """Return a notebook as nbgrader writes it."""
    return nbformat.writes(notebook, version=4) + "\n"


def without_new_ids(text: str, submitted: bytes) -> str:
    """Return a notebook without ids of cells that the student did not hand in: nbgrader dices."""
    known = {cell.get("id") for cell in json.loads(submitted)["cells"]}
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell.get("id") not in known:
            cell.pop("id", None)
    return json.dumps(notebook, indent=1)


# --- what students do in good faith -------------------------------------------------------------


def answer(notebook: NotebookNode) -> None:
    cells = by_name(notebook)
    if "total" in cells:
        cells["total"].source = "total = 3"
        cells["double"].source = "def double(x):\n    return 2 * x"
        notebook.cells.insert(2, new_code_cell("scratch = 1", id="scratch"))
    else:
        cells["essay"].source = "An addition."
        notebook.cells.append(new_markdown_cell("My drawing", id="drawing-answer"))


def run(notebook: NotebookNode) -> None:
    answer(notebook)
    for count, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code":
            cell.execution_count = count
            cell.outputs = [nbformat.v4.new_output("stream", text="3\n")]
            cell.metadata["collapsed"] = cell.metadata["scrolled"] = True
            cell.metadata["execution"] = {"iopub.status.idle": "2026"}
    notebook.metadata["language_info"] = {"name": "python", "version": "3.11"}
    notebook.metadata["widgets"] = {"state": {}}


def edit_tests(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("locked"):
            cell.source += "\n# edited"


def change_points(notebook: NotebookNode) -> None:
    for cell in by_name(notebook).values():
        if cell.metadata.nbgrader.grade:
            cell.metadata.nbgrader.points = 100


def retype(notebook: NotebookNode) -> None:
    for cell in by_name(notebook).values():
        if cell.cell_type == "code":
            cell.cell_type = "markdown"
            del cell["outputs"], cell["execution_count"]
        elif not cell.metadata.nbgrader.task:
            cell.update(cell_type="code", outputs=[], execution_count=None)


def unlock(notebook: NotebookNode) -> None:
    for cell in by_name(notebook).values():
        if cell.metadata.nbgrader.locked:
            cell.metadata.nbgrader.locked = False


def move(notebook: NotebookNode) -> None:
    notebook.cells = notebook.cells[::-1]


def other_kernel(notebook: NotebookNode) -> None:
    notebook.metadata["kernelspec"] = {"name": "mine", "display_name": "Mine"}


def older_format(notebook: NotebookNode) -> None:
    run(notebook)
    notebook.nbformat_minor = 4
    for cell in notebook.cells:
        cell.pop("id", None)


def delete_test(notebook: NotebookNode) -> None:
    older_format(notebook)
    for name in ("total-test", "essay"):
        if name in by_name(notebook):
            notebook.cells.pop(place(notebook, name))


def inert_marks(notebook: NotebookNode) -> None:
    roles = {"grade": False, "solution": False, "locked": False, "schema_version": 3}
    for cell in notebook.cells:
        cell.metadata.setdefault("nbgrader", dict(roles, grade_id="cell-1", task=False))


@pytest.mark.parametrize("name", ["code", "text"])
@pytest.mark.parametrize(
    "change",
    [
        *(lambda _: None, answer, run, edit_tests, change_points, retype, unlock, move),
        *(other_kernel, older_format, delete_test),
    ],
)
def test_the_result_is_nbgraders(course: Course, tmp_path: Path, name: str, change: Change) -> None:
    notebook = released(name)
    change(notebook)
    content = written(notebook)
    settings = {"OverwriteCells": {"add_missing_cells": True}}
    expected = stock(content, course, name, tmp_path, **settings)
    found = as_file(sanitize(content, source(name), compat=False).notebook)
    assert without_new_ids(found, content) == without_new_ids(expected, content)


@pytest.mark.parametrize("compat", [True, False])
def test_marks_that_say_nothing_stay_as_nbgrader_leaves_them(
    course: Course, tmp_path: Path, compat: bool
) -> None:
    notebook = released("code")
    inert_marks(notebook)
    content = written(notebook)
    clean = sanitize(content, source("code"), compat=compat)
    assert as_file(clean.notebook) == stock(content, course, "code", tmp_path)


@pytest.mark.parametrize("name", ["code", "text"])
@pytest.mark.parametrize(
    "change", [answer, run, edit_tests, change_points, retype, older_format, delete_test]
)
def test_compat_is_stock_nbgrader(
    course: Course, tmp_path: Path, name: str, change: Change
) -> None:
    notebook = released(name)
    change(notebook)
    content = written(notebook)
    clean = sanitize(content, source(name), compat=True)
    assert as_file(clean.notebook) == stock(content, course, name, tmp_path)
    assert clean.flags == ()


@pytest.mark.parametrize("student", ["bitdiddle", "hacker"])
@pytest.mark.parametrize("name", ["problem1", "problem2"])
@pytest.mark.parametrize("compat", [True, False])
def test_nbgraders_own_sample_submissions_are_sanitized_alike(
    tmp_path: Path, student: str, name: str, compat: bool
) -> None:
    documented = grading_courses.documented()
    assignment = read_assignment(documented, NAME)
    content = (documented.submitted(student, NAME) / f"{name}.ipynb").read_bytes()
    clean = sanitize(content, source(name, assignment), compat=compat)
    assert as_file(clean.notebook) == stock(content, documented, name, tmp_path)


def test_compat_follows_the_courses_settings(course: Course, tmp_path: Path) -> None:
    config = (course.root / "nbgrader_config.py").read_text()
    other = grading_courses.new(tmp_path / "other")
    (other.root / "nbgrader_config.py").write_text(
        config + "c.OverwriteCells.add_missing_cells = True\n"
        'c.OverwriteCells.missing_cell_notification = "Back: {cell_id}. "\n'
        'c.ClearOutput.remove_metadata_fields = {"mine"}\n'
    )
    book = source("code", read_assignment(open_course(other.root), NAME))
    notebook = released("code")
    delete_test(notebook)
    notebook.cells[1].metadata["mine"] = 1
    for compat in (True, False):
        clean = sanitize(written(notebook), book, compat=compat).notebook
        assert by_name(clean)["total-test"].source.startswith("# Back: total-test. assert")
    clean = sanitize(written(notebook), book, compat=True).notebook
    assert "mine" not in clean.cells[1].metadata


def test_what_stops_nbgrader_is_one_sentence_in_compat() -> None:
    def copy_cell(notebook: NotebookNode) -> None:
        notebook.cells.append(dict(notebook.cells[2], id="copy"))

    with pytest.raises(SubmissionError, match=r"nbgrader itself \(Outdated.*without compat"):
        sanitized(copy_cell, compat=True)


def test_the_result_is_deterministic_and_can_travel() -> None:
    def change(notebook: NotebookNode) -> None:
        del notebook.cells[3]
        notebook.cells.append(dict(notebook.cells[0]))

    first, second = sanitized(change), sanitized(change)
    assert as_file(first.notebook) == as_file(second.notebook)
    assert pickle.loads(pickle.dumps(first)) == first


# --- repairs and flags --------------------------------------------------------------------------


@pytest.mark.parametrize("change", [None, answer, run, older_format, other_kernel, inert_marks])
@pytest.mark.parametrize("name", ["code", "text"])
def test_honest_notebooks_need_nobody(name: str, change: Change | None) -> None:
    clean = sanitized(change, name)
    assert clean.flags == clean.remarks == ()


def test_edited_tests_are_restored_and_flagged() -> None:
    def change(notebook: NotebookNode) -> None:
        by_name(notebook)["total-test"].source = "pass"

    clean = sanitized(change)
    assert by_name(clean.notebook)["total-test"].source == true("total-test").source
    assert clean.flags == ("edited_tests",)
    assert clean.remarks == ("code.ipynb: tests edited, and restored: total-test.",)


def test_a_recomputed_checksum_changes_nothing() -> None:
    def change(notebook: NotebookNode) -> None:
        cell = by_name(notebook)["total-test"]
        cell.source = "pass"
        cell.metadata.nbgrader.checksum = compute_checksum(cell)

    cell = by_name(sanitized(change).notebook)["total-test"]
    assert cell.source == true("total-test").source
    assert cell.metadata.nbgrader.checksum == true("total-test").checksum


def test_tests_of_an_earlier_release_count_as_unedited() -> None:
    def change(notebook: NotebookNode) -> None:
        cell = by_name(notebook)["total-test"]
        cell.source = "assert total == 3  # as it was first released"
        cell.metadata.nbgrader.checksum = compute_checksum(cell)

    clean = sanitized(change)
    assert by_name(clean.notebook)["total-test"].source == true("total-test").source
    assert clean.flags == ()


def test_an_answer_in_a_read_only_cell_is_pointed_at() -> None:
    def change(notebook: NotebookNode) -> None:
        by_name(notebook)["drawing"].source += "\n\nHere is my answer."

    clean = sanitized(change, "text")
    assert clean.flags == ("edited_cells",)
    assert "look for answers there" in clean.remarks[0]


def test_changed_points_are_set_back_and_flagged() -> None:
    clean = sanitized(change_points)
    points = {n: c.metadata.nbgrader.get("points") for n, c in by_name(clean.notebook).items()}
    assert (points["total-test"], points["double-test"]) == (2, 1)
    assert clean.flags == ("changed_points",)
    assert "total-test, double-test" in clean.remarks[0]


@pytest.mark.parametrize("points", [None, "2", True, -1, [2], float("1e999")])
def test_points_that_are_no_number_are_set_back(points: object) -> None:
    def change(notebook: NotebookNode) -> None:
        by_name(notebook)["total-test"].metadata.nbgrader.points = points

    notebook = released("code")
    change(notebook)
    clean = sanitize(json.dumps(notebook).encode(), source("code"), compat=False)
    assert by_name(clean.notebook)["total-test"].metadata.nbgrader.points == 2
    assert clean.flags == ("changed_points",)


def test_retyped_cells_are_set_back_and_flagged() -> None:
    clean = sanitized(retype)
    assert by_name(clean.notebook)["total-test"].cell_type == "code"
    assert by_name(clean.notebook)["total-test"].outputs == []
    assert clean.flags == ("retyped_cells",)


def test_a_raw_cell_with_leftovers_can_be_set_back() -> None:
    def change(notebook: NotebookNode) -> None:
        cell = by_name(notebook)["total-test"]
        raw = new_raw_cell(cell.source, id=cell.id, metadata=cell.metadata)
        notebook.cells[place(notebook, "total-test")] = raw
        raw["attachments"] = {"image.png": {"image/png": "aGk="}}

    clean = sanitized(change)
    assert by_name(clean.notebook)["total-test"].cell_type == "code"
    assert "attachments" not in by_name(clean.notebook)["total-test"]
    assert clean.flags == ("retyped_cells",)


@pytest.mark.parametrize(
    ("cell", "marks", "flag"),
    [
        ("total-test", {"solution": True}, "tampering"),
        ("total-test", {"grade": False}, "tampering"),
        ("total-test", {"grade": "no", "solution": 1, "locked": None}, "tampering"),
        ("total-test", {"task": True}, "tampering"),
        ("total", {"grade": True, "points": 100}, "changed_roles"),
        ("setup", {"solution": True}, "changed_roles"),
    ],
)
def test_marks_of_known_cells_are_rebuilt(cell: str, marks: dict[str, Any], flag: str) -> None:
    def change(notebook: NotebookNode) -> None:
        marked = by_name(notebook)[cell]
        marked.metadata.nbgrader.update(marks)
        if cell != "total":
            marked.source = "pass"

    clean = sanitized(change)
    untouched = by_name(sanitized().notebook)[cell]
    found = by_name(clean.notebook)[cell]
    assert found.source == true(cell).source
    ours = {k: v for k, v in found.metadata.nbgrader.items() if k not in ("locked", "points")}
    theirs = {k: v for k, v in untouched.metadata.nbgrader.items() if k not in ("locked", "points")}
    assert ours == theirs
    assert flag in clean.flags


def test_foreign_keys_in_marks_are_dropped() -> None:
    def change(notebook: NotebookNode) -> None:
        for cell in by_name(notebook).values():
            cell.metadata.nbgrader["mine"] = {"a": 1}

    clean = sanitized(change)
    assert as_file(clean.notebook) == as_file(sanitized().notebook)
    assert clean.flags == ()


@pytest.mark.parametrize("version", [0, 1, 2, 4, None, "3"])
def test_marks_of_other_versions_of_nbgrader_are_brought_up_to_date(version: object) -> None:
    def change(notebook: NotebookNode) -> None:
        for cell in by_name(notebook).values():
            cell.metadata.nbgrader["schema_version"] = version
            if version in (0, 1):
                del cell.metadata.nbgrader["task"]

    clean = sanitized(change)
    assert clean.flags == ()
    for cell in by_name(clean.notebook).values():
        assert cell.metadata.nbgrader.schema_version == 3
    with pytest.raises(SubmissionError):
        sanitized(change, compat=True)


# --- missing, copied and moved cells --------------------------------------------------------------


def without(*names: str) -> Change:
    """Return a change that deletes cells."""

    def change(notebook: NotebookNode) -> None:
        answer(notebook)
        for name in names:
            notebook.cells.pop(place(notebook, name))

    return change


@pytest.mark.parametrize(
    ("missing", "order"),
    [
        (["total-test"], ["setup", "total", "total-test", "double", "double-test"]),
        (["setup"], ["setup", "total", "total-test", "double", "double-test"]),
        (["setup", "total-test"], ["setup", "total", "total-test", "double", "double-test"]),
        (["total", "total-test"], ["setup", "total-test", "double", "double-test"]),
        (["total-test", "double"], ["setup", "total", "total-test", "double-test"]),
        (["double", "double-test"], ["setup", "total", "total-test", "double-test"]),
        (
            ["setup", "total", "total-test", "double", "double-test"],
            ["setup", "total-test", "double-test"],
        ),
    ],
)
def test_missing_cells_come_back_at_their_place(missing: list[str], order: list[str]) -> None:
    clean = sanitized(without(*missing))
    assert list(by_name(clean.notebook)) == order
    assert clean.flags == ("missing_cells",)
    assert clean.remarks[0].endswith(": " + ", ".join(missing) + ".")
    for name in set(missing) & set(order):
        cell = by_name(clean.notebook)[name]
        assert cell.source.startswith(f"# This cell (id:{name}) was missing")
        assert cell.source.endswith(true(name).source)
        assert cell.metadata.nbgrader.grade is true(name).grade
        assert cell.metadata.nbgrader.locked is True
    nbformat.validate(clean.notebook)


def test_a_missing_cell_comes_right_behind_the_one_before_it() -> None:
    clean = sanitized(without("total-test"))
    notebook = clean.notebook
    assert place(notebook, "total-test") == place(notebook, "total") + 1
    clean = sanitized(without("setup", "total", "total-test"))
    assert place(clean.notebook, "setup") == 0


def test_missing_answers_and_tasks_for_a_person_come_back() -> None:
    clean = sanitized(without("essay", "drawing"), "text")
    assert list(by_name(clean.notebook)) == ["essay", "drawing"]
    essay, drawing = by_name(clean.notebook).values()
    assert essay.metadata.nbgrader.solution and essay.metadata.nbgrader.grade
    assert essay.metadata.nbgrader.points == 3
    assert drawing.metadata.nbgrader.task and not drawing.metadata.nbgrader.grade
    assert compute_checksum(essay) != true("essay").checksum  # or it would count as unanswered


def test_a_missing_answer_stays_missing() -> None:
    clean = sanitized(without("total"))
    assert "total" not in by_name(clean.notebook)
    assert clean.flags == ("missing_cells",)


def test_compat_leaves_missing_cells_missing() -> None:
    clean = sanitized(without("setup", "total-test"), compat=True)
    assert list(by_name(clean.notebook)) == ["total", "double", "double-test"]


def duplicated(*names: str) -> Change:
    """Return a change that copies cells to the end."""

    def change(notebook: NotebookNode) -> None:
        for name in names:
            notebook.cells.append(copy.deepcopy(by_name(notebook)[name]))

    return change


def test_of_copied_cells_one_counts() -> None:
    clean = sanitized(duplicated("total-test", "double", "setup"))
    assert clean.flags == ("duplicate_cells", "moved_cells")
    names = [
        c.metadata.nbgrader.grade_id for c in clean.notebook.cells if c.metadata.get("nbgrader")
    ]
    assert sorted(names) == ["double", "double-test", "setup", "total", "total-test"]
    assert len(clean.notebook.cells) == len(released("code").cells) + 3
    assert len({cell.id for cell in clean.notebook.cells}) == len(clean.notebook.cells)


@pytest.mark.parametrize("empty_copy", ["first", "last"])
def test_of_copied_answers_the_one_that_was_filled_in_counts(empty_copy: str) -> None:
    def change(notebook: NotebookNode) -> None:
        duplicated("essay")(notebook)
        cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")]
        cells[-1 if empty_copy == "first" else 0].source = "An addition."

    clean = sanitized(change, "text")
    assert by_name(clean.notebook)["essay"].source == "An addition."
    assert "duplicate_cells" in clean.flags


def test_moved_cells_stay_where_they_are_and_are_flagged() -> None:
    def change(notebook: NotebookNode) -> None:
        notebook.cells.insert(1, notebook.cells.pop(place(notebook, "total-test")))

    clean = sanitized(change)
    assert place(clean.notebook, "total-test") == 1
    assert clean.flags == ("moved_cells",)
    assert clean.remarks[0] == "code.ipynb: not where they belong: total-test."


@pytest.mark.parametrize(
    ("marks", "flags"),
    [
        ({"grade_id": "other", "grade": True, "points": 9, "schema_version": 3}, True),
        ({"grade_id": "other", "solution": True}, True),
        ({"grade": True}, True),
        ({"grade_id": ["total"], "grade": True}, True),
        ({"grade_id": {}, "locked": True}, True),
        ("nonsense", True),
        ([1], True),
        ({}, False),
        (None, False),
        ({"grade_id": "cell-1", "grade": False, "solution": False, "locked": False}, False),
    ],
)
def test_cells_of_no_assignment_lose_their_marks(marks: object, flags: bool) -> None:
    def change(notebook: NotebookNode) -> None:
        notebook.cells[0].metadata["nbgrader"] = marks

    clean = sanitized(change)
    assert "nbgrader" not in clean.notebook.cells[0].metadata
    assert clean.flags == (("unknown_cells",) if flags else ())


@pytest.mark.parametrize(
    ("spec", "flags"),
    [
        ({"name": "ir", "display_name": "R", "language": "R"}, ("wrong_kernel",)),
        ({"name": "mine", "display_name": "Mine", "language": "python"}, ()),
        ({"name": "mine"}, ()),
        ("R", ()),
    ],
)
def test_the_kernel_is_the_assignments(spec: object, flags: tuple[str, ...]) -> None:
    def change(notebook: NotebookNode) -> None:
        notebook.metadata["kernelspec"] = spec

    clean = sanitized(change)
    assert clean.notebook.metadata.kernelspec == grading_courses.KERNEL
    assert clean.flags == flags


# --- what Jupyter would not write -----------------------------------------------------------------


def raw(change: Callable[[dict[str, Any]], None] | None = None) -> bytes:
    """Return a released notebook as JSON, changed with no regard for the format."""
    notebook = json.loads(written(released("code")))
    if change is not None:
        change(notebook)
    return json.dumps(notebook).encode()


def read_raw(content: bytes) -> Sanitized:
    """Sanitize bytes as the small course's first notebook."""
    return sanitize(content, source("code"), compat=False)


def refused(content: bytes) -> SubmissionError:
    """Return why bytes are refused, in both ways of grading."""
    errors = []
    for compat in (True, False):
        with pytest.raises(SubmissionError) as caught:
            sanitize(content, source("code"), compat=compat)
        assert "\n" not in str(caught.value)
        assert str(caught.value).startswith("code.ipynb ")
        errors.append(caught.value)
    return errors[-1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\x00\x01", r"is not JSON \(line 1, column 1\)"),
        (b'{"cells": [', r"is not JSON \(line 1, column 12\)"),
        (b"<html></html>", r"is not JSON \(line 1, column 1\)"),
        ("{'ä'}".encode("latin-1"), r"is not UTF-8 \(byte 3\)"),
        ('{"cells": []}'.encode("utf-16"), r"is not UTF-8 \(byte 1\)"),
        (b"[]", "is JSON but no notebook"),
        (b"3", "is JSON but no notebook"),
        (b"{}", "does not say which notebook format"),
        (b'{"nbformat": "4"}', "does not say which notebook format"),
        (b'{"nbformat": true}', "does not say which notebook format"),
        (b'{"nbformat": 4}', "has no cells"),
        (b'{"nbformat": 4, "cells": {}}', "has no cells"),
        (b'{"nbformat": 4, "cells": ["x"]}', r"no cell \(number 1\)"),
        (b'{"nbformat": 4, "cells": [{"source": "x"}]}', r"no cell \(number 1\)"),
        (b'{"nbformat": 4, "cells": [{"cell_type": ["code"]}]}', r"no cell \(number 1\)"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": 3}]}', "source is no text"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "raw", "source": ["x", 3]}]}', "source is no"),
        (b'{"nbformat": ' + b"9" * 5000 + b"}", "number that is too long"),
        (b"[" * 100_000, "is nested too deeply|not JSON"),
        (b'{"a":' * 100_000, "is nested too deeply|not JSON"),
    ],
)
def test_what_is_no_notebook_is_one_sentence(content: bytes, said: str) -> None:
    error = refused(content)
    assert error.flag == "not_a_notebook"
    assert str(error).endswith("open it in Jupyter, save it and hand it in again.")
    with pytest.raises(SubmissionError, match=said):
        raise error


@pytest.mark.parametrize(
    ("version", "said"),
    [
        (3, "old notebook format 3: open it in a current Jupyter, save it"),
        (0, "old notebook format 0"),
        (5, "notebook format 5, which is newer than this grader: save it in format 4"),
    ],
)
def test_other_formats_say_how_to_convert_them(version: int, said: str) -> None:
    def change(notebook: dict[str, Any]) -> None:
        notebook["nbformat"] = version

    with pytest.raises(SubmissionError, match=said) as caught:
        read_raw(raw(change))
    assert caught.value.flag == "wrong_format"


def test_format_3_is_converted_in_compat_as_nbgrader_does() -> None:
    old = nbformat.writes(nbformat.convert(released("code"), 3), version=3).encode()
    notebook = sanitize(old, source("code"), compat=True).notebook
    assert list(by_name(notebook)) == ["setup", "total", "total-test", "double", "double-test"]


def strip(*keys: str) -> Callable[[dict[str, Any]], None]:
    """Return a change that takes keys from every cell."""

    def change(notebook: dict[str, Any]) -> None:
        for cell in notebook["cells"]:
            for key in keys:
                cell.pop(key, None)

    return change


def put(**values: object) -> Callable[[dict[str, Any]], None]:
    """Return a change that puts values into every cell."""

    def change(notebook: dict[str, Any]) -> None:
        for cell in notebook["cells"]:
            cell.update(values)

    return change


@pytest.mark.parametrize(
    "change",
    [
        strip("outputs"),
        strip("execution_count", "id"),
        put(execution_count="three"),
        put(execution_count=10**400),
        put(outputs={"a": 1}),
        put(outputs=[None, 3, {"output_type": "stream"}]),
        put(id="same"),
        put(id=3),
        put(id="x" * 65),
        put(id=""),
        put(prompt_number=3, collapsed=True, language="python"),
        put(attachments=None),
        lambda notebook: notebook.pop("nbformat_minor"),
        lambda notebook: notebook.update(nbformat_minor=99),
        lambda notebook: notebook.update(nbformat_minor="five"),
        lambda notebook: notebook.update(nbformat_minor=-1),
        lambda notebook: notebook.pop("metadata"),
        lambda notebook: notebook.update(metadata=None),
        lambda notebook: notebook.update(extra={"a": [1]}),
        lambda notebook: notebook["metadata"].update(kernelspec={"name": 3}),
        lambda notebook: notebook["metadata"].update(language_info="python"),
        lambda notebook: notebook["cells"][0]["metadata"].update(tags="no list"),
        lambda notebook: notebook["cells"][0]["metadata"].update(tags=[3]),
        lambda notebook: notebook["cells"][1]["metadata"].update(collapsed="yes"),
        lambda notebook: notebook["cells"][1]["metadata"].update(number=float("inf")),
        lambda notebook: notebook["cells"][1]["metadata"].update(number=[float("nan")]),
        lambda notebook: notebook["cells"][0].update(metadata=None),
    ],
)
def test_oddities_are_mended(change: Callable[[dict[str, Any]], None]) -> None:
    clean = read_raw(raw(change))
    assert clean.flags == ()
    assert list(by_name(clean.notebook)) == list(by_name(released("code")))
    nbformat.validate(clean.notebook)
    text = as_file(clean.notebook)
    json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert by_name(nbformat.reads(text, as_version=4))["setup"].source == "import math"


def test_cells_without_metadata_are_missing_cells() -> None:
    clean = read_raw(raw(strip("metadata")))
    assert clean.flags == ("missing_cells",)
    assert list(by_name(clean.notebook)) == ["setup", "total-test", "double-test"]


def test_attachments_are_kept_if_they_are_some() -> None:
    def change(attachments: object) -> Callable[[dict[str, Any]], None]:
        return lambda notebook: notebook["cells"][0].update(attachments=attachments)

    picture = {"image.png": {"image/png": "aGk="}}
    assert read_raw(raw(change(picture))).notebook.cells[0].attachments == picture
    for nonsense in ({"a": 3}, [1], {"a": {"image/png": 3}}, "x"):
        assert "attachments" not in read_raw(raw(change(nonsense))).notebook.cells[0]


def test_a_byte_order_mark_is_skipped() -> None:
    assert read_raw(b"\xef\xbb\xbf" + raw()) == read_raw(raw())


def test_halves_of_characters_are_replaced() -> None:
    def change(notebook: dict[str, Any]) -> None:
        notebook["cells"][2]["source"] = "x = '\ud83d'"
        notebook["cells"][4]["source"] = "y = '\U0001f600'"
        notebook["cells"][0]["metadata"]["\udc00"] = "\udc00"

    notebook = read_raw(raw(change)).notebook
    assert notebook.cells[2].source == "x = '?'"
    assert notebook.cells[4].source == "y = '\U0001f600'"
    as_file(notebook).encode()


@pytest.mark.parametrize("levels", [60, 900, 5000])
def test_deep_metadata_are_refused(levels: int) -> None:
    nested = "[" * levels + "]" * levels
    content = raw().replace(b'"kernelspec": {', f'"deep": {nested}, "kernelspec": {{'.encode())
    with pytest.raises(SubmissionError, match="is nested too deeply"):
        read_raw(content)


def test_deep_outputs_do_not_matter() -> None:
    nested = json.loads("[" * 100 + "]" * 100)
    assert read_raw(raw(put(outputs=[nested]))).flags == ()


def test_a_hundred_thousand_outputs_are_let_go() -> None:
    output = {"output_type": "stream", "name": "stdout", "text": ["x\n"]}

    def change(notebook: dict[str, Any]) -> None:
        notebook["cells"][1]["outputs"] = [output] * 100_000

    assert read_raw(raw(change)) == read_raw(raw())


def test_notebooks_that_would_fill_the_memory_are_refused_unparsed() -> None:
    error = refused(b'{"nbformat": 4, "cells": [' + b"[]," * 1_000_001 + b"0]}")
    assert error.flag == "too_large"
    assert "more than 2,000,000 values" in str(error)


def test_too_many_cells_are_refused() -> None:
    def change(notebook: dict[str, Any]) -> None:
        notebook["cells"] = notebook["cells"][:1] * 5001

    with pytest.raises(SubmissionError, match="more than 5,000 cells") as caught:
        read_raw(raw(change))
    assert caught.value.flag == "too_large"


def test_what_stays_invalid_is_refused() -> None:
    book = dataclasses.replace(source("code"), kernelspec={"name": 3})
    with pytest.raises(SubmissionError, match=r"is no valid notebook \(.*\): open it in Jupyter"):
        sanitize(raw(), book, compat=False)


def test_names_in_remarks_keep_to_one_line() -> None:
    def change(notebook: NotebookNode) -> None:
        notebook.cells[0].metadata["nbgrader"] = {"grade_id": "a\nb" * 100, "grade": True}

    (remark,) = sanitized(change).remarks
    assert "\n" not in remark
    assert len(remark) < 150

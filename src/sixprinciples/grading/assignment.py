"""An assignment as the gradebook knows it: its notebooks, their cells, its data files."""

from __future__ import annotations

import ast
import difflib
import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import nbgrader.api as gradebook_tables
from nbgrader.preprocessors import ClearOutput, OverwriteCells
from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from sixprinciples.grading.course import Course, CourseError

_MOST_DATA_MB = 1024  # every grading process holds the data files of the assignment

_Assignment = gradebook_tables.Assignment.__table__
_Notebook = gradebook_tables.Notebook.__table__
_Source = gradebook_tables.SourceCell.__table__
_Base = gradebook_tables.BaseCell.__table__
_Grade = gradebook_tables.GradeCell.__table__
_Task = gradebook_tables.TaskCell.__table__


@dataclass(frozen=True)
class SourceCell:
    """A cell that nbgrader keeps, as it was when the assignment was generated.

    Attributes:
        name: its grade id.
        cell_type: "code" or "markdown".
        source: its text, hidden tests and marking scheme included.
        locked: whether this text replaces what a submission has.
        checksum: nbgrader's checksum of the cell.
        grade: whether it is worth points: a test, or an answer that a person grades.
        solution: whether students write in it.
        task: whether it is a task, whose answer stands in cells of the student's own.
        points: what it is worth; None if it is neither graded nor a task.
    """

    name: str
    cell_type: str
    source: str
    locked: bool
    checksum: str | None
    grade: bool
    solution: bool
    task: bool
    points: float | None


@dataclass(frozen=True)
class SourceNotebook:
    """A notebook of an assignment.

    Attributes:
        name: file name without ``.ipynb``.
        kernelspec: what the notebook says about its kernel.
        cells: those that nbgrader keeps, in the notebook's order.
        settings: the course's settings for nbgrader's sanitising preprocessors, by class name.
    """

    name: str
    kernelspec: dict[str, Any] | None
    cells: tuple[SourceCell, ...]
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Assignment:
    """All that grading needs to know about an assignment.

    Attributes:
        name: nbgrader's assignment id.
        notebooks: in order of their names.
        files: data files by relative path, which replace a submission's.
        in_process: notebook and grade id of the tests that need live objects.
        solutions: the instructor's notebooks by name; they never leave the driver.
        preload: modules that these import, which an interpreter may import beforehand.
    """

    name: str
    notebooks: tuple[SourceNotebook, ...]
    files: Mapping[str, bytes]
    in_process: frozenset[tuple[str, str]] = frozenset()
    solutions: Mapping[str, bytes] = field(default_factory=dict)
    preload: tuple[str, ...] = ()

    @cached_property
    def version(self) -> str:
        """SHA-256 over everything here that can change a grade."""
        files = {path: hashlib.sha256(data).hexdigest() for path, data in self.files.items()}
        known = [self.name, [asdict(book) for book in self.notebooks], files, self.in_process]
        text = json.dumps(known, sort_keys=True, default=sorted)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_assignment(course: Course, name: str) -> Assignment:
    """Return an assignment from a course's gradebook and source directory.

    Raises:
        CourseError: it is unknown or was never generated, is not for Python, or the gradebook
            or the source directory cannot be read.
    """
    with course.gradebook() as gradebook:
        books = _notebooks(gradebook, name)
        if not books:
            raise _unknown(course, name, _names(gradebook))
        cells = _cells(gradebook, name)
    settings, solutions = _settings(course), _solutions(course, name, books)
    notebooks = tuple(
        SourceNotebook(
            title, spec, tuple(_in_order(cells.get(key, {}), course, name, title)), settings
        )
        for key, title, spec in books
    )
    _check_kernels(notebooks, course, name)
    return Assignment(
        name=name,
        notebooks=notebooks,
        files=_data_files(course, name),
        solutions=solutions,
        preload=tuple(sorted(set().union(*map(_imports, solutions.values())))),
    )


def _notebooks(gradebook: Connection, name: str) -> list[tuple[str, str, dict[str, Any] | None]]:
    """Return key, name and kernel of each notebook."""
    rows = gradebook.execute(
        select(_Notebook.c.id, _Notebook.c.name, _Notebook.c.kernelspec)
        .join(_Assignment, _Assignment.c.id == _Notebook.c.assignment_id)
        .where(_Assignment.c.name == name)
        .order_by(_Notebook.c.name)
    )
    return [(key, title, json.loads(spec) if spec else None) for key, title, spec in rows]


def _names(gradebook: Connection) -> list[str]:
    """Return the assignments of the gradebook that have been generated."""
    rows = gradebook.execute(
        select(_Assignment.c.name)
        .join(_Notebook, _Assignment.c.id == _Notebook.c.assignment_id)
        .distinct()
    )
    return sorted(name for (name,) in rows)


def _cells(gradebook: Connection, name: str) -> dict[str, dict[str, SourceCell]]:
    """Return the cells of each notebook, by its key and in the gradebook's order."""
    kinds = _kinds(gradebook, name)
    rows = gradebook.execute(
        select(
            _Source.c.notebook_id,
            _Source.c.name,
            _Source.c.cell_type,
            _Source.c.source,
            _Source.c.locked,
            _Source.c.checksum,
        )
        .join(_Notebook, _Notebook.c.id == _Source.c.notebook_id)
        .join(_Assignment, _Assignment.c.id == _Notebook.c.assignment_id)
        .where(_Assignment.c.name == name)
    )
    cells: dict[str, dict[str, SourceCell]] = {}
    for key, cell, cell_type, source, locked, checksum in rows:
        kind = kinds.get((key, cell), {})
        cells.setdefault(key, {})[cell] = SourceCell(
            cell,
            cell_type,
            source or "",
            bool(locked),
            checksum,
            grade="GradeCell" in kind,
            solution="SolutionCell" in kind,
            task="TaskCell" in kind,
            points=kind.get("GradeCell", kind.get("TaskCell")),
        )
    return cells


def _kinds(gradebook: Connection, name: str) -> dict[tuple[str, str], dict[str, float | None]]:
    """Return what each cell is, and what it is worth as that; an answer can be two things."""
    rows = gradebook.execute(
        select(
            _Base.c.notebook_id,
            _Base.c.name,
            _Base.c.type,
            func.coalesce(_Grade.c.max_score, _Task.c.max_score),
        )
        .join(_Notebook, _Notebook.c.id == _Base.c.notebook_id)
        .join(_Assignment, _Assignment.c.id == _Notebook.c.assignment_id)
        .outerjoin(_Grade, _Grade.c.id == _Base.c.id)
        .outerjoin(_Task, _Task.c.id == _Base.c.id)
        .where(_Assignment.c.name == name)
    )
    kinds: dict[tuple[str, str], dict[str, float | None]] = {}
    for key, cell, kind, points in rows:
        kinds.setdefault((key, cell), {})[kind] = points
    return kinds


def _in_order(
    cells: Mapping[str, SourceCell], course: Course, assignment: str, notebook: str
) -> Iterator[SourceCell]:
    """Yield cells in the order of the notebook on disk; the gradebook keeps none for sure."""
    for folder in (course.release(assignment), course.source(assignment)):
        order = _grade_ids(folder / f"{notebook}.ipynb")
        if set(cells) <= set(order):
            yield from (cells[name] for name in dict.fromkeys(order) if name in cells)
            return
    yield from cells.values()


def _grade_ids(path: Path) -> list[str]:
    """Return the grade ids of a notebook on disk; none if it is not there or not readable."""
    try:
        cells = json.loads(path.read_bytes())["cells"]
        marks = (cell["metadata"].get("nbgrader", {}) for cell in cells)
        return [mark["grade_id"] for mark in marks if "grade_id" in mark]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []


def _settings(course: Course) -> dict[str, dict[str, Any]]:
    """Return the course's settings for sanitising, as plain values that can travel."""
    overwrite, clear = course.preprocessor(OverwriteCells), course.preprocessor(ClearOutput)
    return {
        "OverwriteCells": {
            "add_missing_cells": overwrite.add_missing_cells,
            "missing_cell_notification": overwrite.missing_cell_notification,
        },
        "ClearOutput": {
            "enabled": clear.enabled,
            "remove_metadata_fields": set(clear.remove_metadata_fields),
        },
    }


def _unknown(course: Course, name: str, known: list[str]) -> CourseError:
    """Return why an assignment has no notebooks in the gradebook, and what to do."""
    if name and len(Path(name).parts) == 1 and course.source(name).is_dir():
        return CourseError(
            f"The assignment {name} was never generated: run `nbgrader generate_assignment "
            f'"{name}"` first.'
        )
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return CourseError(f"There is no assignment {name}; did you mean {near[0]}?")
    listed = f"there are {', '.join(known)}" if known else "none was generated yet"
    return CourseError(f"There is no assignment {name}; {listed}.")


def _check_kernels(notebooks: Sequence[SourceNotebook], course: Course, assignment: str) -> None:
    """Raise CourseError for a notebook that is not written in Python."""
    for notebook in notebooks:
        language = str((notebook.kernelspec or {}).get("language") or "python")
        if language.lower() != "python":
            path = course.source(assignment) / f"{notebook.name}.ipynb"
            raise CourseError(
                f"{path} is for {language}, and only Python is graded here: use "
                f"`nbgrader autograde {assignment}`."
            )


def _solutions(
    course: Course, assignment: str, books: Sequence[tuple[str, str, Any]]
) -> dict[str, bytes]:
    paths = {title: course.source(assignment) / f"{title}.ipynb" for _, title, _ in books}
    return {title: _content(path) for title, path in paths.items() if path.is_file()}


def _imports(notebook: bytes) -> set[str]:
    """Return the modules that a notebook imports; cells that are no plain Python are skipped."""
    modules: set[str] = set()
    for source in _code(notebook):
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                modules.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module)
    return modules


def _code(notebook: bytes) -> list[str]:
    """Return the sources of a notebook's code cells; none if it is not readable."""
    try:
        cells = json.loads(notebook)["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError):
        return []


def _data_files(course: Course, assignment: str) -> dict[str, bytes]:
    """Return the files that `nbgrader autograde` copies over a submission's."""
    folder = course.source(assignment)
    kept = {
        PurePosixPath(os.path.normpath(name)).as_posix()
        for name in course.autograde.exclude_overwriting.get(assignment, ())
    }
    paths = [path for path in _walk(course, folder) if path.as_posix() not in kept]
    size = sum(_size(folder / path) for path in paths)
    if size > _MOST_DATA_MB << 20:
        raise CourseError(
            f"The data files in {folder} are larger than {_MOST_DATA_MB} MB: keep them elsewhere "
            "and let notebooks read them from there."
        )
    return {path.as_posix(): _content(folder / path) for path in sorted(paths)}


def _walk(course: Course, folder: Path) -> Iterator[Path]:
    """Yield the files in a folder that nbgrader does not ignore, relative to it."""
    for place, folders, files in os.walk(folder):
        if course.ignores(os.path.basename(os.path.normpath(place))):
            folders.clear()
            continue
        for name in files:
            if not course.ignores(name) and not (name.endswith(".ipynb") and name[0] != "."):
                yield (Path(place) / name).relative_to(folder)


def _size(path: Path) -> int:
    """Return the size of an instructor's file; a link is followed, as nbgrader does."""
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(path, error.strerror) from error
    if not stat.S_ISREG(found.st_mode):
        raise _unreadable(path, "it is not a file")
    return found.st_size


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error.strerror) from error


def _unreadable(path: Path, reason: str | None) -> CourseError:
    return CourseError(f"{path} cannot be read ({reason}): mend or remove it.")

"""Instructors' notebooks, in few lines or from disk, for tests of how their tests are run."""

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.preprocessors import ClearSolutions

from sixprinciples.grading.assignment import Assignment, SourceCell, SourceNotebook
from sixprinciples.grading.plan import Cell

BLANK = "# YOUR CODE HERE\nraise NotImplementedError()"


def task(name: str, solution: str, given: str = BLANK) -> Cell:
    """Return a cell that students complete."""
    return Cell("editable", name, solution, given)


def test(name: str, source: str, points: float = 1.0) -> Cell:
    """Return a test cell."""
    return Cell("test", name, source, source, points)


test.__test__ = False  # type: ignore[attr-defined]  # it is no test of pytest's


def locked(source: str, name: str = "setup") -> Cell:
    """Return a cell that students may not change."""
    return Cell("locked", name, source, source)


def plain(source: str) -> Cell:
    """Return a cell that nbgrader does not keep."""
    return Cell("editable", "", source, source)


def assignment(
    cells: Sequence[Cell], *, solved: bool = True, files: Mapping[str, bytes] | None = None
) -> Assignment:
    """Return an assignment with one notebook, `book`."""
    notebook = SourceNotebook("book", None, tuple(_kept(cell) for cell in cells if cell.grade_id))
    solutions = {"book": _on_disk(cells)} if solved else {}
    return Assignment("ps1", (notebook,), files or {}, solutions=solutions)


def _kept(cell: Cell) -> SourceCell:
    is_test = cell.role == "test"
    return SourceCell(
        cell.grade_id, "code", cell.given, locked=cell.role != "editable", checksum=None,
        grade=is_test, solution=cell.role == "editable", task=False,
        points=cell.points if is_test else None,
    )  # fmt: skip


def _on_disk(cells: Sequence[Cell]) -> bytes:
    notebook = new_notebook()
    for cell in cells:
        mark = {"nbgrader": {"grade_id": cell.grade_id}} if cell.grade_id else {}
        notebook.cells.append(new_code_cell(cell.source, metadata=mark))
    return nbformat.writes(notebook).encode()


def from_disk(path: Path) -> Assignment:
    """Return an assignment with the notebook of one file, as nbgrader would generate it."""
    solution = nbformat.read(path, as_version=4)
    given, _ = ClearSolutions().preprocess(copy.deepcopy(solution), {})
    cells = [cell for cell in given.cells if cell.metadata.get("nbgrader", {}).get("grade_id")]
    notebook = SourceNotebook("book", None, tuple(map(_as_generated, cells)))
    files = {
        file.name: file.read_bytes()
        for file in path.parent.iterdir()
        if file.is_file() and file.suffix != ".ipynb"
    }
    return Assignment("ps1", (notebook,), files, solutions={"book": path.read_bytes()})


def _as_generated(cell: nbformat.NotebookNode) -> SourceCell:
    mark = cell.metadata.nbgrader
    grade, solution = bool(mark.get("grade")), bool(mark.get("solution"))
    return SourceCell(
        mark.grade_id, cell.cell_type, cell.source,
        locked=not solution and (grade or bool(mark.get("locked"))), checksum=None,
        grade=grade, solution=solution, task=bool(mark.get("task")),
        points=float(mark["points"]) if grade else None,
    )  # fmt: skip

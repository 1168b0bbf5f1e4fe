"""A small nbgrader course of two notebooks, generated once per session by nbgrader itself."""

import functools
import importlib.util
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import nbformat
from course import Course as CourseDirectory
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from sixprinciples.grading.assignment import Assignment, read_assignment
from sixprinciples.grading.course import Course, open_course

NAME = "ps1"
SETTINGS = """\
c = get_config()
c.CourseDirectory.course_id = "small"
c.Execute.timeout = 7
c.Autograde.exclude_overwriting = {"ps1": ["mine.py"]}
"""
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def _marks(name: str, **roles: object) -> dict[str, object]:
    """Return nbgrader's marks as its editor writes them."""
    marks = {"grade": False, "solution": False, "locked": False, "task": False, **roles}
    return {"nbgrader": {"grade_id": name, "schema_version": 3, **marks}}


def code_notebook() -> NotebookNode:
    """Return the first notebook's source: set-up, two answers, a test of each."""
    return _notebook(
        new_markdown_cell("# Sums"),
        new_code_cell("import math", metadata=_marks("setup", locked=True)),
        new_code_cell(
            "### BEGIN SOLUTION\ntotal = 3\n### END SOLUTION",
            metadata=_marks("total", solution=True),
        ),
        new_code_cell(
            "assert total == 3\n### BEGIN HIDDEN TESTS\nassert total > 2\n### END HIDDEN TESTS",
            metadata=_marks("total-test", grade=True, locked=True, points=2),
        ),
        new_code_cell(
            "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION",
            metadata=_marks("double", solution=True),
        ),
        new_code_cell(
            "assert double(2) == 4",
            metadata=_marks("double-test", grade=True, locked=True, points=1),
        ),
    )


def text_notebook() -> NotebookNode:
    """Return the second notebook's source: an answer for a person, and a task."""
    return _notebook(
        new_markdown_cell(
            "What is a sum?\n### BEGIN SOLUTION\nAn addition.\n### END SOLUTION",
            metadata=_marks("essay", grade=True, solution=True, points=3),
        ),
        new_markdown_cell(
            "Draw one.\n### BEGIN MARK SCHEME\nOne point.\n### END MARK SCHEME",
            metadata=_marks("drawing", task=True, locked=True, points=1),
        ),
        new_code_cell("print('mine')"),
    )


def _notebook(*cells: NotebookNode) -> NotebookNode:
    notebook = new_notebook(cells=list(cells), metadata={"kernelspec": KERNEL})
    for place, cell in enumerate(notebook.cells):
        cell.id = f"cell-{place}"
    return notebook


@functools.cache
def _generated() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    """Make the course; the directory lives as long as the session."""
    folder = tempfile.TemporaryDirectory()
    root = Path(folder.name)
    (root / "nbgrader_config.py").write_text(SETTINGS)
    source = root / "source" / NAME
    (source / "data").mkdir(parents=True)
    nbformat.write(code_notebook(), source / "code.ipynb")
    nbformat.write(text_notebook(), source / "text.ipynb")
    (source / "data" / "table.csv").write_text("a,b\n1,2\n")
    (source / "mine.py").write_text("# for students to change\n")
    _generate(root)
    return folder, root


@functools.cache
def _documented() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    """Make the course of nbgrader's own documentation, with its two submissions."""
    folder = tempfile.TemporaryDirectory()
    root = Path(folder.name)
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    for part in (f"source/{NAME}", "submitted"):
        shutil.copytree(_documentation() / part, root / part)
    _generate(root)
    return folder, root


def _documentation() -> Path:
    spec = importlib.util.find_spec("nbgrader")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "docs/source/user_guide"


def _generate(root: Path) -> None:
    open_course(root)  # lets nbgrader find alembic
    CourseDirectory(root).nbgrader("generate_assignment", NAME)


def documented() -> Course:
    """Return the course of nbgrader's own documentation; for reading only."""
    return open_course(_documented()[1])


def new(root: Path) -> Course:
    """Copy the course into an empty or a new directory, and open it."""
    shutil.copytree(_generated()[1], root, dirs_exist_ok=True)
    return open_course(root)


@functools.cache
def assignment() -> Assignment:
    """Return the course's assignment."""
    return read_assignment(open_course(_generated()[1]), NAME)


def released(notebook: str) -> NotebookNode:
    """Return a notebook as students get it."""
    return nbformat.read(_generated()[1] / "release" / NAME / f"{notebook}.ipynb", as_version=4)


def submit(
    course: Course,
    student: str,
    notebooks: Sequence[str] = ("code", "text"),
    timestamp: str | None = None,
) -> Path:
    """Hand in notebooks as they were released, and return the folder."""
    folder = course.submitted(student, NAME)
    folder.mkdir(parents=True)
    for name in notebooks:
        shutil.copy(course.release(NAME) / f"{name}.ipynb", folder)
    if timestamp is not None:
        (folder / "timestamp.txt").write_text(timestamp)
    return folder

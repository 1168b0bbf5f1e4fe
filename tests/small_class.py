"""A class that hands in a tiny assignment, graded in moments."""

import functools
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import nbformat
from course import Course as CourseDirectory
from gradebook_rows import read_rows
from nbgrader.api import Gradebook
from stock_course import cell, tree, write_notebook

from sixprinciples.grading.assignment import read_assignment
from sixprinciples.grading.course import Course, open_course
from sixprinciples.grading.options import Options
from sixprinciples.grading.planning import plan_for

NAME = "ps1"
SETTINGS = """\
c = get_config()
c.CourseDirectory.course_id = "small"
"""
SOURCE = [
    cell("locked", "setup", "import math"),
    cell(
        "answer",
        "area",
        "def area(r):\n    ### BEGIN SOLUTION\n    return math.pi * r * r\n    ### END SOLUTION",
    ),
    cell("test", "test_area", "assert round(area(1), 2) == 3.14", 1),
    cell(
        "test",
        "test_more",
        "### BEGIN HIDDEN TESTS\nassert round(area(2), 1) == 12.6\n### END HIDDEN TESTS",
        2,
    ),
    cell("answer", "shape", "### BEGIN SOLUTION\nshape = 'circle'\n### END SOLUTION"),
    cell("test", "test_shape", "assert shape == 'circle'", 4),
]
RIGHT = {"area": "def area(r):\n    return math.pi * r * r", "shape": "shape = 'circle'"}
WRONG = {**RIGHT, "shape": "shape = 'square'"}
FULL, WITHOUT_SHAPE = 7.0, 3.0

# Without a sandbox, code can end the worker that grades it.
KILLS_ITS_WORKER = """\
import os, signal

def parent(pid):
    with open(f"/proc/{pid}/stat") as stat:
        return int(stat.read().rpartition(")")[2].split()[1])

pid = os.getpid()
while "sixprinciples.grading.server" in open(f"/proc/{pid}/cmdline").read():
    pid = parent(pid)
os.kill(pid, signal.SIGKILL)
"""


@functools.cache
def _generated() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    """Make the course; the directory lives as long as the session."""
    folder = tempfile.TemporaryDirectory()
    root = Path(folder.name)
    (root / "nbgrader_config.py").write_text(SETTINGS)
    write_notebook(root / "source" / NAME / f"{NAME}.ipynb", SOURCE)
    course = open_course(root)  # lets nbgrader find alembic
    CourseDirectory(root).nbgrader("generate_assignment", NAME)
    (root / ".sixprinciples").mkdir()
    plan_for(read_assignment(course, NAME), course, Options(), "auto")  # once for all copies
    return folder, root


def new(root: Path, students: int = 0) -> Course:
    """Make a course directory in which `student-001` and so on have handed in right answers."""
    shutil.copytree(_generated()[1], root, dirs_exist_ok=True)
    course = open_course(root)
    for number in range(1, students + 1):
        submit(course, f"student-{number:03}", RIGHT if number % 3 else WRONG)
    return course


def submit(course: Course, student: str, answers: Mapping[str, str] = RIGHT) -> Path:
    """Hand in a notebook with answers by grade id, and return the file."""
    path = course.submitted(student, NAME) / f"{NAME}.ipynb"
    notebook = nbformat.read(course.release(NAME) / path.name, as_version=4)
    for made in notebook.cells:
        made.source = answers.get(made.id, made.source)
    write_notebook(path, notebook.cells)
    return path


def scores(course: Course) -> dict[str, float]:
    """Return what each student has in the gradebook."""
    with Gradebook(course.db_url, "small") as gradebook:
        submissions = gradebook.assignment_submissions(NAME)
        return {submission.student.id: submission.score for submission in submissions}


def grades_of(course: Course) -> tuple[object, object]:
    """Return all that grading leaves: the gradebook's rows and the folder `autograded`."""
    return read_rows(course.db_url), tree(course.root / "autograded")

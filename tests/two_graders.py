"""One class graded twice: by ``nbgrader autograde`` as it comes, and by ``sixprinciples grade``."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from course import GENERATED, Course, Graded
from gradebook_rows import Rows, read_rows

# As nbgrader comes: this repository's settings would run its command in the sandbox.
STOCK = """
from nbgrader.converters import Autograde
c.Autograde.autograde_preprocessors = Autograde().autograde_preprocessors
"""


@dataclass(frozen=True)
class Twice:
    """A course directory after each of the two graders.

    Attributes:
        stock: after nbgrader.
        ours: after ``sixprinciples grade``.
        told: what that printed with ``--json``, by assignment.
    """

    stock: Course
    ours: Course
    told: Mapping[str, Any]

    def rows(self) -> tuple[Rows, Rows]:
        """Return both gradebooks as plain rows, nbgrader's first."""
        return gradebook(self.stock), gradebook(self.ours)


def gradebook(course: Course) -> Rows:
    """Return the gradebook of a course as plain rows."""
    return read_rows(f"sqlite:///{course.root / 'gradebook.db'}")


def grade_twice(course: Course, *assignments: str) -> Twice:
    """Grade assignments of a course, and of a copy of it made before."""
    ours = Course(course.root.with_name(f"{course.root.name}-ours"))
    shutil.copytree(course.root, ours.root, symlinks=True)
    with (course.root / "nbgrader_config.py").open("a") as settings:
        settings.write(STOCK)
    for assignment in assignments:
        course.nbgrader("autograde", assignment)
    told = {name: ours.grade(name, "--workers", "1")[1] for name in assignments}
    return Twice(course, ours, told)


def graded_by_nbgrader(graded: Graded, student: str) -> Course:
    """Grade a submission to an assignment of this course with nbgrader as it comes."""
    root = graded.course.root
    stock = Course(root.with_name(f"{root.name}-stock"))
    for part in ("solutions", "exercises", f"submitted/{student}"):
        shutil.copytree(root / part, stock.root / part)
    settings = (root / "nbgrader_config.py").read_text(encoding="utf-8")
    (stock.root / "nbgrader_config.py").write_text(settings + STOCK, encoding="utf-8")
    shutil.copy(root / GENERATED, stock.root / "gradebook.db")
    stock.nbgrader("autograde", graded.name)
    return stock


def copy_notebook(source: Path, target: Path) -> None:
    """Copy a notebook, or any other file, making the folders for it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def answers_of(course: Course, assignment: str, student: str) -> list[str]:
    """Return the sources of a graded submission's cells."""
    folder = course.root / "autograded" / student / assignment
    return [
        cell.source
        for path in sorted(folder.glob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
    ]

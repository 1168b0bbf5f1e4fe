"""Course directories of their own, and whole assignments graded in them."""

import json
import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import answer_bank
import nbformat
import preloaded_commands
from answer_bank import Answer
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from repository import ROOT

GENERATED = "generated.db"
"""The gradebook of a whole assignment as it was before grading."""


@dataclass(frozen=True)
class Course:
    """A course directory of its own, with nbgrader's commands."""

    root: Path

    def nbgrader(self, *arguments: str) -> str:
        """Run an nbgrader command here, which must succeed; return what it printed."""
        ended = preloaded_commands.run("nbgrader", arguments, self.root, self._environment())
        said = ended.out + ended.err
        assert ended.status == 0, f"nbgrader {' '.join(arguments)}:\n{_errors(said)}"
        return said

    def grade(self, assignment: str, *options: str) -> tuple[int, dict[str, Any]]:
        """Run ``sixprinciples grade --json``; return the exit status and what it printed."""
        command = ("grade", assignment, "--json", *options)
        ended = preloaded_commands.run("sixprinciples", command, self.root, self._environment())
        assert ended.status in (0, 1), f"{' '.join(command)}: {ended.err}"
        return ended.status, json.loads(ended.out)

    def _environment(self) -> dict[str, str]:
        private = str(self.root / ".jupyter")
        # nbgrader calls `alembic` by name
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        own = {"JUPYTER_CONFIG_DIR": private, "IPYTHONDIR": private, "PATH": path}
        return {**os.environ, **own}

    def submit(self, student: str, assignment: str, notebook: NotebookNode) -> None:
        """Put a notebook where nbgrader looks for what a student handed in."""
        folder = self.root / "submitted" / student / assignment
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{assignment}.ipynb")

    def notebook(self, step: str, assignment: str, student: str = ".") -> NotebookNode:
        """Read an assignment's notebook at one of nbgrader's steps."""
        return nbformat.read(
            self.root / step / student / assignment / f"{assignment}.ipynb", as_version=4
        )

    def feedback(self, student: str, assignment: str) -> str:
        """Read the page that a student gets back."""
        page = self.root / "feedback" / student / assignment / f"{assignment}.html"
        return page.read_text(encoding="utf-8")


def _errors(log: str) -> str:
    """Return the end of a log: its errors and their tracebacks."""
    lines = [line for line in log.splitlines() if not re.search(r"(INFO|WARNING)\b.*\]", line)]
    return "\n".join(lines[-60:])


def new_course(root: Path) -> Course:
    """Make a course directory with this repository's settings."""
    shutil.copy(ROOT / "nbgrader_config.py", root)
    return Course(root)


@dataclass(frozen=True)
class Graded:
    """An assignment of the repository after grading and feedback.

    Attributes:
        name: the assignment.
        course: the directory it was graded in.
        answers: who handed in which answers of the bank: student to task to answer.
        scores: student and test cell to score, as in the gradebook.
        points: what each test cell is worth.
        open: student and cell for all that waits for a person.
        told: what ``sixprinciples grade`` printed.
        with_feedback: who got feedback.
    """

    name: str
    course: Course
    answers: Mapping[str, Mapping[str, Answer]]
    scores: Mapping[tuple[str, str], float]
    points: Mapping[str, float]
    open: frozenset[tuple[str, str]]
    told: Mapping[str, Any]
    with_feedback: tuple[str, ...]


def grade_whole_bank(name: str, root: Path) -> Graded:
    """Run the whole loop for one assignment: generate, submit, grade, give some their feedback.

    Student ``blank`` hands in the notebook as it came, ``solved`` the solution, ``careless`` the
    solution after names of Python's own were taken, ``student-001`` and so on the answers of the
    bank.
    """
    course = new_course(root)
    shutil.copytree(ROOT / "solutions" / name, root / "solutions" / name)
    course.nbgrader("generate_assignment", name)
    shutil.copy(root / "gradebook.db", root / GENERATED)
    student_version = nbformat.read(ROOT / "exercises" / name / f"{name}.ipynb", as_version=4)
    answers = {
        f"student-{number:03}": row
        for number, row in enumerate(answer_bank.combine(answer_bank.load(name)), start=1)
    }
    handed_in = {
        "blank": {},
        "solved": solutions(course.notebook("solutions", name)),
        "careless": taking_names(solutions(course.notebook("solutions", name))),
        **{who: {task: a.source for task, a in row.items()} for who, row in answers.items()},
    }
    for student, sources in handed_in.items():
        course.submit(student, name, answer_bank.answered(student_version, sources))
    _, told = course.grade(name, "--workers", "1")  # the suite itself keeps all cores busy
    wrong = {who: sum(not answer.right for answer in row.values()) for who, row in answers.items()}
    with_feedback = ("blank", "solved", max(wrong, key=wrong.__getitem__))
    others = ",".join(handed_in.keys() - with_feedback)
    course.nbgrader("generate_feedback", name, f"--CourseDirectory.student_id_exclude={others}")
    return Graded(name, course, answers, *read_grades(course, name), told, with_feedback)


def by_grade_id(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """Return the cells that nbgrader knows, by their grade id."""
    return {
        cell.metadata.nbgrader.grade_id: cell
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }


def solutions(notebook: NotebookNode) -> dict[str, str]:
    """Return the solution cells of an instructor's notebook, by grade id."""
    return {
        name: cell.source
        for name, cell in by_grade_id(notebook).items()
        if cell.metadata.nbgrader.solution
    }


def taking_names(answers: dict[str, str]) -> dict[str, str]:
    """Return answers of which the first gives values to names of Python, as beginners do."""
    names = "len, list, dict, set, sum, min, max, sorted, zip, range, sequence"
    first = next(iter(answers))
    return {**answers, first: f"{answers[first]}\n{names} = [0] * {names.count(',') + 1}"}


def read_grades(
    course: Course, assignment: str
) -> tuple[dict[tuple[str, str], float], dict[str, float], frozenset[tuple[str, str]]]:
    """Return scores, points and what waits for a person, from the gradebook."""
    scores: dict[tuple[str, str], float] = {}
    points: dict[str, float] = {}
    waiting = set()
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "sixprinciples") as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    place = (submission.student.id, grade.name)
                    if grade.needs_manual_grade:
                        waiting.add(place)
                    if grade.auto_score is not None:
                        scores[place] = grade.auto_score
                        points[grade.name] = grade.max_score
    return scores, points, frozenset(waiting)

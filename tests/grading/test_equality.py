"""On honest submissions the gradebook is what ``nbgrader autograde`` makes, field by field.

Here for nbgrader's own samples and course; for the assignments of this course in `test_loop`.
"""

import csv
import shutil
from datetime import datetime
from pathlib import Path

import nbgrader
import pytest
from course import Course
from nbgrader.api import Gradebook
from two_graders import Twice, answers_of, copy_notebook, grade_twice, gradebook

NBGRADER = Path(nbgrader.__file__).parent
SAMPLES = NBGRADER / "tests" / "apps" / "files"
USER_GUIDE = NBGRADER / "docs" / "source" / "user_guide"

# Each notebook's source among nbgrader's own samples, and what students hand in.
SAMPLE_NOTEBOOKS = {
    "plain": ("submitted-unchanged", ["submitted-changed", "submitted-unchanged",
              "submitted-grade-cell-changed", "submitted-locked-cell-changed"]),
    "squares": ("test", ["test", "test-with-output"]),
    "hidden": ("test-hidden-tests", ["test-hidden-tests"]),
    "nothing": ("validation-zero-points", ["validation-zero-points"]),
    "file": ("open_relative_file", ["open_relative_file"]),
    "simple": ("autotest-simple", ["autotest-simple-changed", "autotest-simple-unchanged"]),
    "multi": ("autotest-multi", ["autotest-multi-changed", "autotest-multi-unchanged"]),
    "hashed": ("autotest-hashed", ["autotest-hashed-changed", "autotest-hashed-unchanged"]),
    "kept-back": ("autotest-hidden", ["autotest-hidden-changed-right",
                  "autotest-hidden-changed-wrong", "autotest-hidden-unchanged"]),
}  # fmt: skip
DUE = datetime(2026, 3, 1, 12)
PENALTY = """
from nbgrader.plugins import BasePlugin

class HalfAPointAnHour(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return total_seconds_late / 7200

c.AssignLatePenalties.plugin_class = HalfAPointAnHour
"""


@pytest.fixture(scope="module")
def samples_twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    """Return nbgrader's sample notebooks as one assignment, handed in by some and late by some."""
    course = Course(tmp_path_factory.mktemp("samples") / "course")
    course.root.mkdir()
    (course.root / "nbgrader_config.py").write_text(f"c = get_config()\n{PENALTY}")
    folder = course.root / "source" / "samples"
    for extra in ("data.txt", "jupyter.png", "autotests.yml"):
        copy_notebook(SAMPLES / extra, folder / extra)
    for name, (source, submissions) in SAMPLE_NOTEBOOKS.items():
        copy_notebook(SAMPLES / f"{source}.ipynb", folder / f"{name}.ipynb")
        for number, submission in enumerate(submissions, start=1):
            handed_in = course.root / "submitted" / f"student-{number:03}" / "samples"
            copy_notebook(SAMPLES / f"{submission}.ipynb", handed_in / f"{name}.ipynb")
            if number < 3:
                stamp = f"2026-03-01 {12 + number}:00:00 UTC"
                (handed_in / "timestamp.txt").write_text(stamp)
    course.nbgrader("generate_assignment", "samples")
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as book:
        book.update_or_create_assignment("samples", duedate=DUE)
    return grade_twice(course, "samples")


@pytest.fixture(scope="module")
def quickstart_twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    """Return the course that ``nbgrader quickstart`` makes, with its guide's two submissions."""
    root = tmp_path_factory.mktemp("quickstart")
    Course(root).nbgrader("quickstart", "course")
    course = Course(root / "course")
    course.nbgrader("generate_assignment", "ps1")
    shutil.copytree(USER_GUIDE / "submitted", course.root / "submitted")
    for student in ("blank", "solved"):
        step = "release" if student == "blank" else "source"
        shutil.copytree(course.root / step / "ps1", course.root / "submitted" / student / "ps1")
    return grade_twice(course, "ps1")


def assert_same_gradebook(twice: Twice) -> None:
    stock, ours = twice.rows()
    for table in stock:
        assert ours[table] == stock[table], table


def test_sample_notebooks_of_nbgrader(samples_twice: Twice) -> None:
    assert_same_gradebook(samples_twice)


def test_the_course_that_quickstart_makes(quickstart_twice: Twice) -> None:
    assert_same_gradebook(quickstart_twice)


def test_the_samples_hold_what_could_differ(samples_twice: Twice) -> None:
    """Otherwise equality would prove little: penalties, open grades, remarks, lost points."""
    stock, _ = samples_twice.rows()
    grades = stock["grade"].values()
    assert {row["auto_score"] for row in grades} >= {None, 0.0, 1.0}
    assert any(row["needs_manual_grade"] for row in grades)
    assert any(row["late_submission_penalty"] for row in stock["submitted_notebook"].values())
    assert any(row["auto_comment"] == "No response." for row in stock["comment"].values())


def test_the_graded_notebooks_hold_the_same_cells(
    samples_twice: Twice, quickstart_twice: Twice
) -> None:
    for twice in (samples_twice, quickstart_twice):
        for assignment, told in twice.told.items():
            students = [row["student"] for row in told["graded"]]
            assert students
            assert not told["failed"]
            for student in students:
                ours = answers_of(twice.ours, assignment, student)
                assert ours == answers_of(twice.stock, assignment, student), assignment


def test_nbgrader_goes_on_from_there(quickstart_twice: Twice) -> None:
    exported = []
    for course in (quickstart_twice.stock, quickstart_twice.ours):
        course.nbgrader("export")
        rows = list(csv.DictReader((course.root / "grades.csv").open()))
        exported.append(sorted(rows, key=lambda row: row["student_id"]))
    assert exported[0] == exported[1]
    assert any(float(row["raw_score"] or 0) > 0 for row in exported[0])
    quickstart_twice.ours.nbgrader("generate_feedback", "ps1")
    pages = sorted((quickstart_twice.ours.root / "feedback").rglob("*.html"))
    assert len(pages) == len(exported[0]) * 2, "two notebooks of each student"


def test_grading_anew_changes_nothing(quickstart_twice: Twice) -> None:
    before = gradebook(quickstart_twice.ours)
    status, told = quickstart_twice.ours.grade("ps1", "--force", "--workers", "1")
    assert gradebook(quickstart_twice.ours) == before
    assert len(told["graded"]) == len(before["student"])
    assert status in (0, 1)

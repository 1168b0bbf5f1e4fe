"""Formgrader, as an instructor opens it on this course, in a real browser."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from answer_bank import answered
from course import Course, by_grade_id, new_course, read_grades, solutions
from lab_server import Server, serving
from nbformat import NotebookNode
from playwright.sync_api import Page, expect
from regions import HIDDEN, RUBRIC
from repository import ROOT, existing

ASSIGNMENT = existing("solutions/*/")[0].name
STUDENT, NOSY = "student-001", "student-002"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course in which one finished assignment was graded."""
    course = new_course(tmp_path_factory.mktemp("formgrader"))
    source = Path("solutions") / ASSIGNMENT
    shutil.copytree(ROOT / source, course.root / source)
    course.nbgrader("generate_assignment", ASSIGNMENT)
    solved = solutions(course.notebook("solutions", ASSIGNMENT))
    course.submit(STUDENT, ASSIGNMENT, answered(course.notebook("exercises", ASSIGNMENT), solved))
    course.grade(ASSIGNMENT)
    course.submit(NOSY, ASSIGNMENT, looking_around(course, solved))
    return course


def looking_around(course: Course, solved: dict[str, str]) -> NotebookNode:
    """Return a submission that answers right, and looks for the gradebook."""
    first = next(iter(solved))
    look = f"import os\nprint('gradebook:', os.path.exists({str(course.root / 'gradebook.db')!r}))"
    sources = {**solved, first: f"{solved[first]}\n{look}"}
    return answered(course.notebook("exercises", ASSIGNMENT), sources)


@pytest.fixture(scope="module")
def formgrader(course: Course) -> Iterator[Server]:
    """Serve the course with JupyterLab as it comes."""
    with serving([sys.executable, "-m", "jupyter", "lab"], course.root) as server:
        yield server


def test_formgrader_lists_the_assignment_and_its_submission(formgrader: Server, page: Page) -> None:
    page.goto(formgrader.page("formgrader/manage_assignments"))
    row = page.get_by_role("row", name=ASSIGNMENT)
    expect(row.locator(".num-submissions")).to_have_text("2")


def test_a_person_grades_with_hidden_tests_rubric_and_scores_in_sight(
    formgrader: Server, page: Page, course: Course
) -> None:
    page.goto(formgrader.page(f"formgrader/gradebook/{ASSIGNMENT}/{ASSIGNMENT}"))
    page.get_by_role("link", name="Submission #1").click()
    instructor = course.notebook("solutions", ASSIGNMENT)
    for name, cell in by_grade_id(instructor).items():
        if cell.metadata.nbgrader.grade:
            score = page.locator(f"input.score[id='{name}']")
            expect(score).to_have_attribute("placeholder", str(cell.metadata.nbgrader.points))
    for kind in (HIDDEN, RUBRIC):
        expect(page.get_by_role("main")).to_contain_text(f"BEGIN {kind}")


def test_the_autograde_button_runs_submissions_in_the_sandbox(
    formgrader: Server, page: Page, course: Course
) -> None:
    page.goto(formgrader.page(f"formgrader/manage_submissions/{ASSIGNMENT}"))
    row = page.get_by_role("row", name=NOSY)
    row.locator(".autograde a").click()
    expect(row.locator(".status")).to_have_text("needs manual grading")  # the written answer
    graded = course.notebook("autograded", ASSIGNMENT, NOSY)
    printed = [
        out.text for cell in graded.cells for out in cell.get("outputs", []) if "text" in out
    ]
    assert "gradebook: False\n" in printed
    scores, points, _ = read_grades(course, ASSIGNMENT)
    assert {test: scores[NOSY, test] for test in points} == points

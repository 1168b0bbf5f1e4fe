"""Formgrader, as an instructor opens it on this course, in a real browser."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from answer_bank import answered
from course import Course, by_grade_id, new_course, solutions
from lab_server import Server, serving
from playwright.sync_api import Page, expect
from regions import HIDDEN, RUBRIC
from repository import ROOT, existing

ASSIGNMENT = existing("solutions/*/")[0].name
STUDENT = "student-001"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course in which one finished assignment was graded."""
    course = new_course(tmp_path_factory.mktemp("formgrader"))
    source = Path("solutions") / ASSIGNMENT
    shutil.copytree(ROOT / source, course.root / source)
    course.nbgrader("generate_assignment", ASSIGNMENT)
    solved = solutions(course.notebook("solutions", ASSIGNMENT))
    course.submit(STUDENT, ASSIGNMENT, answered(course.notebook("exercises", ASSIGNMENT), solved))
    course.nbgrader("autograde", ASSIGNMENT)
    return course


@pytest.fixture(scope="module")
def formgrader(course: Course) -> Iterator[Server]:
    """Serve the course with JupyterLab as it comes."""
    with serving([sys.executable, "-m", "jupyter", "lab"], course.root) as server:
        yield server


def test_formgrader_lists_the_assignment_and_its_submission(formgrader: Server, page: Page) -> None:
    page.goto(formgrader.page("formgrader/manage_assignments"))
    row = page.get_by_role("row", name=ASSIGNMENT)
    expect(row.locator(".num-submissions")).to_have_text("1")


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

"""The grading loop of every assignment, run by nbgrader as it comes."""

import html

import pytest
from course import Graded, by_grade_id
from regions import HIDDEN, RUBRIC, merged, telling_lines, text_of
from repository import ROOT


def test_exercises_are_what_nbgrader_generates(graded: Graded) -> None:
    path = f"exercises/{graded.name}/{graded.name}.ipynb"
    generated = (graded.course.root / path).read_bytes()
    assert generated == (ROOT / path).read_bytes(), f"{path} has drifted from its solution"


def test_blank_assignment_scores_nothing(graded: Graded) -> None:
    scores = {test: graded.scores["blank", test] for test in graded.points}
    assert scores == dict.fromkeys(graded.points, 0.0)


def test_solution_scores_full_marks(graded: Graded) -> None:
    assert {test: graded.scores["solved", test] for test in graded.points} == graded.points


def test_names_of_python_that_one_answer_took_cost_no_other_answer_its_marks(
    graded: Graded,
) -> None:
    assert {test: graded.scores["careless", test] for test in graded.points} == graded.points


def test_validate_tells_students_whether_visible_tests_pass(graded: Graded) -> None:
    solved, blank = (
        graded.course.nbgrader("validate", f"submitted/{who}/{graded.name}/{graded.name}.ipynb")
        for who in ("solved", "blank")
    )
    assert "Success! Your notebook passes all the tests." in solved
    failed = f"VALIDATION FAILED ON {len(graded.points)} CELL(S)!"
    assert failed in " ".join(blank.split()), blank
    assert "Traceback" not in blank


def test_every_answer_of_the_bank_gets_its_score(graded: Graded) -> None:
    surprises = [
        f"{answer}: expected {answer.score:g}, nbgrader gave {score:g}"
        for student, row in graded.answers.items()
        for task, answer in row.items()
        if (score := graded.scores[student, f"test-{task}"]) != answer.score
    ]
    assert not surprises, "\n".join(surprises)


def test_right_answers_get_full_marks_and_wrong_ones_lose_some(graded: Graded) -> None:
    mislabelled = [
        str(answer)
        for row in graded.answers.values()
        for task, answer in row.items()
        if answer.right != (answer.score == graded.points[f"test-{task}"])
    ]
    assert not mislabelled, "\n".join(mislabelled)


def test_answers_run_so_that_the_misconception_costs_the_points(graded: Graded) -> None:
    crashed: dict[str, list[str]] = {}
    for student, row in graded.answers.items():
        cells = by_grade_id(graded.course.notebook("autograded", graded.name, student))
        for task, answer in row.items():
            if any(output.output_type == "error" for output in cells[task].outputs):
                crashed.setdefault(task, []).append(str(answer))
    too_many = [place for places in crashed.values() if len(places) > 1 for place in places]
    right = [place for places in crashed.values() for place in places if " right: " in place]
    assert not too_many + right, "\n".join(too_many + right)


def test_tests_tell_students_what_is_wrong_in_a_sentence(graded: Graded) -> None:
    """A test cell shows no traceback of ours, whatever the answer."""
    for student in ("blank", *graded.answers):
        cells = by_grade_id(graded.course.notebook("autograded", graded.name, student))
        for test in graded.points:
            for error in (out for out in cells[test].outputs if out.output_type == "error"):
                place = f"{student}, {test}"
                assert error.ename == "CheckFailed", f"{place}: {error.ename}: {error.evalue}"
                (told,) = error.traceback
                assert len(told.strip().split("\n")) == 1, f"{place}: {told}"


def test_feedback_is_free_of_hidden_tests_and_rubrics(graded: Graded) -> None:
    instructor = graded.course.notebook("solutions", graded.name)
    secrets = telling_lines(instructor, HIDDEN, RUBRIC)
    assert secrets, "the solutions hold no hidden tests; did the search for them break?"
    for student in ("blank", "solved", *graded.answers):
        page = graded.course.feedback(student, graded.name)
        text = text_of(page) + merged(html.unescape(page))
        leaks = sorted(line for line in secrets if line in text)
        assert not leaks, f"{student}'s feedback shows {leaks}"


@pytest.mark.parametrize("student", ["blank", "solved"])
def test_feedback_shows_score_and_work(graded: Graded, student: str) -> None:
    text = text_of(graded.course.feedback(student, graded.name))
    total = sum(graded.scores[student, test] for test in graded.points)
    assert f"{graded.name} (Score: {total}" in text
    assert "Hidden tests are not shown." in text


def test_written_answers_wait_for_a_person_with_their_rubric(graded: Graded) -> None:
    student = next(iter(graded.answers))
    returned = by_grade_id(graded.course.notebook("autograded", graded.name, student))
    for name, cell in by_grade_id(graded.course.notebook("solutions", graded.name)).items():
        if cell.metadata.nbgrader.task:
            assert (student, name) in graded.open
            assert returned[name].source == cell.source

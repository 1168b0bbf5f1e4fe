"""Many submissions: each graded once, recorded as it comes back, whatever happens to others."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import small_class
from small_class import FULL, NAME, RIGHT, WITHOUT_SHAPE, WRONG

from sixprinciples.grading import capacity, engine
from sixprinciples.grading.assignment import read_assignment
from sixprinciples.grading.attempt import Failure
from sixprinciples.grading.course import Course
from sixprinciples.grading.engine import Request
from sixprinciples.grading.journal import Journal
from sixprinciples.grading.options import Options
from sixprinciples.grading.planning import plan_for
from sixprinciples.grading.progress import Progress
from sixprinciples.grading.sandbox import Limits, SandboxError
from sixprinciples.grading.submission import Submission
from sixprinciples.grading.workers import LocalWorkers


class Watching(Progress):
    """Remembers what it is told, and does something when a submission is graded."""

    def __init__(self, on_graded: Callable[[str], None] = lambda student: None) -> None:
        self.total = 0
        self.notices: list[str] = []
        self._on_graded = on_graded

    def begin(self, total: int) -> None:
        self.total = total

    def notice(self, sentence: str) -> None:
        self.notices.append(sentence)

    def graded(self, summary: Mapping[str, Any]) -> None:
        self._on_graded(summary["student"])


def grade(
    root: Path, on_graded: Callable[[str], None] = lambda student: None, **asked: Any
) -> engine.Outcome:
    """Grade a small class with one worker, unless asked otherwise."""
    request = Request(NAME, root, **{"workers": 1, **asked})
    return engine.grade(request, Watching(on_graded))


def graded(outcome: engine.Outcome) -> dict[str, float]:
    """Return the score of each student that a run graded."""
    return {summary["student"]: summary["score"] for summary in outcome.graded}


def change_settings(course: Course, line: str) -> None:
    """Add a line to a course's settings."""
    with (course.root / "nbgrader_config.py").open("a") as settings:
        settings.write(f"{line}\n")


def workers() -> set[int]:
    """Return the processes that grade at the moment."""
    return {process.pid for process in multiprocessing.active_children() if process.pid}


def test_a_class_is_graded_and_stands_in_the_gradebook(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=3)
    outcome = grade(tmp_path, workers=2)
    expected = {"student-001": FULL, "student-002": FULL, "student-003": WITHOUT_SHAPE}
    assert graded(outcome) == small_class.scores(course) == expected
    assert (outcome.exit_status, outcome.failed, outcome.skipped) == (0, [], [])
    assert outcome.total == 3


def test_only_what_has_changed_is_graded_again(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=3)
    grade(tmp_path)
    small_class.submit(course, "student-002", WRONG)
    outcome = grade(tmp_path)
    assert graded(outcome) == {"student-002": WITHOUT_SHAPE}
    assert outcome.skipped == ["student-001", "student-003"]
    assert list(graded(grade(tmp_path, students=["student-003"], force=True))) == ["student-003"]
    assert len(graded(grade(tmp_path, notebook_seconds=100.0))) == 3


def test_a_submission_that_cannot_be_graded_stops_no_other(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=3)
    small_class.submit(course, "student-002").write_text("no notebook")
    outcome = grade(tmp_path)
    assert list(graded(outcome)) == ["student-001", "student-003"]
    assert [failure.student for failure in outcome.failed] == ["student-002"]
    assert f"{NAME}.ipynb" in outcome.failed[0].reason
    assert outcome.exit_status == 1


def test_a_submission_that_should_be_looked_at_is_named_in_every_run(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=2)
    path = small_class.submit(course, "student-002")
    path.write_text(path.read_text().replace("assert shape == 'circle'", "assert True"))
    for _ in range(2):
        outcome = grade(tmp_path)
        said = "edited tests. ps1.ipynb: tests edited, and restored: test_shape."
        assert outcome.flagged == {"student-002": said}
        assert outcome.exit_status == 1


def test_where_nothing_could_be_graded_the_status_says_so(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=1)
    small_class.submit(course, "student-002").write_text("no notebook")
    assert grade(tmp_path, students=["student-002"]).exit_status == 2
    assert grade(tmp_path).exit_status == 1
    assert grade(tmp_path).skipped == ["student-001"]


def test_only_the_named_tasks_are_graded(tmp_path: Path) -> None:
    small_class.new(tmp_path, students=1)
    outcome = grade(tmp_path, tasks=frozenset({"test_shape"}))
    assert [summary["verdicts"] for summary in outcome.graded] == [{"test_shape": "passed"}]
    with pytest.raises(engine.Refused, match="no graded cell test_form; it has test_area, "):
        grade(tmp_path, tasks=frozenset({"test_form"}))


@pytest.mark.parametrize("unlimited", ["None", "-1"])
def test_a_cell_without_a_limit_of_its_own_has_the_notebooks(
    unlimited: str, tmp_path: Path
) -> None:
    course = small_class.new(tmp_path)
    change_settings(course, f"c.Execute.timeout = {unlimited}")
    small_class.submit(course, "student-001", {**RIGHT, "area": "while True:\n    pass"})
    outcome = grade(tmp_path, notebook_seconds=2.0)
    assert graded(outcome) == {"student-001": 0.0}
    assert 2 <= outcome.graded[0]["seconds"] < 30


@pytest.mark.parametrize("used", [True, False])
def test_outputs_are_shortened_as_the_course_says(used: bool, tmp_path: Path) -> None:
    course = small_class.new(tmp_path)
    change_settings(course, "c.LimitOutput.max_lines = 3")
    if not used:
        change_settings(course, "c.Autograde.autograde_preprocessors = []")
    small_class.submit(course, "student-001", {**RIGHT, "area": "for n in range(9):\n    print(n)"})
    assert grade(tmp_path).exit_status == 0
    path = course.autograded("student-001", NAME) / f"{NAME}.ipynb"
    assert ("Output truncated" in path.read_text()) == used


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"assignment": "ps2"}, "There is no assignment ps2; did you mean ps1?"),
        ({"assignment": NAME}, "There are no submissions of ps1 in"),
        ({"assignment": NAME, "db": "sqlite:///none.db"}, "There is no gradebook"),
    ],
)
def test_what_cannot_be_begun_is_refused_in_a_sentence(
    asked: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    small_class.new(tmp_path)
    with pytest.raises(engine.Refused, match=sentence):
        engine.grade(Request(root=tmp_path, **asked), Watching())


def test_two_runs_in_one_course_do_not_meet(tmp_path: Path) -> None:
    small_class.new(tmp_path, students=1)
    with Journal(tmp_path), pytest.raises(engine.Refused, match="Another run is grading"):
        grade(tmp_path)


def test_submissions_are_read_when_their_turn_comes(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=6)

    def change_the_last(student: str) -> None:
        if student == "student-001":
            small_class.submit(course, "student-006", {})

    assert graded(grade(tmp_path, change_the_last))["student-006"] == 0


def test_a_worker_that_dies_is_replaced_and_its_submission_graded(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=6)
    killed = set[int]()

    def kill_a_worker(_: str) -> None:
        if not killed:
            killed.add(workers().pop())
            os.kill(min(killed), signal.SIGKILL)

    assert grade(tmp_path, kill_a_worker, workers=2).exit_status == 0
    assert killed
    assert small_class.scores(course)["student-006"] == WITHOUT_SHAPE


def test_a_submission_that_ends_its_worker_three_times_costs_nobody_else(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=4)
    small_class.submit(course, "student-002", {"area": small_class.KILLS_ITS_WORKER})
    outcome = grade(tmp_path, workers=2, sandbox="off")
    assert outcome.failed == [
        Failure("student-002", "The worker died three times while grading it.")
    ]
    assert sorted(graded(outcome)) == ["student-001", "student-003", "student-004"]


def test_a_mistake_of_the_grader_costs_one_submission_and_is_told(tmp_path: Path) -> None:
    broken: Any = None
    submission = Submission("student-001", NAME, {}, {}, None, "digest")
    with closing(LocalWorkers(1, broken, broken)) as local:
        for _ in range(2):
            local.hand_out(submission)
            local.wait()
            [failure] = local.collect()
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("The grader itself failed (AttributeError in score.py, line ")


def test_an_interrupt_keeps_what_is_graded_and_the_next_run_goes_on(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=6)
    seen: list[str] = []

    def interrupt(student: str) -> None:
        seen.append(student)
        if len(seen) == 2:
            os.kill(os.getpid(), signal.SIGINT)

    outcome = grade(tmp_path, interrupt, workers=2)
    assert (outcome.interrupted, outcome.exit_status) == (True, 130)
    assert list(graded(outcome)) == seen
    assert 2 <= len(seen) < 6
    assert sorted(small_class.scores(course)) == sorted(seen)
    assert not workers()
    rest = grade(tmp_path)
    assert sorted(rest.skipped) == sorted(seen)
    assert len(small_class.scores(course)) == 6


# --- the plan of the tests ------------------------------------------------------------------------


def test_the_solution_is_tried_once_as_long_as_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = small_class.new(tmp_path)
    assignment = read_assignment(course, NAME)
    [kept] = (tmp_path / ".sixprinciples").glob("plan-*.json")
    monkeypatch.setenv("PATH", "/nowhere")  # without bubblewrap nothing can be tried
    plan = plan_for(assignment, course, Options(), "auto")
    assert [step.separate for step in plan.steps.values()] == [True] * 3
    hurried = Options(limits=Limits(cell_seconds=0.1, notebook_seconds=0.1, memory_mb=64))
    assert plan_for(assignment, course, hurried, "auto") == plan
    changed = replace(assignment, solutions={NAME: assignment.solutions[NAME] + b"\n"})
    with pytest.raises(SandboxError):
        plan_for(changed, course, Options(), "auto")
    with pytest.raises(SandboxError):
        plan_for(assignment, course, Options(), "in-process")
    kept.write_text("{")
    with pytest.raises(SandboxError):
        plan_for(assignment, course, Options(), "auto")


# --- how many workers -----------------------------------------------------------------------------


def control_group(root: Path, files: Mapping[str, str]) -> Path:
    """Lay out what the kernel shows of a control group that has this process in it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return root


@pytest.mark.parametrize(
    "files",
    [
        {"cpu.max": "150000 100000\n"},
        {"cpu/cpu.cfs_quota_us": "150000\n", "cpu/cpu.cfs_period_us": "100000\n"},
    ],
)
def test_a_quota_of_processor_time_limits_the_workers(
    files: dict[str, str], tmp_path: Path
) -> None:
    everything = len(os.sched_getaffinity(0))
    assert capacity.cores(control_group(tmp_path, files)) == min(2, everything)


@pytest.mark.parametrize(
    "files",
    [
        {
            "memory.max": f"{900 << 20}\n",
            "memory.current": f"{500 << 20}\n",
            "memory.stat": f"anon 1\ninactive_file {100 << 20}\n",
        },
        {
            "memory/memory.limit_in_bytes": f"{900 << 20}\n",
            "memory/memory.usage_in_bytes": f"{500 << 20}\n",
            "memory/memory.stat": f"cache 1\ntotal_inactive_file {100 << 20}\n",
        },
    ],
)
def test_a_limit_of_memory_counts_without_the_cache_of_files(
    files: dict[str, str], tmp_path: Path
) -> None:
    assert capacity.free_memory_mb(control_group(tmp_path, files)) == 500


@pytest.mark.parametrize(
    "files", [{}, {"cpu.max": "max 100000\n", "memory.max": "max\n", "memory.current": "1\n"}]
)
def test_without_a_limit_the_machine_counts(files: dict[str, str], tmp_path: Path) -> None:
    root = control_group(tmp_path, files)
    assert capacity.cores(root) == len(os.sched_getaffinity(0))
    assert capacity.free_memory_mb(root) > 0


def test_there_is_always_one_worker_and_never_more_than_memory_allows() -> None:
    assert capacity.worker_count(1 << 30) == 1
    assert capacity.worker_count(0) <= capacity.cores()

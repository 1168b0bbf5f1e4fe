"""Which tests run on values, found out by trying the instructor's own solution."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import nbgrader
import pytest
from instructor import assignment, from_disk, locked, plain, task, test
from rehearsal import PATIENCE, fork, soon
from repository import existing

from sixprinciples.grading.assignment import Assignment
from sixprinciples.grading.calibration import Mode, calibrate
from sixprinciples.grading.handle import Interpreter
from sixprinciples.grading.plan import Cell, Plan, Step
from sixprinciples.grading.sandbox import Limits
from sixprinciples.grading.warm import Role, Warm

NBGRADER = Path(nbgrader.__file__).parent
FILES = {"helpers.py": b"__all__ = ['near']\ndef near(a, b): return abs(a - b) < 1\n"}


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    with Warm(sandbox="off", limits=Limits()) as server:
        yield server


def tried(warm: Warm, work: Assignment, mode: Mode = "auto") -> Plan:
    return calibrate(
        work, partial(_with_files, warm, work), mode=mode, cell_seconds=PATIENCE,
        notebook_seconds=10 * PATIENCE,
    )  # fmt: skip


def _with_files(warm: Warm, work: Assignment, role: Role) -> Interpreter:
    interpreter = fork(warm, role)
    interpreter.files(work.files, deadline=soon())
    return interpreter


@pytest.fixture
def plan(warm: Warm) -> Callable[..., dict[str, Step]]:
    """Return what plans a notebook of a few cells."""

    def planned(*cells: Cell, mode: Mode = "auto", solved: bool = True) -> dict[str, Step]:
        return tried(warm, assignment(cells, solved=solved, files=FILES), mode).of("book")

    return planned


Planned = Callable[..., dict[str, Step]]


def test_tests_that_do_on_values_run_on_values(plan: Planned) -> None:
    found = plan(
        locked("import numpy as np"),
        task("a", "x = 3\ndef f(n): return [n] * n"),
        test("t1", "assert x == 3"),
        test("t2", "assert f(2) == [2, 2] and np.abs(x) == 3"),
    )
    assert all(step.separate and not step.unmet for step in found.values())


@pytest.mark.parametrize(
    ("answer", "check", "word"),
    [
        ("def f():\n    yield 1", "assert list(f()) == [1]", "live object"),
        ("rows = iter([1, 2])", "assert next(rows) == 1", "live object"),
        ("import decimal\nx = decimal.getcontext()", "assert x.prec", "live object"),
        ("open('out.txt', 'w').write('3')", "assert open('out.txt').read() == '3'", "scores"),
        ("def f(numbers): numbers.sort()", "n = [2, 1]\nf(n)\nm = n\nassert m[0] == 1", "scores"),
        ("import random\ndef f(): return random.random()",
         "import random\nrandom.seed(1)\na = f()\nrandom.seed(1)\nassert random.random() == a",
         "scores"),
    ],
    ids=["generator", "iterator", "instance", "file", "argument", "seed"],
)  # fmt: skip
def test_tests_that_score_otherwise_on_values_run_beside_the_code(
    plan: Planned, answer: str, check: str, word: str
) -> None:
    step = plan(task("a", answer), test("t", check))["t"]
    assert not step.separate
    assert word in step.reason


def test_so_do_tests_that_would_give_points_for_nothing(plan: Planned) -> None:
    setup = locked("import os\nopen('draft.txt', 'w').close()")
    check = test("t", "import os\nassert not os.path.exists('draft.txt')")
    step = plan(setup, task("a", "os.remove('draft.txt')"), check)["t"]
    assert not step.separate
    assert step.reason.startswith("On values it gives points for the notebook as students get it")


def test_tests_that_count_on_each_others_calls_go_together(plan: Planned) -> None:
    answer = task("a", "n = 0\ndef count():\n    global n\n    n += 1\n    return n")
    found = plan(answer, test("t1", "assert count() == 1"), test("t2", "assert count() == 2"))
    assert [step.separate for step in found.values()] == [False, False]


def test_a_test_whose_data_a_later_cell_needs_runs_beside_the_code(plan: Planned) -> None:
    first = test("t1", "right = [3]\nassert x == 3")
    found = plan(task("a", "x = 3"), first, task("b", "y = right[0]"), test("t2", "assert y == 3"))
    assert not found["t1"].separate


def test_star_imports_are_asked_for(plan: Planned) -> None:
    found = plan(
        locked("from helpers import *"), task("a", "x = 3"), test("t", "assert near(x, 3)")
    )
    assert (found["t"].separate, found["t"].needs) == (True, ("x",))


def test_a_script_that_a_locked_cell_runs_belongs_to_the_tests(plan: Planned) -> None:
    found = plan(locked("%run helpers.py"), task("a", "x = 3"), test("t", "assert near(x, 3)"))
    assert (found["t"].separate, found["t"].needs) == (True, ("x",))


def test_an_import_that_is_the_task_is_not_given_away(plan: Planned) -> None:
    step = plan(task("a", "import math as m"), test("t", "assert m.floor(1.5) == 1"))["t"]
    assert not step.separate
    given = plan(plain("import math as m"), task("a", "x = 1"), test("t", "assert m.floor(x)"))["t"]
    assert given.separate


def test_a_test_that_the_solution_fails_either_way_stays_separate(plan: Planned) -> None:
    cells = task("a", "x = 3"), test("t1", "import nowhere"), test("t2", "assert x == 4")
    assert all(step.separate for step in plan(*cells).values())


def test_orders_are_obeyed(plan: Planned) -> None:
    cells = task("a", "class Stack: pass"), test("t1", "assert Stack()"), test("t2", "assert 1")
    assert all(step.separate for step in plan(*cells, mode="separate").values())
    beside = plan(*cells, mode="in-process")
    assert {step.reason for step in beside.values()} == {"`--checker in-process` was asked for."}


def test_without_a_solution_only_what_is_certain_runs_on_values(plan: Planned) -> None:
    found = plan(
        task("a", "...", "def f(n):\n    ...\nx = ..."),
        test("t1", "assert f(2) == 4 and x == 3"),
        test("t2", "assert x.total() == 3"),
        solved=False,
    )
    assert [step.separate for step in found.values()] == [True, False]
    assert found["t2"].reason == "It uses `x.total` in a way that may need the object itself."


def test_controls_that_the_solution_does_not_meet_are_left_out(plan: Planned) -> None:
    check = "from unittest import mock\nassert x == 3\nassert mock.ANY == x"
    step = plan(task("a", "x = 3"), test("t", check))["t"]
    assert not step.separate
    assert len(step.unmet) == 1


def test_a_plan_names_the_tests_beside_the_code(warm: Warm) -> None:
    cells = task("a", "class Stack: pass"), test("t1", "assert Stack()"), test("t2", "assert 1")
    assert tried(warm, assignment(cells)).in_process == {("book", "t1")}


def test_an_assignment_without_tests_needs_no_trial() -> None:
    def refuse(role: Role) -> Interpreter:
        raise AssertionError(role)

    assert calibrate(assignment([task("a", "x = 3")]), refuse) == Plan()


# --- courses as they are --------------------------------------------------------------------------


SAMPLES = {
    "docs/source/user_guide/source/ps1/problem1.ipynb": {"sum_of_squares_uses_squares"},
    "tests/apps/files/test.ipynb": {"sum_of_squares_uses_squares"},
    "tests/apps/files/test-hidden-tests.ipynb": {"sum_of_squares_uses_squares"},
    "tests/apps/files/autotest-multi-changed.ipynb": set(),
    "tests/apps/files/autotest-hashed-changed.ipynb": set(),
    "tests/apps/files/submitted-changed.ipynb": set(),
    "tests/apps/files/open_relative_file.ipynb": set(),
    "tests/apps/files/validation-zero-points.ipynb": set(),
    "tests/preprocessors/files/test.ipynb": {"sum_of_squares_uses_squares"},
}


# That tests of this course run on values, `test_loop` sees; here some are made to run beside.
@pytest.mark.parametrize("path", existing("solutions/*/*.ipynb")[::5], ids=lambda path: path.stem)
def test_a_solution_of_this_course_meets_every_control(warm: Warm, path: Path) -> None:
    beside = tried(warm, from_disk(path), "in-process").steps
    assert {name: step.unmet for (_, name), step in beside.items() if step.unmet} == {}


@pytest.mark.parametrize("sample", SAMPLES)
def test_nbgraders_own_notebooks_need_live_objects_in_one_place(warm: Warm, sample: str) -> None:
    found = tried(warm, from_disk(NBGRADER / sample))
    assert {name for _, name in found.in_process} == SAMPLES[sample]

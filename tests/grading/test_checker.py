"""Tests on values: what they find, whom they believe, and what they survive."""

from collections.abc import Iterator, Mapping

import pytest
from instructor import locked, plain, task, test
from nbformat.notebooknode import from_dict
from nbgrader.utils import determine_grade
from rehearsal import fork, rehearse, soon

from sixprinciples.grading.checker import Checking, Material
from sixprinciples.grading.handle import CellRun
from sixprinciples.grading.plan import Cell, Step, steps
from sixprinciples.grading.sandbox import Limits
from sixprinciples.grading.warm import Warm


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    with Warm(sandbox="off", limits=Limits()) as server:
        yield server


def played(
    warm: Warm, *cells: Cell, seconds: float = 60.0, **answers: str
) -> Mapping[str, CellRun]:
    """Return what came of a notebook whose tests all run on values."""
    found = steps(cells, in_process={}, stars={}, caution="none")
    return rehearse(warm, cells, found, answers, seconds=seconds)


def score(run: CellRun, points: float) -> float:
    """Return what nbgrader reads from a test's outputs."""
    marks = {"nbgrader": {"grade": True, "solution": False, "points": points}}
    cell = {"cell_type": "code", "metadata": marks, "outputs": run.outputs}
    return float(determine_grade(from_dict(cell))[0])


def text(run: CellRun) -> str:
    return "".join(output.text for output in run.outputs if output.output_type == "stream")


def errors(run: CellRun) -> list[str]:
    return [output.ename for output in run.outputs if output.output_type == "error"]


TASK = task("a", "x = 3")


# --- what a test finds ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "points"), [("x = 3", 2.0), ("x = 4", 0.0), ("x = '3'", 0.0), ("y = 3", 0.0)]
)
def test_a_test_scores_what_was_answered(warm: Warm, answer: str, points: float) -> None:
    run = played(warm, TASK, test("t", "assert x == 3", 2.0), a=answer)["t"]
    assert score(run, 2.0) == points
    assert (run.status == "ok") == (points > 0)


def test_a_failed_assertion_is_told_from_another_error(warm: Warm) -> None:
    cells = (
        TASK,
        test("t1", "assert x == 4, 'not four'"),
        test("t2", "x / 0"),
        test("t3", "assert z"),
    )
    runs = played(warm, *cells, a="x = 3")
    assert [errors(run) for run in runs.values()][1:] == [
        ["AssertionError"],
        ["ZeroDivisionError"],
        ["NameError"],
    ]
    assert [run.assertion for run in runs.values()][1:] == [True, False, False]
    assert any("not four" in line for line in runs["t1"].outputs[-1].traceback)


def test_the_last_line_of_a_test_is_partial_credit(warm: Warm) -> None:
    run = played(warm, TASK, test("t", "print('half')\n1.5", 3.0), a="x = 3")["t"]
    assert score(run, 3.0) == 1.5
    assert text(run) == "half\n"


def test_functions_are_called_across(warm: Warm) -> None:
    check = test(
        "t",
        "assert square(3) == 9\ntry:\n    square('a')\nexcept TypeError:\n    print('refused')\n"
        "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()) as said:\n"
        "    square(2)\nassert said.getvalue() == 'squaring 2\\n'",
    )
    answer = "def square(n):\n    print('squaring', n)\n    return n ** 2"
    run = played(warm, task("a", answer), check, a=answer)["t"]
    assert run.status == "ok"
    assert text(run) == "refused\n"


def test_values_are_those_at_the_place_of_the_test(warm: Warm) -> None:
    cells = (
        TASK,
        test("t1", "assert x == 1 and f() == 1"),
        task("b", ""),
        test("t2", "assert x == 2 and f() == 2"),
    )
    answer = "x = 1\ndef f(): return x"
    runs = played(warm, *cells, a=answer, b="x = 2")
    assert [runs["t1"].status, runs["t2"].status] == ["ok", "ok"]


def test_an_answer_may_be_given_in_a_later_cell(warm: Warm) -> None:
    cells = TASK, test("t1", "right = 4\nassert x == 3"), task("right", "right = 5")
    runs = played(warm, *cells, test("t2", "assert right == 5"), a="x = 3", right="right = 5")
    assert runs["t2"].status == "ok"


def test_tests_share_their_helpers_and_data(warm: Warm) -> None:
    first = test("t1", "import math\nright = [3]\ndef near(a, b): return math.isclose(a, b)")
    runs = played(warm, TASK, first, test("t2", "assert near(x, right[0])"), a="x = 3")
    assert runs["t2"].status == "ok"


def test_trusted_cells_and_imports_are_there(warm: Warm) -> None:
    cells = (
        locked("import numpy as np\nscale = [2]\ndef twice(n, by=scale): return n * by[0]"),
        plain("import math as m"),
        TASK,
        test("t", "assert np.abs(twice(x)) == 6 == m.floor(6.5)\nassert scale == [2]"),
    )
    assert played(warm, *cells, a="x = 3")["t"].status == "ok"


def test_later_cells_find_what_a_test_shows_and_nothing_else(warm: Warm) -> None:
    source = (
        "import statistics\ndef shown(): return 1\n"
        "### BEGIN HIDDEN TESTS\ndef hidden(): return 2\n### END HIDDEN TESTS"
    )
    runs = played(warm, TASK, test("t", source), task("b", ""), task("c", ""),
                  a="x = 3", b="statistics.mean([shown()])", c="hidden()")  # fmt: skip
    assert runs["b"].status == "ok"
    assert errors(runs["c"]) == ["NameError"]


def test_a_broken_test_is_an_error_like_any_other(warm: Warm) -> None:
    assert errors(played(warm, TASK, test("t", "assert (x"), a="x = 3")["t"]) == ["SyntaxError"]


# --- whom it believes -----------------------------------------------------------------------------

SETUP = locked("import numpy as np\nfrom unittest.case import TestCase\nassert_equal = None")
FOOLED = """
from math import isclose
import numpy as np
def same(a, b): assert a == b
assert isinstance(x, int) and len([x]) == 1 and abs(x) == max([x, 1])
np.testing.assert_equal(x, 42)
same(x, 42)
assert isclose(x, 42)
if x != 42: raise AssertionError("wrong")
"""


@pytest.mark.parametrize(
    "attack",
    [
        "same = np = isclose = lambda *args: True",
        "isinstance = len = abs = max = lambda *args: 1",
        "class AssertionError(Warning): pass",
        "__builtins__ = {}",
        "import builtins\nbuiltins.abs = builtins.max = lambda *args: 42",
        "import numpy as np\nnp.testing.assert_equal = lambda *args: None",
        "import math\nmath.isclose = lambda *args: True",
        "class Anything(int):\n    def __eq__(self, other): return True\n"
        "    def __ne__(self, other): return False\n    __hash__ = None\nx = Anything(3)",
        "get_ipython().input_transformers_cleanup.append(lambda lines: [])",
        "class T:\n    def visit(self, node): node.body.clear()\n"
        "get_ipython().ast_transformers.append(T())",
        "get_ipython().set_custom_exc((Exception,), lambda *args, **kwargs: [])",
        "import sys\nsys.settrace(lambda *args: None)",
        "import IPython\nIPython.core.interactiveshell.InteractiveShell.showtraceback = None",
    ],
)
def test_nothing_that_a_student_binds_or_patches_makes_a_wrong_answer_right(
    warm: Warm, attack: str
) -> None:
    run = played(warm, SETUP, TASK, test("t", FOOLED), a=f"x = 3\n{attack}")["t"]
    assert run.status == "error"


def test_the_same_test_is_passed_by_the_right_answer(warm: Warm) -> None:
    assert played(warm, SETUP, TASK, test("t", FOOLED), a="x = 42")["t"].status == "ok"


def test_a_student_cannot_take_over_the_names_of_tests(warm: Warm) -> None:
    first = test("t1", "right = [42]\ndef check(a): assert a in right")
    runs = played(warm, TASK, first, task("b", ""), test("t2", "check(x)\nassert x in right"),
                  a="x = 3", b="right = [3]\ndef check(a): pass")  # fmt: skip
    assert runs["t2"].status == "error"


def test_a_function_sends_no_result_into_a_test(warm: Warm) -> None:
    answer = "def f():\n    get_ipython().displayhook(5)\n    display(5)\n    print(5)"
    run = played(warm, TASK, test("t", "f()\nassert False", 5.0), a=answer)["t"]
    assert score(run, 5.0) == 0
    assert {output.output_type for output in run.outputs} == {"error"}


def test_hidden_tests_and_their_calls_leave_no_trace_in_the_submission(warm: Warm) -> None:
    check = test("t", "### BEGIN HIDDEN TESTS\nf('secret-argument')\n### END HIDDEN TESTS")
    spy = (
        "import gc, linecache\n"
        "short = [o for o in gc.get_objects() if type(o) is list and len(o) < 3]\n"
        "seen = [In, linecache.cache, short]\n"
        "print('secret-' + 'argument' in str(seen), heard)"
    )
    step = steps([TASK, check], in_process={}, stars={})["t"]
    student, checking = fork(warm, "student"), Checking(lambda: fork(warm, "checker"))
    student.run("heard = []\ndef f(word):\n    heard.append(word)\n    return 1", deadline=soon())
    material = checking.gather(step, student, deadline=soon())
    assert checking.judge(material, deadline=soon()).status == "ok"
    assert text(student.run(spy, deadline=soon())) == "False []\n"
    checking.close()
    student.kill()


def test_a_fresh_interpreter_for_tests_quotes_nothing_that_may_have_been_asked(warm: Warm) -> None:
    """A copy may have handed what a test before asked to the copy in which the next one calls."""
    ends = test("ends", "import os\nos._exit(0)")
    told = test("told", "from sixprinciples.checks import functions\nfunctions._secrets.told")
    for before, quiet in (((), "False"), ((ends,), "True")):
        run = played(warm, TASK, *before, told)["told"]
        assert [output.data["text/plain"] for output in run.outputs] == [quiet]


# --- what it survives -----------------------------------------------------------------------------

NEXT = test("next", "assert math.floor(x) == 3 and EPS == 1")
FIRST = test("first", "import math\nEPS = 1")


@pytest.mark.parametrize(
    ("function", "ended"),
    [
        ("def f():\n    while True: pass", "timeout"),
        ("def f():\n    while True:\n        try:\n            while True: pass\n"
         "        except KeyboardInterrupt: pass", "timeout"),
        ("import os\ndef f(): os._exit(0)", "died"),
        ("import os, signal\ndef f(): os.kill(os.getpid(), signal.SIGKILL)", "died"),
    ],
    ids=["endless", "catches the interrupt", "exits", "is killed"],
)  # fmt: skip
def test_a_function_that_does_not_answer_costs_its_own_test(
    warm: Warm, function: str, ended: str
) -> None:
    cells = TASK, FIRST, test("t", "print('before')\nf()\nprint('after')"), NEXT
    runs = played(warm, *cells, a=f"x = 3\n{function}", seconds=2.0)
    assert (runs["t"].ended, runs["t"].status) == (ended, "error")
    assert text(runs["t"]) == "before\n"
    assert score(runs["t"], 1.0) == 0
    assert not runs["t"].tampered
    assert runs["next"].status == "ok"


def test_a_function_that_ends_its_interpreter_costs_its_part_of_a_test(warm: Warm) -> None:
    source = (
        "from sixprinciples import checks\nscore = checks.Score('Task 1')\n"
        "with score.part(1, 'idea'):\n    assert f(0) == 0\n"
        "with score.part(2, 'idea'):\n    assert f(1) == 1\n"
        "with score.part(4, 'idea'):\n    assert x == 3\n"
        "score.total()"
    )
    answer = "import os\nx = 3\ndef f(n): return n if not n else os._exit(0)"
    run = played(warm, TASK, test("t", source, 7.0), a=answer)["t"]
    assert (score(run, 7.0), run.ended) == (5.0, "died")


def test_an_interpreter_that_ended_costs_the_tests_that_need_it(warm: Warm) -> None:
    cells = TASK, FIRST, test("t", "assert x == 3"), test("free", "assert math.pi > EPS")
    runs = played(warm, *cells, a="import os\nos._exit(1)")
    assert (runs["t"].ended, score(runs["t"], 1.0)) == ("died", 0.0)
    assert runs["free"].status == "ok"


@pytest.mark.parametrize(
    ("hog", "ended"), [("while True: pass", "timeout"), ("import os\nos._exit(1)", "died")]
)
def test_tests_go_on_after_one_that_ended_their_interpreter(
    warm: Warm, hog: str, ended: str
) -> None:
    runs = played(warm, TASK, FIRST, test("t", hog), NEXT, a="x = 3", seconds=2.0)
    assert runs["t"].ended == ended
    assert runs["next"].status == "ok"


def test_bytes_that_are_no_value_are_no_answer(warm: Warm) -> None:
    step = Step("t", "assert x == 3", True, "", needs=("x",))
    checking = Checking(lambda: fork(warm, "checker"))
    run = checking.judge(Material(step, {"x": b"\xff no value"}), deadline=soon())
    assert errors(run) == ["NameError"]
    assert run.unreadable == ("x",)
    defined = Step("t", "assert x == 3", True, "", before=("import math",), needs=("x",))
    run = checking.judge(Material(defined, {"x": b"\xff no value"}), deadline=soon())
    assert run.unreadable == ("x",)
    checking.close()


def test_what_only_says_that_it_is_a_function_is_tampering(warm: Warm) -> None:
    step = Step("t", "f()", True, "", needs=("f",))
    student, checking = fork(warm, "student"), Checking(lambda: fork(warm, "checker"))
    student.run("def f(): pass", deadline=soon())
    material = checking.gather(step, student, deadline=soon())
    material.close()
    material.snapshot = None  # as if the interpreter had counted no function
    run = checking.judge(material, deadline=soon())
    assert (run.ended, run.tampered, errors(run)) == ("died", True, ["RuntimeError"])
    checking.close()
    student.kill()

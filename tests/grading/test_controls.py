"""Negative controls: they find whoever silences failures, and nobody else."""

from collections.abc import Iterator

import pytest
from instructor import locked, task, test
from nbformat.notebooknode import from_dict
from nbgrader.utils import determine_grade
from rehearsal import controlled, rehearse

from sixprinciples.grading.controls import (
    COPY,
    RESULT,
    Evidence,
    Finding,
    genuine,
)
from sixprinciples.grading.handle import CellRun
from sixprinciples.grading.outputs import error_output
from sixprinciples.grading.plan import Cell, steps
from sixprinciples.grading.sandbox import Limits
from sixprinciples.grading.warm import Warm


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    with Warm(sandbox="off", limits=Limits()) as server:
        yield server


def earned(run: CellRun, points: float) -> float:
    marks = {"nbgrader": {"grade": True, "solution": False, "points": points}}
    outputs = [output for output in run.outputs if output.get("name") != "stderr"]
    if run.status == "error":
        return 0.0
    return float(
        determine_grade(from_dict({"cell_type": "code", "metadata": marks, "outputs": outputs}))[0]
    )


def found(warm: Warm, cells: list[Cell], **answers: str) -> dict[str, tuple[float, Finding]]:
    """Return points and finding of each test, all of them run beside the code."""
    tests = [cell for cell in cells if cell.role == "test"]
    forced = {cell.grade_id: "for this test" for cell in tests}
    plan = steps(cells, in_process=forced, stars={}, caution="none")
    runs = rehearse(warm, cells, plan, answers)
    facts = controlled(warm, cells, plan, answers)
    return {
        cell.grade_id: (
            earned(runs[cell.grade_id], cell.points),
            facts[cell.grade_id].finding(),
        )
        for cell in tests
    }


CELLS = [
    locked("import numpy as np\nimport pandas as pd"),
    task("a", "x = 42\ndef f(n): return 2 * n"),
    test("asserts", "assert isinstance(x, int), 'none'\nassert x == 42\nassert f(21) == 42"),
    test("block", "if x:\n    assert x == 42\n    print('checked')"),
    test("raises", "if x != 42 or not np.isclose(f(1), 2):\n    raise AssertionError('wrong')"),
    test("library", "np.testing.assert_allclose(x, 42)\n"
         "pd.testing.assert_series_equal(pd.Series([x]), pd.Series([42]))"),
    test("parts", "from sixprinciples import checks\nscore = checks.Score('Task 1')\n"
         "with score.part(1, 'idea'):\n    checks.number(x, task='Task 1', name='x', expected=42)\n"
         "with score.part(1, 'idea'):\n    assert f(2) == 4\n"
         "score.total()", 2.0),
    test("ordered", "assert 41 < x <= 42 and x > 1\nassert x in [1, 42]"),
    test("equals", "assert pd.Series([x]).equals(pd.Series([42]))"),
    test("sorted", "assert sorted([x, 1]) == [1, 42]"),
]  # fmt: skip


def test_an_honest_answer_is_never_found(warm: Warm) -> None:
    results = found(warm, CELLS, a="x = 42\ndef f(n): return 2 * n")
    assert results == {
        "asserts": (1.0, Finding.clean),
        "block": (1.0, Finding.clean),
        "raises": (1.0, Finding.clean),
        "library": (1.0, Finding.clean),
        "parts": (2.0, Finding.clean),
        "ordered": (1.0, Finding.clean),
        "equals": (1.0, Finding.clean),
        "sorted": (1.0, Finding.clean),
    }


@pytest.mark.parametrize(
    "habit",
    [
        "sum = 3\nlist = [1]\nmax = None\ntype = 'a'\nstr = 'b'\nlen = 5\nabs = float = int = 2",
        "%precision 2",
        "%xmode Minimal",
        "from numpy import *",
        "import warnings\nwarnings.simplefilter('error')",
        "np.random.seed(1)\nnp.set_printoptions(precision=1)",
        "def isclose(a, b): return abs(a - b) < 1",
        "def sum(*numbers): return numbers",
        "print('x' * 1000)\nimport logging\nlogging.warning('hm')",
        "pd.Series.shout = lambda self: 'ah'\nnp.tools = 1",
        "import numpy.testing\nimport matplotlib.pyplot as plt\nplt.plot([1])",
        "x = np.int64(42)",
        "x = 42.0",
    ],
)
def test_nor_is_an_odd_habit(warm: Warm, habit: str) -> None:
    results = found(warm, CELLS, a=f"x = 42\ndef f(n): return 2 * n\n{habit}")
    assert {finding for points, finding in results.values() if points} == {Finding.clean}


def test_nor_is_an_answer_right_in_parts(warm: Warm) -> None:
    results = found(warm, CELLS, a="x = 42\ndef f(n): return 3")
    assert results["parts"] == (1.0, Finding.clean)


@pytest.mark.parametrize(
    "source",
    [
        "for n in []:\n    assert n == 1",
        "def helper():\n    assert x == 1\ntry:\n    helper()\nexcept AssertionError:\n    pass",
        "try:\n    f('a', 'b')\nexcept TypeError:\n    pass\nelse:\n    raise AssertionError",
        "kept = f\ndel f\ntry:\n    f(1)\nexcept NameError:\n    pass\nfinally:\n    f = kept",
        "assert np.allclose([x], [42]) and np.array_equal(np.array([x]), np.array([42]))",
        "assert pd.DataFrame({'a': [x]}).equals(pd.DataFrame({'a': [42]}))",
        "assert {'a': x} == {'a': 42} and (x, 'b') == (42, 'b') and {x} == {42}",
        "assert float('nan') != x and x == 42 == f(21)",
        "assert [row for row in [x] if row == 42] and any(n == 42 for n in [x])",
        "%matplotlib inline\nassert x == 42",
        "%%time\nassert x == 42",
        "assert f'{x == 42}' == 'True'",
        "class Case:\n    def check(self, a, b=x == 42):\n        assert a == x\nCase().check(42)",
        "import asyncio\nasync def later():\n    return x\nassert await later() == 42",
        "match x:\n    case 42 if f(21) == 42:\n        pass\n    case _:\n        assert False",
        "x",
        "x;",
        "assert x == 42\n'done'",
        "assert x == 42\nprint(x)",
        "with open('answer.txt', 'a+') as file:\n    file.write('a')\nassert x",
    ],
)
def test_nor_any_form_of_test(warm: Warm, source: str) -> None:
    cells = [*CELLS[:2], test("t", source, 100.0)]
    points, finding = found(warm, cells, a="x = 42\ndef f(n): return 2 * n")["t"]
    assert points > 0
    assert finding is Finding.clean


ANYTHING = """
class Anything:
    def __eq__(self, other): return type(other) in (int, float)
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    __hash__ = None
    def __int__(self): return 42
    def __array__(self, dtype=None, copy=None): return np.array(42)
    __class__ = int
x, f = Anything(), lambda n: Anything()
"""
DROPPING = """
import ast
class Dropping(ast.NodeTransformer):
    def {visit}(self, node): return {instead}
get_ipython().ast_transformers.append(Dropping())
"""
ATTACKS = {
    "blanks cells": (
        "get_ipython().input_transformers_cleanup.append(lambda lines: [])", {"asserts", "library"},
    ),
    "blanks lines with an assert": (
        "get_ipython().input_transformers_post.append(\n"
        "    lambda lines: [l for l in lines if not l.lstrip().startswith('assert')])", {"asserts"},
    ),
    "drops asserts": (
        DROPPING.format(visit="visit_Assert", instead="ast.Pass()"), {"asserts", "ordered"},
    ),
    "removes asserts": (DROPPING.format(visit="visit_Assert", instead="None"), {"asserts"}),
    "drops raises": (DROPPING.format(visit="visit_Raise", instead="ast.Pass()"), {"raises"}),
    "makes comparisons true": (
        DROPPING.format(visit="visit_Compare", instead="ast.Constant(True)"), {"ordered"},
    ),
    "makes equalities true": (
        DROPPING.format(
            visit="visit_Compare",
            instead="ast.Constant(True) if isinstance(node.ops[0], ast.Eq) else node",
        ) + "x = 3\nf = print", set(),
    ),
    "equal to every number": (ANYTHING, {"asserts", "ordered"}),
    "patches numpy.testing": (
        "np.testing.assert_allclose = np.testing.assert_equal = lambda *args, **kwargs: None\n"
        "pd.testing.assert_series_equal = lambda *args: None", {"library"},
    ),
    "patches what the checks are made of": (
        "from sixprinciples import checks\n"
        "checks.number.__code__ = (lambda value, **options: None).__code__", {"parts"},
    ),
    "patches the checks": (
        "from sixprinciples import checks\nchecks.number = lambda *args, **kwargs: None", {"parts"},
    ),
    "patches a method": (
        "pd.Series.equals = lambda *args: True\nx = 3", {"equals"},
    ),
    "patches the score": (
        "from sixprinciples import checks\nchecks.Score.total = lambda self: 2", {"parts"},
    ),
    "patches built-in functions": (
        "import builtins\nbuiltins.sorted = lambda *args: [1, 42]", {"sorted"},
    ),
    "shadows built-in functions": ("sorted = lambda *args: [1, 42]", {"sorted"}),
    "shows every number as two": (
        "for kind in (int, float):\n"
        "    get_ipython().display_formatter.formatters['text/plain'].for_type(\n"
        "        kind, lambda n, p, c: p.text('2'))", {"parts"},
    ),
    "runs nothing": (
        "async def run_code(*args, **kwargs): return False\nget_ipython().run_code = run_code",
        {"asserts", "raises"},
    ),
    "parses something else": (
        "import ast\nget_ipython().compile.ast_parse = lambda *args, **kwargs: ast.parse('pass')",
        {"asserts"},
    ),
    "jumps to the last line": (
        "import sys\ndef jump(frame, event, argument):\n"
        "    if 'ipykernel' not in frame.f_code.co_filename: return None\n"
        "    last = max(line for _, _, line in frame.f_code.co_lines() if line)\n"
        "    if event == 'line' and frame.f_lineno < last: frame.f_lineno = last\n"
        "    return jump\n"
        "sys.settrace(jump)", {"block"},
    ),
    "handles exceptions": (
        "get_ipython().set_custom_exc((BaseException,), lambda *args, **kwargs: [])", set(),
    ),
    "shows no traceback": (
        "import IPython\nshell = IPython.core.interactiveshell.InteractiveShell\n"
        "shell.showtraceback = lambda *args, **kwargs: None\n"
        "get_ipython()._showtraceback = lambda *args, **kwargs: None", set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_whoever_silences_failures_is_found(warm: Warm, attack: str) -> None:
    source, fooled = ATTACKS[attack]
    results = found(warm, CELLS, a=f"x, f = 3, print\n{source}")
    gained = {name for name, (points, _) in results.items() if points}
    assert gained >= fooled
    assert {name for name in gained if results[name][1] is not Finding.tampered} == set()


# --- results that nobody but the test can have given ----------------------------------------------


def result(text: str) -> object:
    return from_dict(
        {
            "output_type": "execute_result",
            "data": {"text/plain": text},
            "metadata": {},
            "execution_count": 1,
        }
    )


def test_a_result_before_an_error_is_no_partial_credit() -> None:
    run = CellRun([result("5"), error_output("AssertionError", "")], "error")
    cleaned = genuine(run, "assert x")
    assert [output.output_type for output in cleaned.outputs] == ["error"]
    assert cleaned.tampered


def test_nor_is_one_of_a_test_that_gives_none() -> None:
    for source in ("assert x", "score;", "score = 1"):
        cleaned = genuine(CellRun([result("5")]), source)
        assert (cleaned.outputs, cleaned.tampered) == ([], False)


def test_the_last_result_of_a_test_that_gives_one_is_kept() -> None:
    forged, own = result("5"), result("1")
    assert genuine(CellRun([forged, own]), "assert x\nscore").outputs == [own]
    untouched = CellRun([own])
    assert genuine(untouched, "score") is untouched


def test_a_forged_result_earns_nothing(warm: Warm) -> None:
    answer = "x = 3\ndef f(n):\n    get_ipython().displayhook(1)\n    return 3"
    assert found(warm, CELLS, a=answer)["asserts"][0] == 0


# --- what the findings mean -----------------------------------------------------------------------


def test_what_the_solution_does_not_meet_counts_for_nothing() -> None:
    facts = Evidence(missed=frozenset({3}), unclear=frozenset({RESULT}))
    assert facts.finding() is Finding.tampered
    assert facts.finding({3}) is Finding.inconclusive
    assert facts.finding({3, RESULT}) is Finding.clean


def test_a_test_that_passes_only_once_is_inconclusive(warm: Warm) -> None:
    once = test("t", "drawn.append(1)\nassert len(drawn) == 1")
    plan = steps([task("a", ""), once], in_process={"t": ""}, stars={}, caution="none")
    facts = controlled(warm, [task("a", ""), once], plan, {"a": "drawn = []"})["t"]
    assert facts.finding() is Finding.inconclusive
    assert COPY not in facts.missed

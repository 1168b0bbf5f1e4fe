"""Who owns which name, and which tests need live objects, as the instructor's text says."""

import pytest
from instructor import BLANK, assignment, locked, plain, task, test

from sixprinciples.grading.names import parsed
from sixprinciples.grading.plan import Cell, Delimiters, Step, code_cells, star_statements, steps
from sixprinciples.grading.signs import why_live, why_uncertain

STARS = {"from numpy import *": frozenset({"array", "exp", "sum"})}


def planned(*cells: Cell, **options: object) -> dict[str, Step]:
    settings = {"in_process": {}, "stars": STARS} | options
    return steps(cells, **settings)  # type: ignore[arg-type]


def needs(*cells: Cell) -> list[str]:
    """Return what the last of the tests fetches from the submission."""
    *_, last = planned(*cells).values()
    assert last.separate, last.reason
    return list(last.needs)


# --- who owns what -------------------------------------------------------------------------------


def test_answers_are_fetched() -> None:
    assert needs(task("a", "x = 1"), test("t", "assert x == y")) == ["x", "y"]


def test_what_a_locked_cell_imports_and_defines_is_not() -> None:
    setup = locked(
        "import numpy as np\nfrom math import pi\ndef near(a, b): return a == b\nEPS = 1"
    )
    step = planned(setup, task("a", "x = 1"), test("t", "assert near(x, np.abs(pi)) < EPS"))["t"]
    assert step.needs == ("x",)
    assert step.before == (
        "import numpy as np\nfrom math import pi\n\ndef near(a, b):\n    return a == b\nEPS = 1",
    )


def test_what_a_locked_cell_computes_is_the_students_to_change() -> None:
    setup = locked("frame = load()\nvalues = [1, 2]\ntotal = 0\ntotal += 1")
    source = "assert frame['new'].sum() == values[0] == total"
    assert needs(setup, test("t", source)) == ["frame", "values", "total"]


def test_what_earlier_tests_bind_is_theirs() -> None:
    first = test("t1", "from nose.tools import eq_\nright = square(3)\ndef same(a): eq_(a, right)")
    assert needs(task("a", "x = 1"), first, test("t2", "same(x)\neq_(x, right)")) == ["x"]


@pytest.mark.parametrize("answer", [task("b", "right = 2"), task("b", "...", "right = ...")])
def test_until_the_instructor_asks_for_the_name(answer: Cell) -> None:
    first = test("t1", "right = 3\nassert x == right")
    assert needs(task("a", "x = 3"), first, answer, test("t2", "assert right == 2")) == ["right"]


def test_a_submission_has_no_say_in_it() -> None:
    # what students write besides is in no cell of the instructor's
    first = test("t1", "right = 3\nassert x == right")
    assert needs(task("a", "x = 3"), first, task("b", "y = 1"), test("t2", "assert y < right")) == [
        "y"
    ]


def test_an_answer_may_take_the_name_of_a_helper() -> None:
    setup = locked("def area(r): return 3 * r * r\nfrom math import e")
    answer = task("a", "def area(r): return pi * r ** 2\ne = 2.7")
    assert needs(setup, answer, test("t", "assert area(1) > e")) == ["area", "e"]


def test_importing_again_takes_nothing_from_the_tests() -> None:
    setup, answer = locked("import numpy as np"), task("a", "import numpy as np\nx = np.zeros(3)")
    assert needs(setup, answer, test("t", "assert np.all(x == 0)")) == ["x"]


@pytest.mark.parametrize(
    "cells",
    [
        (plain("import numpy as np"), task("a", "x = 1")),
        (task("a", "import numpy as np\nx = 1", "import numpy as np\n..."),),
        (task("a", "import numpy as np\nx = 1"),),
    ],
    ids=["plain", "given", "solution"],
)
def test_imports_of_the_instructors_notebook_are_trusted_wherever_they_stand(
    cells: tuple[Cell, ...],
) -> None:
    step = planned(*cells, test("t", "assert np.abs(x) == 1"))["t"]
    assert (step.needs, step.before) == (("x",), ("import numpy as np",))


def test_they_run_only_where_a_test_relies_on_them_and_once() -> None:
    tests = test("t1", "assert x"), test("t2", "assert np.abs(x)"), test("t3", "assert np.abs(x)")
    found = planned(plain("import torch\nimport numpy as np"), task("a", "x = 1"), *tests)
    assert [step.before for step in found.values()] == [(), ("import numpy as np",), ()]


def test_a_name_that_an_editable_cell_binds_otherwise_is_no_import() -> None:
    cells = plain("import numpy as np"), plain("np = 3"), test("t", "assert np")
    assert needs(*cells) == ["np"]


def test_names_of_star_imports_are_not_fetched() -> None:
    assert needs(locked("from numpy import *"), test("t", "assert exp(x) == sum(y)")) == ["x", "y"]
    assert needs(test("t", "from numpy import *\nassert exp(x)")) == ["x"]
    step = planned(plain("from numpy import *"), test("t", "assert exp(x)"))["t"]
    assert (step.needs, step.before) == (("x",), ("from numpy import *",))


def test_an_answer_with_the_name_of_a_star_import_is_fetched() -> None:
    cells = locked("from numpy import *"), task("a", "exp = 2.7"), test("t", "assert exp")
    assert needs(*cells) == ["exp"]


def test_only_star_imports_that_nobody_knows_are_asked_for() -> None:
    cells = locked("from builtins import *\nfrom numpy import *"), test("t", "from numpy import *")
    assert star_statements(cells) == ["from numpy import *"]


@pytest.mark.parametrize("name", ["len", "isinstance", "sum", "AssertionError", "__name__"])
def test_names_of_pythons_own_are_not_fetched(name: str) -> None:
    assert needs(task("a", "x = 1"), test("t", f"assert {name}, x")) == ["x"]


def test_unless_students_are_asked_for_them() -> None:
    answer = task("a", "sum = 3", "sum = ...")
    assert needs(answer, test("t", "assert sum == 3")) == ["sum"]
    again = test("t", "from builtins import *\nassert sum([1]) == x")
    assert needs(answer, again) == ["x"]
    found = planned(task("a", "def sum(x): return 3"), test("t", "assert sum([]) == 3"))["t"]
    assert found.reason == "It uses `sum`, a name of Python's own that the solution binds."


def test_ipythons_own_names_are_never_fetched() -> None:
    assert needs(test("t", "display(x)\nexit\n__name__")) == ["x"]


def test_what_helpers_look_up_when_they_are_called_is_fetched_too() -> None:
    setup = locked(
        "def check(): assert measure() < limit\ndef measure(): return answer\n"
        "class Case:\n    def run(self): return other\ncase = Case()"
    )
    helper = test("t1", "unrelated = lambda: never\ncase = Case()\nquick = lambda: handy")
    cells = setup, task("a", "answer = 1"), helper, test("t2", "check()\ncase.run()\nquick()")
    assert sorted(needs(*cells)) == ["answer", "handy", "limit", "other"]


def test_what_definitions_need_at_once_is_fetched_for_them() -> None:
    setup = locked("data = load()\nfrom a import mark\n@mark\ndef f(x=data, y=late): return later")
    step = planned(setup, test("t", "assert x"))["t"]
    assert set(step.needs) == {"data", "late", "x"}


def test_students_see_the_visible_imports_and_definitions_of_a_test() -> None:
    source = (
        "import math\nassert f(1)\n### BEGIN HIDDEN TESTS\nimport secrets\ndef hidden(): pass\n"
        "### END HIDDEN TESTS\ndef helper(): return 1"
    )
    assert planned(test("t", source))["t"].shown == "import math\n\ndef helper():\n    return 1"
    other = source.replace("HIDDEN TESTS", "SECRET")
    step = planned(test("t", other), delimiters=Delimiters("BEGIN SECRET", "END SECRET"))["t"]
    assert "hidden" not in step.shown


# --- tests that run beside the code, and what follows from it -------------------------------------


def test_what_a_test_beside_the_code_made_is_used_beside_the_code() -> None:
    first = test("t1", "import math\nkept = globals()\nEPS = 1")
    found = planned(first, test("t2", "assert kept"), test("t3", "assert math.pi > x > EPS"))
    assert not found["t2"].separate
    assert found["t2"].reason == "It uses `kept` of t1, which runs beside the student's code."
    assert found["t3"].separate
    assert found["t3"].before == ("import math\nEPS = 1",)


def test_what_it_binds_again_stays_the_students() -> None:
    swap = test("t1", "kept = squares\ndel squares\nsquares = kept")
    found = planned(task("a", "def squares(n): ..."), swap, test("t2", "assert squares(1)"))
    assert [step.separate for step in found.values()] == [False, True]
    assert found["t2"].needs == ("squares",)


def test_what_a_test_beside_the_code_needs_is_made_there() -> None:
    first = test("t1", "import math\nright = square(3)\nEPS = 1")
    found = planned(first, test("t2", "assert globals() and math.pi > EPS"))
    assert found["t1"].separate
    found = planned(first, test("t2", "assert globals() and right"))
    assert found["t1"].reason == "It makes `right` for t2, which runs beside the student's code."


def test_a_hidden_helper_is_not_there_beside_the_code() -> None:
    hidden = "### BEGIN HIDDEN TESTS\ndef helper(): pass\n### END HIDDEN TESTS"
    found = planned(test("t1", hidden), test("t2", "assert helper() and globals()"))
    assert not found["t1"].separate


def test_a_test_beside_the_code_names_the_imports_that_it_uses() -> None:
    cells = locked("import a"), plain("import b\nimport unused"), test("t0", "import c")
    step = planned(*cells, test("t", "a, b, c, globals()"))["t"]
    assert step.before == ("import a", "import b", "import c")


def test_classes_of_students_are_used_beside_the_code() -> None:
    found = planned(task("a", "class Stack: ..."), test("t", "assert Stack()"))["t"]
    assert found.reason == "It uses `Stack`, a class of the student's."


def test_an_order_to_keep_tests_separate_is_obeyed() -> None:
    cells = task("a", "class Stack: ..."), test("t", "assert Stack() and globals()")
    assert planned(*cells, caution="none")["t"].separate


def test_where_the_solution_is_unknown_an_answer_may_have_taken_the_name_of_a_tests_data() -> None:
    first = test("t1", "right = 3\nassert x == right\ndef near(a): return a == 3")
    cells = task("a", "x = ..."), first, test("t2", "assert x == right"), task("b", "...")
    found = planned(*cells, test("t3", "assert near(x) == (x == right)"), caution="doubts")
    assert found["t2"].separate
    assert "`right` of another test" in found["t3"].reason


def test_a_plan_is_the_same_every_time() -> None:
    helpers = "".join(f"def h{n}(x=d{n}): return a{n} + b{n} + h{n - 1}()\n" for n in range(1, 9))
    cells = locked("def h0(): return z"), locked(helpers), test("t", "assert h8() and x")
    later = [f"{letter}{n}" for n in range(8, 0, -1) for letter in "ab"]
    assert list(planned(*cells)["t"].needs) == [
        *(f"d{n}" for n in range(1, 9)), "x", *later, "z",
    ]  # fmt: skip


# --- signs ----------------------------------------------------------------------------------------


def live(source: str, *theirs: str) -> str | None:
    tree = parsed(source)
    assert tree is not None
    return why_live(tree, theirs, {"np", "sys"})


@pytest.mark.parametrize(
    "source",
    [
        "assert 'x' in globals()",
        "eval('x')",
        "assert vars(x)",
        "assert id(x) != id(y)",
        "get_ipython().run_cell('1')",
        "%%time\nassert x",
        "!cat answer.txt",
        "assert In[-1]",
        "assert _ == 3",
        "assert _12",
        "import inspect\nassert 'for' not in inspect.getsource(f)",
        "from unittest.mock import patch",
        "from unittest import mock",
        "import __main__ as m",
        "assert f.__doc__",
        "assert 'for' not in f.__code__.co_names",
        "import builtins\nbuiltins.input = lambda: '3'",
        "np.random.seed = None",
        "sys.stdin = lines",
        "del f",
        "assert a is b",
        "assert f(x) is not x",
        "import unittest as u\nu.assertIsNot(a, b)",
        "made = f(a)\nassert made is not a",
        "given = [3, 1]\nf(given)\nassert given == [3, 1]",
        "given = [3, 1]\nfor n in range(2):\n    f(given)\n    assert_equal(given, [3, 1])",
    ],
)
def test_signs_that_a_test_needs_live_objects(source: str) -> None:
    assert live(source, "f", "a", "b", "x", "y") is not None


@pytest.mark.parametrize(
    "source",
    [
        "for _ in range(3):\n    assert f(_)",
        "_, a = f(1)\nassert _",
        "assert x is None and y is not ...",
        "assert type(x) is int",
        "assert x is np.nan",
        "%matplotlib inline\nassert x",
        "np.random.seed(0)",
        "sys.stdout = buffer",
        "rows = [1, 2]\nassert f(rows) == sorted(rows)",
        "rows = [1, 2]\nmade = f(rows)\nassert len(made) == len(rows)",
        "n = 5\nassert f(n) == 120\nassert n == 5",
        "import copy, unittest\nassert copy.copy(x) == x",
        "assert isinstance(x, dict) and f(x).keys()",
    ],
)
def test_no_signs_of_it(source: str) -> None:
    assert live(source, "f", "a", "b", "x", "y") is None


@pytest.mark.parametrize(
    ("source", "certain"),
    [
        ("assert f(2) == 4 and x == 3", True),
        ("from sixprinciples import checks\nchecks.number(x, name='x')", True),
        ("assert isinstance(x, int) and len(f(x)) < 3", True),
        ("made = f(x)\nassert made == 3", True),
        ("try:\n    f(0)\nexcept ValueError:\n    pass", True),
        ("assert x.balance == 3", False),
        ("assert x() == 3", False),
        ("assert list(f(3)) == [1]", False),
        ("made = f(3)\nassert made.total == 3", False),
        ("for n in f(3):\n    assert n", False),
        ("assert helper(f)", False),
    ],
)
def test_what_certainly_does_on_values(source: str, certain: bool) -> None:
    tree = parsed(source)
    assert tree is not None
    assert (why_uncertain(tree, {"f", "x"}, {"f"}) is None) == certain


# --- the instructor's notebook --------------------------------------------------------------------

CELLS = [
    locked("import numpy as np"),
    plain("helper = 1"),
    task("a", "x = 1"),
    test("t", "assert x", points=2.0),
]


def test_reads_cells_with_the_solution() -> None:
    work = assignment(CELLS)
    assert code_cells(work.notebooks[0], work.solutions["book"]) == CELLS


def test_reads_what_the_gradebook_knows_without_it() -> None:
    work = assignment(CELLS, solved=False)
    setup, _, answer, check = CELLS
    assert code_cells(work.notebooks[0]) == [setup, task("a", BLANK, BLANK), check]
    assert answer.source == "x = 1"


def test_the_text_of_tests_is_that_of_the_gradebook() -> None:
    work = assignment(CELLS)
    changed = assignment([*CELLS[:3], test("t", "assert True")])
    *_, found = code_cells(work.notebooks[0], changed.solutions["book"])
    assert found.source == "assert x"

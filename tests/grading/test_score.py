"""From one submission's bytes to its scores: verdicts, flags, and what a grade depends on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import nbformat
import pytest
from nbformat import v4
from nbgrader import utils

from sixprinciples.grading.assignment import Assignment, SourceCell, SourceNotebook
from sixprinciples.grading.graded import CellScore, Graded
from sixprinciples.grading.options import Options
from sixprinciples.grading.plan import Plan, code_cells, steps
from sixprinciples.grading.sandbox import Limits
from sixprinciples.grading.score import score
from sixprinciples.grading.submission import Submission, SubmissionError

LIMITS = Limits(cell_seconds=2.0, notebook_seconds=30.0, memory_mb=300)
STUDENT, NAME, BOOK = "student-001", "toy", "toy"


@dataclass(frozen=True)
class Toy:
    """An assignment of one notebook: pairs of grade id and text, a test's name beginning with
    "test", a locked cell's with "locked", an essay's with "essay"."""

    cells: Mapping[str, str]
    points: float = 2.0
    in_process: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict)

    def notebook(self, answers: Mapping[str, str]) -> Any:
        """Return what a student hands in: answers by grade id; the rest stays as it came."""
        made = []
        for name, given in self.cells.items():
            source = answers.get(name, given)
            essay = name.startswith("essay")
            cell = v4.new_markdown_cell(source) if essay else v4.new_code_cell(source)
            cell.id = name
            cell.metadata["nbgrader"] = self._marks(name)
            made.append(cell)
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        return v4.new_notebook(cells=made, metadata={"kernelspec": kernel})

    def _marks(self, name: str) -> dict[str, Any]:
        test, essay = name.startswith("test"), name.startswith("essay")
        locked = test or name.startswith("locked")
        marks = {
            "schema_version": 3, "grade_id": name, "task": False,
            "grade": test or essay, "solution": not locked, "locked": locked,
        }  # fmt: skip
        return {**marks, "points": self.points} if test or essay else marks

    def assignment(self) -> Assignment:
        """Return what the gradebook would know of it."""
        cells = []
        for cell in self.notebook({}).cells:
            marks = cell.metadata.nbgrader
            checksum = utils.compute_checksum(cell)
            cells.append(
                SourceCell(
                    marks.grade_id,
                    cell.cell_type,
                    cell.source,
                    marks.locked,
                    checksum,
                    marks.grade,
                    marks.solution,
                    False,
                    marks.get("points"),
                )  # fmt: skip
            )
        notebook = SourceNotebook(BOOK, None, tuple(cells))
        return Assignment(NAME, (notebook,), self.files)

    def plan(self) -> Plan:
        """Return how its tests are run."""
        (notebook,) = self.assignment().notebooks
        reasons = {name: "Asked for." for name in self.cells if name.startswith("test")}
        found = steps(code_cells(notebook), in_process=reasons if self.in_process else {}, stars={})
        return Plan({(BOOK, name): step for name, step in found.items()})

    def graded(self, answers: Mapping[str, str], **options: Any) -> Graded:
        """Grade a submission."""
        content = nbformat.writes(self.notebook(answers)).encode()
        submission = Submission(STUDENT, NAME, {BOOK: content}, {}, None, "digest")
        chosen = replace(Options(limits=LIMITS, plan=self.plan()), **options)
        return score(submission, self.assignment(), chosen)


def cells(graded: Graded) -> dict[str, CellScore]:
    (notebook,) = graded.notebooks
    return {cell.grade_id: cell for cell in notebook.cells}


def verdicts(graded: Graded) -> dict[str, tuple[str, float | None]]:
    return {name: (cell.verdict.value, cell.auto_score) for name, cell in cells(graded).items()}


def shown(graded: Graded, cell: int) -> str:
    """Return everything that one cell of the graded notebook shows."""
    (notebook,) = graded.notebooks
    return str(nbformat.reads(notebook.content.decode(), 4).cells[cell].outputs)


ONE = Toy({"answer": "x = ...", "test-x": "assert x == 4"})


@pytest.mark.parametrize(
    ("answer", "verdict", "points"),
    [
        ("x = 4", "passed", 2.0),
        ("x = 5", "failed", 0.0),
        ("y = 4", "error", 0.0),
        ("while True: pass", "error", 0.0),
        ("import os\nos._exit(0)", "died", 0.0),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "died", 0.0),
    ],
)
def test_a_verdict_says_how_it_came_out(answer: str, verdict: str, points: float) -> None:
    assert verdicts(ONE.graded({"answer": answer})) == {"test-x": (verdict, points)}


CALLED = Toy({"answer": "def f(n): ...", "test-f": "assert f(2) == 4\nassert f(3) == 9"})


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ("return n * n", "passed"),
        ("return 2 * n", "failed"),
        ("return n / 0", "error"),
        ("while True: pass", "timeout"),
        ("import os; os._exit(0)", "died"),
        ("raise MemoryError", "memory"),
    ],
)
def test_a_function_is_judged_by_what_comes_of_its_calls(body: str, verdict: str) -> None:
    found = verdicts(CALLED.graded({"answer": f"def f(n):\n    {body}"}))
    assert found["test-f"][0] == verdict


def test_a_number_on_the_last_line_is_partial_credit() -> None:
    toy = Toy({"answer": "x = ...", "test-x": "x / 4"})
    assert verdicts(toy.graded({"answer": "x = 3"})) == {"test-x": ("partial", 0.75)}
    assert verdicts(toy.graded({"answer": "x = 8"})) == {"test-x": ("passed", 2.0)}
    assert verdicts(toy.graded({"answer": "x = 0"})) == {"test-x": ("failed", 0.0)}


def test_a_partial_score_above_the_points_waits_for_a_person() -> None:
    toy = Toy({"answer": "x = ...", "test-x": "x"})
    graded = toy.graded({"answer": "x = 3"})
    assert verdicts(graded) == {"test-x": ("manual", None)}
    assert "unreadable_score" in graded.flags


TWO = Toy(
    {
        "answer-a": "a = ...",
        "test-a": "assert a == 1",
        "answer-b": "b = ...",
        "test-b": "assert b == 2",
        "answer-c": "c = ...",
        "test-c": "assert c == 3",
    }
)
RIGHT = {"answer-a": "a = 1", "answer-b": "b = 2", "answer-c": "c = 3"}


def test_a_cell_out_of_time_costs_that_cell_and_the_rest_goes_on() -> None:
    graded = TWO.graded({**RIGHT, "answer-b": "while True: pass"})
    assert [cell.auto_score for cell in cells(graded).values()] == [2.0, 0.0, 2.0]
    assert "CellTimeoutError" in shown(graded, 2)


def test_an_interpreter_that_ends_keeps_what_was_reached_before() -> None:
    graded = TWO.graded({**RIGHT, "answer-b": "b = 2\nimport os\nos._exit(0)"})
    assert verdicts(graded) == {
        "test-a": ("passed", 2.0),
        "test-b": ("died", 0.0),
        "test-c": ("died", 0.0),
    }


def test_the_time_of_the_whole_notebook_is_bounded() -> None:
    limits = replace(LIMITS, cell_seconds=60.0, notebook_seconds=2.0)
    graded = TWO.graded({**RIGHT, "answer-b": "while True: pass"}, limits=limits)
    assert [cell.auto_score for cell in cells(graded).values()] == [2.0, 0.0, 0.0]


WARNED = {"answer": "import warnings\ndef f(n):\n    warnings.warn('old')\n    return n"}


def test_a_warning_costs_no_marks_unless_nbgrader_is_to_be_followed() -> None:
    toy = Toy({"answer": "def f(n): ...", "test-f": "assert f(3) == 3"})
    assert verdicts(toy.graded(WARNED))["test-f"] == ("passed", 2.0)
    assert verdicts(toy.graded(WARNED, compat=True))["test-f"][1] == 0.0


def test_only_the_named_tasks_are_scored() -> None:
    graded = TWO.graded(RIGHT, tasks=frozenset({"test-b"}))
    assert verdicts(graded) == {"test-b": ("passed", 2.0)}


def test_an_answer_for_a_person_waits_and_a_blank_one_is_said_to_be_blank() -> None:
    toy = Toy({"essay": "Write here.", "answer": "x = ...", "test-x": "assert x == 1"})
    blank, filled = toy.graded({}), toy.graded({"essay": "Because."})
    assert verdicts(blank)["essay"] == ("failed", 0)
    assert verdicts(filled)["essay"] == ("manual", None)
    assert blank.notebooks[0].comments == {"essay": "No response.", "answer": "No response."}
    assert filled.notebooks[0].comments["essay"] is None


HIDING = Toy(
    {
        "answer": "x = ...",
        "test-x": "assert x\n### BEGIN HIDDEN TESTS\nassert x == 918273\n### END HIDDEN TESTS",
        "answer-later": "y = ...",
    }
)
SPY = "import gc\nprint([o for o in gc.get_objects() if type(o) in (str, dict)], In, globals())"


def test_hidden_tests_never_enter_the_interpreter_of_the_submission() -> None:
    graded = HIDING.graded({"answer": "x = 5", "answer-later": SPY})
    assert "918273" not in shown(graded, 2)
    assert "918273" in shown(graded, 1), "the test itself shows it to whoever grades"


def test_arguments_of_hidden_calls_are_carried_out_by_no_later_cell() -> None:
    toy = Toy({"answer": "def f(n): ...", "test-f": "assert f(918273) == 1", "later": "pass"})
    keep = (
        "kept = []\ndef f(n):\n    kept.append(n)\n    open('n', 'w').write(str(n))\n    return 1"
    )
    tell = "import os, time\nprint(kept, os.path.exists('n') and open('n').read())"
    graded = toy.graded({"answer": keep, "later": tell})
    assert verdicts(graded)["test-f"] == ("passed", 2.0)
    assert "[] False" in shown(graded, 2)


def test_bytes_that_are_no_value_are_flagged() -> None:
    forge = (
        "x = 4\nfrom sixprinciples.grading.codec.writer import Writer\n"
        "Writer.finished = lambda self: b'\\xff' * 9"
    )
    graded = ONE.graded({"answer": forge})
    assert verdicts(graded)["test-x"][1] == 0.0
    assert "tampering" in graded.flags


def test_an_answer_that_is_no_data_is_shown_to_a_person() -> None:
    graded = ONE.graded({"answer": "class Four:\n    value = 4\nx = Four()"})
    assert verdicts(graded)["test-x"][1] == 0.0
    assert "live_object" in graded.flags


def test_cells_find_what_visible_tests_before_them_imported() -> None:
    toy = Toy(
        {
            "answer-a": "a = ...",
            "test-a": "import math\nassert a == 1",
            "answer-b": "b = ...",
            "test-b": "assert b == 3",
        }
    )
    assert verdicts(toy.graded({"answer-a": "a = 1", "answer-b": "b = math.floor(3.5)"})) == {
        "test-a": ("passed", 2.0),
        "test-b": ("passed", 2.0),
    }


def test_names_that_tests_import_cannot_be_taken_over() -> None:
    toy = Toy(
        {
            "locked-setup": "import math",
            "answer": "x = ...",
            "test-x": "assert math.isclose(x, 2)",
        }
    )
    cheat = "x = 5\nclass math:\n    isclose = lambda *_: True\nmath.isclose = lambda *_: True"
    assert verdicts(toy.graded({"answer": cheat})) == {"test-x": ("failed", 0.0)}


def test_files_of_the_assignment_lie_beside_cells_and_tests() -> None:
    read = "open('facts.csv').read()"
    toy = Toy(
        {"answer": "x = ...", "test-x": f"assert x == {read} == '7'"}, files={"facts.csv": b"7"}
    )
    assert verdicts(toy.graded({"answer": f"x = {read}"})) == {"test-x": ("passed", 2.0)}


EQUAL = "class Equal:\n    def __eq__(self, other):\n        return True\nx = Equal()"
DROPS = (
    "import ast\nclass Drop(ast.NodeTransformer):\n    def visit_Assert(self, node):\n"
    "        return ast.Pass()\nget_ipython().ast_transformers.append(Drop())\nx = 5"
)
BLANKS = "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])\nx = 5"


@pytest.mark.parametrize("trick", [EQUAL, DROPS, BLANKS], ids=["equal", "drops", "blanks"])
@pytest.mark.parametrize("beside", [False, True], ids=["separate", "in-process"])
def test_tricks_without_an_answer_score_nothing(trick: str, beside: bool) -> None:
    graded = replace(ONE, in_process=beside).graded({"answer": trick})
    assert verdicts(graded)["test-x"][1] == 0.0
    if beside:
        assert {"tampering", "checked_in_process"} <= set(graded.flags)


def test_honest_answers_pass_beside_the_code_and_that_is_said() -> None:
    graded = replace(ONE, in_process=True).graded({"answer": "x = 4"})
    assert verdicts(graded) == {"test-x": ("passed", 2.0)}
    assert graded.flags == ("checked_in_process",)


def test_a_notebook_that_was_not_handed_in_is_named() -> None:
    submission = Submission(STUDENT, NAME, {}, {}, None, "digest")
    graded = score(submission, ONE.assignment(), Options(limits=LIMITS, plan=ONE.plan()))
    assert graded.missing == (BOOK,)
    assert graded.notebooks == ()


def test_what_is_no_notebook_is_refused_in_a_sentence() -> None:
    submission = Submission(STUDENT, NAME, {BOOK: b"%PDF-1.7"}, {}, None, "digest")
    with pytest.raises(SubmissionError, match=r"toy\.ipynb .* hand it in again\.$"):
        score(submission, ONE.assignment(), Options(limits=LIMITS, plan=ONE.plan()))


def test_the_graded_notebook_can_be_opened_and_shows_the_tests_results() -> None:
    graded = ONE.graded({"answer": "x = 5"})
    notebook = nbformat.reads(graded.notebooks[0].content.decode(), 4)
    nbformat.validate(notebook)
    assert "AssertionError" in shown(graded, 1)


@pytest.mark.parametrize("number", ["float('nan')", "-1", "__import__('numpy').float64('nan')"])
def test_a_partial_score_that_is_no_score_waits_for_a_person(number: str) -> None:
    """nbgrader gives all points for it."""
    toy = Toy({"answer": "x = ...", "test-x": "x"})
    graded = toy.graded({"answer": f"x = {number}"})
    assert verdicts(graded) == {"test-x": ("manual", None)}
    assert "unreadable_score" in graded.flags
    assert any("no score that can be read" in remark for remark in graded.remarks)


@pytest.mark.parametrize(("number", "points"), [("np.int64(0)", 0.0), ("np.float64(0.5)", 0.5)])
def test_a_partial_score_may_be_a_number_of_numpys(number: str, points: float) -> None:
    """nbgrader takes it for a text, and gives all points."""
    toy = Toy({"answer": "x = ...", "test-x": "x"})
    graded = toy.graded({"answer": f"import numpy as np\nx = {number}"})
    assert verdicts(graded)["test-x"][1] == points


def test_a_partial_score_counts_however_much_was_printed_before() -> None:
    toy = Toy({"answer": "x = ...", "test-x": "print(x)\n0.5"})
    graded = toy.graded({"answer": "x = 'x' * 6_000_000"})
    assert verdicts(graded) == {"test-x": ("partial", 0.5)}


def test_a_failure_counts_however_much_was_printed_before() -> None:
    toy = Toy({"answer": "x = ...", "test-x": "print(x)\nassert x == 3"}, in_process=True)
    assert verdicts(toy.graded({"answer": "x = 'x' * 6_000_000"})) == {"test-x": ("failed", 0.0)}


def test_what_is_wrong_with_a_notebook_is_said_of_it() -> None:
    toy = Toy({"answer": "x = ...", "test-x": "assert x == 3"})
    graded = toy.graded({"answer": "import os\nos._exit(0)"})
    assert graded.flags == ("ended_early",)
    (remark,) = graded.remarks
    assert remark.startswith("toy.ipynb: its interpreter ended before the notebook did")

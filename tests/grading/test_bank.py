"""The answer bank is complete and well formed."""

from pathlib import Path

import answer_bank
import nbformat
import pytest
from course import by_grade_id
from nbformat import NotebookNode
from regions import SOLUTION, regions
from repository import existing

NOTEBOOKS = existing("solutions/*/*.ipynb")
every_assignment = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@every_assignment
def test_an_assignment_is_worth_20_points(path: Path) -> None:
    cells = by_grade_id(nbformat.read(path, as_version=4)).values()
    assert sum(cell.metadata.nbgrader.get("points", 0) for cell in cells) == 20


@every_assignment
def test_every_task_has_enough_answers(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    bank = answer_bank.load(path.stem)
    tasks = {n: c for n, c in by_grade_id(notebook).items() if c.metadata.nbgrader.solution}
    assert set(bank) == set(tasks), "tasks and files of the bank differ"
    for task, cell in tasks.items():
        one_line = [len(text.split("\n")) for text in regions(_only(cell), SOLUTION)] == [2]
        least_right, least_wrong = (2, 3) if one_line else (3, 5)
        right = sum(answer.right for answer in bank[task])
        assert right >= least_right, f"{task}: {right} right answers, {least_right} wanted"
        wrong = len(bank[task]) - right
        assert wrong >= least_wrong, f"{task}: {wrong} wrong answers, {least_wrong} wanted"


def _only(cell: NotebookNode) -> NotebookNode:
    return nbformat.v4.new_notebook(cells=[cell])


def test_the_bank_holds_no_answers_to_assignments_that_do_not_exist() -> None:
    assert {path.name for path in existing("tests/answers/*/")} <= {p.stem for p in NOTEBOOKS}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("x = 1\n", "toy/add_up.py:1: `x = 1` stands before the first"),
        ("# %% [2] right no colon\nx = 1\n", "toy/add_up.py:1: expected `# %% [score] right|wrong"),
        ("\n# %% [2] right: add\n\n", "toy/add_up.py:2: this answer has no code"),
        ("# %% [1] right: a\nx = 1\n# %% [0] wrong: b\nx = 1\n", "toy/add_up.py:3: the same code"),
        ("", "toy/add_up.py:1: no answers"),
    ],
)
def test_a_malformed_file_is_named_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "toy" / "add_up.py"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(answer_bank.BankError) as error:
        answer_bank.read(path)
    assert str(error.value).startswith(complaint)


def test_answers_are_read_in_order_and_combined_into_few_submissions(tmp_path: Path) -> None:
    one, two = tmp_path / "add_up.py", tmp_path / "count.py"
    one.write_text("# %% [2] right: add\nx = 1\n\n# %% [0.5] wrong: off\nx = 2\ny = 3\n")
    two.write_text("# %% [1] right: len\nz = 1\n")
    bank = {path.stem: answer_bank.read(path) for path in (one, two)}
    first, second = answer_bank.combine(bank)
    assert {task: answer.source for task, answer in first.items()} == {
        "add-up": "x = 1",
        "count": "z = 1",
    }
    assert [(a.source, a.score, a.right, a.label) for a in second.values()] == [
        ("x = 2\ny = 3", 0.5, False, "off")
    ]

"""Reads the answer bank, ``answers/NN_slug/<task>.py``, and fills assignments with its answers.

A file holds the answers to one task in the percent format; each replaces the whole solution cell:

    # %% [2] right: look the row up
    users_2022 = ...
    # %% [0] wrong: took thousands for millions
    users_2022 = ...
"""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from pathlib import Path

from nbformat import NotebookNode

BANK = Path(__file__).parent / "answers"
_HEADER = re.compile(r"# %% \[(\d+(?:\.\d+)?)\] (right|wrong): (\S.*)")


class BankError(ValueError):
    """A malformed bank; one sentence that begins with file and line."""


@dataclass(frozen=True)
class Answer:
    """One way to answer a task.

    Attributes:
        task: grade id of the solution cell that it replaces.
        score: what the task's test must give for it.
        right: whether it is a correct variant; else it shows a misconception.
        label: the approach or the misconception.
        source: the code.
        place: file and line, for messages.
    """

    task: str
    score: float
    right: bool
    label: str
    source: str
    place: str

    def __str__(self) -> str:
        """Return where it stands and what it tries."""
        return f"{self.place} {'right' if self.right else 'wrong'}: {self.label}"


def load(assignment: str) -> dict[str, list[Answer]]:
    """Return the answers to each task of an assignment, by the task's grade id.

    Raises:
        BankError: there are none, or a file is malformed.
    """
    files = sorted((BANK / assignment).glob("*.py"))
    if not files:
        raise BankError(f"answers/{assignment}: no answers to any task.")
    return {file.stem.replace("_", "-"): read(file) for file in files}


def read(path: Path) -> list[Answer]:
    """Return the answers in one file, in its order.

    Raises:
        BankError: a line before the first answer, a malformed header, an answer without code or
            one that stands twice.
    """
    task = path.stem.replace("_", "-")
    name = f"{path.parent.name}/{path.name}"
    answers: list[Answer] = []
    for start, header, source in _blocks(path, name):
        place = f"{name}:{start}"
        match = _HEADER.fullmatch(header)
        if match is None:
            raise BankError(f"{place}: expected `# %% [score] right|wrong: label`, got `{header}`.")
        if not source:
            raise BankError(f"{place}: this answer has no code; a blank one says `name = ...`.")
        twin = next((answer for answer in answers if answer.source == source), None)
        if twin:
            raise BankError(f"{place}: the same code stands at {twin.place}.")
        score, kind, label = match.groups()
        answers.append(Answer(task, float(score), kind == "right", label.strip(), source, place))
    if not answers:
        raise BankError(f"{name}:1: no answers.")
    return answers


def _blocks(path: Path, name: str) -> list[tuple[int, str, str]]:
    """Return line number, header and code of each answer in a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("# %%")]
    first = starts[0] if starts else len(lines)
    for number, line in enumerate(lines[:first], start=1):
        if line.strip():
            raise BankError(f"{name}:{number}: `{line}` stands before the first `# %%` line.")
    return [
        (start + 1, lines[start].rstrip(), "\n".join(lines[start + 1 : end]).strip("\n"))
        for start, end in pairwise([*starts, len(lines)])
    ]


def combine(bank: Mapping[str, list[Answer]]) -> list[dict[str, Answer]]:
    """Return as few submissions as hold every answer: number k takes the k-th of each task."""
    return [
        {answer.task: answer for answer in row if answer}
        for row in zip_longest(*bank.values(), fillvalue=None)
    ]


def answered(assignment: NotebookNode, sources: Mapping[str, str]) -> NotebookNode:
    """Return a copy of a student's notebook with these solution cells filled in.

    Args:
        assignment: the notebook as students get it.
        sources: code by grade id of the solution cell; the others stay blank.

    Raises:
        BankError: the notebook has no such solution cell.
    """
    filled = copy.deepcopy(assignment)
    missing = dict(sources)
    for cell in filled.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution") and marks["grade_id"] in missing:
            cell.source = missing.pop(marks["grade_id"])
    if missing:
        raise BankError(f"The assignment has no task {', '.join(missing)}.")
    return filled

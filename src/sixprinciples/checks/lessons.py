"""Self-checks in lessons: one friendly line, never an error."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from sixprinciples.checks import plain
from sixprinciples.checks.failures import Complaint, Unanswered, WrongValue
from sixprinciples.checks.forms import Measure
from sixprinciples.checks.judging import Hints, key_to

_UNANSWERED = (
    "Not answered yet: replace the three dots with your answer, then run both cells again."
)


@dataclass(frozen=True)
class Reply:
    """What a self-check says.

    Attributes:
        line: the sentence.
        right: whether the answer is right; None as long as there is none.
    """

    line: str
    right: bool | None

    def __repr__(self) -> str:
        """Return the sentence, which is what notebooks store."""
        return self.line

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Give Jupyter the sentence, as text and as a line that screen readers announce."""
        markup = f'<p role="status">{html.escape(self.line)}</p>'
        return {"text/plain": self.line, "text/html": markup}


def self_check(
    answer: object,
    expected: object,
    *,
    tolerance: float = 0.0,
    unit: str | None = None,
    also: Sequence[object] = (),
    ignore_accents: bool = False,
    hints: Hints | None = None,
    otherwise: str | None = None,
    right: str | None = None,
) -> Reply:
    """Answer a student's own check: the last expression of the cell below the question.

    Args:
        answer: what the student wrote; `...` as long as it is nothing.
        expected: the right answer; its type says which kind is asked for. A list is ordered, a
            set is not, and so is neither a dict nor a table.
        tolerance: how far a number may be off, absolute.
        unit: the unit asked for.
        also: other answers that are right, of the same kind.
        ignore_accents: whether texts with and without marks are the same, as in pinyin.
        hints: foreseen wrong answers and what each suggests; pairs where they are lists.
        otherwise: what to say about any other wrong answer.
        right: what to add when the answer is right.

    Returns:
        A line that begins with "Correct", "Not yet" or "Not answered yet".

    Raises:
        TypeError: the expected answer is of no kind that can be compared.
        ValueError: `also` or `hints` hold an answer of another kind than `expected`.
    """
    form = Measure(tolerance, unit, ignore_accents).of(expected)
    key = key_to(form, [expected, *also], hints, otherwise)
    try:
        key.read(answer)
    except Unanswered:
        return Reply(_UNANSWERED, None)
    except Complaint as complaint:
        return Reply(f"Not yet: {_explained(complaint)}", False)
    return Reply(_praise(right, expected, unit), True)


def _explained(complaint: Complaint) -> str:
    if isinstance(complaint, WrongValue) and complaint.hint:
        return " ".join(complaint.hint.split())
    return complaint.about("the answer")


def _praise(right: str | None, expected: object, unit: str | None) -> str:
    if right:
        return f"Correct: {' '.join(right.split())}"
    shown = expected if isinstance(expected, str) else plain.shown(expected)
    return f"Correct: {shown} {unit or ''}".rstrip() + "." if shown else "Correct."

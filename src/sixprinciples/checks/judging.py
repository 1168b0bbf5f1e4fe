"""What is compared with what: an answer with the answers that count as right."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sixprinciples.checks import plain
from sixprinciples.checks.failures import Complaint, Unanswered, WrongForm, WrongValue
from sixprinciples.checks.scalars import Form

Hints = Mapping[Any, str] | Iterable[tuple[Any, str]]


@dataclass(frozen=True)
class Key:
    """The key to one question.

    Attributes:
        form: what kind of answer is asked for.
        right: the answers that count as right, read; empty where only the form is checked.
        suggested: wrong answers that were foreseen, read, and what each suggests.
        hint: what to say about any other wrong answer.
    """

    form: Form
    right: tuple[Any, ...] = ()
    suggested: tuple[tuple[Any, str], ...] = ()
    hint: str = ""

    def read(self, value: object) -> Any:
        """Return the answer as plain Python if it is accepted.

        Raises:
            Complaint: it is unanswered, of another form, or not right.
        """
        _check_answered(value)
        with warnings.catch_warnings():
            # A line on stderr would cost a student the marks of the whole cell.
            warnings.simplefilter("ignore")
            try:
                found = self.form.read(value)
            except WrongForm as error:
                raise error.of(self.form.describe()) from None
        self._compare(found)
        return found

    def _compare(self, found: Any) -> None:
        differences = [self.form.difference(found, right) for right in self.right]
        if all(differences) and differences:
            raise self._wrong(found, differences[0] or "")

    def _wrong(self, found: Any, predicate: str) -> Complaint:
        for wrong, sentence in self.suggested:
            if self.form.difference(found, wrong) is None:
                return WrongValue("is not right yet", sentence)
        return WrongValue(predicate, self.hint)


def key_to(
    form: Form,
    right: Iterable[object] = (),
    hints: Hints | None = None,
    hint: str | None = None,
) -> Key:
    """Build the key to a question from what its author wrote.

    Raises:
        ValueError: a right answer or a foreseen wrong one does not have the form asked for, so
            that no student could ever give it.
    """
    pairs = hints.items() if isinstance(hints, Mapping) else hints or ()
    return Key(
        form,
        right=tuple(read_own(form, answer) for answer in right),
        suggested=tuple((read_own(form, wrong), sentence) for wrong, sentence in pairs),
        hint=hint or "",
    )


def read_own(form: Form, answer: object) -> Any:
    """Read an answer that the author wrote.

    Raises:
        ValueError: it does not have the form asked for.
    """
    try:
        return form.read(answer)
    except WrongForm as error:
        sentence = error.of(form.describe()).about("this answer of the author's")
        raise ValueError(sentence) from None


def _check_answered(value: object) -> None:
    if value is ...:
        raise Unanswered
    if plain.is_exactly(value, (list, tuple)) and any(part is ... for part in value):  # type: ignore[attr-defined]
        raise Unanswered(inside=True)
    if type(value) is dict and any(part is ... for part in value.values()):
        raise Unanswered(inside=True)

"""What can be said about an answer that is not right: always one plain line."""

from __future__ import annotations

from collections.abc import Sequence


class CheckFailed(AssertionError):
    """An answer failed a check; Jupyter shows the sentence alone, without a traceback."""

    def __init__(self, sentence: str) -> None:
        """Take the sentence, which is put on one line."""
        super().__init__(" ".join(sentence.split()))

    def _render_traceback_(self) -> list[str]:
        """Give IPython the lines to show in place of a traceback."""
        return [str(self)]


class Complaint(Exception):
    """Why an answer is not accepted, before it is known who is told about which name."""

    def about(self, subject: str, quote: bool = True) -> str:
        """Say it in one line.

        Args:
            subject: what the sentence is about, for example "`share`".
            quote: whether the answer itself may be quoted. It may not where it can hold what
                students should not see, such as the arguments of a hidden test.
        """
        raise NotImplementedError


class Unanswered(Complaint):
    """The three dots are still there."""

    def __init__(self, inside: bool = False) -> None:
        """Take whether the dots stand inside a list or a dict."""
        self.inside = inside

    def about(self, subject: str, quote: bool = True) -> str:
        """Say it in one line."""
        verb = "still holds" if self.inside else "is still"
        return f"{subject} {verb} `...`: replace the three dots with your answer."


class WrongForm(Complaint):
    """The answer is not the kind of thing asked for."""

    def __init__(
        self,
        noun: str,
        *,
        sample: str = "",
        advice: str = "",
        where: str = "",
        form: str = "",
        kind: str = "",
        aside: str = "",
    ) -> None:
        """Take what was found and what to do about it.

        Args:
            noun: what was found, for example "a text".
            sample: the value itself in short, for example "'75.6'".
            advice: a sentence that says what to do.
            where: the words before the noun, for example "value 2 is"; without it "it is".
            form: what was asked for, for example "a number in percent".
            kind: words to add to the noun, for example "of the type Box" or "of 3 values".
            aside: a sentence that quotes the student, for example "It has the column `year`."
        """
        self.noun, self.sample, self.advice = noun, sample, advice
        self.where, self.form, self.kind, self.aside = where, form, kind, aside

    def inside(self, where: str) -> WrongForm:
        """Return the same complaint about a part of a larger answer."""
        return self._with(where=where, form="")

    def of(self, form: str) -> WrongForm:
        """Return the same complaint with what was asked for."""
        return self._with(form=form)

    def _with(self, **changes: str) -> WrongForm:
        return WrongForm(**{**vars(self), **changes})

    def about(self, subject: str, quote: bool = True) -> str:
        """Say it in one line."""
        return " ".join(filter(None, [f"{subject} should be {self.form};", *self._found(quote)]))

    def _found(self, quote: bool) -> Sequence[str]:
        if not quote and self.where:
            return ["something in it is not.", self.advice]
        kind = f" {self.kind}" if quote and self.kind else ""
        sample = f" ({self.sample})" if quote and self.sample else ""
        aside = self.aside if quote else ""
        return [f"{self.where or 'it is'} {self.noun}{kind}{sample}.", aside, self.advice]


class WrongValue(Complaint):
    """The answer has the right form and is not right."""

    def __init__(self, predicate: str, hint: str = "") -> None:
        """Take what is wrong, as the predicate of a sentence, and what may lie behind it."""
        self.predicate, self.hint = predicate, hint

    def about(self, subject: str, quote: bool = True) -> str:
        """Say it in one line."""
        return f"{subject} {self.predicate}. {self.hint}".strip()


NOT_RIGHT = "has the right form but not the right value"

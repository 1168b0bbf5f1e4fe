"""Partial credit: points for the parts of a task that are right."""

from __future__ import annotations

import warnings
from types import TracebackType

from sixprinciples.checks.failures import CheckFailed
from sixprinciples.checks.functions import error_name

_DECIMALS = 6


class Score:
    """The points of one task, added up part by part.

    Example:
        score = checks.Score("Task 5")
        with score.part(2, "divide by the total of the paragraph itself"):
            checks.number(share, task="Task 5", name="share", expected=12.5)
        score.total()

    The last line of the test cell is what nbgrader reads as partial credit. The points of all
    parts must add up to the points of the cell.
    """

    def __init__(self, task: str) -> None:
        """Take how the assignment calls the task."""
        self.task = task
        self._earned = 0.0

    def part(self, points: float, idea: str) -> Part:
        """Return a part for use with `with`; an error inside it costs its points only.

        Args:
            points: what it is worth.
            idea: the idea that was missed if it fails; it is printed, so that feedback shows it.

        Raises:
            ValueError: the points are not a positive number.
        """
        if type(points) not in (int, float) or not points > 0:
            raise ValueError(f"A part is worth a positive number of points, not {points!r}.")
        return Part(self, points, idea)

    def add(self, points: float) -> None:
        """Add the points of a part that was right."""
        self._earned += points

    def total(self) -> int | float:
        """Return the points earned so far as a plain number, which nbgrader can read."""
        earned = round(self._earned, _DECIMALS)
        return int(earned) if earned.is_integer() else earned


class Part:
    """One part of a task, as a block of checks."""

    def __init__(self, score: Score, points: float, idea: str) -> None:
        """Take the score it counts for, its points and its idea."""
        self._score, self._points, self._idea = score, points, idea
        self._quiet = warnings.catch_warnings()

    def __enter__(self) -> None:
        """Begin the block; a warning in it would cost the marks of the whole cell."""
        self._quiet.__enter__()
        warnings.simplefilter("ignore")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        """Count the part, or print why not; only an interrupt goes on."""
        self._quiet.__exit__(kind, error, traceback)
        if error is None:
            self._score.add(self._points)
            return False
        if isinstance(error, KeyboardInterrupt):
            return False
        task, idea = self._score.task, " ".join(self._idea.split()).rstrip(".")
        print(f"{task}, 0 of {self._points:g} points: {idea}. {self._reason(error)}")
        return True

    def _reason(self, error: BaseException) -> str:
        # Only our own sentences are sure not to show what was expected.
        if type(error) is CheckFailed:
            reason = str(error).removeprefix(f"{self._score.task}: ")
            return reason[:1].upper() + reason[1:]
        if isinstance(error, AssertionError):
            return "The answer is not right yet."
        return f"The answer could not be used: it led to an error ({error_name(error)})."

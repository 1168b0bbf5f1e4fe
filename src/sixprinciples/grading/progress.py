"""What is shown while a class is graded: a bar on a terminal, one line each elsewhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sixprinciples.grading.attempt import Failure
    from sixprinciples.grading.engine import Outcome


class Progress(Protocol):
    """Whoever is told how far grading is; use it as a context manager."""

    def begin(self, total: int) -> None:
        """Take how many submissions there are."""

    def doing(self, what: str) -> None:
        """Take what is done before submissions are graded, in a few words."""

    def notice(self, sentence: str) -> None:
        """Take something that the instructor should know."""

    def graded(self, summary: Mapping[str, Any]) -> None:
        """Take what was recorded of a submission."""

    def failed(self, failure: Failure) -> None:
        """Take a submission that could not be graded."""

    def skipped(self, student: str) -> None:
        """Take a submission that has not changed."""

    def __enter__(self) -> Progress:
        """Begin to show."""

    def __exit__(self, *_: object) -> None:
        """End."""


def progress_on(console: Console) -> Progress:
    """Return what fits a console."""
    return Bar(console) if console.is_terminal else Lines(console)


class Lines:
    """One line for each submission, for files and other programs."""

    def __init__(self, console: Console) -> None:
        """Take where to write."""
        self._console = console

    def __enter__(self) -> Lines:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: every line is out."""

    def begin(self, total: int) -> None:
        """Say nothing: the summary counts."""

    def doing(self, what: str) -> None:
        """Say nothing: it takes seconds."""

    def notice(self, sentence: str) -> None:
        """Write it."""
        self._write(sentence)

    def graded(self, summary: Mapping[str, Any]) -> None:
        """Write the score, and what a person should look at."""
        flags = f" ({', '.join(summary['flags'])})" if summary["flags"] else ""
        points = f"{_number(summary['score'])} of {_number(summary['max_score'])} points"
        self._write(f"{summary['student']}: {points}{flags}")

    def failed(self, failure: Failure) -> None:
        """Write why."""
        self._write(f"{failure.student}: not graded: {failure.reason}")

    def skipped(self, student: str) -> None:
        """Write that nothing was done."""
        self._write(f"{student}: unchanged")

    def _write(self, line: str) -> None:
        self._console.print(Text(shown(line)))


class Bar:
    """A bar that says how many submissions are graded, and how long the rest will take."""

    def __init__(self, console: Console) -> None:
        """Take the terminal."""
        self._lines = Lines(console)
        self._counts: Counter[str] = Counter()
        self._bar = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[counts]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, counts="")

    def __enter__(self) -> Bar:
        """Show it."""
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Remove it."""
        self._bar.stop()

    def begin(self, total: int) -> None:
        """Take how many submissions there are."""
        self._bar.reset(self._task, total=total, description="Grading", counts="")

    def doing(self, what: str) -> None:
        """Show what is done before."""
        self._bar.update(self._task, description=what)

    def notice(self, sentence: str) -> None:
        """Write it above the bar."""
        self._lines.notice(sentence)

    def graded(self, summary: Mapping[str, Any]) -> None:
        """Count it."""
        self._count("graded")

    def failed(self, failure: Failure) -> None:
        """Count it, and write why above the bar."""
        self._lines.failed(failure)
        self._count("failed")

    def skipped(self, student: str) -> None:
        """Count it."""
        self._count("unchanged")

    def _count(self, what: str) -> None:
        self._counts[what] += 1
        counts = ", ".join(f"{number} {name}" for name, number in sorted(self._counts.items()))
        self._bar.update(self._task, advance=1, counts=counts)


def told(outcome: Outcome) -> Iterator[str]:
    """Yield the lines that sum up a run: what was done, and who needs a person."""
    yield (
        f"{len(outcome.graded)} graded, {len(outcome.failed)} failed, "
        f"{len(outcome.skipped)} unchanged."
    )
    reasons = {**outcome.flagged, **{one.student: one.reason for one in outcome.failed}}
    if reasons:
        yield "These need a person:"
    for student, reason in sorted(reasons.items()):
        yield f"  {student}: {reason}"


def ending(outcome: Outcome) -> str:
    """Return why a run ended before its end and how to go on; nothing if it did not."""
    if not (outcome.interrupted or outcome.stopped):
        return ""
    done = len(outcome.graded) + len(outcome.failed) + len(outcome.skipped)
    on = (
        "with --force, the same command begins anew."
        if outcome.forced
        else "run the same command again to go on."
    )
    return f"{outcome.stopped or 'Stopped.'} {done} of {outcome.total} submissions are done: {on}"


def shown(text: str) -> str:
    """Return text on one line, with everything that could steer a terminal made visible."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def _number(points: float) -> str:
    return f"{points:.4g}"

"""One try at one submission, as every worker makes it: what comes back is a result or a reason."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sixprinciples.grading.assignment import Assignment
    from sixprinciples.grading.graded import Graded
    from sixprinciples.grading.options import Options
    from sixprinciples.grading.submission import Submission


@dataclass(frozen=True)
class Failure:
    """A submission that was not graded.

    Attributes:
        student: whose it is.
        reason: one sentence.
        concerns: the submission alone, or the machine that should have graded it.
        flag: one word for what is wrong with the submission, where there is one.
    """

    student: str
    reason: str
    concerns: Literal["submission", "machine"] = "submission"
    flag: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what ``--json`` tells of it."""
        flags = [self.flag] if self.flag else []
        return {"student": self.student, "reason": self.reason, "flags": flags}


class WorkersError(Exception):
    """Why there is nobody who can grade, or no longer, in one sentence."""


class Workers(Protocol):
    """Whoever grades: the engine hands out submissions, and collects what comes back."""

    def room(self) -> int:
        """Return how many more submissions can be handed out now."""

    def hand_out(self, submission: Submission) -> None:
        """Give a submission to a worker; only while there is room."""

    def wait(self) -> None:
        """Wait until something came back; this may be interrupted, and loses nothing then.

        Raises:
            WorkersError: nobody is left who could grade.
        """

    def collect(self) -> Iterable[Graded | Failure]:
        """Return what came back.

        Raises:
            WorkersError: nobody is left who could grade.
        """

    def close(self) -> None:
        """Let go of the workers, at once; what they still hold is not graded."""


def attempt(submission: Submission, assignment: Assignment, options: Options) -> Graded | Failure:
    """Grade one submission; whatever happens, there is an answer that can be sent back."""
    try:
        # here, so that also what keeps the grader from being imported comes back as an answer
        from sixprinciples.grading.sandbox import SandboxError
        from sixprinciples.grading.score import score
        from sixprinciples.grading.submission import SubmissionError
    except Exception as error:
        return Failure(submission.student, _mistake(error), "machine")
    try:
        return score(submission, assignment, options)
    except SubmissionError as error:
        return Failure(submission.student, str(error), flag=error.flag)
    except SandboxError as error:
        return Failure(submission.student, str(error), "machine")
    except Exception as error:
        return Failure(submission.student, _mistake(error))


def _mistake(error: Exception) -> str:
    """Say what went wrong in our own code, and where: enough to report it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}, line {frame.lineno}"
    return f"The grader itself failed ({type(error).__name__} in {place}: {error}); report this."

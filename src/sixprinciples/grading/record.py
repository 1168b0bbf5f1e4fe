"""The only writer: graded submissions into the gradebook and ``autograded/``.

For each submission: the journal keeps the result; its folder is written aside; the gradebook takes
the scores in one transaction; the folder is put in place; the journal lets go. Each step can be
done twice, so a process that ends anywhere between them loses nothing and doubles nothing: the next
run records the submission once more from the journal.
"""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sixprinciples.grading.assignment import Assignment
from sixprinciples.grading.autograded import Autograded, Staged, beside
from sixprinciples.grading.course import Course
from sixprinciples.grading.gradebook import GradebookWriter, RecordError, StorageError, Written
from sixprinciples.grading.graded import Graded
from sixprinciples.grading.journal import Entry, Journal
from sixprinciples.grading.submission import Submission

__all__ = ["RecordError", "Recorder", "StorageError"]

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)


class Recorder:
    """Records the graded submissions of one assignment; used by one thread of one process."""

    def __init__(
        self, course: Course, assignment: Assignment, journal: Journal, *, patience: float = 60.0
    ) -> None:
        """Get ready to record, and tidy up folders that a killed run left half replaced.

        Args:
            course: where to record.
            assignment: what is graded.
            journal: the course's journal, open.
            patience: seconds to wait for another program that has locked the gradebook.

        Raises:
            CourseError: a setting of the course is wrong.
            RecordError: a folder cannot be tidied up.
        """
        self._assignment = assignment
        self._journal = journal
        self._autograded = Autograded(course)
        self._gradebook = GradebookWriter(course, patience=patience)
        for pending in journal.pending(assignment.name):
            self._settle(pending.graded.student)

    def close(self) -> None:
        """Close the connection to the gradebook; the journal stays open."""
        self._gradebook.close()

    def record(
        self,
        graded: Graded,
        submission: Submission,
        *,
        options: str,
        tasks: frozenset[str] = frozenset(),
    ) -> dict[str, Any]:
        """Record one result; what was pending in the journal is recorded the same way.

        Args:
            graded: the result.
            submission: what was graded: its files and the time it was handed in.
            options: the fingerprint of the options, for `is_current`.
            tasks: the grade ids to touch; empty for all. Other notebooks stay as they are.

        Returns:
            What is told about it: student, score, max_score, seconds, verdicts and flags. The
            score is what the cells earned by themselves: no penalty, nothing given by hand.

        Raises:
            RecordError: this submission could not be recorded. The journal keeps the result for
                another try; gradebook and folder are as they were before, unless the folder
                could not be replaced after the gradebook had taken the scores.
            StorageError: the same, and the next ones will fare no better.
            JournalError: the journal cannot be written.
            ValueError: the result is of another submission, or of an earlier state of it.
        """
        if (graded.student, graded.digest) != (submission.student, submission.digest):
            raise ValueError("This is the result of another submission.")
        self._journal.scored(graded, options=options, tasks=tasks)
        staged = self._stage(graded, submission, tasks)
        try:
            written = self._gradebook.write(graded, submission.timestamp, tasks)
            self._put_in_place(staged)
        except BaseException:
            with suppress(OSError):  # the next try tidies up
                staged.settle()
            raise
        summary = _summary(graded, written, tasks)
        self._journal.recorded(graded.assignment, graded.student, summary)
        return summary

    def is_current(self, student: str, digest: str, version: str, options: str) -> bool:
        """Tell whether a submission is recorded as it would be recorded now.

        It must have been recorded from the same submission, assignment and options, and both its
        scores in the gradebook and its notebooks in ``autograded/`` must still be what was
        recorded: a gradebook that was put back to an older copy is graded again.

        Raises:
            StorageError: the gradebook cannot be read.
            JournalError: the journal cannot be read.
        """
        entry = self._journal.find(self._assignment.name, student)
        return (
            entry is not None
            and (entry.digest, entry.version, entry.options) == (digest, version, options)
            and self._holds_notebooks(student, entry)
            and self._holds_scores(student, entry)
        )

    def summary(self, student: str) -> dict[str, Any] | None:
        """Return what was told about a submission when it was recorded, or None."""
        entry = self._journal.find(self._assignment.name, student)
        return entry.summary if entry else None

    def _stage(self, graded: Graded, submission: Submission, tasks: frozenset[str]) -> Staged:
        """Write the folder aside: a disk that is full is noticed before anything else changed."""
        files = beside(submission.files, self._assignment.files)
        notebooks = {f"{notebook.name}.ipynb": notebook.content for notebook in graded.notebooks}
        named = {*graded.missing, *(notebook.name for notebook in graded.notebooks)}
        is_part = bool(tasks) or any(
            notebook.name not in named for notebook in self._assignment.notebooks
        )
        place = (graded.student, graded.assignment)
        with _sentences(self._autograded.aside(*place).place):
            return self._autograded.stage(*place, {**files, **notebooks}, keep=is_part)

    def _put_in_place(self, staged: Staged) -> None:
        with _sentences(staged.place):
            staged.put_in_place()

    def _settle(self, student: str) -> None:
        staged = self._autograded.aside(student, self._assignment.name)
        with _sentences(staged.place):
            staged.settle()

    def _holds_notebooks(self, student: str, entry: Entry) -> bool:
        sizes = {notebook["name"]: notebook["size"] for notebook in entry.result["notebooks"]}
        return self._autograded.holds(student, self._assignment.name, sizes)

    def _holds_scores(self, student: str, entry: Entry) -> bool:
        found = self._gradebook.scores(self._assignment.name, student)
        if found is None:
            return False
        recorded = {
            (cell["notebook"], cell["grade_id"]): cell["auto_score"]
            for notebook in entry.result["notebooks"]
            for cell in notebook["cells"]
            if not entry.tasks or cell["grade_id"] in entry.tasks
        }
        return all(recorded.get(place, score) == score for place, score in found.items())


@contextmanager
def _sentences(folder: Path) -> Iterator[None]:
    """Turn what can go wrong with a folder into one sentence."""
    try:
        yield
    except OSError as error:
        kind = StorageError if error.errno in _NO_ROOM else RecordError
        raise kind(
            f"The folder {folder} cannot be written ({error.strerror or error}): see that there is"
            " room and that you may write there, then run the command again."
        ) from error


def _summary(graded: Graded, written: Written, tasks: frozenset[str]) -> dict[str, Any]:
    cells = [
        cell
        for notebook in graded.notebooks
        for cell in notebook.cells
        if not tasks or cell.grade_id in tasks
    ]
    cells += written.others
    times = Counter(cell.grade_id for cell in cells)
    late = ("late",) if written.late else ()
    return {
        "student": graded.student,
        "score": sum(cell.auto_score or 0.0 for cell in cells),
        "max_score": sum(cell.max_score for cell in cells),
        "seconds": graded.seconds,
        "verdicts": {
            cell.grade_id
            if times[cell.grade_id] == 1
            else f"{cell.notebook}/{cell.grade_id}": cell.verdict.value
            for cell in cells
        },
        "flags": list(dict.fromkeys((*graded.flags, *late))),
        "remarks": list(graded.remarks),
    }

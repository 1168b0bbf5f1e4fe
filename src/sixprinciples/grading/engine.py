"""A class's submissions from the course directory to the gradebook.

Submissions are read one by one as workers become free, handed out, and recorded as they come back,
so that a class of thousands takes no more memory than one of ten. Whatever ends a run in between
(Ctrl-C, a full disk, a cluster that went away), what is recorded stays, and the next run goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from nbgrader.preprocessors import Execute, IgnorePattern, LimitOutput, NbGraderPreprocessor

from sixprinciples.grading import capacity, proof
from sixprinciples.grading.assignment import Assignment, read_assignment
from sixprinciples.grading.attempt import Failure, Workers, WorkersError
from sixprinciples.grading.course import Course, CourseError, open_course
from sixprinciples.grading.graded import Graded
from sixprinciples.grading.interrupts import Interrupts
from sixprinciples.grading.journal import Journal, JournalError, Pending, fingerprint
from sixprinciples.grading.options import Options
from sixprinciples.grading.planning import plan_for
from sixprinciples.grading.record import Recorder, RecordError, StorageError
from sixprinciples.grading.sandbox import Kind, Limits, SandboxError
from sixprinciples.grading.submission import Found, Submission, SubmissionError, find, read
from sixprinciples.grading.workers import LocalWorkers

if TYPE_CHECKING:
    from sixprinciples.grading.progress import Progress

EVERYTHING_GRADED, SOME_NEED_A_PERSON, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 130

# What a person need not look at: nbgrader's penalties deal with the first, the second is no fault.
_QUIET_FLAGS = {"late", "checked_in_process"}


class Refused(Exception):
    """Why nothing could be graded, in one sentence with what to do."""


@dataclass(frozen=True)
class Request:
    """What the instructor asked for.

    Attributes:
        assignment: what to grade.
        root: the course directory.
        students: whose submissions; everybody's if empty.
        tasks: grade ids to grade; all if empty.
        workers: how many submissions to grade at once; None for what this machine carries.
        cluster: address of a Dask scheduler whose workers grade instead.
        db: address of the gradebook instead of the course's.
        force: whether to grade also what has not changed.
        sandbox: "off" only if the instructor said so.
        checker: where tests run; "auto" decides for each of them.
        compat: whether to leave out every repair that stock nbgrader does not make.
        cell_seconds: time of one cell; None for the course's ``Execute.timeout``.
        notebook_seconds: time of one notebook; None for the usual.
        memory_mb: memory of one interpreter; None for the usual.
    """

    assignment: str
    root: Path
    students: Sequence[str] = ()
    tasks: frozenset[str] = frozenset()
    workers: int | None = None
    cluster: str | None = None
    db: str | None = None
    force: bool = False
    sandbox: Kind = "bubblewrap"
    checker: Literal["separate", "in-process", "auto"] = "auto"
    compat: bool = False
    cell_seconds: float | None = None
    notebook_seconds: float | None = None
    memory_mb: int | None = None


@dataclass
class Outcome:
    """What came of it.

    Attributes:
        assignment: what was graded.
        total: how many submissions there were.
        graded: what the recorder told about each submission that was graded.
        failed: those that could not be graded.
        skipped: students whose submissions had not changed.
        flagged: students whose submissions a person should look at, and why.
        stopped: why grading ended before its end, if it did.
        interrupted: whether that was a Ctrl-C.
        forced: whether what has not changed was to be graded, too.
    """

    assignment: str
    total: int
    graded: list[dict[str, Any]] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    flagged: dict[str, str] = field(default_factory=dict)
    stopped: str = ""
    interrupted: bool = False
    forced: bool = False

    @property
    def exit_status(self) -> int:
        """What the command ends with."""
        if self.interrupted:
            return INTERRUPTED
        if self.stopped or (self.failed and not self.graded and not self.skipped):
            return NOTHING_DONE
        return SOME_NEED_A_PERSON if self.failed or self.flagged else EVERYTHING_GRADED

    def as_json(self) -> dict[str, Any]:
        """Return what ``--json`` prints."""
        return {
            "assignment": self.assignment,
            "graded": self.graded,
            "failed": [one.as_json() for one in self.failed],
            "skipped": self.skipped,
        }


def grade(request: Request, progress: Progress) -> Outcome:
    """Grade an assignment's submissions and record them.

    Raises:
        Refused: nothing could be graded; the sentence says why.
        KeyboardInterrupt: Ctrl-C came before the first submission, or twice.
    """
    with Interrupts() as interrupts, ExitStack() as stack:
        try:
            with interrupts.allowed():
                job, recorder, workers = _prepare(request, progress, stack)
        except (CourseError, JournalError, RecordError, SandboxError, WorkersError) as error:
            raise Refused(str(error)) from error
        return _Run(job, recorder, workers, progress, interrupts).finish()


def _prepare(
    request: Request, progress: Progress, stack: ExitStack
) -> tuple[_Job, Recorder, Workers]:
    """Open all that a run needs; the stack closes it."""
    course = open_course(request.root, request.db)
    assignment = read_assignment(course, request.assignment)
    _check_tasks(assignment, request.tasks)
    found = find(course, assignment, request.students)
    if not found:
        raise CourseError(
            f"There are no submissions of {assignment.name} in "
            f"{course.root / course.coursedir.submitted_directory}: collect them first."
        )
    journal = stack.enter_context(Journal(course.root, groupshared=course.coursedir.groupshared))
    for sentence in filter(None, (*course.remarks, journal.notice)):
        progress.notice(sentence)
    options = _options(request, course)
    if request.cluster is None:
        progress.doing("Proving the sandbox")
        proof.require(request.sandbox, course=course.root)
    progress.doing("Trying the solution")
    options = replace(options, plan=plan_for(assignment, course, options, request.checker))
    recorder = stack.enter_context(closing(Recorder(course, assignment, journal)))
    pending = {one.graded.student: one for one in journal.pending(assignment.name)}
    workers = stack.enter_context(
        closing(_workers(request, replace(assignment, solutions={}), options, len(found)))
    )
    progress.begin(len(found))
    return _Job(assignment, options, found, pending, request.force), recorder, workers


def _check_tasks(assignment: Assignment, tasks: frozenset[str]) -> None:
    known = {
        cell.name
        for notebook in assignment.notebooks
        for cell in notebook.cells
        if cell.points is not None
    }
    if unknown := sorted(tasks - known):
        raise CourseError(
            f"{assignment.name} has no graded cell {unknown[0]}; it has {', '.join(sorted(known))}."
        )


def _options(request: Request, course: Course) -> Options:
    return Options(
        sandbox=request.sandbox,
        compat=request.compat,
        limits=_limits(request, course),
        tasks=request.tasks,
        settings={kind.__name__: _settings(course, kind) for kind in (IgnorePattern, LimitOutput)},
    )


def _limits(request: Request, course: Course) -> Limits:
    """Return what a submission may use; a cell as long as the course says, or the whole budget."""
    usual = Limits()
    cell = request.cell_seconds or course.preprocessor(Execute).timeout
    notebook = request.notebook_seconds or max(usual.notebook_seconds, cell or 0)
    return replace(
        usual,
        cell_seconds=float(cell) if cell and cell > 0 else notebook,
        notebook_seconds=notebook,
        memory_mb=request.memory_mb or usual.memory_mb,
    )


def _settings(course: Course, kind: type[NbGraderPreprocessor]) -> dict[str, Any]:
    """Return the course's settings of a preprocessor, which it may also have left out."""
    step = course.preprocessor(kind)
    settings = {name: getattr(step, name) for name in step.class_own_traits(config=True)}
    return {**settings, "enabled": step.enabled and _is_used(course, kind)}


def _is_used(course: Course, kind: type[NbGraderPreprocessor]) -> bool:
    return any(
        used is kind or isinstance(used, kind) or str(used).rpartition(".")[2] == kind.__name__
        for used in course.autograde.autograde_preprocessors
    )


def _workers(request: Request, assignment: Assignment, options: Options, most: int) -> Workers:
    if request.cluster is None:
        count = request.workers or capacity.worker_count(options.limits.memory_mb)
        return LocalWorkers(min(count, most), assignment, options)
    from sixprinciples.grading.cluster import DaskWorkers  # Dask takes a second to import

    return DaskWorkers(request.cluster, assignment, options)


@dataclass(frozen=True)
class _Job:
    """What a run is to grade."""

    assignment: Assignment
    options: Options
    found: Sequence[Found]
    pending: Mapping[str, Pending]
    force: bool

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self.options.known())


class _Run:
    """One run: what is out, and what came of the rest."""

    def __init__(
        self,
        job: _Job,
        recorder: Recorder,
        workers: Workers,
        progress: Progress,
        interrupts: Interrupts,
    ) -> None:
        self._job, self._recorder, self._workers = job, recorder, workers
        self._progress, self._interrupts = progress, interrupts
        self._outcome = Outcome(job.assignment.name, len(job.found), forced=job.force)
        self._source = self._to_grade()
        self._next: Submission | None = None
        self._out: dict[str, Submission] = {}

    def finish(self) -> Outcome:
        """Grade what there is to grade."""
        try:
            self._grade()
        except KeyboardInterrupt:
            self._outcome.interrupted = True
            with suppress(*_STOPPING):
                self._collect()
        except _STOPPING as error:
            self._outcome.stopped = str(error)
        return self._outcome

    def _grade(self) -> None:
        self._hand_out()
        while self._out:
            with self._interrupts.allowed():
                self._workers.wait()
            for result in self._workers.collect():
                submission = self._out.pop(result.student)
                try:
                    self._hand_out()  # first, so that nobody waits while this is recorded
                finally:
                    self._settle(result, submission)
            self._read_ahead()

    def _collect(self) -> None:
        """Record what came back by now, and hand out no more."""
        for result in self._workers.collect():
            self._settle(result, self._out.pop(result.student))

    def _hand_out(self) -> None:
        while self._workers.room() > 0 and self._read_ahead():
            submission, self._next = self._next, None
            assert submission is not None
            self._out[submission.student] = submission
            self._workers.hand_out(submission)

    def _read_ahead(self) -> bool:
        """Have the next submission at hand, and return whether there is one."""
        self._next = self._next or next(self._source, None)
        return self._next is not None

    def _to_grade(self) -> Iterator[Submission]:
        """Read submissions one by one; yield those that are not recorded as they are."""
        for found in self._job.found:
            self._interrupts.check()
            try:
                submission = read(found, self._job.assignment, compat=self._job.options.compat)
            except SubmissionError as error:
                self._fail(Failure(found.student, str(error), flag=error.flag))
                continue
            if not self._is_done(submission):
                yield submission

    def _is_done(self, submission: Submission) -> bool:
        """Return whether nobody's code need be run again; record what only was not recorded."""
        if self._job.force:
            return False
        key = (submission.digest, self._job.assignment.version, self._job.fingerprint)
        pending = self._job.pending.get(submission.student)
        if pending and (pending.graded.digest, pending.graded.version, pending.options) == key:
            self._record(pending.graded, submission)
        elif self._recorder.is_current(submission.student, *key):
            self._skip(submission)
        else:
            return False
        return True

    def _settle(self, result: Graded | Failure, submission: Submission) -> None:
        if isinstance(result, Graded):
            self._record(result, submission)
        elif result.concerns == "machine":
            raise WorkersError(result.reason)
        else:
            self._fail(result)

    def _record(self, graded: Graded, submission: Submission) -> None:
        try:
            summary = self._recorder.record(
                graded, submission, options=self._job.fingerprint, tasks=self._job.options.tasks
            )
        except StorageError:
            raise
        except RecordError as error:
            self._fail(Failure(graded.student, str(error)))
        else:
            self._outcome.graded.append(summary)
            self._flag(graded.student, summary)
            self._progress.graded(summary)

    def _skip(self, submission: Submission) -> None:
        self._flag(submission.student, self._recorder.summary(submission.student) or {})
        self._outcome.skipped.append(submission.student)
        self._progress.skipped(submission.student)

    def _fail(self, failure: Failure) -> None:
        self._outcome.failed.append(failure)
        self._progress.failed(failure)

    def _flag(self, student: str, summary: Mapping[str, Any]) -> None:
        """Note why a person should look at a submission, if one should."""
        flags = summary.get("flags", ())
        loud = [flag.replace("_", " ") for flag in flags if flag not in _QUIET_FLAGS]
        if loud:
            remarks = " ".join(summary.get("remarks", ()))
            self._outcome.flagged[student] = f"{', '.join(loud)}. {remarks}".strip()


_STOPPING = (StorageError, JournalError, WorkersError)  # no submission will fare better

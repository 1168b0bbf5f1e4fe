"""Recording in processes of their own: killed at a chosen moment, or as an ordinary user.

Starting Python and importing nbgrader takes seconds, so one helper process does that once; it has
no threads and forks a child for each order.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from stock_course import NAME, graded_by, handed_in

from sixprinciples.grading import autograded, gradebook, journal, record
from sixprinciples.grading.assignment import read_assignment
from sixprinciples.grading.course import open_course
from sixprinciples.grading.graded import Graded
from sixprinciples.grading.journal import Journal, JournalError
from sixprinciples.grading.record import Recorder, RecordError

OPTIONS = "some options"
OURS = {module.__file__ for module in (autograded, gradebook, journal, record)}
NOBODY = 65534


@dataclass(frozen=True)
class Helper:
    """The helper process."""

    process: "subprocess.Popen[str]"

    def record(
        self, course: Path, stock: Path, students: list[str], **options: Any
    ) -> dict[str, Any]:
        """Record in a course what nbgrader made of submissions in another, in a new process.

        Args:
            course: where to record; what its journal has pending comes first.
            stock: the course that nbgrader graded.
            students: whose submissions.
            options: `db` address of the gradebook; `kill_at` number of the step before which
                the process is killed, 0 to count them only; `only_open` to record nothing, not
                even what is pending; `user` number of the user to be.

        Returns:
            `status` of the process, negative for a signal, and, unless it was killed: `error`
            that ended it, `pending` and `fresh` students it recorded, the number of `steps` it
            took, and `renames`, those of them that rename something.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        order = {"course": str(course), "stock": str(stock), "students": students, **options}
        print(json.dumps(order), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())


@contextmanager
def helper() -> Iterator[Helper]:
    """Start the helper process."""
    with subprocess.Popen(
        [sys.executable, __file__],
        cwd=Path(__file__).parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Helper(process)
        assert process.stdin is not None
        process.stdin.close()


class Countdown:
    """Counts the steps of recording, and kills this process before one of them.

    A step is a call that our modules make, or anything done to a file.
    """

    def __init__(self, kill_at: int | None) -> None:
        self.steps = 0
        self.renames: list[int] = []
        self._kill_at = kill_at

    def __enter__(self) -> "Countdown":
        sys.addaudithook(self._on_audit)
        sys.setprofile(self._on_call)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        sys.setprofile(None)

    def _on_call(self, frame: FrameType, what: str, _: object) -> None:
        caller = frame.f_back if what == "call" else frame
        if what in {"call", "c_call"} and caller and caller.f_code.co_filename in OURS:
            self._step()

    def _on_audit(self, what: str, _: object) -> None:
        if what == "open" or what.startswith(("os.", "shutil.")):
            self._step()
        if what == "os.rename":
            self.renames.append(self.steps)

    def _step(self) -> None:
        self.steps += 1
        if self.steps == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


def _record(order: dict[str, Any]) -> dict[str, Any]:
    course = open_course(Path(order["course"]), order.get("db"))
    results = {student: _result(order["stock"], student) for student in order["students"]}
    if "user" in order:
        os.setgroups([])
        os.setgid(order["user"])
        os.setuid(order["user"])
    done: dict[str, Any] = {"pending": [], "fresh": [], "error": None}
    countdown = Countdown(order.get("kill_at"))
    with countdown if order.get("kill_at") is not None else nullcontext():
        try:
            _record_all(course, results, done, only_open=order.get("only_open", False))
        except (RecordError, JournalError) as error:
            done["error"] = str(error)
    return {**done, "steps": countdown.steps, "renames": countdown.renames}


def _record_all(
    course: Any, results: dict[str, Graded], done: dict[str, Any], *, only_open: bool
) -> None:
    with Journal(course.root) as kept:
        assignment = read_assignment(course, NAME)
        with closing(Recorder(course, assignment, kept, patience=1)) as recorder:
            if only_open:
                return
            for pending in kept.pending(NAME):
                student = pending.graded.student
                submission = handed_in(course, student)
                recorder.record(pending.graded, submission, options=pending.options)
                done["pending"].append(student)
            for student, graded in results.items():
                submission = handed_in(course, student)
                if not recorder.is_current(student, submission.digest, graded.version, OPTIONS):
                    recorder.record(
                        replace(graded, digest=submission.digest), submission, options=OPTIONS
                    )
                    done["fresh"].append(student)


@cache
def _result(stock: str, student: str) -> Graded:
    return graded_by(open_course(Path(stock)), student)


def _in_child(order: dict[str, Any]) -> dict[str, Any]:
    for student in order["students"]:  # once for all children
        _result(order["stock"], student)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with open(writing, "w") as answer:
                json.dump(_record(order), answer)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with open(reading) as answer:
        told = answer.read()
    _, status = os.waitpid(child, 0)
    return {"status": os.waitstatus_to_exitcode(status), **json.loads(told or "{}")}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(_in_child(json.loads(line))), flush=True)

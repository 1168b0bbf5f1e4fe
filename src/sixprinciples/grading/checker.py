"""Tests that run apart from what they test: on values fetched from a submission's interpreter.

A submission is run in two phases. While its cells run, `Checking.gather` fetches at the place of
each test what that needs; nothing of the test itself, not even that it is one, goes to the
submission. When all its cells have run, `Checking.judge` runs the tests in an interpreter of
their own. Calls of student functions go to a copy of the submission's interpreter made at the
test's place, so that no later cell can tell what a test asked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sixprinciples.grading import codec
from sixprinciples.grading.handle import CellRun, Ended, Interpreter, Snapshot
from sixprinciples.grading.names import carried
from sixprinciples.grading.outputs import error_output
from sixprinciples.grading.plan import Step

Fork = Callable[[], Interpreter]
"""Makes a fresh interpreter for tests, with the instructor's files in its directory."""

_WORDS = {
    "timeout": ("CellTimeoutError", "No reply from kernel before timeout"),
    "memory": ("MemoryError", "The code used more memory than it may."),
    "died": ("DeadKernelError", "The interpreter ended before this test."),
}
_NO_ANSWER = {
    "timeout": TimeoutError("The function did not return in time."),
    "memory": MemoryError("The function used more memory than it may."),
    "died": RuntimeError("The interpreter ended while the function ran."),
}
_MARGIN = 1.0  # second
_QUOTE_NOTHING = "__import__('sixprinciples.checks', fromlist='*').functions.quote_nothing()"


@dataclass
class Material:
    """What one test needs from a submission.

    Attributes:
        step: the test.
        values: what was fetched, as unread bytes; None where a name is not defined.
        snapshot: the submission's interpreter as it was, to call functions in.
        ended: what kept the values from being fetched, if anything did.
    """

    step: Step
    values: Mapping[str, bytes | None] = field(default_factory=dict)
    snapshot: Snapshot | None = None
    ended: Ended | None = None

    def close(self) -> None:
        """End the copy of the submission's interpreter."""
        if self.snapshot is not None:
            self.snapshot.close()


class Checking:
    """The separate tests of one notebook of one submission."""

    def __init__(self, fork: Fork) -> None:
        """Take what makes the interpreter of the tests, which is not made before it is needed."""
        self._fork = fork
        self._checker: Interpreter | None = None
        self._passed: list[str] = []  # what a new interpreter has to know of tests before

    def gather(self, step: Step, student: Interpreter, *, deadline: float) -> Material:
        """Fetch what a test needs, at its place among the cells of a submission.

        What students see of the test's imports and definitions then runs in the submission's
        interpreter, because cells after it may rely on that.
        """
        material = Material(step)
        try:
            if step.needs:
                fetched = student.fetch(step.needs, deadline=deadline)
                material.values = fetched.values
                if fetched.functions:
                    material.snapshot = student.snapshot(deadline=deadline)
        except Ended as end:
            material.ended = end
        if step.shown and student.alive:
            student.run(step.shown, history=False, deadline=deadline)
        return material

    def judge(self, material: Material, *, deadline: float) -> CellRun:
        """Run a test on what was gathered; its outputs are those of the test cell.

        Where the submission's interpreter ended, or a call of a function took too long, the
        result says so in `CellRun.ended`.
        """
        calls = _Calls(material, deadline)
        try:
            if material.ended is not None:
                return _never_run(material.ended)
            return calls.noted(self._judge(material, calls, deadline))
        finally:
            material.close()

    def _judge(self, material: Material, calls: _Calls, deadline: float) -> CellRun:
        checker = self._ready(deadline)
        bound = self._prepare(checker, material, calls, deadline)
        values = {} if bound else _defined(material)
        absent = [] if bound else _undefined(material)
        source = material.step.source
        run = checker.test(source, values, absent, calls.call, deadline=deadline)
        self._passed.append(source)
        return replace(run, unreadable=run.unreadable + (bound.unreadable if bound else ()))

    def close(self) -> None:
        """End the interpreter of the tests."""
        if self._checker is not None:
            self._checker.kill()
            self._checker = None

    def _ready(self, deadline: float) -> Interpreter:
        """Return an interpreter that knows what earlier tests imported and defined."""
        if self._checker is not None and self._checker.alive:
            return self._checker
        self.close()
        self._checker = self._fork()
        if self._passed:  # one before it may have asked in secret
            self._checker.run(_QUOTE_NOTHING, history=False, deadline=deadline)
        for source in self._passed:
            self._checker.run(carried(source), history=False, deadline=deadline)
        return self._checker

    def _prepare(
        self, checker: Interpreter, material: Material, calls: _Calls, deadline: float
    ) -> CellRun | None:
        """Run what the test relies on; definitions may need values, so these are bound first."""
        step = material.step
        if not step.before:
            return None
        bound = checker.test(
            "pass", _defined(material), _undefined(material), calls.call, deadline=deadline
        )
        for source in step.before:
            checker.run(source, history=False, deadline=deadline)
        self._passed += step.before
        return bound


class _Calls:
    """The calls of one test, which go to the snapshot made for it.

    A call that cannot be answered raises an error in the test, which may go on to its next part.
    """

    def __init__(self, material: Material, deadline: float) -> None:
        self._material = material
        # so that the test itself has time left to say what it found
        self._deadline = deadline - min(_MARGIN, max(0.0, deadline - time.monotonic()) / 4)
        self._ended: Ended | None = None

    def call(self, function: int, payload: bytes) -> bytes:
        """Call a function and return the outcome as bytes."""
        try:
            if self._ended is not None:
                raise self._ended
            if self._material.snapshot is None:  # something was passed off as a function
                raise Ended("died", tampered=True)
            return self._material.snapshot.call(function, payload, deadline=self._deadline)
        except Ended as end:
            self._ended = end
            return codec.encode_outcome(codec.FunctionTable(), error=_NO_ANSWER[end.kind])

    def noted(self, run: CellRun) -> CellRun:
        """Return what came of the test, with what kept calls from being answered."""
        if self._ended is None:
            return run
        tampered = run.tampered or self._ended.tampered
        return replace(run, ended=run.ended or self._ended.kind, tampered=tampered)


def _defined(material: Material) -> dict[str, bytes]:
    return {name: data for name, data in material.values.items() if data is not None}


def _undefined(material: Material) -> list[str]:
    return [name for name, data in material.values.items() if data is None]


def _never_run(end: Ended) -> CellRun:
    return CellRun(
        [error_output(*_WORDS[end.kind])], "error", ended=end.kind, tampered=end.tampered
    )

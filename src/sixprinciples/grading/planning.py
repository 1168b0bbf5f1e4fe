"""How the tests of an assignment are run: found out once, and kept beside the course's journal."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nbgrader.preprocessors import ClearHiddenTests

from sixprinciples.grading.assignment import Assignment
from sixprinciples.grading.calibration import Mode, calibrate
from sixprinciples.grading.course import Course, CourseError
from sixprinciples.grading.handle import Ended, Interpreter
from sixprinciples.grading.journal import fingerprint
from sixprinciples.grading.options import Options
from sixprinciples.grading.plan import Delimiters, Plan, Step
from sixprinciples.grading.sandbox import Kind, Limits
from sixprinciples.grading.warm import Role, Warm


def plan_for(assignment: Assignment, course: Course, options: Options, mode: Mode) -> Plan:
    """Return how each test is run; the instructor's solution is tried only if that is not known.

    Args:
        assignment: with its solutions.
        course: where the plan is kept.
        options: of the run that is about to begin.
        mode: what the instructor ordered.

    Raises:
        SandboxError: the solution cannot be tried, for there is no sandbox.
        CourseError: it cannot be tried for another reason.
    """
    delimiters = _delimiters(course)
    limits = _generous(options.limits)
    key = _key(assignment, limits, options.sandbox, mode, delimiters)
    name = hashlib.sha256(assignment.name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    kept = course.root / ".sixprinciples" / f"plan-{name}.json"
    plan = _kept(kept, key)
    if plan is None:
        with Warm(
            sandbox=options.sandbox, limits=limits, preload=assignment.preload, course=course.root
        ) as warm:
            plan = _tried(assignment, warm, limits, mode, delimiters)
        _keep(kept, key, plan)
    return plan


def _generous(limits: Limits) -> Limits:
    """Return limits that no solution meets only because submissions are to be kept short."""
    usual = Limits()
    return replace(
        limits,
        cell_seconds=max(limits.cell_seconds, usual.cell_seconds),
        notebook_seconds=max(limits.notebook_seconds, usual.notebook_seconds),
        memory_mb=max(limits.memory_mb, usual.memory_mb),
    )


def _delimiters(course: Course) -> Delimiters:
    step = course.preprocessor(ClearHiddenTests)
    return Delimiters(step.begin_test_delimeter, step.end_test_delimeter)


def _key(
    assignment: Assignment, limits: Limits, sandbox: Kind, mode: Mode, delimiters: Delimiters
) -> str:
    """Return a text that changes with all that a trial depends on."""
    solutions = {
        name: hashlib.sha256(content).hexdigest() for name, content in assignment.solutions.items()
    }
    grader = (version("sixprinciples"), platform.python_version())
    known: list[Any] = [assignment.version, solutions, mode, asdict(delimiters), grader]
    return fingerprint([*known, asdict(limits), sandbox])


def _tried(
    assignment: Assignment, warm: Warm, limits: Limits, mode: Mode, delimiters: Delimiters
) -> Plan:
    def fork(role: Role) -> Interpreter:
        interpreter = Interpreter(warm.fork(role), limits)
        interpreter.files(assignment.files, deadline=time.monotonic() + limits.cell_seconds)
        return interpreter

    try:
        return calibrate(
            assignment,
            fork,
            mode=mode,
            delimiters=delimiters,
            cell_seconds=limits.cell_seconds,
            notebook_seconds=limits.notebook_seconds,
        )
    except Ended as end:
        raise CourseError(
            f"The solution of {assignment.name} cannot be tried: its interpreter ended "
            f"({end.kind}) before it ran; if the assignment has large data files, make them "
            "smaller or allow more by --timeout and --memory."
        ) from end


def _kept(path: Path, key: str) -> Plan | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads(path.read_bytes())
        if found["key"] == key:
            return Plan({(book, step["grade_id"]): _step(step) for book, step in found["steps"]})
    return None


def _step(kept: Mapping[str, Any]) -> Step:
    lists = {name: tuple(kept[name]) for name in ("before", "needs")}
    return Step(**{**kept, **lists, "unmet": frozenset(kept["unmet"])})


def _keep(path: Path, key: str, plan: Plan) -> None:
    """Write a plan so that it is there as a whole or not at all; a run does without, too."""
    steps = [(book, asdict(step)) for (book, _), step in plan.steps.items()]
    aside = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        aside.write_text(json.dumps({"key": key, "steps": steps}, default=sorted), "utf-8")
        os.replace(aside, path)

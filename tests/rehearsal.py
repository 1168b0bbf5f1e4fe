"""One submission run by hand in real interpreters, cell by cell, for tests of how that is done."""

import time
from collections.abc import Mapping, Sequence
from functools import partial

from sixprinciples.grading.checker import Checking
from sixprinciples.grading.controls import Clock, Evidence, evidence, genuine
from sixprinciples.grading.handle import CellRun, Interpreter
from sixprinciples.grading.plan import Cell, Step
from sixprinciples.grading.sandbox import Limits
from sixprinciples.grading.warm import Role, Warm

LIMITS = Limits()
PATIENCE = 60.0  # seconds that a cell may take on a busy machine


def soon(seconds: float = PATIENCE) -> float:
    """Return a deadline."""
    return time.monotonic() + seconds


def fork(warm: Warm, role: Role) -> Interpreter:
    """Return a fresh interpreter."""
    return Interpreter(warm.fork(role), LIMITS)


def rehearse(
    warm: Warm,
    cells: Sequence[Cell],
    steps: Mapping[str, Step],
    answers: Mapping[str, str],
    *,
    seconds: float = PATIENCE,
) -> dict[str, CellRun]:
    """Run a notebook whose tasks are answered in this way; return what came of the named cells."""
    student, checking = fork(warm, "student"), Checking(partial(fork, warm, "checker"))
    runs, materials = {}, {}
    try:
        for cell in cells:
            step = steps.get(cell.grade_id)
            if step and step.separate:
                materials[cell.grade_id] = checking.gather(step, student, deadline=soon())
                continue
            source = answers.get(cell.grade_id, cell.given)
            run = student.run(source, deadline=soon())
            runs[cell.grade_id] = genuine(run, source) if step else run
        for name, material in materials.items():
            runs[name] = checking.judge(material, deadline=soon(seconds))
    finally:
        checking.close()
        student.kill()
    return runs


def controlled(
    warm: Warm, cells: Sequence[Cell], steps: Mapping[str, Step], answers: Mapping[str, str]
) -> dict[str, Evidence]:
    """Return what the controls of all tests beside the code say of the same submission."""
    sources = [(cell.grade_id, answers.get(cell.grade_id, cell.given)) for cell in cells]
    beside = {name for name, step in steps.items() if not step.separate}
    return evidence(sources, steps, beside, partial(fork, warm), Clock(PATIENCE, soon(600)))

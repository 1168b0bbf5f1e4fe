"""Trying an assignment's tests on its own solution, before any submission is graded.

A test runs on values if it then scores what it scores beside the code: for the solution, and for
the notebook that students are given. Whatever differs needs live objects, and runs beside the code.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Literal

from nbformat.notebooknode import NotebookNode, from_dict
from nbgrader.utils import determine_grade

from sixprinciples.grading.assignment import Assignment
from sixprinciples.grading.checker import Checking
from sixprinciples.grading.controls import Clock, Evidence, evidence, genuine
from sixprinciples.grading.handle import CellRun, Interpreter
from sixprinciples.grading.plan import (
    DELIMITERS,
    Caution,
    Cell,
    Delimiters,
    Plan,
    Stars,
    Step,
    code_cells,
    star_statements,
    steps,
)
from sixprinciples.grading.warm import Role

Mode = Literal["separate", "in-process", "auto"]
Outcome = float | str
"""The points of a test, or how another cell ended."""

_ASKED = "`--checker in-process` was asked for."
_BASELINE = "It is run beside the code to see what it should score."
_MOST_TRIALS = 5


def calibrate(
    assignment: Assignment,
    fork: Callable[[Role], Interpreter],
    *,
    mode: Mode = "auto",
    delimiters: Delimiters = DELIMITERS,
    cell_seconds: float = 30.0,
    notebook_seconds: float = 300.0,
) -> Plan:
    """Return how each test of an assignment is run, with the reason.

    Called by the driver once per assignment; the plan travels with the submissions, the solution
    does not. Without a solution on disk, only tests run on values that certainly can.

    Args:
        assignment: the assignment.
        fork: makes a fresh interpreter with the instructor's files in its directory.
        mode: "auto" to decide by trial, or what the instructor ordered.
        delimiters: of hidden tests, as the course set them.
        cell_seconds: how long one cell may take.
        notebook_seconds: how long one run of a notebook may take.
    """
    found = {}
    for notebook in assignment.notebooks:
        solution = assignment.solutions.get(notebook.name)
        trials = _Trials(
            cells=tuple(code_cells(notebook, solution)),
            solved=solution is not None,
            fork=fork,
            delimiters=delimiters,
            seconds=(cell_seconds, notebook_seconds),
        )
        for grade_id, step in trials.decide(mode).items():
            found[notebook.name, grade_id] = step
    return Plan(found)


@dataclass(frozen=True)
class _Trials:
    """The trial runs of one notebook."""

    cells: tuple[Cell, ...]
    solved: bool
    fork: Callable[[Role], Interpreter]
    delimiters: Delimiters
    seconds: tuple[float, float]

    def decide(self, mode: Mode) -> dict[str, Step]:
        """Return how each test is run."""
        stars = self._stars()
        tests = [cell.grade_id for cell in self.cells if cell.role == "test"]
        if mode == "separate":
            return self._steps(stars, {}, "none")
        if mode == "in-process":
            return self._controlled(self._steps(stars, dict.fromkeys(tests, _ASKED), "none"))
        if not self.solved:
            return self._steps(stars, {}, "doubts")
        if not tests:
            return {}
        return self._controlled(self._by_trial(stars, tests))

    def _steps(
        self, stars: Stars, in_process: Mapping[str, str], caution: Caution
    ) -> dict[str, Step]:
        return steps(
            self.cells, in_process=in_process, stars=stars, delimiters=self.delimiters,
            caution=caution,
        )  # fmt: skip

    # --- which tests do on values -----------------------------------------------------------------

    def _by_trial(self, stars: Stars, tests: Sequence[str]) -> dict[str, Step]:
        beside = self._outcomes(self._steps(stars, dict.fromkeys(tests, _BASELINE), "none"))
        reasons: dict[str, str] = {}
        for _ in range(_MOST_TRIALS):
            found = self._steps(stars, reasons, "signs")
            if all(not step.separate for step in found.values()):
                return found
            apart = self._outcomes(found)
            odd = [place for place in beside if apart[place] != beside[place]]
            if not odd:
                return found
            new = self._blame(odd, found, beside, apart)
            if not new:
                return found
            reasons |= new
        return self._steps(stars, {**dict.fromkeys(tests, _UNSTEADY), **reasons}, "signs")

    def _blame(
        self,
        odd: Sequence[_Place],
        found: Mapping[str, Step],
        beside: Mapping[_Place, _Result],
        apart: Mapping[_Place, _Result],
    ) -> dict[str, str]:
        """Return which separate tests are to run beside the code, given what came out otherwise."""
        separate = {name for name, step in found.items() if step.separate}
        reasons = {}
        for place in odd:
            name = self.cells[place.cell].grade_id
            if name in separate:
                reasons[name] = _reason(place, beside[place], apart[place])
        if reasons:
            return reasons
        first = min(place.cell for place in odd)
        return {
            cell.grade_id: "A cell after it comes out otherwise if this test runs on values."
            for cell in self.cells[:first]
            if cell.grade_id in separate
        }

    def _outcomes(self, found: Mapping[str, Step]) -> dict[_Place, _Result]:
        """Return how every cell comes out, in the solution and in what students are given."""
        outcomes = {}
        for version in _VERSIONS:
            for place, run in enumerate(self._run(version, found)):
                outcomes[_Place(place, version)] = _Result.of(run, self.cells[place])
        return outcomes

    def _run(self, version: _Version, found: Mapping[str, Step]) -> list[CellRun]:
        """Run the notebook once; return what came of each cell."""
        clock, student = self._clock(), self.fork("student")
        checking = Checking(lambda: self.fork("checker"))
        runs: dict[int, CellRun] = {}
        materials = {}
        try:
            for place, source in enumerate(self._texts(version)):
                cell = self.cells[place]
                step = found.get(cell.grade_id) if cell.role == "test" else None
                if step and step.separate:
                    materials[place] = checking.gather(step, student, deadline=clock.deadline())
                    continue
                run = student.run(source, deadline=clock.deadline())
                runs[place] = genuine(run, source) if step else run
            for place, material in materials.items():
                runs[place] = checking.judge(material, deadline=clock.deadline())
        finally:
            checking.close()
            student.kill()  # and with it the copies in which tests call functions
        return [runs[place] for place in range(len(self.cells))]

    def _texts(self, version: _Version) -> list[str]:
        return [cell.source if version == "solution" else cell.given for cell in self.cells]

    def _clock(self) -> Clock:
        cell, notebook = self.seconds
        return Clock(cell, time.monotonic() + notebook)

    # --- what controls may expect, and what star imports bind -------------------------------------

    def _controlled(self, found: dict[str, Step]) -> dict[str, Step]:
        """Note which negative controls the solution itself does not meet."""
        beside = {name for name, step in found.items() if not step.separate}
        if not beside or not self.solved:
            return found
        sources = [(cell.grade_id, cell.source) for cell in self.cells]
        facts = evidence(sources, found, beside, self.fork, self._clock())
        return {
            name: replace(step, unmet=_unmet(facts[name])) if name in facts else step
            for name, step in found.items()
        }

    def _stars(self) -> dict[str, frozenset[str]]:
        clock = self._clock()
        return {star: self._names_of(star, clock) for star in star_statements(self.cells)}

    def _names_of(self, star: str, clock: Clock) -> frozenset[str]:
        """Return what a statement binds, by running it in an interpreter without a student."""
        checker = self.fork("checker")
        before = _globals(checker, clock)
        checker.run(star, history=False, deadline=clock.deadline())
        after = _globals(checker, clock)
        checker.kill()
        return frozenset(after - before)


_Version = Literal["solution", "given"]
_VERSIONS: tuple[_Version, ...] = ("solution", "given")
_UNSTEADY = "Its outcome changes from one trial to the next."


@dataclass(frozen=True)
class _Place:
    """A cell in one of the notebook's versions."""

    cell: int
    version: _Version


@dataclass(frozen=True)
class _Result:
    """How a cell came out.

    Attributes:
        outcome: the points of a test; of another cell, whether it ended with an error.
        live: the live objects that a test tried to use.
    """

    outcome: Outcome
    live: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, run: CellRun, cell: Cell) -> _Result:
        """Return how a cell came out."""
        return cls(_points(run, cell) if cell.role == "test" else run.status, run.live)


def _points(run: CellRun, cell: Cell) -> float:
    """Return what nbgrader reads from a test's outputs; a warning says nothing."""
    if run.status == "error":
        return 0.0
    outputs = [output for output in run.outputs if output.get("name") != "stderr"]
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        return float(determine_grade(_graded(outputs, cell.points))[0])
    return -1.0


def _graded(outputs: Iterable[NotebookNode], points: float) -> NotebookNode:
    marks = {"grade": True, "solution": False, "points": points}
    cell = {"cell_type": "code", "metadata": {"nbgrader": marks}, "outputs": list(outputs)}
    return from_dict(cell)


def _reason(place: _Place, beside: _Result, apart: _Result) -> str:
    if place.version == "given":
        return "On values it gives points for the notebook as students get it, and beside it none."
    if apart.live:
        return f"It needs the live object `{apart.live[0]}`."
    return (
        f"The solution scores {apart.outcome:g} on values and {beside.outcome:g} beside the code."
    )


def _unmet(facts: Evidence) -> frozenset[int]:
    return facts.missed | facts.unclear


def _globals(checker: Interpreter, clock: Clock) -> set[str]:
    run = checker.run(
        "print(__import__('json').dumps(sorted(globals())))",
        history=False,
        deadline=clock.deadline(),
    )
    with suppress(IndexError, AttributeError, ValueError):
        return set(json.loads(run.outputs[0].text))
    return set()

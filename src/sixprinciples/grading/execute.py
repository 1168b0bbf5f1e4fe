"""Running one notebook: its cells in the student's interpreter, its tests in the checker.

First all cells of the submission run; at the place of each separate test only what that needs is
fetched. Then the tests run, on what was fetched: no cell of the submission comes after them.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import cast

import nbgrader.preprocessors
from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from traitlets import Enum, Integer

from sixprinciples.grading.assignment import Assignment, read_assignment
from sixprinciples.grading.calibration import Mode
from sixprinciples.grading.checker import Checking, Material
from sixprinciples.grading.controls import Clock, Finding, evidence, genuine
from sixprinciples.grading.course import Course, open_course
from sixprinciples.grading.handle import CellRun, Ended, Interpreter
from sixprinciples.grading.options import Options
from sixprinciples.grading.outputs import error_output
from sixprinciples.grading.plan import Step
from sixprinciples.grading.planning import plan_for
from sixprinciples.grading.runtime import warm_server
from sixprinciples.grading.sandbox import Kind, Limits
from sixprinciples.grading.warm import Role, Warm

_SKIP = "skip-execution"  # the tag with which nbclient leaves a cell out

LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
"""What Jupyter's Python kernel says of its language, without its version."""


@dataclass(frozen=True)
class NotebookRun:
    """What came of a notebook.

    Attributes:
        cells: by place in the notebook, for every cell that was to run.
        flags: what a person should look at.
    """

    cells: Mapping[int, CellRun]
    flags: frozenset[str]


def run(
    notebook: NotebookNode,
    steps: Mapping[str, Step],
    *,
    files: Mapping[str, bytes],
    trusted_files: Mapping[str, bytes],
    warm: Warm,
    limits: Limits,
) -> NotebookRun:
    """Run a notebook in the sandbox and write the outputs into it.

    Args:
        notebook: sanitized, so that its test cells are the instructor's.
        steps: how its tests are run, by grade id; a test without a step runs beside the code.
        files: what lies beside the notebook.
        trusted_files: what lies beside the tests.
        warm: where interpreters come from.
        limits: what they may use.
    """
    rehearsal = _Rehearsal(notebook, steps, warm, limits)
    rehearsal.begin(files, trusted_files)
    try:
        for place, cell in enumerate(notebook.cells):
            if cell.cell_type == "code" and cell.source.strip():
                rehearsal.take(place, cell)
        rehearsal.look_for_traces()
        rehearsal.judge()
    finally:
        rehearsal.close()
    for place, result in rehearsal.cells.items():
        notebook.cells[place].outputs = result.outputs
        notebook.cells[place].execution_count = result.execution_count
    return NotebookRun(rehearsal.cells, frozenset(rehearsal.flags))


def _is_test(cell: NotebookNode) -> bool:
    graded = utils.is_grade(cell) and not utils.is_solution(cell)
    return bool(graded and cell.cell_type == "code")


def examine(
    notebook: NotebookNode,
    steps: Mapping[str, Step],
    suspects: Collection[str],
    *,
    files: Mapping[str, bytes],
    trusted_files: Mapping[str, bytes],
    warm: Warm,
    limits: Limits,
) -> dict[str, Finding]:
    """Say of tests that gave points beside the student's code whether failures were silenced.

    The submission runs once more, with negative controls in place of these tests.
    """

    def fork(role: Role) -> Interpreter:
        return _forked(warm, role, files if role == "student" else trusted_files, limits)

    cells = [
        (cell.metadata.get("nbgrader", {}).get("grade_id", ""), cell.source)
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.source.strip()
    ]
    clock = Clock(limits.cell_seconds, time.monotonic() + limits.notebook_seconds)
    found = evidence(cells, steps, suspects, fork, clock)
    return {name: found[name].finding(steps[name].unmet) for name in found}


@dataclass
class _Rehearsal:
    """One notebook while it runs."""

    notebook: NotebookNode
    steps: Mapping[str, Step]
    warm: Warm
    limits: Limits
    cells: dict[int, CellRun] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)

    def begin(self, files: Mapping[str, bytes], trusted_files: Mapping[str, bytes]) -> None:
        """Fork the student's interpreter and give it its files."""
        self._waiting: list[tuple[int, Material]] = []
        self._checking = Checking(partial(self._fork, "checker", trusted_files))
        self._student = self._fork("student", files)
        self._until = time.monotonic() + self.limits.notebook_seconds

    def take(self, place: int, cell: NotebookNode) -> None:
        """Run a cell of the submission, or fetch what a test needs."""
        if not _is_test(cell):
            if _SKIP not in cell.metadata.get("tags", []):
                self._note(place, self._student.run(cell.source, deadline=self._deadline()))
            return
        step = self.steps.get(cell.metadata.nbgrader.grade_id)
        if step is not None and step.separate:
            step = replace(step, source=cell.source)
            material = self._checking.gather(step, self._student, deadline=self._deadline())
            self._waiting.append((place, material))
            return
        self.flags.add("checked_in_process")
        beside = self._student.run(cell.source, deadline=self._deadline())
        self._note(place, genuine(beside, cell.source))

    def look_for_traces(self) -> None:
        """Flag a submission that changed what tests would stand on, if they ran beside it."""
        if self._student.alive:
            with suppress(Ended):
                if self._student.traces(deadline=self._deadline()):
                    self.flags.add("tampering")

    def judge(self) -> None:
        """Run the tests that waited; the time of the submission's own cells is not theirs."""
        self._until = time.monotonic() + self.limits.notebook_seconds
        for place, material in self._waiting:
            self._note(place, self._checking.judge(material, deadline=self._deadline()))

    def close(self) -> None:
        """End every interpreter."""
        for _, material in self._waiting:
            material.close()
        self._checking.close()
        self._student.kill()

    def _note(self, place: int, result: CellRun) -> None:
        if result.ended and not result.outputs:
            result = replace(result, outputs=[error_output("DeadKernelError", result.ended)])
        if result.tampered or result.unreadable:
            self.flags.add("tampering")
        if result.ended in ("died", "memory"):
            self.flags.add("ended_early")
        if result.live and result.status == "error":
            self.flags.add("live_object")
        self.cells[place] = result

    def _deadline(self) -> float:
        return min(time.monotonic() + self.limits.cell_seconds, self._until)

    def _fork(self, role: Role, files: Mapping[str, bytes]) -> Interpreter:
        interpreter = _forked(self.warm, role, files, self.limits)
        if not interpreter.alive:
            self.flags.add("files_refused")
        return interpreter


def _forked(warm: Warm, role: Role, files: Mapping[str, bytes], limits: Limits) -> Interpreter:
    """Return an interpreter with files in its directory; one that did not take them has ended."""
    interpreter = Interpreter(warm.fork(role), limits)
    try:
        interpreter.files(files, deadline=time.monotonic() + limits.cell_seconds)
    except Ended:
        pass
    except BaseException:
        interpreter.kill()
        raise
    return interpreter


# --- inside plain nbgrader -----------------------------------------------------------------------


class Execute(nbgrader.preprocessors.Execute):  # type: ignore[misc]  # nbgrader has no hints
    """Runs what was handed in inside the sandbox, for ``nbgrader autograde`` and formgrader.

    A course names it in ``Autograde.autograde_preprocessors`` in place of nbgrader's own.
    """

    sandbox = Enum(
        ["bubblewrap", "off"],
        "bubblewrap",
        help="Where submissions run; 'off' runs them as plain processes.",
    ).tag(config=True)

    checker = Enum(
        ["auto", "separate", "in-process"],
        "auto",
        help="Where tests run: apart from the submission, beside it, or as each of them needs.",
    ).tag(config=True)

    memory_mb = Integer(Limits().memory_mb, help="Memory of a submission in MB.").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict, km: object = None
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Run the cells of a sanitized notebook and write their outputs into it.

        Raises:
            SandboxError: there is no sandbox on this machine.
            CourseError: the assignment cannot be read, or is not in Python.
        """
        marks = resources["nbgrader"]
        course = open_course(self._root(), marks["db_url"])
        assignment = read_assignment(course, marks["assignment"])
        options = self._options(assignment, course)
        warm = warm_server(options.sandbox, options.limits, assignment.preload)
        steps = options.plan.of(marks["notebook"])
        files = _files_in(Path(resources["metadata"]["path"]))
        run(
            nb, steps, files=files, trusted_files=assignment.files, warm=warm, limits=options.limits
        )
        suspects = {name for name, cell in _passed(nb).items() if not steps[name].separate}
        found = examine(
            nb,
            steps,
            suspects,
            files=files,
            trusted_files=assignment.files,
            warm=warm,
            limits=options.limits,
        )
        for name in (name for name in found if found[name] is Finding.tampered):
            _passed(nb)[name].outputs.append(error_output("Tampering", _TAMPERED))
        return nb, resources

    def _root(self) -> Path:
        """Return the course directory, which the converter above this preprocessor knows."""
        owner = self.parent
        while owner is not None and not hasattr(owner, "coursedir"):
            owner = owner.parent
        return Path(owner.coursedir.root if owner is not None else Path.cwd())

    def _options(self, assignment: Assignment, course: Course) -> Options:
        seconds = float(self.timeout or Limits().notebook_seconds)
        limits = Limits(
            memory_mb=self.memory_mb,
            cell_seconds=seconds,
            notebook_seconds=max(seconds, Limits().notebook_seconds),
        )
        options = Options(sandbox=cast(Kind, self.sandbox), limits=limits)
        mode = cast(Mode, self.checker)
        return replace(options, plan=plan_for(assignment, course, options, mode))


_TAMPERED = "Something in this submission kept the test from failing, so it gives no points."


def _files_in(folder: Path) -> dict[str, bytes]:
    """Return what lies beside a notebook; nbgrader copied it there, so none of it is a link."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb"
    }


def _passed(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """Return the test cells for which nbgrader would give points, by grade id."""
    tests = [cell for cell in notebook.cells if _is_test(cell)]
    return {
        cell.metadata.nbgrader.grade_id: cell
        for cell in tests
        if all(output.output_type != "error" for output in cell.outputs)
    }

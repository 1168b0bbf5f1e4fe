"""One submission, from bytes to scores: sanitize, execute, check, score.

`score` is a pure function: it touches no database and no path of the course, so it can run in any
process on any machine that has this package and a sandbox.
"""

from __future__ import annotations

import copy
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from nbformat.notebooknode import NotebookNode, from_dict
from nbgrader import utils
from nbgrader.preprocessors import IgnorePattern, LimitOutput
from traitlets.config import Config

from sixprinciples.grading.assignment import Assignment, SourceNotebook
from sixprinciples.grading.controls import Finding
from sixprinciples.grading.execute import NotebookRun, examine, run
from sixprinciples.grading.graded import CellScore, Graded, GradedNotebook, Verdict, as_file
from sixprinciples.grading.handle import CellRun
from sixprinciples.grading.options import Options
from sixprinciples.grading.plan import Step
from sixprinciples.grading.runtime import warm_server
from sixprinciples.grading.sanitize import sanitize
from sixprinciples.grading.submission import Submission


def score(submission: Submission, assignment: Assignment, options: Options) -> Graded:
    """Grade one submission.

    Raises:
        SubmissionError: a notebook cannot be read as one; the sentence says why.
        SandboxError: no sandbox can be had on this machine.
    """
    start = time.monotonic()
    graded, flags, remarks = [], set(submission.flags), list(submission.remarks)
    for source in assignment.notebooks:
        content = submission.notebooks.get(source.name)
        if content is None:
            flags.add("missing_notebook")
            continue
        notebook, found, told = _score_notebook(content, source, submission, assignment, options)
        graded.append(notebook)
        flags |= found
        remarks += told
    present = {notebook.name for notebook in graded}
    return Graded(
        student=submission.student,
        assignment=assignment.name,
        notebooks=tuple(graded),
        missing=tuple(s.name for s in assignment.notebooks if s.name not in present),
        flags=tuple(sorted(flags)),
        remarks=tuple(remarks),
        seconds=round(time.monotonic() - start, 3),
        digest=submission.digest,
        version=assignment.version,
    )


def _score_notebook(
    content: bytes,
    source: SourceNotebook,
    submission: Submission,
    assignment: Assignment,
    options: Options,
) -> tuple[GradedNotebook, set[str], list[str]]:
    clean = sanitize(content, source, compat=options.compat)
    notebook, steps = clean.notebook, options.plan.of(source.name)
    files = {**submission.files, **assignment.files}
    warm = warm_server(options.sandbox, options.limits, assignment.preload)
    done = run(
        notebook,
        steps,
        files=files,
        trusted_files=assignment.files,
        warm=warm,
        limits=options.limits,
    )
    _trim(notebook, options.settings)
    cells, odd = _cell_scores(notebook, source, done, options)
    suspects = {cell.grade_id for cell in cells if cell.auto_score} & _beside(steps)
    if suspects:
        findings = examine(
            notebook,
            steps,
            suspects,
            files=files,
            trusted_files=assignment.files,
            warm=warm,
            limits=options.limits,
        )
        cells, more = _weighed(cells, findings)
        odd |= more
    graded = GradedNotebook(
        name=source.name,
        content=as_file(notebook),
        cells=tuple(cells),
        comments=_comments(notebook),
    )
    found_here = {*done.flags, *odd}
    told = [f"{source.name}.ipynb: {_REMARKS[f]}." for f in sorted(found_here & _REMARKS.keys())]
    return graded, {*clean.flags, *found_here}, [*clean.remarks, *told]


_REMARKS = {
    "tampering": "its code changed what tests stand on, kept a test from failing, or sent what no "
    "interpreter sends; read it before you trust its points",
    "ended_early": "its interpreter ended before the notebook did, and tests after that gave no "
    "points; look at the last cell that ran",
    "files_refused": "its files could not be written where it ran; look whether tests missed them",
    "live_object": "a test failed on an object that cannot be carried over; grade that test by "
    "hand, or again by --checker in-process",
    "controls_inconclusive": "what the controls of a test found is not clear; read the answer",
    "unreadable_score": "a test gave no score that can be read; grade it by hand",
}


def _beside(steps: Mapping[str, Step]) -> set[str]:
    return {name for name, step in steps.items() if not step.separate}


def _weighed(
    cells: list[CellScore], found: Mapping[str, Finding]
) -> tuple[list[CellScore], set[str]]:
    """Take the points of tests whose controls show that failures were silenced."""
    flags = set()
    for place, cell in enumerate(cells):
        if found.get(cell.grade_id) is Finding.tampered:
            flags.add("tampering")
            cells[place] = replace(cell, verdict=Verdict.failed, auto_score=0.0)
        elif found.get(cell.grade_id) is Finding.inconclusive:
            flags.add("controls_inconclusive")
    return cells, flags


def _trim(notebook: NotebookNode, settings: Mapping[str, Mapping[str, Any]]) -> None:
    """Shorten outputs as nbgrader does, with the course's settings."""
    config = Config({name: dict(traits) for name, traits in settings.items()})
    for kind in (IgnorePattern, LimitOutput):
        step = kind(config=config)
        if step.enabled:
            step.preprocess(notebook, {})


def _cell_scores(
    notebook: NotebookNode, source: SourceNotebook, done: NotebookRun, options: Options
) -> tuple[list[CellScore], set[str]]:
    scores, flags = [], set()
    for place, cell in enumerate(notebook.cells):
        if not utils.is_grade(cell):
            continue
        name, points = cell.metadata.nbgrader.grade_id, float(cell.metadata.nbgrader.points)
        if options.tasks and name not in options.tasks:
            continue
        result = done.cells.get(place)
        try:
            earned = _earned(cell, result, options.compat)
        except (ValueError, KeyError, TypeError, AttributeError):
            # a partial score above the points, or a result without text: a person must look
            earned = None
            flags.add("unreadable_score")
        scores.append(
            CellScore(
                notebook=source.name,
                grade_id=name,
                verdict=_verdict(result, earned, points),
                auto_score=earned,
                max_score=points,
            )
        )
    return scores, flags


def _earned(cell: NotebookNode, result: CellRun | None, compat: bool) -> float | None:
    """Return the score that nbgrader reads from a cell; None if a person must give it."""
    if compat or utils.is_solution(cell) or cell.cell_type != "code":
        return utils.determine_grade(cell)[0]
    if result is not None and result.status == "error":
        return 0.0
    quiet = copy.copy(cell)
    # A warning says nothing about the answer.
    quiet["outputs"] = [_plain(output) for output in cell.outputs if output.get("name") != "stderr"]
    earned: float | None = utils.determine_grade(quiet)[0]
    if _is_no_score(quiet.outputs):
        raise ValueError("a test gave a number that is no score")
    return earned


def _plain(output: NotebookNode) -> NotebookNode:
    """Return a result with a number of numpy's written as Python's: nbgrader knows no others."""
    if output.output_type != "execute_result" or "text/plain" not in output.data:
        return output
    text = "".join(output.data["text/plain"])
    number = _NUMPYS_NUMBER.fullmatch(text)
    return from_dict({**output, "data": {"text/plain": number[1]}}) if number else output


_NUMPYS_NUMBER = re.compile(r"np\.[a-z]+\d*\(([-+.\w]+)\)")


def _is_no_score(outputs: list[NotebookNode]) -> bool:
    """Tell whether a test gave a number below zero, or none at all: nbgrader gives all points."""
    results = [output for output in outputs if output.output_type == "execute_result"]
    with suppress(ValueError):  # any other text counts as no result
        return bool(results) and not float("".join(results[0].data["text/plain"])) >= 0
    return False


def _verdict(result: CellRun | None, earned: float | None, points: float) -> Verdict:
    if earned is None:
        return Verdict.manual
    if result is None:  # a written answer, left blank
        return Verdict.failed
    if earned >= points and result.status == "ok":
        return Verdict.passed
    return Verdict.partial if earned > 0 else _reason(result)


def _reason(result: CellRun) -> Verdict:
    """Return why a test gave no points."""
    if result.ended:
        return Verdict(result.ended)
    if result.status == "ok" or result.assertion:
        return Verdict.failed
    return Verdict.memory if result.ename == "MemoryError" else Verdict.error


def _comments(notebook: NotebookNode) -> dict[str, str | None]:
    """Return nbgrader's remarks on solution and task cells: "No response." where none is."""
    comments = {}
    for cell in notebook.cells:
        if utils.is_solution(cell) or utils.is_task(cell):
            marks = cell.metadata.nbgrader
            blank = marks.get("checksum") == utils.compute_checksum(cell)
            comments[marks.grade_id] = "No response." if blank and not utils.is_task(cell) else None
    return comments

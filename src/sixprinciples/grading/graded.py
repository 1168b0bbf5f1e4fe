"""What grading one submission comes to: verdicts, scores and notebooks, as plain data.

Whoever scores makes it, possibly on another machine; whoever records writes it into the gradebook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from nbformat import NotebookNode, v4

__all__ = ["CellScore", "Graded", "GradedNotebook", "Verdict", "as_file"]


class Verdict(StrEnum):
    """How one graded cell came out."""

    passed = "passed"
    failed = "failed"
    partial = "partial"  # the cell gave some of its points
    error = "error"  # the student's code stopped before or in the test
    timeout = "timeout"
    memory = "memory"
    died = "died"  # the interpreter ended by itself
    missing = "missing"  # the cell, or its whole notebook, was not handed in
    manual = "manual"  # a person has to grade it


@dataclass(frozen=True)
class CellScore:
    """The verdict on one cell that is worth points.

    Attributes:
        notebook: the name of its notebook, without ``.ipynb``.
        grade_id: nbgrader's name of the cell.
        verdict: how it came out.
        auto_score: the points it earned; none where a person has to grade it.
        max_score: the points it is worth.
        comment: what a person who looks at it should know, in one sentence, or nothing.
    """

    notebook: str
    grade_id: str
    verdict: Verdict
    auto_score: float | None
    max_score: float
    comment: str = ""


@dataclass(frozen=True)
class GradedNotebook:
    """One notebook after grading.

    Attributes:
        name: its name, without ``.ipynb``.
        content: the file as it goes to ``autograded/`` (see `as_file`).
        cells: the verdicts, in notebook order.
        comments: what nbgrader says of solution and task cells by itself, by grade id.
    """

    name: str
    content: bytes
    cells: tuple[CellScore, ...]
    comments: Mapping[str, str | None]


@dataclass(frozen=True)
class Graded:
    """One submission after grading.

    Attributes:
        student: who handed it in.
        assignment: what it answers.
        notebooks: the graded notebooks.
        missing: names of the assignment's notebooks that were not handed in.
        flags: what a person should look at.
        remarks: the same in sentences that name files and cells.
        seconds: how long grading took.
        digest: of the submission, as it was graded.
        version: of the assignment, as it was graded.
    """

    student: str
    assignment: str
    notebooks: tuple[GradedNotebook, ...]
    missing: tuple[str, ...]
    flags: tuple[str, ...]
    remarks: tuple[str, ...]
    seconds: float
    digest: str
    version: str

    def to_parts(self) -> tuple[dict[str, Any], bytes]:
        """Return everything but the notebooks as a JSON object, and the notebooks end to end."""
        notebooks = [
            {
                "name": notebook.name,
                "size": len(notebook.content),
                "cells": [asdict(cell) for cell in notebook.cells],
                "comments": dict(notebook.comments),
            }
            for notebook in self.notebooks
        ]
        header = {
            "student": self.student,
            "assignment": self.assignment,
            "notebooks": notebooks,
            "missing": list(self.missing),
            "flags": list(self.flags),
            "remarks": list(self.remarks),
            "seconds": self.seconds,
            "digest": self.digest,
            "version": self.version,
        }
        return header, b"".join(notebook.content for notebook in self.notebooks)

    @classmethod
    def from_parts(cls, header: Mapping[str, Any], content: bytes) -> Graded:
        """Undo `to_parts`.

        Raises:
            ValueError: the parts do not make a result.
        """
        try:
            notebooks = tuple(_notebooks(header["notebooks"], content))
            lists = {name: tuple(header[name]) for name in ("missing", "flags", "remarks")}
            return cls(**{**header, **lists, "notebooks": notebooks})
        except (KeyError, TypeError) as error:
            raise ValueError(f"This is not a graded submission: {error!r}.") from error


def _notebooks(headers: list[dict[str, Any]], content: bytes) -> list[GradedNotebook]:
    if sum(header["size"] for header in headers) != len(content):
        raise ValueError("The notebooks are not as long as they should be.")
    notebooks, start = [], 0
    for header in headers:
        end = start + header["size"]
        cells = tuple(
            CellScore(**{**cell, "verdict": Verdict(cell["verdict"])}) for cell in header["cells"]
        )
        notebooks.append(
            GradedNotebook(header["name"], content[start:end], cells, header["comments"])
        )
        start = end
    return notebooks


def as_file(notebook: NotebookNode) -> bytes:
    """Return a notebook of format 4 as ``nbgrader autograde`` writes it, byte for byte.

    It is not validated, as nbformat would, on the way: that takes longer than all the rest and,
    where a cell has no id, makes up one. Half a surrogate pair, which no file can hold, becomes a
    question mark.
    """
    text: str = v4.writes(notebook)
    return (text if text.endswith("\n") else text + "\n").encode("utf-8", "replace")

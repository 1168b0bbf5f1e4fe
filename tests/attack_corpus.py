"""Reads the attack corpus, ``attacks/*.py``, and turns each attack into a submission.

A file is a hostile submission, written as the sections in which it differs from an honest one:

    (a docstring: what it tries, and what would happen if it worked)
    # from: blank                         which answers it starts from: blank or solved
    # expect: score=0 flags=tampering     what grading must make of it

    # %% total                    replaces the cell with this grade id
    # %% before total             a new cell before it (also: after, repeat 40 after)
    # %% file numpy.py            a file handed in beside the notebook
    # %% link data.txt -> ../x    a symbolic link handed in
    # %% fifo data.txt            a named pipe handed in
    # %% edit                     code that changes `notebook` and its `cells`, run by the tests

Expectations: ``score=`` what it has earned, or a range ``0..2``; ``flags=`` which at least are
raised; a grade id with its verdict, or several joined by ``|``; ``graded=maybe`` where refusing
the submission is right, too; ``stock=`` what nbgrader as it comes gives it, or ``leaks`` if hidden
tests show in what it hands back: the proof that an attack works.

Words such as ``@COURSE@`` are replaced by what the tests know of the machine.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from answer_bank import answered
from course import by_grade_id, solutions
from nbformat import NotebookNode

CORPUS = Path(__file__).parent / "attacks"
PER_RUN = 20  # attacks that are graded in one class
_FILE = re.compile(
    r'"""(?P<story>.+?)"""\n(?P<head>(?:# \w+: [^\n]*\n)+)\n(?P<body># %% .*)', re.DOTALL
)
_PLACED = re.compile(r"(?:repeat (\d+) )?(before|after) ([\w-]+)")
_GUARD = """\
import os
import sys

# An attack is let loose only where it sees neither the course nor the machine's processes.
try:
    outside = b"@TOKEN@" in open("/proc/@VICTIM@/cmdline", "rb").read()
except OSError:
    outside = False
if outside or os.path.lexists("@COURSE@"):
    os._exit(86)
print("@TOKEN@")
"""


class CorpusError(ValueError):
    """A malformed attack; one sentence that begins with its file."""


@dataclass(frozen=True)
class Range:
    """A score, or the scores from one number to another."""

    low: float
    high: float

    @classmethod
    def read(cls, text: str) -> "Range":
        """Read ``3`` or ``2..8``."""
        low, _, high = text.partition("..")
        return cls(float(low), float(high or low))

    def __contains__(self, score: object) -> bool:
        """Tell whether a score is one of them."""
        return isinstance(score, (int, float)) and self.low <= score <= self.high

    def __str__(self) -> str:
        """Return it as it stands in a file."""
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g}..{self.high:g}"


@dataclass(frozen=True, eq=False)
class Attack:
    """One hostile submission and what grading must make of it."""

    path: Path
    story: str
    solved: bool
    score: Range
    flags: frozenset[str]
    verdicts: Mapping[str, frozenset[str]]
    may_be_refused: bool
    stock: Range | None
    stock_leaks: bool
    student: str | None
    sections: tuple[tuple[str, str], ...] = field(repr=False)

    @property
    def number(self) -> int:
        """The number that its file's name begins with."""
        return int(self.path.stem.split("_")[0])

    def __str__(self) -> str:
        """Return how its test is called."""
        return self.path.stem

    def hand_in(
        self,
        folder: Path,
        assignment: NotebookNode,
        solution: NotebookNode,
        *,
        known: Mapping[str, str],
        guarded: bool = True,
    ) -> None:
        """Write the submission into its folder.

        Args:
            folder: ``submitted/<student>/<assignment>``; its name is the notebook's, too.
            assignment: the notebook as students get it.
            solution: the instructor's notebook.
            known: what stands for words such as ``@COURSE@``, by the word without its signs.
            guarded: whether to end the interpreter at once where it is not locked in.
        """
        folder.mkdir(parents=True)
        notebook = answered(assignment, solutions(solution) if self.solved else {})
        if guarded:
            notebook.cells.insert(0, nbformat.v4.new_code_cell(_with(known, _GUARD)))
        for label, content in self.sections:
            self._apply(_with(known, label), _with(known, content), notebook, folder)
        place = folder / f"{folder.name}.ipynb"
        if not place.is_symlink():
            # not through nbformat, which would mend or refuse what is malformed on purpose
            place.write_text(json.dumps(notebook), encoding="utf-8")

    def _apply(self, label: str, content: str, notebook: NotebookNode, folder: Path) -> None:
        kind, _, rest = label.partition(" ")
        if kind == "file":
            path = folder / _unescaped(rest)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content + "\n", encoding="utf-8")
        elif kind == "link":
            name, _, target = rest.partition(" -> ")
            (folder / name).symlink_to(target)
        elif kind == "fifo":
            os.mkfifo(folder / rest)
        elif label == "edit":
            exec(content, {"notebook": notebook, "cells": by_grade_id(notebook)})
        elif placed := _PLACED.fullmatch(label):
            times, where, name = placed.groups()
            at = notebook.cells.index(self._cell(notebook, name)) + (where == "after")
            new = [nbformat.v4.new_code_cell(content) for _ in range(int(times or 1))]
            notebook.cells[at:at] = new
        else:
            self._cell(notebook, label).source = content

    def _cell(self, notebook: NotebookNode, name: str) -> NotebookNode:
        try:
            return by_grade_id(notebook)[name]
        except KeyError:
            raise CorpusError(f"{self.path.name}: the assignment has no cell {name!r}.") from None


def load(folder: Path = CORPUS) -> list[Attack]:
    """Return the attacks of a folder in the order of their numbers.

    Raises:
        CorpusError: there are none, two have one number, or one is malformed.
    """
    attacks = sorted((read(path) for path in folder.glob("*.py")), key=lambda one: one.number)
    numbers = [attack.number for attack in attacks]
    if not attacks or len(set(numbers)) < len(numbers):
        raise CorpusError(f"{folder.name}: there are no attacks, or two with one number.")
    return attacks


def read(path: Path) -> Attack:
    """Return the attack in a file.

    Raises:
        CorpusError: it is malformed.
    """
    match = _FILE.fullmatch(path.read_text(encoding="utf-8"))
    if match is None:
        raise CorpusError(f"{path.name}: expected a docstring, `# key: value` lines and sections.")
    head = dict(line[2:].split(": ", 1) for line in match["head"].splitlines())
    if not {"from", "expect"} <= head.keys() <= {"from", "expect", "student"}:
        raise CorpusError(f"{path.name}: expected `# from:` and `# expect:`, got {sorted(head)}.")
    expected = dict(part.split("=", 1) for part in head["expect"].split())
    if head["from"] not in ("blank", "solved") or "score" not in expected:
        raise CorpusError(f"{path.name}: it starts from blank or solved, and expects a score.")
    stock = expected.get("stock")
    special = {"score", "flags", "graded", "stock"}
    return Attack(
        path=path,
        story=match["story"],
        solved=head["from"] == "solved",
        score=Range.read(expected["score"]),
        flags=frozenset(filter(None, expected.get("flags", "").split(","))),
        verdicts={k: frozenset(v.split("|")) for k, v in expected.items() if k not in special},
        may_be_refused=expected.get("graded") == "maybe",
        stock=Range.read(stock) if stock and stock != "leaks" else None,
        stock_leaks=stock == "leaks",
        student=_unescaped(head["student"]) if "student" in head else None,
        sections=tuple(_sections(match["body"])),
    )


def _sections(body: str) -> list[tuple[str, str]]:
    parts = re.split(r"^# %% (.*)\n", body, flags=re.MULTILINE)[1:]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [(label.strip(), text.strip("\n")) for label, text in pairs]


def _with(known: Mapping[str, str], text: str) -> str:
    return re.sub(r"@([A-Z]+)@", lambda match: known[match[1]], text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\x(..)", lambda match: chr(int(match[1], 16)), text)

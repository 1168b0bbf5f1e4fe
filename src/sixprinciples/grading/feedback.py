"""Feedback that says what was missed without printing the hidden tests."""

from __future__ import annotations

import builtins
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor
from nbgrader.utils import is_grade
from traitlets import Bool, List, Unicode
from traitlets.config import Config

__all__ = ["HideHiddenTests"]

_WITHHELD = "(This line is not shown: it repeats a hidden test.)"
_Preprocessor = TypeVar("_Preprocessor", ClearHiddenTests, ClearMarkScheme)
_SHORTEST_GIVEAWAY = 8  # characters; shorter lines, such as ")", give nothing away
_KNOWN_ERRORS = {
    "DeadKernelError",
    *(name for name, kind in vars(builtins).items() if isinstance(kind, type)),
}


class HideHiddenTests(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no hints
    """Takes hidden tests and rubrics out of graded notebooks, from the source and every output.

    Add it to ``GenerateFeedback.preprocessors`` in ``nbgrader_config.py``, after ``GetGrades``.
    It reads the delimiters that the course set for `ClearHiddenTests` and `ClearMarkScheme`.

    A traceback prints source lines around the one that failed, so an error in a test cell comes
    down to one sentence: its own message where that was written for students or where a visible
    line raised it, otherwise only its kind. What tests print stays, as does partial credit.
    """

    spoken_errors = List(
        Unicode(),
        ["CheckFailed", "CellTimeoutError"],
        help="Names of exceptions whose message was written for students and is always shown.",
    ).tag(config=True)

    note = Unicode(
        "# Hidden tests are not shown.", help="What stands in place of a hidden region."
    ).tag(config=True)

    hide_mark_schemes = Bool(
        True, help="Whether rubrics of written questions are taken out too."
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Take hidden regions, and what repeats them, out of one graded notebook, in place.

        Called by nbgrader's ``GenerateFeedback`` for each submission. A submission that read the
        tests while it ran and prints them encoded is not caught.
        """
        tests = self._as_set_by_course(ClearHiddenTests)
        scheme = self._as_set_by_course(ClearMarkScheme)
        split = [self._split(cell, tests, scheme) for cell in nb.cells]
        secret = _Secret.of(split)
        for cell, source in zip(nb.cells, split, strict=True):
            if cell.cell_type == "code":
                if is_grade(cell):
                    self._shorten_errors(cell, source, secret)
                for output in cell.outputs:
                    _withhold(output, secret)
            cell.source = source.visible
        return nb, resources

    def _split(
        self, cell: NotebookNode, tests: ClearHiddenTests, scheme: ClearMarkScheme
    ) -> _Source:
        """Tell what is hidden in one cell; a region that is not closed reaches to its end."""
        source = _Source.of(
            cell.source, tests.begin_test_delimeter, tests.end_test_delimeter, self.note
        )
        if cell.cell_type != "markdown" or not self.hide_mark_schemes:
            return source
        return _Source.of(
            cell.source, scheme.begin_mark_scheme_delimeter, scheme.end_mark_scheme_delimeter, ""
        )

    def _as_set_by_course(self, preprocessor: type[_Preprocessor]) -> _Preprocessor:
        """Return nbgrader's preprocessor with its own settings, and no others to complain of."""
        name = preprocessor.__name__
        return preprocessor(config=Config({name: self.config[name]}))

    def _shorten_errors(self, cell: NotebookNode, source: _Source, secret: _Secret) -> None:
        for output in cell.outputs:
            if output.output_type == "error":
                sentence = self._sentence(output, source, secret)
                output.evalue, output.traceback = sentence, [sentence]

    def _sentence(self, error: NotebookNode, source: _Source, secret: _Secret) -> str:
        """Return what a student may read of an error in a test cell."""
        message = strip_ansi(error.evalue or "\n".join(error.traceback[-1:])).strip()
        if error.ename in self.spoken_errors:
            return message
        unknown = re.match(r"name '(\w+)' is not defined", message)
        if error.ename == "NameError" and unknown and unknown[1] in secret.known:
            return f"NameError: name '{unknown[1]}' is not defined"
        # another name was chosen by the student's code, and may be what it was called with
        kind = error.ename if error.ename in _KNOWN_ERRORS else "an error"
        if not source.raised_visibly(error):
            return f"A hidden test stopped with {kind}."
        if not message or _comes_from_below(error):
            return f"A visible test stopped with {kind}."
        return f"{error.ename}: {message}"


def _comes_from_below(error: NotebookNode) -> bool:
    """Tell whether code that a test called raised an error: that says what the student likes."""
    frames = re.findall(r"^(?:File |Cell In)", strip_ansi("\n".join(error.traceback)), re.MULTILINE)
    return len(frames) > 1


@dataclass(frozen=True)
class _Source:
    """A cell's source, and which of its lines are hidden."""

    lines: list[str]
    hidden: set[int]
    visible: str

    @classmethod
    def of(cls, source: str, begin: str, end: str, note: str) -> _Source:
        lines = source.split("\n")
        hidden: set[int] = set()
        shown: list[str] = []
        inside = False
        for number, line in enumerate(lines):
            if begin in line and not inside:
                inside = True
                if note:
                    shown.append(line[: len(line) - len(line.lstrip())] + note)
            if inside:
                hidden.add(number)
            else:
                shown.append(line)
            if end in line:
                inside = False
        return cls(lines, hidden, "\n".join(shown))

    def hidden_lines(self) -> Iterator[str]:
        return (self.lines[number] for number in sorted(self.hidden))

    def raised_visibly(self, error: NotebookNode) -> bool:
        """Tell whether a traceback begins at a visible line of this cell.

        Tracebacks mark the line with an arrow and its number; where there is no such mark, or
        the text at the arrow is not that line, the answer is no.
        """
        arrow = re.search(
            r"^-+> *(\d+)[ :](.*)$", strip_ansi("\n".join(error.traceback)), re.MULTILINE
        )
        if arrow is None:
            return False
        number = int(arrow[1]) - 1
        return (
            number < len(self.lines)
            and number not in self.hidden
            and _plain(self.lines[number]) == _plain(arrow[2])
        )


@dataclass(frozen=True)
class _Secret:
    """What only the hidden regions of a notebook hold, and which words stand outside of them."""

    lines: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, sources: list[_Source]) -> _Secret:
        visible = "\n".join(source.visible for source in sources)
        hidden = [line for source in sources for line in source.hidden_lines()]
        known = {_plain(line) for line in visible.split("\n")}
        lines = {_plain(line) for line in hidden} - known
        return cls(
            frozenset(line for line in lines if len(line) >= _SHORTEST_GIVEAWAY),
            frozenset(re.findall(r"\w+", visible)),
        )

    def is_in(self, text: str) -> bool:
        plain = _plain(text)
        return any(line in plain for line in self.lines)


def _plain(text: str) -> str:
    """Return a text without the marks that terminals, HTML and `repr` add to it."""
    return " ".join(html.unescape(strip_ansi(text)).replace("\\", "").split())


def _withhold(output: NotebookNode, secret: _Secret) -> None:
    """Replace lines of an output that repeat a hidden line, wherever that came from.

    Warnings quote the line that caused them, and a student's code, which ran beside the tests,
    may have read them.
    """
    if output.output_type == "stream":
        output.text = _without(output.text, secret)
    elif output.output_type == "error":
        output.evalue = _without(output.evalue, secret)
        output.traceback = [_without(part, secret) for part in output.traceback]
    else:
        for kind, content in output.data.items():
            if isinstance(content, str) and not kind.startswith("image/"):
                output.data[kind] = _without(content, secret)


def _without(text: str, secret: _Secret) -> str:
    lines = (_WITHHELD if secret.is_in(line) else line for line in text.split("\n"))
    return "\n".join(lines)

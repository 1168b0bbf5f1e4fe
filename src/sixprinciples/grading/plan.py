"""Who owns which name in a notebook, and so how each of its tests is run.

Everything here is read from the instructor's own text: no submission can change what a test takes
from it. In the order of the notebook,

- what test cells bind, and what locked cells import, define or set to a plain constant, belongs to
  the tests;
- so does what the instructor's notebook imports in cells that students may edit;
- until a cell that students may edit binds the name otherwise, in the instructor's solution or in
  what students are given;
- everything else is fetched from the submission.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from sixprinciples.grading.assignment import SourceCell, SourceNotebook
from sixprinciples.grading.names import (
    BUILTINS,
    Binding,
    Names,
    carried,
    imports,
    is_ours,
    parsed,
    read,
    visible,
)
from sixprinciples.grading.signs import why_live, why_uncertain

Stars = Mapping[str, frozenset[str]]
"""What statements such as ``from numpy import *`` bind, by their text."""

Place = tuple[str, str]
"""Name of a notebook, and grade id of a cell in it."""


@dataclass(frozen=True)
class Step:
    """How one test cell is run.

    Attributes:
        grade_id: the cell.
        source: its text, hidden tests included.
        separate: whether it runs in the checker, on values; else it runs beside the student's code.
        reason: why, in one sentence.
        before: what runs in the checker before it, because the test relies on it; of a test
            beside the student's code, the imports of other cells that it uses.
        needs: names whose values are fetched from the submission.
        shown: what of the cell runs in the submission's interpreter, for cells after it.
        unmet: numbers of the negative controls that the instructor's own solution does not meet.
    """

    grade_id: str
    source: str
    separate: bool
    reason: str
    before: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    shown: str = ""
    unmet: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Plan:
    """How the tests of an assignment are run.

    Attributes:
        steps: by notebook and grade id, in the order of the notebooks.
    """

    steps: Mapping[Place, Step] = field(default_factory=dict)

    @cached_property
    def in_process(self) -> frozenset[Place]:
        """The tests that run beside the student's code."""
        return frozenset(place for place, step in self.steps.items() if not step.separate)

    def of(self, notebook: str) -> dict[str, Step]:
        """Return the steps of one notebook by grade id."""
        return {name: step for (book, name), step in self.steps.items() if book == notebook}


@dataclass(frozen=True)
class Cell:
    """A code cell of the instructor's notebook.

    Attributes:
        role: who may write in it: "test" and "locked" cells are the instructor's.
        grade_id: nbgrader's name of it; empty for other cells.
        source: the instructor's text, with the solution if that is known.
        given: what students are given.
        points: what it is worth, if it is a test.
    """

    role: Literal["test", "locked", "editable"]
    grade_id: str
    source: str
    given: str
    points: float = 0.0


def code_cells(notebook: SourceNotebook, solution: bytes | None = None) -> list[Cell]:
    """Return the code cells of an instructor's notebook in order.

    Args:
        notebook: what the gradebook knows of it.
        solution: the source notebook; without it, cells that nbgrader does not keep are unknown.
    """
    known = {cell.name: cell for cell in notebook.cells}
    if solution is None:
        return [_cell(cell, cell.source) for cell in notebook.cells if cell.cell_type == "code"]
    cells = []
    for name, source in _sources(solution):
        if name not in known:
            cells.append(Cell("editable", "", source, source))
        elif known[name].cell_type == "code":
            cells.append(_cell(known[name], source))
    return cells


def _sources(solution: bytes) -> Iterator[tuple[str, str]]:
    """Yield grade id and text of the code cells of a notebook on disk."""
    for cell in json.loads(solution)["cells"]:
        if cell["cell_type"] == "code":
            mark = cell["metadata"].get("nbgrader") or {}
            source = cell["source"]
            yield mark.get("grade_id") or "", source if type(source) is str else "".join(source)


def _cell(cell: SourceCell, source: str) -> Cell:
    points = cell.points or 0.0
    if cell.grade and not cell.solution:
        return Cell("test", cell.name, cell.source, cell.source, points)
    if cell.locked and not cell.solution:
        return Cell("locked", cell.name, cell.source, cell.source)
    return Cell("editable", cell.name, source, cell.source)


def star_statements(cells: Iterable[Cell]) -> list[str]:
    """Return the statements in cells whose bindings only an interpreter can tell."""
    found = (star for cell in cells for star in read(cell.source).stars)
    return [star for star in dict.fromkeys(found) if star not in _KNOWN_STARS]


_KNOWN_STARS: Stars = {
    "from builtins import *": frozenset(name for name in BUILTINS if not name.startswith("_"))
}


@dataclass(frozen=True)
class Delimiters:
    """What marks the first and last line of hidden tests, as the course set `ClearHiddenTests`."""

    begin: str = "BEGIN HIDDEN TESTS"
    end: str = "END HIDDEN TESTS"


DELIMITERS = Delimiters()

Caution = Literal["none", "signs", "doubts"]
"""What keeps a test from running on values: nothing, signs in its text, or any doubt."""


def steps(
    cells: Iterable[Cell],
    *,
    in_process: Mapping[str, str],
    stars: Stars,
    delimiters: Delimiters = DELIMITERS,
    caution: Caution = "signs",
) -> dict[str, Step]:
    """Return how each test cell of a notebook is run, by grade id.

    A test that needs what another one made runs where that one runs.

    Args:
        cells: the notebook.
        in_process: why tests run beside the student's code that are known to, by grade id.
        stars: what star imports bind.
        delimiters: of hidden tests.
        caution: what else makes a test run there.
    """
    cells = list(cells)
    forced = dict(in_process)
    while True:
        walk = _Walk({**_KNOWN_STARS, **stars}, forced, delimiters, caution)
        found = {cell.grade_id: step for cell in cells if (step := walk.take(cell))}
        if walk.forced == forced:
            return found
        forced = dict(walk.forced)


@dataclass(frozen=True)
class _Owned:
    """A name that belongs to the tests.

    Attributes:
        binding: how it was bound.
        test: the test that did, if it was a separate one.
        shown: whether the submission's interpreter has it too.
    """

    binding: Binding
    test: str = ""
    shown: bool = True

    @property
    def is_data_of_a_test(self) -> bool:
        """Whether a test computed or set it."""
        return bool(self.test) and self.binding.kind in ("data", "constant")


class _Walk:
    """One way through a notebook, cell by cell."""

    def __init__(
        self, stars: Stars, forced: Mapping[str, str], delimiters: Delimiters, caution: Caution
    ) -> None:
        self.forced = dict(forced)
        self._stars = stars
        self._delimiters = delimiters
        self._caution = caution
        self._owned: dict[str, _Owned] = {}
        self._beside: dict[str, str] = {}  # what tests that run in process made, and which
        self._imports: dict[str, str] = {}  # of editable cells: taken when a test needs them
        self._answers: set[str] = set()  # names of Python's own that the notebook binds
        self._hidden_answers: set[str] = set()  # those that only the solution binds
        self._statements: dict[str, str] = {}  # every import of the instructor's notebook
        self._functions: set[str] = set()
        self._classes: set[str] = set()
        self._doubtful: set[str] = set()  # data of tests whose name an answer may have taken since
        self._before: list[str] = []

    def take(self, cell: Cell) -> Step | None:
        """Take the next cell; return how it is run if it is a test."""
        if cell.role == "test":
            return self._take_test(cell)
        if cell.role == "locked":
            self._take_trusted(read(cell.source), cell.source)
        else:
            self._take_editable(cell)
        return None

    # --- who owns what ----------------------------------------------------------------------------

    def _take_editable(self, cell: Cell) -> None:
        given, solved = _bound_otherwise(read(cell.given)), _bound_otherwise(read(cell.source))
        self._release(given | solved)
        self._answers |= given & BUILTINS
        self._hidden_answers |= (solved - given) & BUILTINS
        self._functions |= _defined(cell.given, ast.FunctionDef)
        self._classes |= _defined(cell.given, ast.ClassDef) | _defined(cell.source, ast.ClassDef)
        self._doubtful |= {name for name, owned in self._owned.items() if owned.is_data_of_a_test}
        statements = imports(cell.source)
        self._statements |= statements
        for name, statement in statements.items():
            for bound in self._stars.get(name, {name}):
                if bound not in self._owned:
                    self._imports[bound] = statement

    def _take_trusted(self, names: Names, source: str) -> set[str]:
        """Take a cell of the instructor's that runs beside the student's code.

        Returns:
            The names of the data that it makes there.
        """
        kept = carried(source)
        self._statements |= imports(kept)
        ours = read(kept).binds
        data = set(names.binds) - set(ours)
        self._release(data)
        self._answers |= data & BUILTINS
        self._own({name: _Owned(binding) for name, binding in ours.items()}, names.stars)
        self._before += [kept] if kept else []
        return data

    def _release(self, names: Iterable[str]) -> None:
        """Note that names are the student's from here on."""
        for name in names:
            self._owned.pop(name, None)
            self._beside.pop(name, None)
            self._imports.pop(name, None)

    def _own(self, names: Mapping[str, _Owned], stars: Iterable[str] = ()) -> None:
        """Note that names belong to the tests from here on."""
        imported = _Owned(Binding("import"))
        for name, owned in {**dict.fromkeys(self._bound_by(stars), imported), **names}.items():
            self._release([name])
            self._owned[name] = owned
            self._doubtful.discard(name)

    def _bound_by(self, stars: Iterable[str]) -> set[str]:
        return {name for star in stars for name in self._stars.get(star, ())}

    def _reached(self, names: Iterable[str]) -> list[str]:
        """Return names and those that code of the tests looks up when they are used."""
        found: dict[str, None] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop(0)
            if name not in found:
                found[name] = None
                if owned := self._owned.get(name):
                    through = {other for other in owned.binding.through if other in self._owned}
                    waiting += sorted(owned.binding.later | through)
        return list(found)

    def _theirs(self, names: Iterable[str]) -> list[str]:
        """Return the names among these whose values only the submission can give."""
        return [
            name
            for name in dict.fromkeys(names)
            if not is_ours(name)
            and name not in self._owned
            and name not in self._imports
            and name not in self._beside
            and (name not in BUILTINS or name in self._answers)
        ]

    # --- tests ------------------------------------------------------------------------------------

    def _take_test(self, cell: Cell) -> Step:
        names = read(cell.source)
        starred = self._bound_by(names.stars)
        needs = self._reached(name for name in names.needs if name not in starred)
        if cell.grade_id not in self.forced and (why := self._why_in_process(cell, needs)):
            self.forced[cell.grade_id] = why
        if cell.grade_id in self.forced:
            return self._beside_code(cell, names, needs)
        return self._in_checker(cell, names, needs)

    def _why_in_process(self, cell: Cell, needs: Sequence[str]) -> str | None:
        if self._caution == "none":
            return None
        theirs = self._theirs(needs)
        for name in needs:
            if test := self._beside.get(name):
                return f"It uses `{name}` of {test}, which runs beside the student's code."
            if name in self._hidden_answers - self._answers - set(self._owned):
                return f"It uses `{name}`, a name of Python's own that the solution binds."
        if classes := self._classes.intersection(theirs):
            return f"It uses `{min(classes)}`, a class of the student's."
        if self._caution == "doubts" and (doubtful := self._doubtful.intersection(needs)):
            return f"It uses `{min(doubtful)}` of another test, a name that an answer may have too."
        sign = self._sign(cell, theirs)
        return f"It {sign}." if sign else None

    def _sign(self, cell: Cell, theirs: Sequence[str]) -> str | None:
        tree = parsed(cell.source)
        if tree is None:
            return None
        modules = {name for name, owned in self._owned.items() if owned.binding.kind == "import"}
        sign = why_live(tree, theirs, modules | set(self._imports))
        if sign is None and self._caution == "doubts":
            sign = why_uncertain(tree, theirs, self._functions)
        return sign

    def _in_checker(self, cell: Cell, names: Names, needs: Sequence[str]) -> Step:
        taken = [name for name in needs if name in self._imports]
        before = [*self._before, *dict.fromkeys(self._imports[name] for name in taken)]
        at_once = self._reached(name for piece in before for name in sorted(read(piece).at_once))
        fetched = self._theirs([*at_once, *needs])
        self._statements |= imports(cell.source)
        shown = carried(visible(cell.source, self._delimiters.begin, self._delimiters.end))
        seen = read(shown).binds
        self._before = []
        self._own({name: _Owned(Binding("import")) for name in taken})
        self._own(
            {
                name: _Owned(binding, cell.grade_id, name in seen)
                for name, binding in names.binds.items()
            },
            names.stars,
        )
        reason = "It needs values, and functions to call, but no live objects."
        return Step(
            cell.grade_id, cell.source, True, reason, tuple(before), tuple(fetched), shown
        )  # fmt: skip

    def _beside_code(self, cell: Cell, names: Names, needs: Sequence[str]) -> Step:
        for name in needs:
            owned = self._owned.get(name)
            if owned and not owned.shown and self._caution != "none":
                self.forced.setdefault(
                    owned.test,
                    f"It makes `{name}` for {cell.grade_id}, which runs beside the student's code.",
                )
        relied = dict.fromkeys(self._statements[n] for n in needs if n in self._statements)
        theirs = set(self._theirs(needs))  # stays theirs, even if the test binds it again
        data = self._take_trusted(names, cell.source) - theirs
        self._beside |= dict.fromkeys(data, cell.grade_id)
        return Step(
            cell.grade_id, cell.source, False, self.forced[cell.grade_id], before=tuple(relied)
        )  # fmt: skip


def _bound_otherwise(names: Names) -> set[str]:
    """Return what a cell binds, except by imports."""
    return {name for name, binding in names.binds.items() if binding.kind != "import"}


def _defined(source: str, kind: type[ast.FunctionDef | ast.ClassDef]) -> set[str]:
    tree = parsed(source)
    return {node.name for node in tree.body if isinstance(node, kind)} if tree else set()

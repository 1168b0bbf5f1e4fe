"""What a cell looks up and what it binds, read from its text: nothing here runs it.

The names of a piece of code are those that Python's own compiler finds in it, so every rule of
scope (comprehensions, class bodies, ``global``, the walrus, patterns) is Python's.
"""

from __future__ import annotations

import ast
import builtins
import dis
import inspect
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import CodeType
from typing import Any, Literal

Kind = Literal["import", "definition", "constant", "data"]

BUILTINS = frozenset(dir(builtins))
"""What Python itself knows by name."""

_IPYTHON = frozenset({"display", "exit", "get_ipython", "quit"})
_HARMLESS_MAGICS = frozenset({"config", "matplotlib"})
_SETTINGS = ("sys.path.", "warnings.")
_FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
_LOADS = frozenset({"LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"})
_STORES = frozenset({"STORE_NAME", "STORE_GLOBAL"})
_DELETES = frozenset({"DELETE_NAME", "DELETE_GLOBAL"})
_CALLED_LATER = frozenset({"<lambda>", "<genexpr>"})


@dataclass(frozen=True)
class Binding:
    """A name that a cell binds at its top level.

    Attributes:
        kind: how: by an import, a definition of a function or class, a plain constant, or else.
        later: names that its code looks up only when it is called.
        through: names that were looked up to make it.
    """

    kind: Kind
    later: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Names:
    """The names of one cell.

    Attributes:
        needs: what it looks up before binding it itself, in order; also Python's own names.
        at_once: what of that is looked up while the cell runs, without a call of its functions.
        binds: what it binds.
        stars: statements of which only an interpreter can tell what they bind.
        deletes: names that it deletes though it did not bind them.
    """

    needs: tuple[str, ...] = ()
    at_once: frozenset[str] = frozenset()
    binds: Mapping[str, Binding] = field(default_factory=dict)
    stars: tuple[str, ...] = ()
    deletes: frozenset[str] = frozenset()


def parsed(source: str) -> ast.Module | None:
    """Return the syntax tree of a cell with its magics translated; None if it is not Python.

    Magics that change nothing but how figures look are left out.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(_transformer().transform_cell(source))
            compile(tree, "cell", "exec", _FLAGS, dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError, RecursionError):
        return None
    tree.body = [statement for statement in tree.body if not _is_harmless_magic(statement)]
    return tree


def read(source: str) -> Names:
    """Return the names of a cell; none if it is not Python."""
    tree = parsed(source)
    return Names() if tree is None else read_tree(tree)


def read_tree(tree: ast.Module) -> Names:
    """Return the names of a syntax tree that `parsed` returned."""
    reader = _Reader()
    for piece in _pieces(tree.body):
        reader.read(piece)
    return reader.names()


def visible(source: str, begin: str = "BEGIN HIDDEN TESTS", end: str = "END HIDDEN TESTS") -> str:
    """Return a cell without its hidden tests, as students get it.

    Args:
        source: the cell.
        begin: what the first line of a hidden region holds, as nbgrader's
            ``ClearHiddenTests.begin_test_delimeter``.
        end: what its last line holds.
    """
    lines, hidden = [], False
    for line in source.split("\n"):
        if begin in line:
            hidden = True
        elif end in line:
            hidden = False
        elif not hidden:
            lines.append(line)
    return "\n".join(lines)


def carried(source: str) -> str:
    """Return what of a cell other cells rely on: imports, definitions, plain constants.

    Settings of ``warnings`` and ``sys.path`` come along, since imports depend on them.
    """
    tree = parsed(source)
    if tree is None:
        return ""
    constants = {n for n, bound in read_tree(tree).binds.items() if bound.kind == "constant"}
    return _unparsed(_carried(tree.body, constants))


def imports(source: str) -> dict[str, str]:
    """Return the import statements of a cell by the names they bind.

    A statement whose names cannot be told, such as ``from numpy import *`` or ``%run``, stands
    under itself.
    """
    found: dict[str, str] = {}
    for piece in _pieces(tree.body) if (tree := parsed(source)) else ():
        if _binds_unknown(piece):
            found[ast.unparse(piece)] = ast.unparse(piece)
        elif isinstance(piece, ast.Import | ast.ImportFrom):
            found |= dict.fromkeys(_read_piece(piece).binds, ast.unparse(piece))
    return found


def is_ours(name: str) -> bool:
    """Say whether a name is IPython's or the interpreter's own, which no student can mean."""
    return name in _IPYTHON or (name.startswith("__") and name.endswith("__"))


@cache
def _transformer() -> Any:
    from IPython.core.inputtransformer2 import TransformerManager  # slow to import

    return TransformerManager()


def _is_harmless_magic(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(
            ast.Call(
                ast.Attribute(ast.Call(ast.Name("get_ipython")), "run_line_magic"),
                [ast.Constant(magic), *_],
            )
        ):
            return magic in _HARMLESS_MAGICS
    return False


# --- pieces: simple statements in the order in which they run ------------------------------------


def _pieces(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield simple statements, and the heads of compound ones, in program order."""
    for statement in body:
        match statement:
            case ast.If() | ast.While():
                yield ast.Expr(statement.test)
                yield from _pieces([*statement.body, *statement.orelse])
            case ast.For() | ast.AsyncFor():
                yield ast.Expr(statement.iter)
                yield _assignment(statement.target)
                yield from _pieces([*statement.body, *statement.orelse])
            case ast.With() | ast.AsyncWith():
                yield from _with_pieces(statement)
            case ast.Try() | ast.TryStar():
                yield from _try_pieces(statement)
            case ast.Match():
                yield from _match_pieces(statement)
            case ast.Pass() | ast.Break() | ast.Continue():
                pass
            case _:
                yield statement


def _with_pieces(statement: ast.With | ast.AsyncWith) -> Iterator[ast.stmt]:
    for item in statement.items:
        yield ast.Expr(item.context_expr)
        if item.optional_vars is not None:
            yield _assignment(item.optional_vars)
    yield from _pieces(statement.body)


def _try_pieces(statement: ast.Try | ast.TryStar) -> Iterator[ast.stmt]:
    yield from _pieces(statement.body)
    for handler in statement.handlers:
        if handler.type is not None:
            yield ast.Expr(handler.type)
        if handler.name is not None:
            yield _assignment(ast.Name(handler.name, ast.Store()))
        yield from _pieces(handler.body)
    yield from _pieces([*statement.orelse, *statement.finalbody])


def _match_pieces(statement: ast.Match) -> Iterator[ast.stmt]:
    yield ast.Expr(statement.subject)
    for case in statement.cases:
        head = ast.match_case(case.pattern, case.guard, [ast.Pass()])
        yield ast.Match(ast.Constant(None), [head])
        yield from _pieces(case.body)


def _assignment(target: ast.expr) -> ast.Assign:
    return ast.Assign([target], ast.List([], ast.Load()))


# --- the names of one piece, as the compiler finds them -------------------------------------------


@dataclass
class _Piece:
    """The names of one simple statement.

    Attributes:
        loads: what it looks up before binding it, in order, with whether that happens at once.
        binds: what it binds, with whether that happens at once.
        deletes: what it deletes.
    """

    loads: dict[str, bool] = field(default_factory=dict)
    binds: dict[str, bool] = field(default_factory=dict)
    deletes: set[str] = field(default_factory=set)

    def take(self, code: CodeType, at_once: bool = True, own: Collection[str] = ()) -> None:
        """Take the names of a code object and of those inside it.

        Args:
            code: the code.
            at_once: whether it runs with the statement, not only when it is called.
            own: names of its own, if it is the body of a class.
        """
        for step in dis.get_instructions(code):
            name = step.argval
            if isinstance(name, CodeType):
                self.take(name, at_once and _runs_at_once(name), _names_of_class(name))
            elif name in own and not step.opname.endswith("_GLOBAL"):
                continue
            elif step.opname in _LOADS and name not in self.binds:
                self.loads[name] = self.loads.get(name, False) or at_once
            elif step.opname in _STORES:
                self.binds[name] = self.binds.get(name, False) or at_once
            elif step.opname in _DELETES:
                self.deletes.add(name)


def _runs_at_once(code: CodeType) -> bool:
    """Say whether code inside other code runs with it: a comprehension or class body does."""
    is_function = bool(code.co_flags & inspect.CO_OPTIMIZED)
    return not is_function or (code.co_name.startswith("<") and code.co_name not in _CALLED_LATER)


def _names_of_class(code: CodeType) -> set[str]:
    """Return the names that code binds for itself if it is the body of a class."""
    return {step.argval for step in dis.get_instructions(code) if step.opname == "STORE_NAME"}


def _read_piece(statement: ast.stmt) -> _Piece:
    piece = _Piece()
    if isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*":
        return piece
    module = ast.fix_missing_locations(ast.Module([statement], []))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        piece.take(compile(module, "cell", "exec", _FLAGS, dont_inherit=True, optimize=0))
    return piece


class _Reader:
    """Puts the names of the pieces of a cell together."""

    def __init__(self) -> None:
        self._needs: dict[str, bool] = {}
        self._binds: dict[str, Binding] = {}
        self._bound: set[str] = set()
        self._stars: list[str] = []
        self._deletes: set[str] = set()

    def read(self, statement: ast.stmt) -> None:
        """Take the next piece in program order."""
        if _binds_unknown(statement):
            self._stars.append(ast.unparse(statement))
        piece = _read_piece(statement)
        for name, at_once in piece.loads.items():
            if name not in self._bound:
                self._needs[name] = self._needs.get(name, False) or at_once
        self._deletes |= piece.deletes - self._bound
        later = frozenset(name for name, at_once in piece.loads.items() if not at_once)
        for name, at_once in piece.binds.items():
            # A function that says `global` binds when it is called, if ever.
            new = Binding(_kind(statement) if at_once else "data", later, frozenset(piece.loads))
            self._binds[name] = _merged(self._binds.get(name), new)
            self._bound |= {name} if at_once else set()

    def names(self) -> Names:
        """Return what was found; a name that the cell imports or defines is never needed."""
        own = {n for n, bound in self._binds.items() if bound.kind in ("import", "definition")}
        needs = {name: at_once for name, at_once in self._needs.items() if name not in own}
        return Names(
            needs=tuple(needs),
            at_once=frozenset(name for name, at_once in needs.items() if at_once),
            binds=self._binds,
            stars=tuple(self._stars),
            deletes=frozenset(self._deletes),
        )


def _merged(old: Binding | None, new: Binding) -> Binding:
    """Join two bindings of one name: that it was imported or defined counts most."""
    if old is None:
        return new
    order: Collection[Kind] = ("import", "definition", "data", "constant")
    kind = next(kind for kind in order if kind in (old.kind, new.kind))
    return Binding(kind, old.later | new.later, old.through | new.through)


def _kind(statement: ast.stmt) -> Kind:
    match statement:
        case ast.Import() | ast.ImportFrom():
            return "import"
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return "definition"
        case ast.Assign(value=value) | ast.AnnAssign(value=value) if _is_constant(value):
            return "constant"
    return "data"


def _is_constant(value: ast.expr | None) -> bool:
    """Say whether an expression is a value that nothing can change."""
    match value:
        case ast.Constant():
            return True
        case ast.UnaryOp(operand=ast.Constant()):
            return True
        case ast.Tuple(elts=parts):
            return all(map(_is_constant, parts))
    return False


def _binds_unknown(statement: ast.stmt) -> bool:
    match statement:
        case ast.ImportFrom(names=[ast.alias("*")]):
            return True
        case ast.Expr(ast.Call(ast.Attribute(_, "run_line_magic"), [ast.Constant(magic), *_])):
            return magic in ("run", "pylab")
    return False


# --- what is carried ------------------------------------------------------------------------------


def _carried(body: Sequence[ast.stmt], constants: Collection[str]) -> list[ast.stmt]:
    return [
        kept for statement in body if (kept := _carried_of(statement, constants)) is not None
    ]  # fmt: skip


def _carried_of(statement: ast.stmt, constants: Collection[str]) -> ast.stmt | None:
    """Return a statement, or the part of a compound one, that is carried; None if nothing is."""
    match statement:
        case ast.Import() | ast.ImportFrom():
            return statement
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return statement
        case ast.Assign() | ast.AnnAssign() if _kind(statement) == "constant":
            return statement if set(_read_piece(statement).binds) <= set(constants) else None
        case ast.Expr(ast.Call(function)) if ast.unparse(function).startswith(_SETTINGS):
            return statement
        case ast.If() | ast.Try() | ast.TryStar() | ast.With():
            return _pruned(statement, constants)
    return statement if _binds_unknown(statement) else None


def _pruned(statement: ast.stmt, constants: Collection[str]) -> ast.stmt | None:
    """Cut every branch of a compound statement down to what is carried."""
    found = False

    def cut(branch: list[ast.stmt]) -> list[ast.stmt]:
        nonlocal found
        kept = _carried(branch, constants)
        found = found or bool(kept)
        return kept or ([ast.Pass()] if branch else [])

    branches = {
        part: cut(getattr(statement, part))
        for part in ("body", "orelse", "finalbody")
        if hasattr(statement, part)
    }
    handlers = [
        ast.ExceptHandler(handler.type, handler.name, cut(handler.body))
        for handler in getattr(statement, "handlers", ())
    ]
    fields = dict(ast.iter_fields(statement)) | branches
    if handlers:
        fields["handlers"] = handlers
    return type(statement)(**fields) if found else None


def _unparsed(body: list[ast.stmt]) -> str:
    return ast.unparse(ast.fix_missing_locations(ast.Module(body, [])))

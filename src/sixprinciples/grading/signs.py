"""Signs in a test cell's text that values alone would not do: it needs the live objects.

A test that looks at names, identity or source code would often pass on copies whatever the student
did, and no trial run of the right solution would show that. So these are read from the text.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator

_LOOKS_AROUND = frozenset(
    {"__builtins__", "__import__", "dir", "eval", "exec", "get_ipython", "globals", "id", "locals",
     "vars"}
)  # fmt: skip
_HISTORY = re.compile(r"In|Out|_{1,3}|_i{1,3}|_ih|_oh|_dh|_i?\d+")
_MODULES = frozenset(
    {"__main__", "dis", "doctest", "gc", "inspect", "mock", "trace", "tracemalloc", "unittest.mock"}
)
_INTERNALS = frozenset(
    {"__annotations__", "__closure__", "__code__", "__defaults__", "__dict__", "__doc__",
     "__globals__", "__kwdefaults__", "__subclasses__", "__type_params__", "__wrapped__",
     "_current_frames", "_getframe", "getrefcount", "may_share_memory", "monkeypatch",
     "setprofile", "settrace", "shares_memory"}
)  # fmt: skip
_IDENTITY = re.compile(r"assert_?is(_?not)?", re.IGNORECASE)
_STREAMS = frozenset({"stderr", "stdout"})


def why_live(
    tree: ast.Module, theirs: Collection[str], modules: Collection[str] = ()
) -> str | None:
    """Return why a test cell needs the student's live objects; None if nothing says so.

    Args:
        tree: the cell, as `names.parsed` returned it.
        theirs: the names in it whose values are the student's.
        modules: names that hold imported modules, besides those the cell imports.

    Returns:
        The end of a sentence that begins with "It".
    """
    return next(_signs(tree, theirs, modules), None)


def why_uncertain(
    tree: ast.Module, theirs: Collection[str], functions: Collection[str]
) -> str | None:
    """Return why a test cell may need live objects, where no solution can be tried.

    It certainly does not where everything of the student's is compared, measured or called only.

    Args:
        tree: the cell, as `names.parsed` returned it.
        theirs: the names in it whose values are the student's.
        functions: those of them that students are given as functions to complete.

    Returns:
        The end of a sentence that begins with "It".
    """
    made = _made_from(tree, theirs)
    for parent in ast.walk(tree):
        for node in ast.iter_child_nodes(parent):
            if isinstance(node, ast.expr) and _root(node) in made:
                called = isinstance(parent, ast.Call) and node is parent.func
                if called and isinstance(node, ast.Name) and node.id in functions:
                    continue
                if called or not _is_plain_use(parent, functions):
                    return f"uses `{ast.unparse(node)}` in a way that may need the object itself"
    return None


_PLAIN_CALLS = frozenset(
    {"abs", "bool", "float", "int", "isinstance", "len", "print", "repr", "round", "str", "type"}
)  # fmt: skip


def _is_plain_use(parent: ast.AST, functions: Collection[str]) -> bool:
    match parent:
        case ast.Compare() | ast.BinOp() | ast.BoolOp() | ast.UnaryOp() | ast.Assert():
            return True
        case ast.Assign() | ast.Expr() | ast.FormattedValue():
            return True
        case ast.Call(ast.Attribute(ast.Name("checks"))):  # ours, and made for values
            return True
        case ast.Call(ast.Name(name) | ast.Attribute(_, name)):
            return name in _PLAIN_CALLS or name in functions or name.startswith("assert")
    return False


def _signs(tree: ast.Module, theirs: Collection[str], modules: Collection[str]) -> Iterator[str]:
    own = {name for node in ast.walk(tree) for name in _stored(node)}
    imported = {*modules, *(name for node in ast.walk(tree) for name in _imported(node))}
    for node in ast.walk(tree):
        match node:
            case ast.Name(name, ast.Load()) if name in _LOOKS_AROUND:
                yield f"uses `{name}`, which sees the namespace it runs in"
            case ast.Name(name, ast.Load()) if name not in own and _HISTORY.fullmatch(name):
                yield f"uses `{name}`, a part of IPython's history"
            case ast.Attribute(_, name) if name in _INTERNALS:
                yield f"uses `{name}`, which tells about an object itself"
            case ast.Import() | ast.ImportFrom():
                yield from _module_signs(node)
            case ast.Attribute(base, name, ast.Store() | ast.Del()):
                if _root(base) in imported and name not in _STREAMS:
                    yield f"changes `{ast.unparse(node)}`, which the student's code may look up"
            case ast.Name(name, ast.Del()) if name in theirs:
                yield f"deletes `{name}`, which the student's code may look up"
    yield from _identity_signs(tree, theirs)
    yield from _change_signs(tree, theirs)


def _stored(node: ast.AST) -> list[str]:
    return [node.id] if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else []


def _imported(node: ast.AST) -> list[str]:
    if not isinstance(node, ast.Import | ast.ImportFrom):
        return []
    return [alias.asname or alias.name.partition(".")[0] for alias in node.names]


def _module_signs(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    module = node.module if isinstance(node, ast.ImportFrom) else None
    for alias in node.names:
        full = f"{module}.{alias.name}" if module else alias.name
        for name in (module, full, full.partition(".")[0]):
            if name in _MODULES:
                yield f"imports `{name}`, which works on the objects themselves"


# --- which object something is, and whether it was changed ---------------------------------------


def _identity_signs(tree: ast.Module, theirs: Collection[str]) -> Iterator[str]:
    """Yield a sign where a student's object is asked whether it is another one."""
    made = _made_from(tree, theirs)
    local = {name for node in ast.walk(tree) for name in _assigned(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left, [ast.Is() | ast.IsNot()], [right]):
                pair = left, right
            case ast.Call(ast.Name(name) | ast.Attribute(_, name), [left, right, *_]) if (
                _IDENTITY.fullmatch(name)
            ):
                pair = left, right
            case _:
                continue
        roots = {_root(side) for side in pair}
        if roots & made and roots <= made | local:
            yield "asks whether two names hold one and the same object"


def _change_signs(tree: ast.Module, theirs: Collection[str]) -> Iterator[str]:
    """Yield a sign where an argument of a student's function is looked at after the call."""
    made = _made_from(tree, theirs)
    local = {name for node in ast.walk(tree) for name in _assigned(node)} - made
    for block in _blocks(tree):
        given: set[str] = set()
        for statement in block:
            seen = _loads(statement)
            if _is_check(statement) and not seen & made and (changed := seen & given):
                yield f"asks about `{min(changed)}` after the student's code has had it"
            given |= {
                argument.id
                for call in ast.walk(statement)
                if isinstance(call, ast.Call) and _root(call.func) in theirs
                for argument in call.args
                if isinstance(argument, ast.Name) and argument.id in local
            }


def _blocks(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for part in ("body", "orelse", "finalbody"):
            block = getattr(node, part, None)
            if isinstance(block, list):
                yield block


def _is_check(statement: ast.stmt) -> bool:
    match statement:
        case ast.Assert():
            return True
        case ast.Expr(ast.Call(ast.Name(name) | ast.Attribute(_, name))):
            return name.lower().startswith("assert")
    return False


def _made_from(tree: ast.Module, theirs: Collection[str]) -> set[str]:
    """Return the student's names and those that the cell assigns from them."""
    made = set(theirs)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _loads(node.value) & made:
            made.update(_assigned(node))
    return made


def _assigned(node: ast.AST) -> list[str]:
    """Return the names that an assignment of anything but a constant binds."""
    match node:
        case ast.Assign(targets, value) if not isinstance(value, ast.Constant):
            return [found.id for target in targets for found in ast.walk(target)
                    if isinstance(found, ast.Name)]  # fmt: skip
        case ast.AnnAssign(ast.Name(name), value=value) if not isinstance(value, ast.Constant):
            return [name]
    return []


def _loads(node: ast.AST) -> set[str]:
    return {
        found.id
        for found in ast.walk(node)
        if isinstance(found, ast.Name) and isinstance(found.ctx, ast.Load)
    }


def _root(node: ast.expr) -> str | None:
    """Return the name at the beginning of an expression such as ``name.part[0](1)``."""
    while True:
        match node:
            case ast.Attribute(value) | ast.Subscript(value) | ast.Call(value) | ast.Await(value):
                node = value
            case ast.Name(name):
                return name
            case _:
                return None

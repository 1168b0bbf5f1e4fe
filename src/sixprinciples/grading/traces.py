"""Traces of tampering: what tests stand on, changed by code that has no reason to.

It is evidence for a person, not a defence: tests run elsewhere, and code that knows of this can
hide from it. What is looked at is what no honest answer changes: functions and classes of Python,
of libraries that tests compare with, of the shell; and hooks that come from a cell.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

WATCHED = (
    "builtins", "copy", "math", "operator", "json", "pickle", "struct", "unittest.case", "numpy",
    "numpy.testing", "pandas", "pandas.testing", "IPython.core.interactiveshell",
    "sixprinciples.checks", "sixprinciples.grading",
)  # fmt: skip
"""Modules that are compared, with all below the last two."""

_WITH_ALL_BELOW = ("sixprinciples.checks", "sixprinciples.grading")
_CELLS = "__main__"
_OWN = frozenset({"_", "__builtins__", "__warningregistry__"})  # what Python itself renews


@dataclass(frozen=True)
class Original:
    """A watched module or class, and what can be called in it.

    Attributes:
        place: its name.
        module: the module that it is, or stands in.
        names: what it holds, now and whenever it is looked at.
        before: what of that could be called before any code ran.
    """

    place: str
    module: ModuleType
    names: Mapping[str, Any]
    before: Mapping[str, Any]


def originals() -> list[Original]:
    """Return what the watched modules and their classes hold now; before any code runs."""
    return list(_originals())


def changed(before: Iterable[Original], shell: Any, hooks: Iterable[Any] = ()) -> list[str]:
    """Return what differs from before, by name; nothing if no code tampered, or if it hid well.

    Args:
        before: what `originals` returned.
        shell: the IPython shell.
        hooks: trace and profile functions that cells set.
    """
    found = [f"{place}.{name}" for place, name in _differences(before)]
    found += [f"hook {_name(hook)}" for hook in _hooks(shell, hooks) if _is_of_cells(hook)]
    return found[:20]


def _originals() -> Iterator[Original]:
    for name, module in list(sys.modules.items()):
        watched = name in WATCHED or name.startswith(tuple(f"{n}." for n in _WITH_ALL_BELOW))
        if watched and isinstance(module, ModuleType):
            yield _original(name, module, vars(module))
            for key, value in vars(module).items():
                if isinstance(value, type) and value.__module__ == name:
                    yield _original(f"{name}.{key}", module, vars(value))


def _original(place: str, module: ModuleType, names: Mapping[str, Any]) -> Original:
    kept = {n: value for n, value in names.items() if n not in _OWN and callable(value)}
    return Original(place, module, names, kept)


def _differences(before: Iterable[Original]) -> Iterator[tuple[str, str]]:
    for original in before:
        names = original.names
        if sys.modules.get(original.module.__name__) is not original.module:
            yield original.place, "*"
            continue
        for name, value in original.before.items():
            if names.get(name) is not value:
                yield original.place, name


def _hooks(shell: Any, hooks: Iterable[Any]) -> Iterator[Any]:
    yield from filter(None, hooks)
    yield from (sys.excepthook, sys.displayhook, *sys.meta_path, *sys.path_hooks)
    for stages in ("ast_transformers", "input_transformers_cleanup", "input_transformers_post"):
        yield from getattr(shell, stages, ())
    yield from (value for value in vars(shell).values() if callable(value))


def _is_of_cells(hook: Any) -> bool:
    kinds = (hook, type(hook), getattr(hook, "__func__", None))
    return any(getattr(kind, "__module__", None) == _CELLS for kind in kinds)


def _name(hook: Any) -> str:
    return str(getattr(hook, "__name__", type(hook).__name__))[:60]

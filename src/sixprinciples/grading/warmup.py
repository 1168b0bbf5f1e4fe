"""What the warm server does once, so that the first cell of each fork is as quick as any other."""

from __future__ import annotations

import importlib
import os
import secrets
import shutil
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType

from sixprinciples.grading import isolation
from sixprinciples.grading.sandbox import CACHE

Serve = Callable[[socket.socket, str], None]
"""What a fork does with its socket and its role."""


def warm_up(modules: Iterable[str], entry: str, *, sandboxed: bool) -> Serve:
    """Import what cells will use, and return what forks are to call.

    Args:
        modules: what to import, where it is installed. A module that has a function
            ``__warm_up__``, without arguments, has something to read before it is used.
        entry: what forks call, as "module:function"; if the module has a function `prepare`, that
            is called here, without arguments, to use once what the first cells will use.
        sandboxed: whether the caller runs inside bubblewrap.
    """
    with _kept_fonts(sandboxed):
        for module in modules:
            with suppress(ModuleNotFoundError):
                _let_read(importlib.import_module(module))
    module, _, name = entry.partition(":")
    serving = importlib.import_module(module)
    if hasattr(serving, "prepare"):
        serving.prepare()
    serve: Serve = getattr(serving, name)
    return serve


def _let_read(module: ModuleType) -> None:
    """Let a module read what it needs; what is wrong with that is told where it is used."""
    with suppress(Exception):
        getattr(module, "__warm_up__", lambda: None)()


@contextmanager
def _kept_fonts(sandboxed: bool) -> Iterator[None]:
    """Keep matplotlib's list of fonts from one server to the next: making it takes seconds."""
    kept, own = Path(CACHE), Path(os.environ["MPLCONFIGDIR"])
    own.mkdir(parents=True, exist_ok=True)
    if not sandboxed or not kept.is_dir():
        yield
        return
    for path in kept.glob("fontlist-*.json"):
        shutil.copy(path, own)
    yield
    for path in own.glob("fontlist-*.json"):
        if not (kept / path.name).exists():
            _publish(path, kept)
    isolation.unmount(CACHE)  # before there is any fork


def _publish(path: Path, folder: Path) -> None:
    """Copy a file into a folder that others read at the same time; a full disk does not matter."""
    draft = folder / f".{secrets.token_hex(8)}"
    with suppress(OSError):
        shutil.copy(path, draft)
        draft.replace(folder / path.name)

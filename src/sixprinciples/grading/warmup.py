"""What the warm server does once, so that the first cell of each fork is as quick as any other."""

from __future__ import annotations

import importlib
import io
import os
import secrets
import shutil
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sixprinciples.grading import isolation
from sixprinciples.grading.sandbox import CACHE

Serve = Callable[[socket.socket, str], None]
"""What a fork does with its socket and its role."""


def warm_up(modules: Iterable[str], entry: str, *, sandboxed: bool) -> Serve:
    """Import and use once what cells will use, and return what forks are to call.

    Args:
        modules: what to import, where it is installed.
        entry: what forks call, as "module:function"; if the module has a function `prepare`, that
            is called too, without arguments.
        sandboxed: whether the caller runs inside bubblewrap.
    """
    with _kept_fonts(sandboxed):
        for module in modules:
            with suppress(ModuleNotFoundError):
                importlib.import_module(module)
        if "matplotlib.pyplot" in sys.modules:
            _draw()
    module, _, name = entry.partition(":")
    serving = importlib.import_module(module)
    if hasattr(serving, "prepare"):
        serving.prepare()
    serve: Serve = getattr(serving, name)
    return serve


def _draw() -> None:
    """Draw a small figure: fonts are found and loaded, and nothing of it is left in pyplot."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure()
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.plot([1, 2], [3, 4], label="a")
    axes.set(title="a", xlabel="a", ylabel="a")
    axes.legend()
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")


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
            draft = kept / f".{secrets.token_hex(8)}"
            shutil.copy(path, draft)
            draft.replace(kept / path.name)
    isolation.unmount(CACHE)  # before there is any fork

"""Ctrl-C at moments when nothing is half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FrameType


class Interrupts:
    """Ctrl-C, put off to where it costs nothing; a second one is not put off."""

    def __init__(self) -> None:
        """Put off nothing yet."""
        self._asked = self._allowed = False
        self._before: Any = None

    def __enter__(self) -> Interrupts:
        """Begin to put it off, where it can be: Python tells only the main thread of it."""
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        """Let it come as before."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def check(self) -> None:
        """Raise KeyboardInterrupt if it came."""
        if self._asked:
            raise KeyboardInterrupt

    @contextmanager
    def allowed(self) -> Iterator[None]:
        """Let it come at once in here, as if it had not been put off."""
        self._allowed = True
        try:
            self.check()
            yield
        finally:
            self._allowed = False

    def _note(self, number: int, frame: FrameType | None) -> None:
        again, self._asked = self._asked, True
        if self._allowed or again:
            raise KeyboardInterrupt

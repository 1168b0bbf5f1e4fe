"""A fork from its birth to its first request: isolated, with a fresh state, then serving.

It reports to the server, on a pipe, that it is isolated, or which step failed.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from sixprinciples.grading import isolation, sandbox

_PATIENCE = 30.0  # seconds for a fork to isolate itself
_READY = b"ready"


class IsolationError(Exception):
    """A fork could not be isolated, or did not say in time that it is."""


def live(
    cage: isolation.Cage, data: int, report: int, serve: Callable[[socket.socket], None]
) -> NoReturn:
    """Be a fork: give up all rights, then serve, then end.

    Called by the server in the child, directly after `os.fork`.

    Args:
        cage: how it is isolated.
        data: the socket to serve, as a file descriptor.
        report: the pipe to the server, as a file descriptor.
        serve: what to do with the socket.
    """
    try:
        isolation.confine(cage, keep={data, report})
        _start_afresh(cage)
        os.write(report, _READY)
    except BaseException as error:
        with suppress(OSError):
            os.write(report, f"{type(error).__name__}: {error}".encode())
        os._exit(1)
    status = 1
    try:
        os.close(report)
        with socket.socket(fileno=data) as sock:
            serve(sock)
        status = 0
    finally:
        os._exit(status)


def await_ready(report: int) -> None:
    """Wait until a fork is isolated.

    Args:
        report: the pipe on which it says so, as a file descriptor.

    Raises:
        IsolationError: it says that a step failed, or nothing.
    """
    ready, _, _ = select.select([report], [], [], _PATIENCE)
    message = os.read(report, 4096) if ready else b"it did not answer"
    if message != _READY:
        raise IsolationError(message.decode(errors="replace") or "it ended at once")


def _start_afresh(cage: isolation.Cage) -> None:
    """Give the fork its own signals, environment and randomness; `random` sees to itself."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    tempfile.tempdir = None
    if not cage.namespaces:
        os.environ.update(sandbox.environment(cage.scratch))
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()

"""The two processes of a fork, from birth to end: one that waits, and the interpreter.

The first is PID 1 of the fork's namespace: when it is killed, the kernel kills all that is in the
namespace. It reports to the server on a socket of their own: that the interpreter is ready, or why
not, and later how the interpreter ended.
"""

from __future__ import annotations

import os
import signal
import socket
import struct
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from sixprinciples.grading import isolation, sandbox

_PATIENCE = 30.0  # seconds for a fork to isolate itself

# A letter, and the number of the interpreter's process or its status: waitpid(2)
_REPORT = struct.Struct("=ci")
_READY, _ERROR, _STATUS = b"R", b"E", b"S"
_CREDENTIALS = struct.Struct("3i")  # pid, uid, gid: unix(7)


class IsolationError(Exception):
    """A fork could not be isolated, or did not say in time that it is."""


def report_pair() -> tuple[socket.socket, socket.socket]:
    """Return the server's and the fork's end of the socket on which a fork reports."""
    ours, theirs = socket.socketpair()
    if hasattr(socket, "SO_PASSCRED"):
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    return ours, theirs


def live(
    cage: isolation.Cage, data: int, report: int, serve: Callable[[socket.socket], None]
) -> NoReturn:
    """Be a fork: isolate it, start its interpreter, and wait until all in it has ended.

    Called by the server in the child, directly after `os.fork`.

    Args:
        cage: how it is isolated.
        data: the socket that the interpreter serves, as a file descriptor.
        report: the fork's end of `report_pair`, as a file descriptor.
        serve: what the interpreter does with its socket.
    """
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        isolation.enter(cage, {data, report})
        interpreter = os.fork()
        if interpreter == 0:
            _interpret(cage, data, report, serve)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one signal that would reach it
        isolation.settle({report}, namespaces=cage.namespaces)
        _wait_for_all(interpreter, report)
    except BaseException as error:
        _complain(report, error)
    finally:
        os._exit(0)


def await_ready(report: socket.socket, *, namespaces: bool) -> int:
    """Return the number of the interpreter's process, once it is isolated.

    In a namespace of its own it cannot know the number that it has in the server's; but the kernel
    tells who sent a message.

    Raises:
        IsolationError: it says that a step failed, or nothing.
    """
    report.settimeout(_PATIENCE)
    try:
        message, ancillary, _, _ = report.recvmsg(4096, socket.CMSG_SPACE(_CREDENTIALS.size))
    except TimeoutError:
        raise IsolationError("the fork did not answer") from None
    if message[:1] != _READY:
        raise IsolationError(message[1:].decode(errors="replace") or "the fork ended at once")
    if namespaces:
        (_, _, credentials), *_ = ancillary
        return int(_CREDENTIALS.unpack(credentials)[0])
    return int(_REPORT.unpack(message)[1])


def read_status(report: socket.socket) -> int | None:
    """Return how the interpreter ended, as `os.wait` says it; None if the fork ended as a whole."""
    message = report.recv(_REPORT.size)
    if len(message) != _REPORT.size or message[:1] != _STATUS:
        return None
    return int(_REPORT.unpack(message)[1])


def _wait_for_all(interpreter: int, report: int) -> None:
    """Reap every process, and say when it was the interpreter.

    The rest may live until the server ends the fork: copies that the interpreter made of itself
    can still answer.
    """
    with suppress(ChildProcessError):
        while True:
            ended, status = os.wait()
            if ended == interpreter:
                os.write(report, _REPORT.pack(_STATUS, status))


def _interpret(
    cage: isolation.Cage, data: int, report: int, serve: Callable[[socket.socket], None]
) -> NoReturn:
    """Be the interpreter of a fork: give up all rights, then serve."""
    status = 1
    try:
        isolation.confine(cage)
        _start_afresh(cage)
        os.write(report, _REPORT.pack(_READY, os.getpid()))
        os.close(report)
        report = -1
        with socket.socket(fileno=data) as sock:
            serve(sock)
        status = 0
    except BaseException as error:
        if report >= 0:
            _complain(report, error)
    finally:
        os._exit(status)


def _start_afresh(cage: isolation.Cage) -> None:
    """Give the interpreter its own randomness and environment; `random` sees to itself."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    tempfile.tempdir = None
    if not cage.namespaces:
        os.environ.update(sandbox.environment(cage.scratch))
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def _complain(report: int, error: BaseException) -> None:
    with suppress(OSError):
        os.write(report, _ERROR + f"{type(error).__name__}: {error}".encode())

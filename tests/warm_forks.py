"""Forks of the warm server in tests, and the processes that belong to them on this machine."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from interpreters import Forked

from sixprinciples.grading import memory, wire
from sixprinciples.grading.sandbox import Limits
from sixprinciples.grading.warm import Fork, Role, Warm

PATIENCE = 60.0  # seconds until a test fails that waits in vain
BREAKOUT = "sixprinciples.grading.breakout:serve"
SMALL = Limits(memory_mb=256, processes=16, file_mb=1, scratch_mb=4)


def soon() -> float:
    return time.monotonic() + PATIENCE


@contextmanager
def interpreter(warm: Warm, role: Role = "student") -> Iterator[Forked]:
    """Yield a fork in which cells can be run; it is gone afterwards."""
    fork = warm.fork(role)
    try:
        yield Forked(fork.sock)
    finally:
        end(fork)


def end(fork: Fork) -> None:
    """Kill a fork and wait until nothing of it is left."""
    fork.kill()
    fork.ending(soon())


def attempt(warm: Warm, name: str, **aims: Any) -> str | None:
    """Let a fork of a server with `BREAKOUT` try something; return what it could do."""
    fork = warm.fork("student")
    try:
        wire.send(fork.sock, {"op": name, "aims": aims}, deadline=soon())
        return wire.receive(fork.sock, deadline=soon())[0]["found"]
    finally:
        end(fork)


def descendants() -> set[int]:
    """Return all processes that the test process has started, directly or not."""
    return set(memory.family(os.getpid(), memory.processes())) - {os.getpid()}


def command_of(pid: int) -> bytes:
    """Return the command of a process; nothing when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def server(among: set[int]) -> int:
    """Return which process is the warm server."""
    alive = memory.processes()
    return next(number for number in among if _serves(number, alive))


def _serves(number: int, alive: dict[int, memory.Process]) -> bool:
    """Tell the server from bubblewrap, whose command line names it too, and from its forks."""

    def runs(number: int) -> bool:
        command = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
        return b"python" in command[0] and any(b"grading.server" in part for part in command)

    return runs(number) and not runs(alive[number].parent)


class Gone:
    """Waits until processes have ended, whoever their parent is."""

    def __init__(self, numbers: set[int]) -> None:
        self._handles = [os.pidfd_open(number) for number in numbers]

    def wait(self) -> None:
        try:
            for handle in self._handles:
                assert select.select([handle], [], [], PATIENCE)[0], "a process lives on"
        finally:
            for handle in self._handles:
                os.close(handle)


def kill(number: int) -> None:
    """Kill a process and wait until it has ended."""
    gone = Gone({number})
    os.kill(number, signal.SIGKILL)
    gone.wait()

"""Running cells in a forked interpreter: what goes in, what comes out, and what may take how long.

`Interpreter` is the trusted side of one fork of the warm server. It relays frames, bounds time and
size, and turns whatever arrives into valid notebook outputs; it never decodes a value.
"""

from __future__ import annotations

import os
import signal
import socket
import struct
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal, TypeGuard

from nbformat.notebooknode import NotebookNode

from sixprinciples.grading import wire
from sixprinciples.grading.outputs import Outputs, error_output
from sixprinciples.grading.sandbox import Limits
from sixprinciples.grading.warm import Fork

End = Literal["timeout", "memory", "died"]

_MOST_VALUES = 3  # times the largest value: what may be fetched of one submission together
_GRACE = 2.0  # seconds between an interrupt and the end of an interpreter that ignores it
_CREDENTIALS = struct.Struct("3i")  # pid, uid, gid; unix(7)

TIMED_OUT = error_output("CellTimeoutError", "No reply from kernel before timeout")


class Ended(Exception):
    """The interpreter is gone, or had to be ended."""

    def __init__(self, kind: End, tampered: bool = False) -> None:
        """Take how it ended, and whether it sent what no interpreter of ours sends."""
        super().__init__(kind)
        self.kind: End = kind
        self.tampered = tampered


@dataclass(frozen=True)
class CellRun:
    """What came of one cell.

    Attributes:
        outputs: valid outputs of notebook format 4.
        status: "ok", or "error" if the cell stopped with one.
        ename: the name of that error.
        execution_count: the number in front of the cell.
        ended: why the interpreter, or the cell only in the case of a timeout, came to an end.
        assertion: whether the error says that an assertion failed.
        live: names of stand-ins for live objects that a test needed.
        unreadable: names whose bytes were no value.
        tampered: whether the interpreter broke the protocol.
    """

    outputs: list[NotebookNode] = field(default_factory=list)
    status: Literal["ok", "error"] = "ok"
    ename: str | None = None
    execution_count: int | None = None
    ended: End | None = None
    assertion: bool = False
    live: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    tampered: bool = False


@dataclass(frozen=True)
class Fetched:
    """Values as bytes, by name; None where the name is not defined.

    Attributes:
        values: what `codec.encode` made of each, unread and untrusted.
        functions: how many functions they hold, by the interpreter's own account.
    """

    values: Mapping[str, bytes | None]
    functions: int


OnCall = Callable[[int, bytes], bytes]


class Interpreter:
    """The trusted side of one forked interpreter."""

    def __init__(self, fork: Fork, limits: Limits) -> None:
        """Take the fork and what it may use."""
        self._fork = fork
        self._limits = limits
        self._left = limits.notebook_output_kb * 1024
        self._values_left = _MOST_VALUES * limits.value_kb * 1024
        self._ended: Ended | None = None

    @property
    def alive(self) -> bool:
        """Whether it still answers, as far as is known."""
        return self._ended is None

    def files(self, files: Mapping[str, bytes], *, deadline: float) -> None:
        """Write files into its scratch directory.

        Raises:
            Ended: it is gone.
        """
        listed = [[name, len(content)] for name, content in files.items()]
        self._send({"op": "files", "files": listed}, b"".join(files.values()), deadline)
        self._expect("ready", deadline)

    def run(self, source: str, *, history: bool = True, deadline: float) -> CellRun:
        """Run a cell and return what came of it; never raises for what the cell does."""
        return self._cell({"op": "run", "source": source, "history": history}, b"", None, deadline)

    def test(
        self,
        source: str,
        values: Mapping[str, bytes],
        absent: Sequence[str],
        on_call: OnCall,
        *,
        deadline: float,
    ) -> CellRun:
        """Run a test cell on values; its calls of student functions go through `on_call`."""
        places, payload = _packed(values)
        request = {"op": "test", "source": source, "values": places, "absent": list(absent)}
        return self._cell(request, payload, on_call, deadline)

    def fetch(self, names: Sequence[str], *, deadline: float) -> Fetched:
        """Return the values of names as bytes; for what is too large, a stand-in.

        All that is fetched waits for the tests, so it counts together.

        Raises:
            Ended: it is gone, did not answer in time, or answered nonsense.
        """
        most = min(self._limits.value_kb * 1024, self._values_left)
        self._send({"op": "fetch", "names": list(names), "most": most}, b"", deadline)
        header, payload = self._expect("values", deadline)
        self._values_left = max(0, self._values_left - len(payload))
        try:
            values = {name: _slice(header["values"][name], payload) for name in names}
            if sum(map(len, filter(None, values.values()))) > len(payload):
                raise ValueError("the same bytes stand for several values")
            return Fetched(values, int(header.get("functions", 0)))
        except (KeyError, TypeError, ValueError, OverflowError):
            raise self._end("died", tampered=True) from None

    def traces(self, *, deadline: float) -> tuple[str, ...]:
        """Return what its cells changed that no answer needs to change, by its own account.

        Raises:
            Ended: it is gone, did not answer in time, or answered nonsense.
        """
        self._send({"op": "traces"}, b"", deadline)
        header, _ = self._expect("traces", deadline)
        found = header.get("changed")
        return tuple(found) if _are_texts(found) else ("?",)

    def snapshot(self, *, deadline: float) -> Snapshot:
        """Return a copy of the interpreter as it is now, to call functions in.

        Raises:
            Ended: the interpreter is gone.
        """
        ours, theirs = socket.socketpair()
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        with theirs:
            self._send({"op": "snapshot"}, b"", deadline)
            try:
                socket.send_fds(self._fork.sock, [b"\0"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise self._end(None) from None
        try:
            self._expect("snapshot", deadline)
        except Ended:
            ours.close()
            raise
        return Snapshot(ours, self._limits, deadline)

    def kill(self) -> None:
        """End it and everything it started."""
        self._ended = self._ended or Ended("died")
        self._fork.kill()

    # --- frames -----------------------------------------------------------------------------

    def _cell(
        self, request: dict[str, Any], payload: bytes, on_call: OnCall | None, deadline: float
    ) -> CellRun:
        outputs = Outputs(min(self._limits.cell_output_kb * 1024, self._left))
        try:
            self._send(request, payload, deadline)
            done = self._until_done(outputs, on_call, deadline)
        except Ended as end:
            return CellRun(
                [*outputs.finished(), *_farewell(end.kind)], "error", ended=end.kind,
                tampered=end.tampered,
            )  # fmt: skip
        finally:
            self._left -= outputs.size
        return _cell_run(outputs, done)

    def _until_done(
        self, outputs: Outputs, on_call: OnCall | None, deadline: float
    ) -> dict[str, Any]:
        """Collect events until the cell is done; interrupt it when its time is up, then end it."""
        overdue, last = False, deadline + _GRACE
        while True:
            try:
                header, payload = self._receive(deadline)
            except wire.Overdue:
                if time.monotonic() >= last:
                    raise self._end("timeout") from None
                # more than once, because one that comes just before a blocking call is missed
                overdue, deadline = True, time.monotonic() + _GRACE / 4
                self._fork.interrupt()
                continue
            match header.get("event"):
                case "done" if _is_done(header):
                    return header | {"overdue": overdue}
                case "done":
                    raise self._end("died", tampered=True)
                case "call" if on_call is not None:
                    self._answer(header, payload, on_call, deadline)
                case event:
                    outputs.take(event, header)

    def _answer(
        self, header: dict[str, Any], payload: bytes, on_call: OnCall, deadline: float
    ) -> None:
        self._send({"op": "returned"}, on_call(int(header["function"]), payload), deadline)

    def _send(self, header: dict[str, Any], payload: bytes, deadline: float) -> None:
        if self._ended is not None:
            raise self._ended
        try:
            wire.send(self._fork.sock, header, payload, deadline)
        except wire.Overdue:
            raise self._end("timeout") from None
        except wire.Malformed:  # a cell or the names of files are longer than any that is honest
            raise self._end("died") from None
        except (wire.Gone, OSError):
            raise self._end(None) from None

    def _receive(self, deadline: float) -> tuple[dict[str, Any], bytes]:
        try:
            return wire.receive(
                self._fork.sock, deadline=deadline, most=self._limits.value_kb * 1024
            )
        except wire.Malformed:
            raise self._end("died", tampered=True) from None
        except (wire.Gone, OSError):
            raise self._end(None) from None

    def _expect(self, event: str, deadline: float) -> tuple[dict[str, Any], bytes]:
        """Return the next frame of a kind; outputs that threads still print are let go."""
        while True:
            try:
                header, payload = self._receive(deadline)
            except wire.Overdue:
                raise self._end("timeout") from None
            if header.get("event") == event:
                return header, payload
            if header.get("event") not in ("output", "clear", "update"):
                raise self._end("died", tampered=True)

    def _end(self, kind: End | None, tampered: bool = False) -> Ended:
        """End the fork and remember why; None stands for what the server says."""
        if kind is not None:
            self._fork.kill()
        if kind is None:
            ending = self._fork.ending(time.monotonic() + _GRACE)
            kind = "memory" if ending.kind == "memory" else "died"
        self._ended = Ended(kind, tampered)
        return self._ended


class Snapshot:
    """A copy of a student's interpreter at the moment of one test, in which functions are called.

    What happens in it is seen by no later cell, so that nothing carries a hidden argument out.
    """

    def __init__(self, sock: socket.socket, limits: Limits, deadline: float) -> None:
        """Take the socket on which the copy reports; it says who it is with its first frame."""
        self._sock = sock
        self._most = limits.value_kb * 1024
        self._process = _process_behind(sock, deadline)

    def call(self, function: int, payload: bytes, *, deadline: float) -> bytes:
        """Call one of its functions and return the outcome as bytes.

        Raises:
            Ended: it did not answer in time, or is gone.
        """
        try:
            wire.send(self._sock, {"op": "call", "function": function}, payload, deadline)
            while True:
                header, outcome = wire.receive(self._sock, deadline=deadline, most=self._most)
                if header.get("event") == "returned":
                    return outcome
        except wire.Overdue:
            self.close()
            raise Ended("timeout") from None
        except wire.Malformed:
            self.close()
            raise Ended("died", tampered=True) from None
        except (wire.Gone, OSError):
            raise Ended("died") from None

    def close(self) -> None:
        """End the copy."""
        if self._process is not None:
            with suppress(OSError):
                signal.pidfd_send_signal(self._process, signal.SIGKILL)
            os.close(self._process)
            self._process = None
        self._sock.close()


def _process_behind(sock: socket.socket, deadline: float) -> int | None:
    """Return a handle of the process that sent the first byte, as the kernel vouches for it."""
    sock.settimeout(max(0.0, deadline - time.monotonic()))
    try:
        _, ancillary, _, _ = sock.recvmsg(1, socket.CMSG_SPACE(_CREDENTIALS.size))
        for level, kind, content in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
                return os.pidfd_open(_CREDENTIALS.unpack(content)[0])
    except OSError:
        pass  # it is gone already; the first call will find that out
    return None


def _cell_run(outputs: Outputs, done: dict[str, Any]) -> CellRun:
    found = outputs.finished()
    overdue = bool(done["overdue"])
    count = done.get("execution_count")
    return CellRun(
        outputs=[*found, TIMED_OUT] if overdue else found,
        status="error" if overdue or done.get("status") != "ok" else "ok",
        ename=done.get("ename") or None,
        execution_count=count if type(count) is int else None,
        ended="timeout" if overdue else None,
        assertion=done.get("assertion") is True,
        live=tuple(done.get("live", ())),
        unreadable=tuple(done.get("unreadable", ())),
    )


def _is_done(header: dict[str, Any]) -> bool:
    """Tell whether a last event of a cell is one that an interpreter of ours sends."""
    lists = (header.get(name, []) for name in ("live", "unreadable"))
    ename = header.get("ename")
    return (ename is None or type(ename) is str) and all(map(_are_texts, lists))


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return type(value) is list and all(type(text) is str for text in value)


def _farewell(kind: End) -> list[NotebookNode]:
    if kind == "timeout":
        return [TIMED_OUT]
    if kind == "memory":
        return [error_output("MemoryError", "The code used more memory than it may.")]
    return [error_output("DeadKernelError", "The interpreter ended while it ran this cell.")]


def _packed(values: Mapping[str, bytes]) -> tuple[dict[str, list[int]], bytes]:
    places, start = {}, 0
    for name, content in values.items():
        places[name] = [start, len(content)]
        start += len(content)
    return places, b"".join(values.values())


def _slice(place: Any, payload: bytes) -> bytes | None:
    if place is None:
        return None
    start, size = place
    if not (0 <= start <= start + size <= len(payload)):
        raise ValueError("outside the payload")
    return payload[start : start + size]

"""Interpreters as the warm server makes them, without a sandbox: prepared once, forked for each."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from sixprinciples.grading import codec, wire
from sixprinciples.grading.outputs import Outputs

PATIENCE = 60.0  # seconds until a test fails that waits in vain
MOST = 64 << 20

SERVER = """
import os, socket, sys
import matplotlib_inline.backend_inline, pandas
from sixprinciples.grading import interpreter

control = socket.socket(fileno=int(sys.argv[1]))
interpreter.prepare()
while True:
    order, descriptors, _, _ = socket.recv_fds(control, 4096, 1)
    if not order:
        break
    role, _, folder = order.decode().partition(" ")
    child = os.fork()
    if child == 0:
        control.close()
        os.setsid()
        os.chdir(folder)
        try:
            interpreter.serve(socket.socket(fileno=descriptors[0]), role)
        finally:
            os._exit(0)
    os.close(descriptors[0])
    control.send(b"%d" % child)
"""


@dataclass
class Ran:
    """What came of a cell: its outputs as notebooks hold them, and its last event."""

    outputs: list[Any]
    done: dict[str, Any]
    events: list[dict[str, Any]]

    @property
    def printed(self) -> str:
        return "".join(o.text for o in self.outputs if o.get("name") == "stdout")

    @property
    def warned(self) -> str:
        return "".join(o.text for o in self.outputs if o.get("name") == "stderr")

    @property
    def error(self) -> str | None:
        """The last error, as a person reads it."""
        errors = [o for o in self.outputs if o.output_type == "error"]
        return f"{errors[-1].ename}: {errors[-1].evalue}" if errors else None

    @property
    def result(self) -> str | None:
        results = [o for o in self.outputs if o.output_type == "execute_result"]
        return results[-1].data["text/plain"] if results else None


class Server:
    """A prepared process that forks interpreters."""

    def __init__(self, folder: Path) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environment = os.environ | {
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "IPYTHONDIR": str(folder / "ipython"),
            "OPENBLAS_NUM_THREADS": "1",
        }
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-c", SERVER, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], env=environment, cwd=folder,
            )  # fmt: skip
        self._control = ours
        self._control.settimeout(PATIENCE)

    def fork(self, role: str, folder: Path) -> Forked:
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [f"{role} {folder}".encode()], [theirs.fileno()])
            return Forked(ours, int(self._control.recv(100)))

    def close(self) -> None:
        self._control.close()
        self.process.wait(PATIENCE)


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    running = Server(folder)
    try:
        yield running
    finally:
        running.close()


class Forked:
    """The other side of one interpreter."""

    def __init__(self, sock: socket.socket, pid: int = 0) -> None:
        self.sock = sock
        self.pid = pid

    def __enter__(self) -> Forked:
        return self

    def __exit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.sock.close()
        if self.pid:
            os.killpg(self.pid, signal.SIGKILL)

    def send(self, op: str, payload: bytes = b"", **header: Any) -> None:
        wire.send(self.sock, {"op": op, **header}, payload, time.monotonic() + PATIENCE)

    def receive(self) -> tuple[dict[str, Any], bytes]:
        return wire.receive(self.sock, deadline=time.monotonic() + PATIENCE, most=MOST)

    def interrupt(self) -> None:
        os.kill(self.pid, signal.SIGINT)

    def interrupt_until_it_answers(self) -> None:
        """Interrupt, and again if nothing comes.

        Python misses an interrupt that comes in the instant before it begins to wait.
        """
        poll = select.poll()
        poll.register(self.sock, select.POLLIN)
        self.interrupt()
        while not poll.poll(PATIENCE / 20 * 1000):
            self.interrupt()

    def files(self, **files: bytes) -> dict[str, Any]:
        listed = [[name, len(content)] for name, content in files.items()]
        self.send("files", b"".join(files.values()), files=listed)
        return self.receive()[0]

    def run(self, source: str, **header: Any) -> Ran:
        self.send("run", source=source, **header)
        return self.until_done()

    def events(self) -> Iterator[dict[str, Any]]:
        """Yield the events of an op up to its last one."""
        while True:
            header, _ = self.receive()
            yield header
            if header["event"] == "done":
                return

    def until_done(self, on_call: Callable[[int, bytes], bytes] | None = None) -> Ran:
        outputs, events = Outputs(MOST), []
        while True:
            header, payload = self.receive()
            events.append(header)
            if header["event"] == "call" and on_call:
                self.send("returned", on_call(header["function"], payload))
            elif header["event"] in ("done", "error"):
                return Ran(outputs.finished(), header, events)
            outputs.take(header["event"], header)

    def fetch_bytes(self, *names: str) -> dict[str, bytes | None]:
        self.send("fetch", names=list(names))
        header, payload = self.receive()
        places = header["values"]
        return {name: at and payload[at[0] : sum(at)] for name, at in places.items()}

    def fetch(self, name: str) -> Any:
        data = self.fetch_bytes(name)[name]
        return None if data is None else codec.decode(data, None)

    def call(self, token: int, *args: Any, **kwargs: Any) -> codec.Outcome:
        """Call a function and return its outcome."""
        return codec.decode_outcome(self.call_bytes(token, codec.encode_call(args, kwargs)), None)

    def call_bytes(self, token: int, payload: bytes) -> bytes:
        self.send("call", payload, function=token)
        header, outcome = self.receive()
        assert header["event"] == "returned", header
        return outcome

    def function(self, name: str) -> int:
        """Return the token of a function."""
        named: list[int] = []
        data = self.fetch_bytes(name)[name]
        assert data is not None
        codec.decode(data, lambda token, *_: named.append(token))()
        return named[0]

    def copy(self) -> Forked:
        """Return a copy of this interpreter as it is now."""
        ours, theirs = socket.socketpair()
        with theirs:
            self.send("snapshot")
            socket.send_fds(self.sock, [b"\0"], [theirs.fileno()])
        assert self.receive()[0] == {"event": "snapshot"}
        assert ours.recv(1) == b"\0"
        return Forked(ours)

    def test(
        self,
        source: str,
        values: dict[str, bytes] | None = None,
        absent: tuple[str, ...] = (),
        on_call: Callable[[int, bytes], bytes] | None = None,
    ) -> Ran:
        self.begin_test(source, values, absent)
        return self.until_done(on_call)

    def begin_test(
        self, source: str, values: dict[str, bytes] | None = None, absent: tuple[str, ...] = ()
    ) -> None:
        places, start = {}, 0
        for name, data in (values or {}).items():
            places[name] = [start, len(data)]
            start += len(data)
        payload = b"".join((values or {}).values())
        self.send("test", payload, source=source, values=places, absent=list(absent))

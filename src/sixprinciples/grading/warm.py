"""Interpreters within milliseconds: the owner's side of a warm server inside the sandbox.

    with Warm(sandbox="bubblewrap", limits=Limits(), course=course) as warm:
        fork = warm.fork("student")
        wire.send(fork.sock, ...)
        fork.kill()

The server (`sixprinciples.grading.server`) imports the scientific stack once; each fork is a fresh
copy of it, isolated before it runs anything. One thread at a time may use a `Warm` and its forks.
"""

from __future__ import annotations

import itertools
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self
from weakref import WeakValueDictionary

from sixprinciples.grading import sandbox as box
from sixprinciples.grading import wire
from sixprinciples.grading.sandbox import Kind, Limits, SandboxError
from sixprinciples.grading.server import USERS, Setup

Role = Literal["student", "checker"]

STACK = (
    "numpy", "numpy.testing", "pandas", "pandas.testing", "matplotlib.pyplot",
    "matplotlib_inline.backend_inline", "unittest", "sixprinciples.checks",
)  # fmt: skip
"""What every server imports, where it is installed."""

INTERPRETER = "sixprinciples.grading.interpreter:serve"
"""What forks do, unless a caller says otherwise."""

_FIRST_USER, _LAST_USER = 0x70000000, 0x7FFF0000  # users that no machine has given to anybody
_START = 120.0  # seconds for the server to import everything
_REPLY = 60.0  # seconds for the server to answer
_END = 5.0  # seconds for the server to end by itself
_LONGEST_COMPLAINT = 1 << 16

# Modules are found where the owner finds them, not where the current directory or a file that
# lies about would have them.
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from sixprinciples.grading.server import main; main(int(sys.argv[1]))"
)


@dataclass(frozen=True)
class Ending:
    """How an interpreter ended.

    Attributes:
        kind: "exit" by itself; "signal", such as a crash; "memory" if it used more than it may;
            "killed" by its owner, or for another limit.
        detail: the same as a sentence.
    """

    kind: Literal["exit", "signal", "memory", "killed"]
    detail: str


class Fork:
    """One interpreter in the sandbox, and all that it starts.

    Attributes:
        sock: the socket that the interpreter serves; frames of `sixprinciples.grading.wire`.
    """

    def __init__(self, server: _Server, number: int, sock: socket.socket) -> None:
        """Called by `Warm.fork`."""
        self.sock = sock
        self._server = server
        self._number = number

    def interrupt(self) -> None:
        """Send SIGINT to the interpreter and to the programs that it waits for."""
        self._server.ask({"op": "interrupt", "fork": self._number})

    def kill(self) -> None:
        """End the interpreter and everything in its sandbox, and close the socket.

        It works at any time, also twice. What the interpreter started is there until then, even if
        the interpreter has ended, so every fork has to be killed in the end.
        """
        self._server.ask({"op": "kill", "fork": self._number})
        self.sock.close()

    def ending(self, deadline: float) -> Ending:
        """Wait until the interpreter has ended and return how; at the deadline, kill it.

        Args:
            deadline: a value of `time.monotonic`.
        """
        try:
            return self._server.ending(self._number, deadline)
        except wire.Overdue:
            self.kill()
            return Ending("killed", "It went on without answering, and was ended.")
        except wire.Gone:
            return Ending("killed", "The sandbox ended.")


class Warm:
    """A warm server, and forks of it.

    The server starts at once, and again whenever it is needed and has died. Use it as a context
    manager, or call `close`.
    """

    def __init__(
        self,
        *,
        sandbox: Kind,
        limits: Limits,
        preload: Sequence[str] = (),
        share: Sequence[Path] = (),
        course: Path | None = None,
        cache: Path | None = None,
        stack: Sequence[str] = STACK,
        entry: str = INTERPRETER,
    ) -> None:
        """Start the server; it gets ready while the caller does other things.

        Args:
            sandbox: "bubblewrap", or "off" for plain processes.
            limits: what each fork may use.
            preload: modules to import besides the stack, where they are installed. A module that
                changes others when it is imported, such as a chart style, must not be one of them.
            share: further files and folders that forks may read.
            course: the course directory, to make sure that it is out of sight.
            cache: a private folder for what the next server can use again (a list of fonts);
                None for the user's own, `sandbox.cache_folder`.
            stack: the modules that are imported in any case.
            entry: what a fork calls with its socket and its role, as "module:function".

        Raises:
            SandboxError: there can be no sandbox.
        """
        self._kind = sandbox
        self._setup = Setup(
            limits=limits,
            namespaces=sandbox == "bubblewrap",
            first_user=None,
            modules=[*stack, *preload],
            entry=entry,
            scratch=box.SCRATCH,
        )
        self._share, self._course = tuple(share), course
        self._cache = cache or box.cache_folder()
        self._numbers = itertools.count(1)
        self._server = self._start()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def fork(self, role: Role) -> Fork:
        """Return a fresh interpreter, isolated and ready for requests.

        Raises:
            SandboxError: the server does not start, or a fork cannot be isolated.
        """
        number = next(self._numbers)
        for again in (True, False):
            try:
                return self._server.fork(number, role)
            except (wire.Gone, wire.Overdue):
                was_ready = self._server.ready
                complaint = self._server.close()
            if not (again and was_ready):
                break
            self._server = self._start()
        raise SandboxError(box.explain(complaint))

    def close(self) -> None:
        """End the server and all forks."""
        self._server.close()

    def _start(self) -> _Server:
        if self._kind == "off":
            return self._start_plain()
        setup = replace(self._setup, first_user=_some_users() if box.as_root() else None)
        cache = _fonts_below(self._cache)

        def command(program: list[str]) -> list[str]:
            return box.command(program, share=self._share, course=self._course, cache=cache)

        return _Server(command, setup)

    def _start_plain(self) -> _Server:
        scratch = Path(tempfile.mkdtemp(prefix="grading-"))
        setup = replace(self._setup, scratch=str(scratch))
        variables = box.environment(scratch)
        return _Server(list, setup, variables, scratch)


class _Server:
    """A server process: started, asked, and ended."""

    def __init__(
        self,
        command: Callable[[list[str]], list[str]],
        setup: Setup,
        variables: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        """Start it.

        Args:
            command: what makes the program's command line into the one that is run.
            setup: what the server is told.
            variables: its environment.
            folder: what to remove in the end.
        """
        self.ready = False
        self._folder = folder
        self._forks: WeakValueDictionary[int, Fork] = WeakValueDictionary()
        self._endings: dict[int, Ending] = {}
        self._control, theirs = socket.socketpair()
        with theirs:
            program = [sys.executable, "-I", "-c", _PROGRAM, str(theirs.fileno())]
            arguments = command([*program, *box.python_path()])
            self._keeper = _Keeper(arguments, theirs.fileno(), variables)
        with suppress(wire.Gone):
            wire.send(self._control, asdict(setup))

    def fork(self, number: int, role: Role) -> Fork:
        """Return a fork.

        Raises:
            SandboxError: the fork could not be isolated.
            wire.Gone: the server is not there.
            wire.Overdue: it does not answer.
        """
        self._await_ready()
        sock, theirs = socket.socketpair()
        fork = self._forks[number] = Fork(self, number, sock)
        try:
            with theirs:
                self._send({"op": "fork", "fork": number, "role": role})
                socket.send_fds(self._control, [b"\0"], [theirs.fileno()])
            self._await_forked(number)
        except BaseException as error:
            sock.close()
            if isinstance(error, OSError):
                raise wire.Gone from None
            raise
        return fork

    def ask(self, request: dict[str, Any]) -> None:
        """Send a request that has no answer; if the server cannot take it, end the server."""
        try:
            self._send(request)
        except (wire.Gone, wire.Overdue):
            self._keeper.kill()

    def ending(self, number: int, deadline: float) -> Ending:
        """Wait until a fork's interpreter has ended.

        Raises:
            wire.Gone: the server is not there.
            wire.Overdue: the interpreter is still there.
        """
        while number not in self._endings:
            self._take(wire.receive(self._control, deadline=deadline)[0])
        return self._endings[number]

    def close(self) -> str:
        """End the server and everything in it; return what it wrote to its standard error."""
        self._control.close()
        complaint = self._keeper.end()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        return complaint

    def _await_ready(self) -> None:
        deadline = time.monotonic() + _START
        while not self.ready:
            self._take(wire.receive(self._control, deadline=deadline)[0])

    def _await_forked(self, number: int) -> None:
        deadline = time.monotonic() + _REPLY
        while True:
            header, _ = wire.receive(self._control, deadline=deadline)
            self._take(header)
            if header["event"] == "forked":
                return
            if header["event"] == "refused":
                raise SandboxError(box.explain_refusal(header["why"]))

    def _take(self, header: dict[str, Any]) -> None:
        """Note what the server tells; the endings of forks that nobody has are not kept."""
        if header["event"] == "ready":
            self.ready = True
        elif header["event"] == "ended" and header["fork"] in self._forks:
            self._endings[header["fork"]] = Ending(header["kind"], header["detail"])

    def _send(self, request: dict[str, Any]) -> None:
        wire.send(self._control, request, deadline=time.monotonic() + _REPLY)


class _Keeper:
    """A process, and the thread that started it.

    bubblewrap ends with the thread that started it (prctl(2), PR_SET_PDEATHSIG), and the thread
    that happens to make a `Warm` may be one of a pool that ends earlier.
    """

    def __init__(
        self, arguments: list[str], descriptor: int, variables: Mapping[str, str] | None
    ) -> None:
        """Start the process; it inherits one file descriptor."""
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # closed in `end`
        self._start = lambda: subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            pass_fds=(descriptor,),
            env=variables,
            start_new_session=True,  # Ctrl-C in the terminal is the owner's business
        )
        self._process: subprocess.Popen[bytes] | None = None
        self._begun = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="sandbox", daemon=True)
        self._thread.start()
        self._begun.wait()

    def kill(self) -> None:
        """Kill the process at once."""
        if self._process is not None:
            self._process.kill()

    def end(self) -> str:
        """Wait for the process to end, or kill it; return what it wrote to its standard error."""
        self._thread.join(_END)
        if self._thread.is_alive():
            self.kill()
            self._thread.join()
        if self._errors.closed:
            return ""
        with self._errors:
            self._errors.seek(0)
            return self._errors.read(_LONGEST_COMPLAINT).decode(errors="replace")

    def _keep(self) -> None:
        try:
            self._process = self._start()
        except OSError as error:
            self._errors.write(str(error).encode())
            return
        finally:
            self._begun.set()
        self._process.wait()


def _some_users() -> int:
    """Return the first of some users that no other server of this machine is likely to take."""
    ranges = (_LAST_USER - _FIRST_USER) // USERS
    return _FIRST_USER + secrets.randbelow(ranges) * USERS


def _fonts_below(cache: Path) -> Path | None:
    """Return the folder for lists of fonts; None if none can be had, which only costs time."""
    try:
        (cache / "fonts").mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return cache / "fonts" if os.access(cache / "fonts", os.W_OK) else None

"""The warm server: it imports everything once, and forks an interpreter whenever it is asked.

It runs inside the sandbox, has one thread, and never runs code of a submission itself. It answers
its owner, `sixprinciples.grading.warm.Warm`, on one socket; when that closes, all ends.
"""

from __future__ import annotations

import gc
import os
import select
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sixprinciples.grading import forked, isolation, memory, seccomp, wire
from sixprinciples.grading.sandbox import Limits
from sixprinciples.grading.warmup import Serve, warm_up

USERS = 64
"""Forks alive at once, each as a user of its own if the server is root."""

_LOOK, _LONGEST_PAUSE = 0.1, 0.5  # seconds between two looks at what forks use
_SHARE_OF_LOOKING = 0.05  # of the time, at most, unless the pause would be too long
_GRACE = 5.0  # seconds of processor time that all processes may use longer than one may


@dataclass(frozen=True)
class Setup:
    """What the server is told when it starts, as JSON.

    Attributes:
        limits: the limits of each fork.
        namespaces: whether it runs inside bubblewrap.
        first_user: the first of `USERS` users for forks, if it runs as root.
        modules: what to import, if it is installed.
        entry: what each fork calls, as "module:function".
        scratch: the directory of forks; without namespaces, where each makes its own.
    """

    limits: Limits
    namespaces: bool
    first_user: int | None
    modules: list[str]
    entry: str
    scratch: str

    @classmethod
    def of(cls, header: dict[str, Any]) -> Setup:
        """Return the setup that a frame holds."""
        return cls(**(header | {"limits": Limits(**header["limits"])}))


@dataclass
class _Fork:
    """What the server knows of a fork.

    Attributes:
        number: its name in frames.
        user: which of the users it is.
        init: the first process of its namespace, with which all others end; None without
            namespaces, or when it has ended.
        interpreter: the process that runs code; None when it has ended.
        data: the server's own copy of the socket that the interpreter serves.
        scratch: its directory, if the server has to remove it.
        verdict: why the server ended it, if it did.
        killed: whether all of it is to end.
        told: whether the owner knows that the interpreter ended.
        began: when it was made, as `time.monotonic` counts.
    """

    number: int
    user: int
    init: int | None
    interpreter: int | None
    data: socket.socket
    scratch: Path | None
    verdict: tuple[str, str] | None = None
    killed: bool = False
    told: bool = False
    began: float = field(default_factory=time.monotonic)

    @property
    def roots(self) -> list[int]:
        """The processes from which all others of the fork descend."""
        return [number for number in (self.init, self.interpreter) if number is not None]

    def hang_up(self) -> None:
        """Close the socket for all that hold it, also for processes that outlive the interpreter.

        Otherwise the owner would wait for an answer that nobody is there to give.
        """
        with suppress(OSError):
            self.data.shutdown(socket.SHUT_RDWR)
        self.data.close()


def main(descriptor: int) -> None:
    """Serve the socket with this number until it closes.

    Called in a fresh interpreter, by the command that `sixprinciples.grading.warm` writes.
    """
    control = socket.socket(fileno=descriptor)
    control.set_inheritable(False)
    setup = Setup.of(wire.receive(control)[0])
    gc.disable()
    serve = warm_up(setup.modules, setup.entry, sandboxed=setup.namespaces)
    gc.collect()
    gc.freeze()  # what is there now is not looked at again, so forks do not have to copy it
    gc.enable()
    isolation.prepare_server(namespaces=setup.namespaces)
    with suppress(wire.Gone), _child_signal() as children:
        Server(control, children, setup, serve).run()


class Server:
    """Forks, and looks after forks."""

    def __init__(
        self, control: socket.socket, children: socket.socket, setup: Setup, serve: Serve
    ) -> None:
        """Take the owner's socket, one that tells of ended children, and what forks do."""
        self._control = control
        self._children = children
        self._setup = setup
        self._serve = serve
        self._forks: dict[int, _Fork] = {}
        self._next_look = 0.0
        self._namespaces = isolation.Namespaces() if setup.namespaces else None
        self._filter = seccomp.build(os.uname().machine) if setup.namespaces else b""
        self._memory = memory.at_most(os.getpid())
        self._address_space = memory.address_space()

    def run(self) -> None:
        """Answer requests until the owner closes the socket, then end all forks.

        Raises:
            wire.Gone: the owner closed the socket.
        """
        try:
            wire.send(self._control, {"event": "ready"})
            while True:
                self._turn()
        finally:
            self._end_all()

    def _turn(self) -> None:
        """Wait for something to do, and do it."""
        sources = [self._control, self._children]
        ready, _, _ = select.select(sources, [], [], _LOOK if self._forks else None)
        if self._control in ready:  # first of all: a fork that is to be killed tells no more
            self._answer()
        elif self._children in ready:
            self._children.recv(4096)
            self._bury()
        if self._forks and time.monotonic() >= self._next_look:
            self._look()

    # --- requests ---------------------------------------------------------------------------

    def _answer(self) -> None:
        header, _ = wire.receive(self._control)
        number = header["fork"]
        if header["op"] == "fork":
            self._fork(number, header["role"])
        elif number in self._forks and header["op"] == "interrupt":
            self._interrupt(self._forks[number])
        elif number in self._forks:
            self._kill(self._forks[number], "killed", "It was ended from outside.")

    def _fork(self, number: int, role: str) -> None:
        _, (descriptor,), _, _ = socket.recv_fds(self._control, 1, 1)
        data = socket.socket(fileno=descriptor)
        data.set_inheritable(False)
        try:
            self._start(number, data, lambda sock: self._serve(sock, role))
        except (forked.IsolationError, OSError) as error:
            data.close()
            wire.send(self._control, {"event": "refused", "fork": number, "why": str(error)})
        else:
            wire.send(self._control, {"event": "forked", "fork": number})

    def _start(
        self, number: int, data: socket.socket, serve: Callable[[socket.socket], None]
    ) -> None:
        """Add a fork, and wait until it is isolated."""
        user = self._free_user()
        cage = self._cage(user)
        scratch = None if cage.namespaces else cage.scratch
        fork = self._forks[number] = _Fork(number, user, None, None, data, scratch)
        read, write = os.pipe()
        with open(read, "rb", buffering=0), open(write, "wb", buffering=0) as theirs:
            try:
                with self._namespaces.fresh() if self._namespaces else nullcontext() as fork.init:
                    fork.interpreter = self._born(cage, data.fileno(), write, serve)
                theirs.close()
                forked.await_ready(read)
            except BaseException:
                fork.told = True
                self._kill(fork, "killed", "")
                raise

    def _born(
        self, cage: isolation.Cage, data: int, report: int, serve: Callable[[socket.socket], None]
    ) -> int:
        """Fork; in the fork, forget the server's sockets, whose numbers others will have."""
        interpreter = os.fork()
        if interpreter == 0:
            try:
                for sock in (self._control, self._children, *self._data()):
                    sock.detach()
                forked.live(cage, data, report, serve)
            finally:
                os._exit(1)
        return interpreter

    def _data(self) -> list[socket.socket]:
        return [fork.data for fork in self._forks.values()]

    def _free_user(self) -> int:
        free = set(range(USERS)) - {fork.user for fork in self._forks.values()}
        if not free:
            raise forked.IsolationError(f"{USERS} forks are alive already")
        return min(free)

    def _cage(self, user: int) -> isolation.Cage:
        namespaces, first = self._setup.namespaces, self._setup.first_user
        scratch = self._setup.scratch
        return isolation.Cage(
            limits=self._setup.limits,
            namespaces=namespaces,
            scratch=Path(scratch if namespaces else tempfile.mkdtemp(dir=scratch)),
            uid=None if first is None else first + user,
            address_space=self._address_space,
            filter=self._filter,
        )

    # --- what becomes of forks --------------------------------------------------------------

    def _interrupt(self, fork: _Fork) -> None:
        """Interrupt as Ctrl-C in a terminal would: also the programs that a cell started."""
        with suppress(OSError):
            if fork.interpreter is not None:
                os.killpg(fork.interpreter, signal.SIGINT)

    def _bury(self) -> None:
        """Take note of children that have ended."""
        ended = []
        with suppress(ChildProcessError):
            while (child := os.waitpid(-1, os.WNOHANG))[0]:
                ended.append(child)
        while select.select([self._control], [], [], 0)[0]:
            self._answer()  # some may have ended because they are to be killed
        for child in ended:
            self._note_end(*child)

    def _note_end(self, number: int, status: int) -> None:
        for fork in list(self._forks.values()):
            if number == fork.interpreter:
                fork.interpreter = None
                fork.hang_up()
                if not fork.killed:
                    self._tell(fork, *(fork.verdict or _ending(status)))
            elif number == fork.init:
                fork.init = None
            else:
                continue
            self._remove_if_gone(fork)

    def _kill(self, fork: _Fork, kind: str, detail: str) -> None:
        fork.verdict = fork.verdict or (kind, detail)
        fork.killed = True
        if fork.init is not None:  # with the first process of a namespace the kernel kills all
            memory.end([fork.init])
        elif not self._setup.namespaces:
            alone = len(self._forks) == 1  # then orphans are its, too
            for root in [os.getpid()] if alone else fork.roots:
                _kill_all_below(root)
        self._remove_if_gone(fork)

    def _remove_if_gone(self, fork: _Fork) -> None:
        if fork.killed and not fork.roots:
            self._forks.pop(fork.number)
            if fork.scratch is not None:
                shutil.rmtree(fork.scratch, ignore_errors=True)
            self._tell(fork, *(fork.verdict or ("killed", "")))

    def _tell(self, fork: _Fork, kind: str, detail: str) -> None:
        if not fork.told:
            fork.told = True
            ended = {"event": "ended", "fork": fork.number, "kind": kind, "detail": detail}
            wire.send(self._control, ended)

    def _end_all(self) -> None:
        for fork in list(self._forks.values()):
            fork.told = True
            self._kill(fork, "killed", "")
        if not self._setup.namespaces:
            _kill_all_below(os.getpid())
        with suppress(ChildProcessError):
            while self._forks:
                self._note_end(*os.wait())

    # --- what forks use ---------------------------------------------------------------------

    def _look(self) -> None:
        """End what uses more than it may."""
        began = time.monotonic()
        alive = memory.processes()
        for fork in list(self._forks.values()):
            members = [member for root in fork.roots for member in memory.family(root, alive)]
            seconds = memory.seconds(members, alive)
            if seconds > self._setup.limits.cpu + _GRACE:
                self._kill(fork, "killed", "It used more processor time than it may.")
                continue
            if seconds > began - fork.began + 1:  # more than one processor, for over a second
                _keep_on_one_processor(members)
            self._look_at_memory(fork, members)
        took = time.monotonic() - began
        self._next_look = began + min(_LONGEST_PAUSE, max(_LOOK, took / _SHARE_OF_LOOKING))

    def _look_at_memory(self, fork: _Fork, members: list[int]) -> None:
        """End the largest processes of a fork that uses too much, until half of the limit is left.

        Not all of them: a small copy of the interpreter may still be needed.
        """
        most = self._memory + (self._setup.limits.memory_mb << 20)
        used = memory.sockets(members[-1]) if fork.init and members else 0
        if used + sum(map(memory.at_most, members)) <= most:
            return
        sizes = {member: memory.exactly(member) for member in members}
        used += sum(sizes.values())
        if used <= most:
            return
        for member in sorted(sizes, key=sizes.__getitem__, reverse=True):
            if used > most / 2:
                used -= sizes[member]
                self._end_for_memory(fork, member)

    def _end_for_memory(self, fork: _Fork, member: int) -> None:
        if member == fork.interpreter:
            limit = self._setup.limits.memory_mb
            fork.verdict = fork.verdict or ("memory", f"It used more than {limit} MB of memory.")
        memory.end([member])


def _keep_on_one_processor(numbers: Iterable[int]) -> None:
    """Leave the other processors to other submissions.

    A low priority would not do: the kernel shares processors among sessions, and a process may
    begin as many as it likes.
    """
    last = max(os.sched_getaffinity(0))
    for number in numbers:
        with suppress(OSError):
            os.sched_setaffinity(number, {last})


def _ending(status: int) -> tuple[str, str]:
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return "exit", f"It ended with status {code}."
    with suppress(ValueError):
        return "signal", f"It was ended by {signal.Signals(-code).name}."
    return "signal", f"It was ended by signal {-code}."


def _kill_all_below(root: int) -> None:
    """Kill all that descend from a process, and the process itself unless it is the caller."""
    for _ in range(100):
        members = set(memory.family(root, memory.processes())) - {os.getpid()}
        if not members:
            return
        memory.end(members)


@contextmanager
def _child_signal() -> Iterator[socket.socket]:
    """Yield a socket that becomes readable when a child ends."""
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    with ours, theirs:
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        yield ours
        signal.set_wakeup_fd(-1)

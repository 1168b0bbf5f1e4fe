"""Processes on this machine that grade, one submission at a time each; who dies is replaced.

Each worker has a pipe of its own, so that the death of one is known at once, is charged to the
submission that it held, and costs no other submission anything. Workers are forked from a process
that has imported what they need (`preload`): a copy of this one from before it did anything else
(`get_ready_early`), or one of its own where that is too late.
"""

import atexit
import ctypes
import importlib
import multiprocessing
import multiprocessing.util
import os
import pickle
import signal
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from multiprocessing.forkserver import ensure_running
from typing import TYPE_CHECKING, Any

from sixprinciples.grading.attempt import Failure, WorkersError, attempt

if TYPE_CHECKING:
    from sixprinciples.grading.assignment import Assignment
    from sixprinciples.grading.graded import Graded
    from sixprinciples.grading.options import Options
    from sixprinciples.grading.submission import Submission

TRIES = 3
_PATIENCE = 5.0  # seconds for a worker to take its sandbox down
_PR_SET_PDEATHSIG = 1  # prctl(2)
_THREADS = "OPENBLAS_NUM_THREADS"
_PRELOAD = "sixprinciples.grading.preload"


def get_ready_early() -> None:
    """Import what workers need, and keep a copy of this process to fork them from.

    This spares the copy the seconds of the imports. To be called while this process has one thread
    and has read nothing that workers are not to know.
    """
    with _one_thread():
        importlib.import_module(_PRELOAD)
    resource_tracker.ensure_running()  # a program of its own
    with _copied_when_started():
        get_ready()


def get_ready() -> None:
    """See to it that there is a process to fork workers from; returns at once."""
    multiprocessing.get_context("forkserver").set_forkserver_preload([_PRELOAD])
    resource_tracker.ensure_running()  # which unblocks Ctrl-C as it starts, for what starts next
    with _interrupts_blocked(), _one_thread():
        ensure_running()


@contextmanager
def _copied_when_started() -> Iterator[None]:
    """Let multiprocessing start its programs as copies of this process."""

    def start(path: bytes, args: Sequence[Any], passfds: Sequence[int]) -> int:  # noqa: ARG001
        if pid := os.fork():
            return pid
        with suppress(BaseException):
            atexit._clear()  # what this process would do at its end
            _close_all_but({0, 1, 2, *passfds})
            exec(args[-1], {})
        os._exit(0)

    before = multiprocessing.util.spawnv_passfds
    multiprocessing.util.spawnv_passfds = start
    try:
        yield
    finally:
        multiprocessing.util.spawnv_passfds = before


def _close_all_but(kept: Set[int]) -> None:
    """Close file descriptors; multiprocessing's own function closes all if 0 is to be kept."""
    for low, high in pairwise([*sorted(kept), os.sysconf("SC_OPEN_MAX")]):
        if high - low > 1:
            os.closerange(low + 1, high)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Let processes begin that do not know of Ctrl-C, which reaches the whole terminal.

    Only the driver answers it, and ends its workers.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let processes begin in which numpy starts no threads: what has some cannot be forked well."""
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_THREADS]
        else:
            os.environ[_THREADS] = before


@dataclass
class _Worker:
    process: ForkServerProcess
    pipe: Connection
    holds: "Submission | None" = None


class LocalWorkers:
    """Workers on this machine; each starts with the first submission that is handed to it."""

    def __init__(self, count: int, assignment: "Assignment", options: "Options") -> None:
        """Take how many there may be, and what all of them need."""
        self._count = count
        self._setup = pickle.dumps((assignment, options), pickle.HIGHEST_PROTOCOL)
        self._workers: list[_Worker] = []
        self._deaths: Counter[str] = Counter()

    def room(self) -> int:
        """Return how many more submissions can be handed out now."""
        return self._count - sum(worker.holds is not None for worker in self._workers)

    def hand_out(self, submission: "Submission") -> None:
        """Give a submission to a worker; only while there is room."""
        idle = (worker for worker in self._workers if worker.holds is None)
        worker = next(idle, None) or self._start()
        worker.holds = submission
        # a worker that just died is noticed by `collect`, like every other
        with suppress(OSError):
            worker.pipe.send_bytes(pickle.dumps(submission, pickle.HIGHEST_PROTOCOL))

    def wait(self) -> None:
        """Wait until something came back; this may be interrupted, and loses nothing then."""
        self._ready(None)

    def collect(self) -> "Iterator[Graded | Failure]":
        """Yield what came back."""
        for worker in self._ready(0):
            held = worker.holds
            assert held is not None
            try:
                result = pickle.loads(worker.pipe.recv_bytes())
            except (EOFError, OSError):
                yield from self._replace(worker, held)
            else:
                worker.holds = None
                yield result

    def close(self) -> None:
        """End every worker: the idle take their sandboxes down, the others are killed."""
        for worker in self._workers:
            worker.pipe.close()
            if worker.holds is not None:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join(_PATIENCE)
            worker.process.kill()
            worker.process.join()
        self._workers.clear()

    def _ready(self, timeout: float | None) -> list[_Worker]:
        busy = {worker.pipe: worker for worker in self._workers if worker.holds is not None}
        return [busy[pipe] for pipe in wait(list(busy), timeout) if isinstance(pipe, Connection)]

    def _replace(self, worker: _Worker, held: "Submission") -> Iterator[Failure]:
        """Bury a worker; try what it held again, or give up on it."""
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        self._workers.remove(worker)
        self._deaths[held.student] += 1
        if self._deaths[held.student] < TRIES:
            self.hand_out(held)
        else:
            yield Failure(held.student, "The worker died three times while grading it.")

    def _start(self) -> _Worker:
        get_ready()
        context = multiprocessing.get_context("forkserver")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs,), daemon=True)
        try:
            with _interrupts_blocked():
                process.start()
        except (OSError, EOFError) as error:
            raise WorkersError(f"No worker can be started ({error}).") from error
        theirs.close()
        with suppress(OSError):
            ours.send_bytes(self._setup)
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker


def _work(pipe: Connection) -> None:
    """Grade what comes through the pipe until it closes: the life of a worker."""
    _depend_on_driver()
    _be_quiet()
    with suppress(EOFError, OSError):
        assignment, options = pickle.loads(pipe.recv_bytes())
        while True:
            submission = pickle.loads(pipe.recv_bytes())
            result = attempt(submission, assignment, options)
            pipe.send_bytes(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))


def _depend_on_driver() -> None:
    """Die with the driver, also when it is killed, but not of a Ctrl-C that was meant for it."""
    # a handler that does nothing, for unlike SIG_IGN it is not passed on to the sandbox
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    # the process that this one was forked from ends as soon as the driver does
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    driver = multiprocessing.parent_process()
    if driver is None or not driver.is_alive():
        os._exit(1)


def _be_quiet() -> None:
    """Keep what libraries print away from the progress on the terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)

"""Workers of a Dask cluster: the same grading, on machines that share no files with this one.

What all submissions need travels once to every worker process and is kept there; a worker that
came later, or anew, says that it lacks it, and is sent it. A worker that dies while it grades is
the scheduler's business: it gives the submission to another, `allowed-failures` times.
"""

from __future__ import annotations

import asyncio
import hashlib
import pickle
import platform
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

import dask
from distributed import Client, Future, KilledWorker, get_worker, rpc

from sixprinciples.grading import proof
from sixprinciples.grading.attempt import Failure, WorkersError, attempt
from sixprinciples.grading.sandbox import Kind, SandboxError

if TYPE_CHECKING:
    from sixprinciples.grading.assignment import Assignment
    from sixprinciples.grading.graded import Graded
    from sixprinciples.grading.options import Options
    from sixprinciples.grading.submission import Submission

_CONNECT = 5.0  # seconds to reach a scheduler, at the start and after it was lost
_WITHOUT_WORKERS = 30.0  # seconds that a cluster may take to replace its last worker
_LOOK = 1.0  # seconds between two looks at how many workers there are
_KEPT = 2  # assignments that a worker keeps: two instructors may use one cluster
_PACKAGE = "sixprinciples"


@dataclass(frozen=True)
class Unprepared:
    """A worker's answer when it lacks what all submissions need."""

    worker: str


class DaskWorkers:
    """The workers of a cluster; each of their threads is handed one submission at a time."""

    def __init__(self, address: str, assignment: Assignment, options: Options) -> None:
        """Connect to the scheduler; see that every worker can grade, and send it what it needs.

        Raises:
            WorkersError: there is no scheduler, no worker, or one that cannot grade.
        """
        self._address = address
        self._setup = pickle.dumps((assignment, options), pickle.HIGHEST_PROTOCOL)
        self._key = hashlib.sha256(self._setup).hexdigest()
        self._run = uuid.uuid4().hex
        self._out: dict[Future[bytes], Submission] = {}
        self._back: SimpleQueue[Future[bytes]] = SimpleQueue()
        self._something_back = threading.Event()
        self._client = _connect(address)
        try:
            self._threads, self._looked = 0, -_LOOK
            self._populated = time.monotonic()
            if not self._prepare(None):
                raise WorkersError(f"The cluster {address} has no workers: start some first.")
        except BaseException:
            self.close()
            raise

    def room(self) -> int:
        """Return how many more submissions can be handed out now."""
        if time.monotonic() - self._looked >= _LOOK:
            self._look()
        return self._threads - len(self._out)

    def hand_out(self, submission: Submission) -> None:
        """Give a submission to a worker; only while there is room."""
        self._submit(submission, None)

    def _submit(self, submission: Submission, setup: bytes | None) -> None:
        """Give the scheduler a submission, and with it what a worker lacked that had it before."""
        blob = pickle.dumps(submission, pickle.HIGHEST_PROTOCOL)
        name = f"grade-{submission.digest}-{self._run}-{uuid.uuid4().hex}"
        call = _portable(grade.__name__)
        try:
            future = self._client.submit(call, self._key, blob, setup, key=name, pure=False)
        except Exception as error:  # whatever a client raises whose scheduler is gone
            raise self._lost() from error
        self._out[future] = submission
        future.add_done_callback(self._came_back)

    def wait(self) -> None:
        """Wait until something came back; this may be interrupted, and loses nothing then.

        Raises:
            WorkersError: there is no scheduler any more, or no worker.
        """
        while not self._something_back.wait(_LOOK):
            self._look()

    def collect(self) -> Iterator[Graded | Failure]:
        """Yield what came back.

        Raises:
            WorkersError: there is no scheduler any more, or a worker came that cannot grade.
        """
        self._something_back.clear()
        with suppress(Empty):
            while True:
                future = self._back.get_nowait()
                submission = self._out.pop(future)
                result = self._result(future, submission)
                if isinstance(result, Unprepared):
                    self._prepare([result.worker])
                    # it may die, too: with its setup the submission gets nowhere in vain, and the
                    # scheduler counts how many workers it costs
                    self._submit(submission, self._setup)
                else:
                    yield result

    def close(self) -> None:
        """Let go of the workers, at once; what they still hold is not graded."""
        with suppress(Exception):
            self._client.cancel(list(self._out), force=True)
        with suppress(Exception):
            self._client.close(timeout=_CONNECT)
        self._out.clear()

    def _came_back(self, future: Future[bytes]) -> None:
        """Note a result; called by a thread of the client's."""
        self._back.put(future)
        self._something_back.set()

    def _result(
        self, future: Future[bytes], submission: Submission
    ) -> Graded | Failure | Unprepared:
        try:
            result: Graded | Failure | Unprepared = pickle.loads(future.result())
        except KilledWorker:
            return Failure(submission.student, "Worker after worker died while grading it.")
        except (CancelledError, OSError) as error:
            raise self._lost() from error
        except Exception as error:  # what keeps a worker from even trying
            raise WorkersError(f"A worker of {self._address} cannot grade: {error}.") from error
        return result

    def _look(self) -> None:
        """Count the workers' threads; raise WorkersError if there are none for too long."""
        if self._client.status != "running":
            raise self._lost()
        self._looked = now = time.monotonic()
        self._threads = self._client.scheduler_info(n_workers=0)["total_threads"]
        if self._threads:
            self._populated = now
        elif now - self._populated > _WITHOUT_WORKERS:
            raise WorkersError(f"The cluster {self._address} has no workers any more.")

    def _lost(self) -> WorkersError:
        return WorkersError(f"The scheduler {self._address} is gone.")

    def _prepare(self, workers: list[str] | None) -> bool:
        """Send workers, or all of them, what they need; return whether there are any.

        A worker that is gone by now needs nothing.
        """
        answers = self._client.run(
            _portable(keep.__name__), self._key, self._setup, workers=workers, on_error="return"
        )
        for worker, answer in answers.items():
            if not isinstance(answer, OSError):
                self._check(worker, answer)
        return bool(answers)

    def _check(self, worker: str, answer: Any) -> None:
        """Raise WorkersError if a worker is not equipped as this process is."""
        if isinstance(answer, ImportError):
            raise WorkersError(
                f"The worker {worker} has no {_PACKAGE} that works ({answer}): install "
                f"'{_PACKAGE}[instructor]' there, and start the worker again."
            )
        if isinstance(answer, Exception):
            raise WorkersError(f"The worker {worker} cannot be used: {answer}.")
        if answer != _equipment():
            theirs, ours = (" and ".join(versions) for versions in (answer, _equipment()))
            raise WorkersError(
                f"The worker {worker} has {theirs}, but this command {ours}: grades could differ, "
                "so install the same on both."
            )


def keep(key: str, setup: bytes) -> tuple[str, ...]:
    """Keep, on a worker, what submissions need that come with this key; return its equipment."""
    _kept.pop(key, None)
    while len(_kept) >= _KEPT:
        del _kept[next(iter(_kept))]
    _kept[key] = pickle.loads(setup)
    return _equipment()


def grade(key: str, blob: bytes, setup: bytes | None) -> bytes:
    """Grade one submission on a worker; each thread of it has a warm sandbox of its own."""
    kept: tuple[Assignment, Options] | None
    kept = pickle.loads(setup) if setup is not None else _kept.get(key)
    if kept is None:
        result: Any = Unprepared(get_worker().address)
    else:
        result = _graded(pickle.loads(blob), *kept)
    return pickle.dumps(result, pickle.HIGHEST_PROTOCOL)


def _graded(submission: Submission, assignment: Assignment, options: Options) -> Graded | Failure:
    try:
        _prove(options.sandbox)
    except SandboxError as error:
        reason = f"The worker {get_worker().address} cannot grade: {error}"
        return Failure(submission.student, reason, "machine")
    return attempt(submission, assignment, options)


@cache
def _prove(sandbox: Kind) -> None:
    """Make sure that this machine's sandbox holds; once in the life of a worker."""
    proof.require(sandbox)


_kept: dict[str, tuple[Assignment, Options]] = {}


def _equipment() -> tuple[str, ...]:
    major, minor, _ = platform.python_version_tuple()
    return f"Python {major}.{minor}", f"{_PACKAGE} {version(_PACKAGE)}"


def _portable(name: str) -> Callable[..., Any]:
    """Return a function of this module as one that says at its call, not before, what it lacks.

    A function made here travels as a whole, so the scheduler does not need this package, and a
    worker without it can say so.
    """

    def call(*arguments: Any) -> Any:
        from importlib import import_module

        return getattr(import_module("sixprinciples.grading.cluster"), name)(*arguments)

    return call


def _connect(address: str) -> Client:
    """Return a client, or say within seconds why there is none."""
    dask.config.set({"distributed.comm.timeouts.connect": f"{_CONNECT}s"})
    try:
        kind = asyncio.run(asyncio.wait_for(_identity(address), _CONNECT))
    except (OSError, TimeoutError):
        raise WorkersError(
            f"No scheduler answers at {address}: start it, or correct the address."
        ) from None
    except ValueError as error:
        raise WorkersError(
            f"{address} is no address of a scheduler ({error}): write tcp://HOST:PORT."
        ) from None
    if kind != "Scheduler":
        raise WorkersError(f"At {address} is a {kind.lower()}: give its scheduler's address.")
    return Client(address, timeout=_CONNECT, set_as_default=False)


async def _identity(address: str) -> str:
    # asked before there is a client: that one waits for ever where nobody says a word
    async with rpc(address) as remote:
        found = await remote.identity()
    return str(found["type"])

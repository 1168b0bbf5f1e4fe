"""A Dask cluster of real processes on this machine: nothing is shared but the network."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue


class Process:
    """One process of a cluster, with what it logged so far."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]) -> None:
        folder.mkdir(parents=True)
        self._lines: Queue[str | None] = Queue()
        self.log = ""
        self._process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._lines.put(line)
        self._lines.put(None)

    def wait_for(self, pattern: str) -> str:
        """Wait until a line of the log fits a pattern; return its first group."""
        while (line := self._lines.get(timeout=60)) is not None:
            self.log += line
            if found := re.search(pattern, line):
                return found[1]
        raise AssertionError(f"The process ended:\n{self.log}")

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def kill(self) -> None:
        """Kill it and all that it started, as a machine that fails would."""
        if self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class Cluster:
    """A scheduler and its workers, each in a directory of its own."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder = folder
        self.workers: list[Process] = []
        self.scheduler = Process(
            ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
            + ["--no-dashboard", "--dashboard-address", "127.0.0.1:0"],
            folder / "scheduler",
            environment,
        )
        self.address = self.scheduler.wait_for(r"Scheduler at:\s+(tcp://\S+)")

    def add_worker(self, *options: str, environment: dict[str, str] | None = None) -> Process:
        """Start a worker with one thread and without a nanny, unless options say otherwise."""
        folder = self._folder / f"worker-{len(self.workers)}"
        worker = Process(
            ["distributed.cli.dask_worker", self.address, "--host", "127.0.0.1"]
            + ["--no-dashboard", "--dashboard-address", "127.0.0.1:0", "--nthreads", "1"]
            + ["--no-nanny", "--local-directory", str(folder), *options],
            folder,
            environment or {},
        )
        self.workers.append(worker)
        worker.wait_for(r"(Registered to):")
        return worker

    def kill(self) -> None:
        """Kill all of it."""
        for process in (*self.workers, self.scheduler):
            process.kill()


@contextmanager
def dask_cluster(folder: Path, workers: int = 2, **environment: str) -> Iterator[Cluster]:
    """Start a scheduler, in an environment, and workers; all are gone afterwards."""
    cluster = Cluster(folder, environment)
    try:
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
    finally:
        cluster.kill()

"""Killed anywhere and run again, grading ends with what an uninterrupted run leaves.

Processes are killed at random moments: after a random number of steps that they take (a step is to
read, to write or to wait) since a submission was graded, or since they began.
"""

import os
import random
import re
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import small_class
from dask_cluster import Cluster, dask_cluster
from small_class import NAME
from warm_forks import command_of

from sixprinciples.grading.course import Course

STUDENTS = 12
EARLY_DRIVER_KILLS, DRIVER_KILLS, WORKER_KILLS = 2, 6, 9
FAR_DRIVER_KILLS, FAR_WORKER_KILLS = 2, 4

# How far a kill reaches: more than the steps of one submission, or all before the first.
BEFORE_THE_FIRST, OF_A_DRIVER, OF_A_WORKER, OF_A_FAR_WORKER = 4000, 160, 60, 150

STEPS = re.compile(r"^(?:syscr|syscw|voluntary_ctxt_switches):\s*(\d+)$", re.MULTILINE)

Grades = tuple[object, object]


class Run:
    """The command, while it runs with two workers."""

    def __init__(self, course: Course, *options: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sixprinciples", "grade", NAME, "--workers", "2", *options],
            cwd=course.root,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = self._process.pid
        self.lines: list[str] = []

    def next_graded(self) -> bool:
        """Wait until a submission is graded; return whether one was before the end."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.lines.append(line)
            if " points" in line:
                return True
        return False

    def workers(self) -> list[int]:
        """Return the local workers, the oldest first."""
        for child in children(self.pid):
            if command_of(child) == command_of(self.pid):  # the copy that they are forked from
                return children(child)
        return []

    def wait_for_workers(self) -> None:
        """Wait until there are two."""
        with Watched(self.pid) as driver:
            while len(self.workers()) < 2:
                assert not driver.ended(), "It ended without having graded."

    def kill_after(self, steps: int) -> None:
        """Kill the driver after some steps; see that nothing it started outlives it."""
        with Watched(self.pid) as driver:
            driver.wait_for(steps)
            started = [pid for pid in descendants(self.pid) if command_of(pid)]
            driver.kill()
        self._process.wait()
        for pid in started:
            with suppress(ProcessLookupError), Watched(pid) as process:
                assert process.ended(60), f"{command_of(pid)!r} outlives its driver."

    def end(self) -> int:
        """Wait for the end; return the exit status."""
        while self.next_graded():
            pass
        return self._process.wait()

    def told(self, what: str) -> list[str]:
        """Return the students of whom it said something."""
        return [line.partition(":")[0] for line in self.lines if what in line]


class Watched:
    """A process of whose end one can be sure, though its number may be another's by then."""

    def __init__(self, pid: int) -> None:
        self._pid, self._handle = pid, os.pidfd_open(pid)

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)

    def ended(self, seconds: float = 0.001) -> bool:
        """Return whether it ends within a time."""
        return bool(select.select([self._handle], [], [], seconds)[0])

    def wait_for(self, steps: int) -> None:
        """Wait until it has taken some more steps, or ended."""
        end = steps_of(self._pid) + steps
        while steps_of(self._pid) < end and not self.ended():
            pass

    def kill(self) -> None:
        """Kill it."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)


def steps_of(pid: int) -> int:
    """Return how often a process has read, written or waited; 0 when it has ended."""
    steps = 0
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            told = (task / "io").read_text() + (task / "status").read_text()
            steps += sum(map(int, STEPS.findall(told)))
    return steps


def children(pid: int) -> list[int]:
    """Return the processes that a process started, in the order in which it did."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def descendants(pid: int) -> Iterator[int]:
    """Yield the processes that a process started, and those that they started."""
    for child in children(pid):
        yield child
        yield from descendants(child)


def journal(course: Course, scratch: Path) -> dict[str, str]:
    """Return the results in the journal by student, leaving it as the kill left it."""
    copy = scratch / "journal"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(course.root / ".sixprinciples", copy)
    connection = sqlite3.connect(copy / "journal.sqlite")
    with suppress(sqlite3.OperationalError):  # killed before there was a table
        return dict(connection.execute("SELECT student, result FROM submission").fetchall())
    return {}


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> Grades:
    """Return what an uninterrupted run leaves."""
    course = small_class.new(tmp_path_factory.mktemp("uninterrupted") / "course", STUDENTS)
    assert Run(course).end() == 0
    return small_class.grades_of(course)


def finish(course: Course, runs: list[Run], *options: str) -> None:
    """Run the command to its end; check that no submission was graded twice in all runs."""
    runs.append(Run(course, *options))
    assert runs[-1].end() == 0, "".join(runs[-1].lines)
    graded = Counter(student for run in runs for student in run.told(" points"))
    assert set(graded.values()) <= {1}, f"Graded twice: {graded}"
    assert len({*runs[-1].told(" points"), *runs[-1].told(": unchanged")}) == STUDENTS


def test_a_driver_killed_again_and_again(uninterrupted: Grades, tmp_path: Path) -> None:
    chance = random.Random(2016)
    course = small_class.new(tmp_path / "course", STUDENTS)
    runs: list[Run] = []
    results: dict[str, str] = {}
    for number in range(EARLY_DRIVER_KILLS + DRIVER_KILLS):
        runs.append(Run(course))
        if number < EARLY_DRIVER_KILLS:
            runs[-1].kill_after(chance.randrange(BEFORE_THE_FIRST))
        else:
            runs[-1].wait_for_workers()
            runs[-1].kill_after(chance.randrange(OF_A_DRIVER))
        found = journal(course, tmp_path)
        assert found | results == found, "What stood in the journal was graded again."
        results = found
    assert 0 < len(results) < STUDENTS, "The kills did not meet the grading."
    finish(course, runs)
    assert journal(course, tmp_path) | results == journal(course, tmp_path)
    assert small_class.grades_of(course) == uninterrupted


def test_local_workers_killed_one_after_the_other(uninterrupted: Grades, tmp_path: Path) -> None:
    chance = random.Random(2019)
    course = small_class.new(tmp_path / "course", STUDENTS)
    run = Run(course)
    killed = 0
    while run.next_graded() and killed < WORKER_KILLS:
        for pid in run.workers()[:1]:
            with suppress(ProcessLookupError), Watched(pid) as worker:
                worker.wait_for(chance.randrange(OF_A_WORKER))
                worker.kill()
                killed += 1
    run.end()
    assert killed == WORKER_KILLS
    assert run.told("not graded") == run.told("The worker died three times while grading it.")
    finish(course, [run])
    assert small_class.grades_of(course) == uninterrupted


def test_workers_and_drivers_of_a_cluster_killed(uninterrupted: Grades, tmp_path: Path) -> None:
    chance = random.Random(2021)
    course = small_class.new(tmp_path / "course", STUDENTS)
    with dask_cluster(tmp_path / "machines") as cluster:
        options = ("--cluster", cluster.address)
        runs: list[Run] = []
        for _ in range(FAR_DRIVER_KILLS):
            runs.append(Run(course, *options))
            assert runs[-1].next_graded()
            runs[-1].kill_after(chance.randrange(OF_A_DRIVER))
        runs.append(Run(course, *options))
        for _ in range(FAR_WORKER_KILLS):
            assert runs[-1].next_graded()
            replace_a_worker(cluster, chance)
        assert runs[-1].end() == 0
        finish(course, runs, *options)
    assert small_class.grades_of(course) == uninterrupted


def replace_a_worker(cluster: Cluster, chance: random.Random) -> None:
    """Kill the older of two workers when it has taken some steps; start another."""
    with Watched(cluster.workers[-2].pid) as worker:
        worker.wait_for(chance.randrange(OF_A_FAR_WORKER))
        worker.kill()
    cluster.add_worker()

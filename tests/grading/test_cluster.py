"""Grading on a Dask cluster: real schedulers and workers, which share no files with the driver."""

import os
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import small_class
from dask_cluster import Cluster, dask_cluster
from small_class import FULL, NAME, WITHOUT_SHAPE

from sixprinciples.grading import engine
from sixprinciples.grading.engine import Request
from sixprinciples.grading.progress import Progress


class Watching(Progress):
    """Does something when a submission is graded."""

    def __init__(self, on_graded: Callable[[str], None]) -> None:
        self._on_graded = on_graded

    def graded(self, summary: Mapping[str, Any]) -> None:
        self._on_graded(summary["student"])


def grade(
    root: Path, address: str, on_graded: Callable[[str], None] = lambda student: None, **asked: Any
) -> engine.Outcome:
    """Grade the small class on a cluster."""
    return engine.grade(Request(NAME, root, cluster=address, **asked), Watching(on_graded))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers for all tests that leave them alive."""
    with dask_cluster(tmp_path_factory.mktemp("cluster") / "machines") as started:
        yield started


def test_a_cluster_leaves_what_local_workers_leave(cluster: Cluster, tmp_path: Path) -> None:
    local = small_class.new(tmp_path / "local", students=4)
    far = small_class.new(tmp_path / "far", students=4)
    assert engine.grade(Request(NAME, local.root), Watching(lambda _: None)).exit_status == 0
    outcome = grade(far.root, cluster.address)
    assert (outcome.exit_status, len(outcome.graded)) == (0, 4)
    assert small_class.grades_of(far) == small_class.grades_of(local)
    assert grade(far.root, cluster.address).skipped == [f"student-00{n}" for n in range(1, 5)]


def test_both_workers_grade_and_each_in_its_own_sandbox(cluster: Cluster, tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=4)
    sandboxes = set[int]()
    outcome = grade(tmp_path, cluster.address, lambda _: sandboxes.update(_sandboxes(cluster)))
    assert len(outcome.graded) == len(small_class.scores(course)) == 4
    assert len(sandboxes) == 2


def _sandboxes(cluster: Cluster) -> set[int]:
    """Return the workers that have a child bubblewrap."""
    return {
        worker.pid
        for worker in cluster.workers
        for task in Path(f"/proc/{worker.pid}/task").iterdir()
        for child in (task / "children").read_text().split()
        if Path("/proc", child, "comm").read_text().strip() == "bwrap"
    }


def test_a_worker_that_came_later_is_sent_what_it_needs(tmp_path: Path) -> None:
    small_class.new(tmp_path / "course", students=6)
    with dask_cluster(tmp_path / "machines", workers=1) as cluster:

        def replace_the_worker(student: str) -> None:
            if student == "student-002":
                cluster.add_worker()
                cluster.workers[0].kill()

        outcome = grade(tmp_path / "course", cluster.address, replace_the_worker)
    assert (outcome.exit_status, len(outcome.graded)) == (0, 6)


def test_a_worker_with_threads_grades_in_each_of_them(tmp_path: Path) -> None:
    course = small_class.new(tmp_path / "course", students=6)
    with dask_cluster(tmp_path / "machines", workers=0) as cluster:
        cluster.add_worker("--nthreads", "2")
        outcome = grade(tmp_path / "course", cluster.address)
    assert (outcome.exit_status, len(outcome.graded)) == (0, 6)
    assert set(small_class.scores(course).values()) == {FULL, WITHOUT_SHAPE}


def test_a_submission_that_ends_every_worker_costs_nobody_else(tmp_path: Path) -> None:
    course = small_class.new(tmp_path / "course", students=3)
    small_class.submit(course, "student-002", {"area": small_class.KILLS_ITS_WORKER})
    patience = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    with dask_cluster(tmp_path / "machines", workers=0, **patience) as cluster:
        cluster.add_worker("--nanny")  # starts the worker again
        outcome = grade(course.root, cluster.address, sandbox="off")
    assert [(one.student, one.reason) for one in outcome.failed] == [
        ("student-002", "Worker after worker died while grading it.")
    ]
    assert sorted(small_class.scores(course)) == ["student-001", "student-003"]


def test_without_its_scheduler_a_run_ends_and_another_goes_on(tmp_path: Path) -> None:
    course = small_class.new(tmp_path / "course", students=6)
    with dask_cluster(tmp_path / "machines") as cluster:

        def kill_the_scheduler(student: str) -> None:
            if len(small_class.scores(course)) == 2:
                cluster.scheduler.kill()

        outcome = grade(course.root, cluster.address, kill_the_scheduler)
    assert outcome.exit_status == 2
    assert outcome.stopped == f"The scheduler {cluster.address} is gone."
    done = small_class.scores(course)
    assert 2 <= len(done) < 6
    rest = engine.grade(Request(NAME, course.root), Watching(lambda _: None))
    assert sorted(rest.skipped) == sorted(done)
    assert len(small_class.scores(course)) == 6


def test_an_interrupt_keeps_what_is_graded(cluster: Cluster, tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=6)
    seen: list[str] = []

    def interrupt(student: str) -> None:
        seen.append(student)
        if len(seen) == 1:  # a second one would not be put off
            os.kill(os.getpid(), signal.SIGINT)

    outcome = grade(tmp_path, cluster.address, interrupt)
    assert outcome.exit_status == 130
    assert sorted(small_class.scores(course)) == sorted(one["student"] for one in outcome.graded)
    assert 1 <= len(outcome.graded) < 6


# --- clusters that cannot be used -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("tcp://127.0.0.1:1", "No scheduler answers at tcp://127.0.0.1:1"),
        ("127.0.0.1", "127.0.0.1 is no address of a scheduler"),
        ("http://127.0.0.1:80", "http://127.0.0.1:80 is no address of a scheduler"),
    ],
)
def test_a_wrong_address_is_told(address: str, sentence: str, tmp_path: Path) -> None:
    small_class.new(tmp_path, students=1)
    with pytest.raises(engine.Refused, match=sentence):
        grade(tmp_path, address)


def test_somebody_else_who_says_nothing_is_not_waited_for(tmp_path: Path) -> None:
    small_class.new(tmp_path, students=1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(engine.Refused, match="No scheduler answers"):
            grade(tmp_path, address)


def test_a_cluster_without_workers_is_refused(tmp_path: Path) -> None:
    small_class.new(tmp_path / "course", students=1)
    with (
        dask_cluster(tmp_path / "machines", workers=0) as cluster,
        pytest.raises(engine.Refused, match="has no workers: start some first"),
    ):
        grade(tmp_path / "course", cluster.address)


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        ("without_package", r"The worker tcp://\S+ has no sixprinciples that works"),
        ("other_version", r"The worker tcp://\S+ has Python \S+ and sixprinciples 0.0.1, but"),
    ],
)
def test_a_worker_that_would_grade_otherwise_is_refused(
    prepare: str, sentence: str, tmp_path: Path
) -> None:
    small_class.new(tmp_path / "course", students=1)
    environment = {"PYTHONPATH": str(EQUIPPED[prepare](tmp_path / "modules"))}
    with dask_cluster(tmp_path / "machines", workers=0) as cluster:
        cluster.add_worker(environment=environment)
        with pytest.raises(engine.Refused, match=sentence):
            grade(tmp_path / "course", cluster.address)


def without_package(folder: Path) -> Path:
    """Lay out modules with which Python has no `sixprinciples`."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text("import sys\nsys.modules['sixprinciples'] = None\n")
    return folder


def other_version(folder: Path) -> Path:
    """Lay out modules with which `sixprinciples` seems older."""
    metadata = folder / "sixprinciples-0.0.1.dist-info" / "METADATA"
    metadata.parent.mkdir(parents=True)
    metadata.write_text("Metadata-Version: 2.1\nName: sixprinciples\nVersion: 0.0.1\n")
    return folder


EQUIPPED = {"without_package": without_package, "other_version": other_version}


def test_a_worker_without_a_sandbox_does_not_grade(tmp_path: Path) -> None:
    course = small_class.new(tmp_path / "course", students=2)
    with dask_cluster(tmp_path / "machines", workers=0) as cluster:
        cluster.add_worker(environment={"PATH": "/nowhere"})
        outcome = grade(course.root, cluster.address)
    assert outcome.exit_status == 2
    assert outcome.stopped.startswith("The worker tcp://")
    assert "bubblewrap is not installed" in outcome.stopped
    assert not small_class.scores(course)

"""Processes that are killed and disks that are full: nothing is lost, halved or doubled."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import full_disk
import pytest
import recording_process
from gradebook_rows import read_rows
from postgresql import Server, postgresql_server  # noqa: F401
from recording_process import Helper
from stock_course import (
    NAME,
    PLUGIN,
    STUDENTS,
    assert_same,
    assert_whole_submissions,
    autograde,
    copy_course,
    hand_in,
    postgresql_template_course,  # noqa: F401
    template_course,  # noqa: F401
    tree,
)

from sixprinciples.grading.course import Course, open_course

pytestmark = pytest.mark.filterwarnings("ignore:Object of type")
LATE = "2026-03-01 13:00:00 UTC"


@pytest.fixture(scope="module")
def helper() -> Iterator[Helper]:
    """Return the process that records in children of its own."""
    with recording_process.helper() as made:
        yield made


@pytest.fixture(scope="module")
def stock(template: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course that nbgrader graded."""
    made = copy_course(template, tmp_path_factory.mktemp("killed") / "stock", PLUGIN)
    hand_in(made, LATE)
    autograde(made)
    return made


@pytest.fixture
def start(template: Course, tmp_path: Path) -> Course:
    """Return the same course before it was graded."""
    made = copy_course(template, tmp_path / "start", PLUGIN)
    hand_in(made, LATE)
    return made


def finish(helper: Helper, course: Course, whole: Course, **options: str) -> None:
    """Run again: no submission is graded once more that is in the gradebook already."""
    there = read_rows(course.db_url)["submitted_assignment"].values()
    told = helper.record(course.root, whole.root, STUDENTS, **options)
    assert (told["status"], told["error"]) == (0, None)
    assert len(told["pending"]) <= 1
    assert told["fresh"] == STUDENTS[len(STUDENTS) - len(told["fresh"]) :]
    assert not set(told["fresh"]) & {*told["pending"], *(row["student_id"] for row in there)}
    assert_same(whole, course)


def kill_points(steps: int, number: int) -> range:
    """Return some numbers of steps, from the first to the last."""
    return range(1, steps, max(1, steps // number))


class TestKilled:
    """Whatever moment a process ends at, the next one finishes what it began."""

    def test_once(self, stock: Course, start: Course, helper: Helper, tmp_path: Path) -> None:
        whole = copy_course(start, tmp_path / "whole")
        told = helper.record(whole.root, stock.root, STUDENTS, kill_at=0)
        assert told["status"] == 0
        assert_same(stock, whole)
        again = helper.record(whole.root, stock.root, STUDENTS)
        assert (again["pending"], again["fresh"]) == ([], [])

        for step in kill_points(told["steps"], 15):
            shutil.copytree(start.root, root := tmp_path / f"step-{step}")
            killed = helper.record(root, stock.root, STUDENTS, kill_at=step)
            assert killed == {"status": -signal.SIGKILL}
            course = open_course(root)
            assert_whole_submissions(course, whole)
            finish(helper, course, whole)

    def test_again_and_again(self, stock: Course, start: Course, helper: Helper) -> None:
        (start.root / "autograded").mkdir()
        for step in range(40, 1200, 97):
            helper.record(start.root, stock.root, STUDENTS, kill_at=step)
        finish(helper, start, stock)

    def test_while_an_earlier_result_is_replaced(
        self, template: Course, stock: Course, helper: Helper, tmp_path: Path
    ) -> None:
        start = copy_course(template, tmp_path / "start", PLUGIN)
        hand_in(start, "2026-03-01 11:00:00 UTC")
        autograde(start)
        hand_in(start, LATE)
        old, new = (tree(it.autograded(STUDENTS[0], ".")) for it in (start, stock))
        assert old != new
        shutil.copytree(start.root, tmp_path / "whole")
        told = helper.record(tmp_path / "whole", stock.root, STUDENTS[:1], kill_at=0)
        assert len(told["renames"]) == 3
        near = {step + by for step in told["renames"] for by in (-1, 0, 1, 2)}
        seen = set()
        for step in sorted({*near, *kill_points(told["steps"], 8)}):
            shutil.copytree(start.root, root := tmp_path / f"step-{step}")
            helper.record(root, stock.root, STUDENTS[:1], kill_at=step)
            folder = root / "autograded" / STUDENTS[0]
            found = {f"{NAME}/{name}": what for name, what in tree(folder / NAME).items()}
            assert found in ({}, *(within(NAME, files) for files in (old, new)))
            helper.record(root, stock.root, [], only_open=True)
            assert tree(folder) in (old, new)  # with nothing left over beside it
            seen.add(tree(folder) == new)
            shutil.rmtree(root)
        assert seen == {False, True}

    def test_on_postgresql(
        self,
        postgresql: Server,
        postgresql_template: Course,
        stock: Course,
        helper: Helper,
        tmp_path: Path,
    ) -> None:
        for step in kill_points(2500, 5):
            database = postgresql.new_database(like=postgresql_template.db_url)
            root = tmp_path / f"step-{step}"
            course = copy_course(postgresql_template, root, PLUGIN, database)
            hand_in(course, LATE)
            helper.record(root, stock.root, STUDENTS, kill_at=step, db=database)
            assert_whole_submissions(course, stock)
            finish(helper, course, stock, db=database)


def within(folder: str, files: dict[str, Any]) -> dict[str, Any]:
    """Return what lies in one folder of several."""
    return {name: what for name, what in files.items() if name.startswith(f"{folder}/")}


class TestFullDisk:
    def test_every_amount_of_room(self, stock: Course, start: Course, tmp_path: Path) -> None:
        (disk := tmp_path / "disk").mkdir()
        small = ("bwrap", "--dev-bind", "/", "/", "--size", str(4 << 20), "--tmpfs", disk)
        program = (sys.executable, full_disk.__file__, disk, start.root, stock.root)
        result = subprocess.run(
            [*small, *program],
            cwd=Path(full_disk.__file__).parent,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout + result.stderr
        refused = [json.loads(line) for line in result.stdout.splitlines()]
        assert len(refused) > 10
        for sentence in refused:
            assert "\n" not in sentence
            assert "full" in sentence or "No space left" in sentence
        assert any("autograded" in sentence for sentence in refused)

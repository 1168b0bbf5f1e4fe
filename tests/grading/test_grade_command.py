"""`sixprinciples grade` and `doctor` as instructors and programs meet them."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import small_class
from small_class import NAME, RIGHT

COMMAND = [sys.executable, "-m", "sixprinciples"]
ENDLESS = {**RIGHT, "area": "while True:\n    pass"}
GREEDY = {**RIGHT, "area": "hoard = ['x' * 1_000_000 for _ in range(2000)]"}


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a course directory, away from a terminal; grade with one worker."""
    few = ["--workers", "1"] if "grade" in arguments else []
    return subprocess.run(
        [*COMMAND, *arguments, *few],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def in_json(root: Path, *options: str) -> tuple[dict[str, Any], str]:
    """Grade with `--json`; return what was printed for programs, and for people."""
    done = run(root, "grade", NAME, "--json", *options)
    return json.loads(done.stdout), done.stderr


def test_a_line_for_each_submission_and_a_summary(tmp_path: Path) -> None:
    small_class.new(tmp_path, students=3)
    done = run(tmp_path, "grade", NAME)
    *lines, summary = done.stdout.splitlines()
    assert sorted(lines) == [
        "student-001: 7 of 7 points",
        "student-002: 7 of 7 points",
        "student-003: 3 of 7 points",
    ]
    assert summary == "3 graded, 0 failed, 0 unchanged."
    assert (done.returncode, done.stderr) == (0, "")
    again = run(tmp_path, "grade", NAME)
    assert again.stdout.splitlines()[-1] == "0 graded, 0 failed, 3 unchanged."


def test_json_is_one_object_and_all_else_goes_elsewhere(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=2)
    small_class.submit(course, "student-002").write_text("{}")
    small_class.submit(course, "student-003", ENDLESS)
    with (tmp_path / "nbgrader_config.py").open("a") as settings:
        settings.write("print('hello')\nc.Application.log_level = 'DEBUG'\n")
        settings.write("c.Execute.timeout = 1\n")
    found, told = in_json(tmp_path)
    assert found.keys() == {"assignment", "graded", "failed", "skipped"}
    first, third = sorted(found["graded"], key=lambda one: one["student"])
    assert first.pop("seconds") > 0
    assert first == {
        "student": "student-001",
        "score": 7.0,
        "max_score": 7.0,
        "verdicts": dict.fromkeys(("test_area", "test_more", "test_shape"), "passed"),
        "flags": [],
        "remarks": [],
    }
    assert third["score"] == 4.0, "the course's own time limit costs the cell, and no more"
    (failure,) = found["failed"]
    assert failure.keys() == {"student", "reason", "flags"}
    assert failure["flags"] == ["not_a_notebook"]
    assert "student-002" in found["failed"][0]["student"]
    assert "2 graded, 1 failed, 0 unchanged." in told
    assert "hello" not in told
    assert "DEBUG" not in told
    found, _ = in_json(tmp_path, "--student", "student-001", "--student", "student-003")
    assert found["skipped"] == ["student-001", "student-003"]


def test_who_needs_a_person_is_named_with_the_reason(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=1)
    small_class.submit(course, "student-002").write_text("no notebook")
    done = run(tmp_path, "grade", NAME)
    assert done.returncode == 1
    _, person = done.stdout.split("These need a person:\n")
    assert re.fullmatch(r"  student-002: .*ps1\.ipynb.*\n", person)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ps2",), "There is no assignment ps2; did you mean ps1?\n"),
        ((NAME, "--task", "nothing"), "ps1 has no graded cell nothing; it has test_area, "),
        ((NAME,), "There are no submissions of ps1 in "),
        ((NAME, "--cluster", "somewhere"), "There are no submissions of ps1 in "),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    arguments: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    small_class.new(tmp_path)
    done = run(tmp_path, "grade", *arguments, "--json")
    assert done.returncode == 2
    nothing = {"assignment": arguments[0], "graded": [], "failed": [], "skipped": []}
    assert json.loads(done.stdout) == nothing
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1


def test_without_bubblewrap_nothing_is_graded_unless_asked_for(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=1)
    bare = str(tmp_path / "bin")
    done = run(tmp_path, "grade", NAME, PATH=bare)
    assert (done.returncode, done.stdout) == (2, "")
    assert "bubblewrap is not installed" in done.stderr
    assert not small_class.scores(course)
    assert run(tmp_path, "grade", NAME, "--sandbox", "off", PATH=bare).returncode == 0
    examined = run(tmp_path, "doctor", PATH=bare)
    assert examined.returncode == 1
    assert "bubblewrap is not installed" in " ".join(examined.stdout.split())


def test_limits_are_as_asked_for(tmp_path: Path) -> None:
    course = small_class.new(tmp_path)
    small_class.submit(course, "endless", ENDLESS)
    small_class.submit(course, "greedy", GREEDY)
    found, _ = in_json(tmp_path, "--timeout", "1", "--memory", "256")
    scores = {one["student"]: one["score"] for one in found["graded"]}
    assert scores == {"endless": 4.0, "greedy": 4.0}
    found, _ = in_json(tmp_path, "--budget", "1", "--student", "endless")
    assert [one["score"] for one in found["graded"]] == [0.0]
    assert found["graded"][0]["seconds"] < 30


def test_tests_run_where_they_were_asked_to(tmp_path: Path) -> None:
    small_class.new(tmp_path, students=1)
    found, _ = in_json(tmp_path, "--checker", "in-process")
    assert [one["flags"] for one in found["graded"]] == [["checked_in_process"]]
    assert [one["score"] for one in found["graded"]] == [7.0]


def test_another_gradebook_is_filled_on_request(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=1)
    other = tmp_path / "other.db"
    other.write_bytes((tmp_path / "gradebook.db").read_bytes())
    assert run(tmp_path, "grade", NAME, "--db", f"sqlite:///{other}").returncode == 0
    assert not small_class.scores(course)
    assert b"student-001" in other.read_bytes()


def test_names_cannot_steer_a_terminal(tmp_path: Path) -> None:
    course = small_class.new(tmp_path)
    names = ["red\x1b[31m", "two\nlines", "[bold]", "李雷", os.fsdecode(b"bytes\xff")]
    for name in names:
        small_class.submit(course, name)
    done = run(tmp_path, "grade", NAME)
    assert "\x1b" not in done.stdout
    for shown in (r"red\x1b[31m", r"two\nlines", "[bold]", "李雷", r"bytes\udcff"):
        assert re.search(rf"^ *{re.escape(shown)}: ", done.stdout, re.MULTILINE)
    found, _ = in_json(tmp_path)
    everybody = [*found["skipped"], *(failure["student"] for failure in found["failed"])]
    assert sorted(everybody) == sorted(names)


# --- on a terminal --------------------------------------------------------------------------------


class Terminal:
    """A command on a terminal of its own, with what it showed."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self.shown = ""
        self.pid, self._screen = pty.fork()
        if self.pid == 0:
            os.chdir(root)
            os.execvpe(COMMAND[0], [*COMMAND, *arguments], {**os.environ, "TERM": "xterm"})

    def wait_for(self, pattern: str) -> None:
        """Read until something is on the screen."""
        while not re.search(pattern, self.shown) and self._read():
            pass
        assert re.search(pattern, self.shown)

    def press(self, key: bytes) -> None:
        """Press a key."""
        os.write(self._screen, key)

    def end(self) -> int:
        """Read the rest, and return the exit status."""
        while self._read():
            pass
        os.close(self._screen)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> bool:
        try:
            read = os.read(self._screen, 65536)
        except OSError:  # Linux says this, not "nothing", when the other side is closed
            return False
        self.shown += read.decode("utf-8", "replace")
        return bool(read)


def test_a_terminal_shows_how_far_it_is(tmp_path: Path) -> None:
    small_class.new(tmp_path, students=3)
    terminal = Terminal(tmp_path, "grade", NAME)
    assert terminal.end() == 0
    for part in ("Grading", "0/3", "3/3", "3 graded", "-:--:--"):
        assert part in terminal.shown
    assert terminal.shown.endswith("3 graded, 0 failed, 0 unchanged.\r\n")


@pytest.mark.parametrize("start", ["get_ready", "get_ready_early"])
def test_what_starts_in_the_background_does_not_hear_control_c(start: str, tmp_path: Path) -> None:
    """It reaches all processes of a terminal, and only one of them has an answer."""
    code = (
        "import re; from multiprocessing.forkserver import _forkserver\n"
        f"from sixprinciples.grading.workers import {start}; {start}()\n"
        "status = open(f'/proc/{_forkserver._forkserver_pid}/status').read()\n"
        "print(re.search(r'SigBlk:\\s*(\\w+)', status)[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert int(done.stdout, 16) & 1 << (signal.SIGINT - 1)


def test_workers_are_forked_from_what_has_no_file_of_the_driver_open(tmp_path: Path) -> None:
    (tmp_path / "own.txt").touch()
    code = """
import os
from contextlib import suppress
from multiprocessing.forkserver import _forkserver
from sixprinciples.grading.workers import get_ready_early

def open_files():
    files = f"/proc/{_forkserver._forkserver_pid}/fd"
    for number in os.listdir(files):
        with suppress(FileNotFoundError):
            yield os.readlink(f"{files}/{number}")

with open("own.txt") as own:
    get_ready_early()
    os.stat(own.fileno())
    pid = _forkserver._forkserver_pid
    while not any("eventpoll" in name for name in open_files()):  # until it listens
        assert os.waitpid(pid, os.WNOHANG) == (0, 0)
    print(*open_files(), sep="\\n")
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "eventpoll" in done.stdout
    assert "own.txt" not in done.stdout


def test_control_c_ends_everything_at_once_and_loses_nothing(tmp_path: Path) -> None:
    course = small_class.new(tmp_path, students=24)
    terminal = Terminal(tmp_path, "grade", NAME)
    terminal.wait_for(r"\b[2-9] graded")
    terminal.press(b"\x03")
    assert terminal.end() == 130
    done = len(small_class.scores(course))
    assert 2 <= done < 24
    sentence = f"Stopped. {done} of 24 submissions are done: run the same command again to go on."
    assert terminal.shown.endswith(f"{sentence}\r\n")
    assert "Traceback" not in terminal.shown
    again = run(tmp_path, "grade", NAME)
    assert f"{24 - done} graded, 0 failed, {done} unchanged." in again.stdout


def test_control_c_before_anything_is_graded_is_as_quiet(tmp_path: Path) -> None:
    small_class.new(tmp_path, students=2)
    terminal = Terminal(tmp_path, "grade", NAME)
    terminal.wait_for("0/2")
    terminal.press(b"\x03")
    assert terminal.end() == 130
    assert "Traceback" not in terminal.shown


def test_the_doctor_finds_this_machine_fit(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor")
    assert (done.returncode, done.stderr) == (0, "")
    for subject in ("Python", "nbgrader", "sandbox", "network", "memory", "capacity"):
        assert re.search(rf"^ ok +{subject} ", done.stdout, re.MULTILINE)

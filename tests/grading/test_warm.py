"""The lives of forks, and how they end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from warm_forks import SMALL, Gone, command_of, descendants, end, interpreter, soon

from sixprinciples.grading import wire
from sixprinciples.grading.sandbox import Kind, Limits
from sixprinciples.grading.warm import Fork, Warm

KINDS: tuple[Kind, ...] = ("bubblewrap", "off")


@pytest.fixture(params=KINDS, scope="module")
def warm(request: pytest.FixtureRequest) -> Iterator[Warm]:
    """Return a server as it is used for grading."""
    with Warm(sandbox=request.param, limits=SMALL) as warm:
        yield warm


def begin(fork: Fork, source: str) -> None:
    """Run a cell that says when it has begun, and wait for that."""
    wire.send(fork.sock, {"op": "run", "source": "print('begun', flush=True)\n" + source})
    assert wire.receive(fork.sock, deadline=soon())[0]["event"] == "output"


def wait_for_program(command: bytes) -> None:
    """Wait until something that this process started runs a program."""
    deadline = soon()
    while not any(command_of(pid) == command for pid in descendants()):
        assert time.monotonic() < deadline, f"Nothing runs {command!r}."


# --- the ends of forks --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "kind", "detail"),
    [
        ("import os; os._exit(3)", "exit", "It ended with status 3."),
        ("import os; os.kill(os.getpid(), 9)", "signal", "It was ended by SIGKILL."),
        ("import ctypes; ctypes.string_at(0)", "signal", "It was ended by SIGSEGV."),
    ],
)
def test_how_an_interpreter_ended_is_told(warm: Warm, source: str, kind: str, detail: str) -> None:
    fork = warm.fork("student")
    wire.send(fork.sock, {"op": "run", "source": source})
    ending = fork.ending(soon())
    assert (ending.kind, ending.detail) == (kind, detail)
    with pytest.raises(wire.Gone):
        wire.receive(fork.sock, deadline=soon())
    fork.kill()
    fork.kill()
    assert fork.ending(soon()) == ending


def test_who_does_not_end_by_the_deadline_is_killed(warm: Warm) -> None:
    fork = warm.fork("student")
    begin(fork, "import signal; signal.pause()")
    assert fork.ending(time.monotonic() + 0.01).kind == "killed"
    assert fork.ending(soon()).kind == "killed"


@pytest.mark.parametrize(
    ("waiting", "statuses"),
    [
        ("while True: pass", {"error"}),
        ("import signal; signal.pause()", {"error"}),
        ("import os; os.system('sleep 1000')", {"ok", "error"}),  # the program ends, or both
    ],
)
def test_an_interrupt_ends_a_cell_and_not_the_interpreter(
    warm: Warm, waiting: str, statuses: set[str]
) -> None:
    fork = warm.fork("student")
    begin(fork, waiting)
    if "os.system" in waiting:
        wait_for_program(b"sleep\x001000\x00")  # before it is there, nobody hears the interrupt
    fork.interrupt()
    while (header := wire.receive(fork.sock, deadline=soon())[0])["event"] != "done":
        pass
    assert header["status"] in statuses
    wire.send(fork.sock, {"op": "run", "source": "None"})
    assert wire.receive(fork.sock, deadline=soon())[0]["status"] == "ok"
    end(fork)


def test_code_that_ignores_everything_is_killed_with_all_it_started(warm: Warm) -> None:
    before = descendants()
    fork = warm.fork("student")
    begin(
        fork,
        """
import os, signal, subprocess
for number in set(signal.valid_signals()) - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except OSError:
        pass
subprocess.Popen(["setsid", "sleep", "1000"])
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
    else:
        os._exit(0)
while True:
    try:
        signal.pause()
    except BaseException:
        pass
""",
    )
    fork.interrupt()
    gone = Gone(descendants() - before)
    end(fork)
    gone.wait()
    assert descendants() == before


def test_what_an_interpreter_leaves_running_ends_with_its_fork(warm: Warm) -> None:
    """Not with the interpreter: copies of it may still answer calls."""
    before = descendants()
    fork = warm.fork("student")
    begin(fork, "import os, signal\nif os.fork() == 0:\n    signal.pause()\nos._exit(0)")
    assert fork.ending(soon()).kind == "exit"
    left = descendants() - before
    assert left
    gone = Gone(left)
    fork.kill()
    gone.wait()


def test_a_copy_of_the_interpreter_survives_when_that_takes_too_much_memory() -> None:
    with Warm(sandbox="bubblewrap", limits=SMALL) as warm:
        before = descendants()
        fork = warm.fork("student")
        begin(
            fork,
            """
import os, signal
copy = os.fork()
if copy == 0:
    while True:
        signal.pause()
kept = [bytearray(os.urandom(1 << 20)) * 100 for _ in range(2)]
if os.fork() == 0:
    kept = None
    more = bytearray(os.urandom(1 << 20)) * 150
while True:
    signal.pause()
""",
        )
        assert fork.ending(soon()).kind == "memory"
        assert len(descendants() - before) >= 2  # the first process, and the copy
        end(fork)


def test_a_socket_that_the_code_closed_is_no_end(warm: Warm) -> None:
    fork = warm.fork("student")
    wire.send(fork.sock, {"op": "run", "source": "import os; os.closerange(3, 1000); os.wait()"})
    with pytest.raises(wire.Gone):
        while True:
            wire.receive(fork.sock, deadline=soon())
    assert fork.ending(soon()).kind in ("exit", "killed")
    end(fork)


def test_modules_that_are_not_installed_are_left_out() -> None:
    limits = Limits(memory_mb=128)
    preload = ["no_such_module", "statistics"]
    server = Warm(sandbox="off", limits=limits, preload=preload)
    with server as warm, interpreter(warm) as student:
        assert student.run("import sys; 'statistics' in sys.modules").result == "True"


def test_without_a_sandbox_scratch_directories_are_removed(tmp_path: Path) -> None:
    with Warm(sandbox="off", limits=SMALL) as warm:
        with interpreter(warm) as first, interpreter(warm) as second:
            folders = [
                Path(student.run("import os; print(os.getcwd())").printed.strip())
                for student in (first, second)
            ]
            first.run("open('result.csv', 'w').write('a')")
            assert (folders[0] / "result.csv").is_file()
            assert list(folders[1].iterdir()) == []
        assert not any(folder.exists() for folder in folders)
    assert not folders[0].parents[1].exists()

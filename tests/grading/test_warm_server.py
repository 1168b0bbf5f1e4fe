"""The warm server itself: it survives its forks, comes back, and leaves nothing behind."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from interpreters import Forked
from warm_forks import (
    BREAKOUT,
    SMALL,
    Gone,
    attempt,
    descendants,
    end,
    interpreter,
    kill,
    server,
    soon,
)

from sixprinciples.grading.sandbox import Kind, SandboxError
from sixprinciples.grading.warm import Warm
from sixprinciples.grading.warmup import warm_up

KINDS: tuple[Kind, ...] = ("bubblewrap", "off")


@pytest.fixture
def others() -> set[int]:
    """Return the processes that were there before a test."""
    return descendants()


@pytest.fixture(params=KINDS)
def bare(request: pytest.FixtureRequest, others: set[int]) -> Iterator[Warm]:
    """Return a server whose forks only take attempts to break out: it starts quickly."""
    with Warm(sandbox=request.param, limits=SMALL, stack=(), entry=BREAKOUT) as bare:
        yield bare


def test_a_server_that_was_killed_comes_back(bare: Warm, others: set[int]) -> None:
    first = bare.fork("student")
    all_of_it = descendants() - others
    gone = Gone(all_of_it)
    kill(server(all_of_it))
    gone.wait()  # with the server all forks ended
    assert first.ending(soon()).kind == "killed"
    first.kill()
    assert attempt(bare, "find_traces") is None


def test_a_server_has_one_thread_when_it_forks(others: set[int]) -> None:
    with Warm(sandbox="bubblewrap", limits=SMALL) as warm:
        end(warm.fork("student"))
        status = Path("/proc", str(server(descendants() - others)), "status").read_text()
        assert "\nThreads:\t1\n" in status


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root can look into the server's children.")
def test_the_first_process_of_a_fork_holds_no_socket_and_no_right(others: set[int]) -> None:
    with Warm(sandbox="bubblewrap", limits=SMALL, stack=(), entry=BREAKOUT) as bare:
        fork = bare.fork("student")
        (first,) = (
            Path(f"/proc/{number}")
            for number in descendants() - others
            if "/bin/sleep" in Path(f"/proc/{number}/cmdline").read_text()
        )
        assert [os.readlink(file) for file in (first / "fd").iterdir()] == ["/dev/null"] * 3
        status = (first / "status").read_text()
        assert all(f"Cap{name}:\t{0:016x}" in status for name in ("Prm", "Eff", "Amb"))
        end(fork)


def test_a_server_that_does_not_start_says_why() -> None:
    broken = Warm(sandbox="bubblewrap", limits=SMALL, stack=(), entry="no_such_module:x")
    with broken, pytest.raises(SandboxError, match="No module named 'no_such_module'"):
        broken.fork("student")


def test_more_forks_than_there_are_users_are_refused_and_hurt_nobody(bare: Warm) -> None:
    forks = [bare.fork("student") for _ in range(64)]
    with pytest.raises(SandboxError, match="64 forks are alive"):
        bare.fork("student")
    for fork in forks:
        fork.kill()
    for fork in forks:
        assert fork.ending(soon()).kind == "killed"
    assert attempt(bare, "find_traces") is None


def test_a_sandbox_outlives_the_thread_that_made_it() -> None:
    made: list[Warm] = []
    maker = threading.Thread(
        target=lambda: made.append(
            Warm(sandbox="bubblewrap", limits=SMALL, stack=(), entry=BREAKOUT)
        )
    )
    maker.start()
    maker.join()
    with made[0] as warm:
        first = warm.fork("student")
        assert attempt(warm, "find_traces") is None
        end(first)


def test_nothing_is_left_when_it_is_closed(bare: Warm, others: set[int]) -> None:
    fork = bare.fork("student")
    gone = Gone(descendants() - others)
    bare.close()
    gone.wait()
    assert fork.ending(soon()).kind == "killed"
    fork.kill()


@pytest.mark.parametrize("kind", KINDS)
def test_programs_that_left_their_parents_end_when_it_is_closed(
    kind: Kind, others: set[int]
) -> None:
    with Warm(sandbox=kind, limits=SMALL, stack=()) as warm:
        for _ in range(2):
            fork = warm.fork("student")
            source = "import os; os.system('setsid sleep 1000 & setsid sleep 1000 &')"
            assert Forked(fork.sock).run(source).error is None
        gone = Gone(descendants() - others)
    gone.wait()


def test_the_list_of_fonts_is_kept_out_of_sight(tmp_path: Path) -> None:
    with Warm(sandbox="bubblewrap", limits=SMALL, cache=tmp_path) as warm:
        with interpreter(warm) as student:
            assert student.run("import os; os.listdir('/cache')").result == "[]"
        (kept,) = (tmp_path / "fonts").iterdir()
        written = kept.stat().st_ino
    with Warm(sandbox="bubblewrap", limits=SMALL, cache=tmp_path) as warm:
        end(warm.fork("student"))
    assert kept.stat().st_ino == written


OWNER = """
import os, sys, time
sys.path.insert(0, sys.argv[1])
from warm_forks import BREAKOUT, SMALL, descendants
from sixprinciples.grading.warm import Warm
warm = Warm(sandbox=sys.argv[2], limits=SMALL, stack=(), entry=BREAKOUT)
fork = warm.fork("student")
print(*descendants(), flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("kind", KINDS)
def test_when_its_owner_is_killed_all_of_it_ends(kind: str) -> None:
    tests = str(Path(__file__).parents[1])
    command = [sys.executable, "-c", OWNER, tests, kind]
    owner = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with owner:
        assert owner.stdout
        gone = Gone(set(map(int, owner.stdout.readline().split())))
        kill(owner.pid)
        gone.wait()


def test_five_hundred_forks_leave_nothing_behind(others: set[int]) -> None:
    with Warm(sandbox="bubblewrap", limits=SMALL, stack=(), entry=BREAKOUT) as bare:
        end(bare.fork("student"))
        processes, files = descendants(), os.listdir("/proc/self/fd")
        inside = Path("/proc", str(server(processes - others)), "fd")
        held = len(list(inside.iterdir())) if os.access(inside, os.R_OK) else None
        for _ in range(500):
            end(bare.fork("student"))
        assert descendants() == processes
        assert len(os.listdir("/proc/self/fd")) == len(files)
        assert held is None or len(list(inside.iterdir())) == held


def test_modules_read_what_they_need_before_there_are_forks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that fails to does not keep others from it, nor the server from starting."""
    (tmp_path / "told_broken.py").write_text("def __warm_up__():\n    raise ValueError")
    (tmp_path / "told_facts.py").write_text("kept = []\ndef __warm_up__():\n    kept.append(1)")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path / "matplotlib"))
    modules = ["told_broken", "told_nowhere", "told_facts"]
    assert warm_up(modules, "json:dumps", sandboxed=False) is json.dumps
    assert importlib.import_module("told_facts").kept == [1]

"""What code of a submission cannot do: see, reach, use up or leave behind."""

from __future__ import annotations

import os
import socket
import struct
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import ROOT
from warm_forks import BREAKOUT, SMALL, attempt, descendants, end, interpreter, server, soon

from sixprinciples.grading import sandbox, seccomp, wire
from sixprinciples.grading.sandbox import Limits, SandboxError
from sixprinciples.grading.warm import Warm

SECRET = "a secret of the instructor"


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    """Return a server like those that grade, with small limits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET", SECRET)
        with Warm(sandbox="bubblewrap", limits=SMALL, course=ROOT) as warm:
            yield warm


@pytest.fixture(scope="module")
def plain() -> Iterator[Warm]:
    """Return a server without a sandbox that makes attempts to break out."""
    with Warm(sandbox="off", limits=SMALL, stack=(), entry=BREAKOUT) as plain:
        yield plain


# --- what it sees -----------------------------------------------------------------------------


def test_only_its_own_processes_exist(warm: Warm) -> None:
    with interpreter(warm, "checker"), interpreter(warm) as student:
        ran = student.run(
            "import os; print(sorted(int(n) for n in os.listdir('/proc') if n.isdecimal()), "
            "os.getpid(), os.getppid())"
        )
        assert ran.printed == "[2] 2 0\n"


def test_no_process_can_be_traced_or_killed(warm: Warm) -> None:
    with interpreter(warm) as student:
        for number in ("SIGKILL", "SIGTERM", "SIGINT", "SIGCHLD", "SIGSTOP"):
            student.run(f"import os, signal; os.kill(1, signal.{number})")  # in vain
        assert student.run("os.kill(-1, signal.SIGTERM)").error is not None
        traced = "import ctypes; print(ctypes.CDLL(None).ptrace(16, 1, 0, 0))"
        assert student.run(traced).printed == "-1\n"
        assert student.run(f"os.kill({server(descendants())}, 0)").error is not None
        assert student.run("1 + 1").result == "2"


def test_it_holds_one_socket_and_no_file_of_its_makers(warm: Warm) -> None:
    listing = """
import os, socket
for name in os.listdir("/proc/self/fd"):
    try:
        target = os.readlink(f"/proc/self/fd/{name}")
    except FileNotFoundError:
        continue
    if target.startswith("socket:"):
        with socket.socket(fileno=os.dup(int(name))) as sock:
            maker = sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 4)
            if maker == bytes(4):
                print("socket from outside")
    elif target.startswith("/") and not target.startswith(("/dev/null", "/proc/", "/student/")):
        print(target)
"""
    with interpreter(warm, "checker"), interpreter(warm) as student:
        ran = student.run(listing)
        assert ran.error is None
        assert ran.printed == "socket from outside\n"


def test_of_the_repository_only_the_runtime_and_the_facts_exist(warm: Warm) -> None:
    with interpreter(warm) as student:
        listed = student.run(f"import os; print(*os.listdir({str(ROOT)!r}))").printed.split()
        assert {"src", "data"} <= set(listed) <= {"src", "data", ".venv"}
        loaded = student.run("import sixprinciples; len(sixprinciples.load('population'))")
        assert int(loaded.result or 0) > 0


def test_files_of_the_machine_do_not_exist(warm: Warm, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    marker.write_text(SECRET)
    with tempfile.NamedTemporaryFile(dir=Path.home()) as at_home, interpreter(warm) as student:
        private = (marker, at_home.name, "/etc/passwd", "/var/log", "/run", "/sys/class", "/boot")
        for path in map(str, private):
            assert student.run(f"import os; os.path.lexists({path!r})").result == "False"


def test_its_environment_holds_nothing_of_the_instructors(warm: Warm) -> None:
    with interpreter(warm) as student:
        seen = student.run(
            "import os; print(dict(os.environ), open('/proc/self/environ').read(), "
            "open('/proc/self/cmdline').read())"
        )
        assert "NBGRADER_EXECUTION" in seen.printed
        assert SECRET not in seen.printed


def test_what_is_shared_can_be_read_and_not_written(tmp_path: Path) -> None:
    folder, other = tmp_path / "shared", tmp_path / "other"
    for path in (folder, other):
        path.mkdir()
        (path / "file").write_text("content")
    server = Warm(sandbox="bubblewrap", limits=SMALL, share=[folder])
    with server as warm, interpreter(warm) as student:
        assert student.run(f"print(open('{folder}/file').read())").printed == "content\n"
        assert "Read-only" in str(student.run(f"open('{folder}/file', 'w')").error)
        assert "FileNotFound" in str(student.run(f"open('{other}/file')").error)


def test_submissions_in_an_exchange_below_the_runtime_do_not_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = tmp_path / "share" / "nbgrader"
    (exchange / "inbound").mkdir(parents=True)
    monkeypatch.setattr(sandbox, "_HIDDEN", (exchange,))
    server = Warm(sandbox="bubblewrap", limits=SMALL, share=[exchange.parent])
    with server as warm, interpreter(warm) as student:
        assert student.run(f"import os; os.listdir({str(exchange)!r})").result == "[]"
        assert "Read-only" in str(student.run(f"open({str(exchange / 'x')!r}, 'w')").error)


# --- what it reaches --------------------------------------------------------------------------


def test_no_port_and_no_socket_of_the_machine_can_be_reached(warm: Warm, tmp_path: Path) -> None:
    with socket.socket() as port, socket.socket(socket.AF_UNIX) as named:
        port.bind(("127.0.0.1", 0))
        port.listen()
        named.bind("\0" + tmp_path.name)
        named.listen()
        with interpreter(warm) as student:
            tried = f"import socket; socket.create_connection({port.getsockname()}, 5)"
            assert "unreachable" in str(student.run(tried).error)
            tried = f"socket.socket(socket.AF_UNIX).connect('\\0{tmp_path.name}')"
            assert "refused" in str(student.run(tried).error)
            assert "unreachable" in str(student.run("socket.socket(40, 1)").error)
            printed = student.run("print(open('/proc/net/dev').read())").printed
            assert [line.split(":")[0].strip() for line in printed.splitlines()[2:-1]] == ["lo"]


# --- what it may not do -----------------------------------------------------------------------


def test_it_has_no_rights_and_gains_none(warm: Warm) -> None:
    with interpreter(warm) as student:
        lines = student.run("print(open('/proc/self/status').read())").printed.splitlines()
        status = {name: value.split() for name, _, value in (line.partition(":") for line in lines)}
        for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
            assert status[name] == ["0" * 16]
        assert status["NoNewPrivs"] == ["1"]
        assert status["Seccomp"] == ["2"]
        assert "0" not in status["Uid"] + status["Gid"] + status["Groups"]
        assert "Error" in str(student.run("import os; os.setuid(0)").error)
        assert "PermissionError" in str(student.run("os.nice(-1)").error)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("unshare(0x10000000)", "EPERM"),
        ("unshare(0x00020000)", "EPERM"),
        ("mount(b'/', b'/student/tmp', None, 0x1000, None)", "EPERM"),
        ("syscall(435, 0, 0)", "ENOSYS"),  # clone3
        ("syscall(425, 1, 0)", "ENOSYS"),  # io_uring_setup
        ("syscall(321, 0, 0, 0)" if os.uname().machine == "x86_64" else "syscall(280)", "EPERM"),
    ],
)
def test_system_calls_are_refused(warm: Warm, call: str, expected: str) -> None:
    with interpreter(warm) as student:
        tried = f"""
import ctypes, errno
print(ctypes.CDLL(None, use_errno=True).{call}, errno.errorcode[ctypes.get_errno()])
"""
        assert student.run(tried).printed == f"-1 {expected}\n"


def test_what_work_needs_is_there(warm: Warm) -> None:
    """The walls stand where honest code does not run into them."""
    with interpreter(warm) as student:
        for source in (
            "import tempfile; tempfile.TemporaryFile().write(b'x')",
            "open('result.csv', 'w').write('a,b'); open('/tmp/x', 'w').write('x')",
            "import subprocess; subprocess.run(['sh', '-c', 'exit 0'], check=True)",
            "import threading; t = threading.Thread(target=print); t.start(); t.join()",
            "import multiprocessing as m; m.get_context('fork').Pool(2).map(abs, [1, -2])",
            "import asyncio; await asyncio.sleep(0)",
            "import pty, os; os.close(pty.openpty()[0])",
            "import matplotlib.pyplot as plt; plt.plot([1]); plt.title('a'); plt.show()",
            "import numpy as np; np.memmap('m', mode='w+', shape=10)[:] = 1",
            "open('/etc/ld.so.cache').close(); open('/etc/localtime').close()",
            "assert os.listdir('/sys/devices/system/cpu')",
            "import sys; subprocess.run([sys.executable, '-c', 'import numpy'], check=True)",
        ):
            assert student.run(source).error is None, source


# --- what it may use --------------------------------------------------------------------------


def test_a_fork_bomb_ends_at_the_limit_and_all_of_it_dies(warm: Warm) -> None:
    before = descendants()
    fork = warm.fork("student")
    wire.send(
        fork.sock,
        {
            "op": "run",
            "source": """
import os, signal
started = refused = 0
for _ in range(10_000):
    try:
        if os.fork() == 0:
            while True:
                signal.pause()
        started += 1
    except OSError:
        refused += 1
print(started, refused)
""",
        },
    )
    header, _ = wire.receive(fork.sock, deadline=soon())
    started, refused = map(int, header["output"]["text"].split())
    assert started < SMALL.processes
    assert started + refused == 10_000
    assert len(descendants() - before) == 1 + 1 + started
    end(fork)
    assert descendants() == before


def test_the_limit_on_processes_is_each_forks_own(warm: Warm) -> None:
    """A fork that uses up its processes leaves the other one all of its own."""
    bomb = """
import os, signal
children = []
try:
    while True:
        children.append(os.fork())
        if not children[-1]:
            while True:
                signal.pause()
except OSError:
    print(len(children))
"""
    with interpreter(warm) as student, interpreter(warm, "checker") as checker:
        assert student.run(bomb).printed == checker.run(bomb).printed


def test_one_process_gets_a_memory_error(warm: Warm) -> None:
    with interpreter(warm) as student:
        assert "MemoryError" in str(student.run("x = bytearray(300 << 20)").error)
        assert "MemoryError" in str(student.run("import numpy; numpy.ones(60_000_000)").error)
        assert student.run("len(bytearray(100 << 20))").result == str(100 << 20)


def test_all_processes_together_are_ended_for_memory(warm: Warm) -> None:
    fork = warm.fork("student")
    hogs = """
import os, signal
mine = bytearray(os.urandom(1 << 20)) * 150
for _ in range(3):
    if os.fork() == 0:
        mine = None
        other = bytearray(os.urandom(1 << 20)) * 140
        while True:
            signal.pause()
while True:
    signal.pause()
"""
    wire.send(fork.sock, {"op": "run", "source": hogs})
    ending = fork.ending(soon())
    assert ending.kind == "memory"
    assert "256 MB" in ending.detail
    end(fork)
    with interpreter(warm) as student:
        assert student.run("1 + 1").result == "2"


def test_memory_that_children_share_with_nobody_alive_is_counted(warm: Warm) -> None:
    """Memory without a file that outlives who filled it cannot be had; with one it is scratch."""
    with interpreter(warm) as student:
        for source in (
            "import mmap; mmap.mmap(-1, 1 << 20)",
            "import os; os.memfd_create('x')",
            "open('/dev/zero')",
            "open('/dev/shm/x', 'wb').write(bytes(1 << 20)); "
            "[open(f'/dev/shm/{n}', 'wb').write(bytes(1 << 20)) for n in range(4)]",
        ):
            assert "Error" in str(student.run(source).error), source


def test_the_buffers_of_sockets_are_counted(warm: Warm) -> None:
    fork = warm.fork("student")
    source = """
import os, signal, socket
def take():
    return [end for _ in range(480) for end in socket.socketpair()]
held = take()
for _ in range(2):
    if os.fork() == 0:
        held = None
        held = take()
        signal.pause()
while True:
    signal.pause()
"""
    wire.send(fork.sock, {"op": "run", "source": source})
    assert fork.ending(soon()).kind == "memory"
    end(fork)


def test_files_are_limited_each_and_together(warm: Warm) -> None:
    with interpreter(warm) as student:
        assert "too large" in str(student.run("open('a', 'wb').write(bytes(2 << 20))").error)
        fill = "[open(f'{n}', 'wb').write(bytes(1 << 20)) for n in range(10)]"
        assert "No space" in str(student.run(fill).error)
        many = "[open(f'/tmp/{n}', 'w') for n in range(100_000)]"
        assert "Error" in str(student.run(many).error)


def test_processor_time_is_limited() -> None:
    with Warm(sandbox="bubblewrap", limits=Limits(cpu_seconds=1)) as warm:
        fork = warm.fork("student")
        wire.send(fork.sock, {"op": "run", "source": "while True: pass"})
        ending = fork.ending(soon())
        assert (ending.kind, ending.detail) == ("signal", "It was ended by SIGXCPU.")


def test_a_crash_leaves_no_core_file_and_is_told(warm: Warm) -> None:
    fork = warm.fork("student")
    wire.send(fork.sock, {"op": "run", "source": "import os; os.abort()"})
    ending = fork.ending(soon())
    assert (ending.kind, ending.detail) == ("signal", "It was ended by SIGABRT.")
    end(fork)
    with interpreter(warm) as student:
        assert student.run("import resource; resource.getrlimit(4)[1] <= 1").result == "True"


# --- what it leaves behind --------------------------------------------------------------------


def test_the_next_fork_starts_afresh(warm: Warm) -> None:
    with interpreter(warm) as student:
        for source in (
            "import os; os.environ['TRACE'] = 'x'",
            "import builtins; builtins.divmod = lambda *_: 42",
            "import numpy, pandas, json; numpy.mean = json.dumps = lambda *_: 42",
            "import sys; sys.modules['statistics'] = 'x'; sys.path.insert(0, '/student/work')",
            "[open(f'{f}/trace', 'w') for f in ('/student', '.', '/tmp', '/dev/shm')]",
            "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)",
            "os.umask(0); os.chdir('/')",
        ):
            assert student.run(source).error is None, source
    with interpreter(warm) as student:
        ran = student.run("""
import builtins, glob, json, numpy, os, signal, statistics, sys
print(os.environ.get('TRACE'), divmod(3, 2), numpy.mean([1, 3]), json.dumps(1),
      statistics.mean([2]), sys.path.count('/student/work'),
      glob.glob('/student/**/trace', recursive=True),
      os.listdir('.'), signal.getsignal(signal.SIGTERM).name, oct(os.umask(0)), os.getcwd())
""")
        assert ran.printed == "None (1, 1) 2.0 1 2 0 [] [] SIG_DFL 0o22 /student/work\n"


def test_each_fork_has_its_own_randomness(warm: Warm) -> None:
    drawn = set()
    for _ in range(3):
        with interpreter(warm) as student:
            draw = "import random, numpy; print(random.random(), numpy.random.random())"
            drawn |= set(student.run(draw).printed.split())
    assert len(drawn) == 6


def test_nothing_outside_scratch_can_be_written(warm: Warm) -> None:
    with interpreter(warm) as student:
        for folder in ("/", "/dev", "/usr", "/etc", sys.prefix, str(ROOT / "src"), "/cache"):
            assert "Error" in str(student.run(f"open('{folder}/x', 'w')").error), folder
        assert "PermissionError" in str(student.run("open('/proc/sys/kernel/hostname', 'w')").error)


# --- that the attempts can succeed --------------------------------------------------------------


def test_attempts_to_break_out_succeed_where_there_is_no_sandbox(
    plain: Warm, tmp_path: Path
) -> None:
    """Otherwise that they fail inside would prove nothing."""
    marker = tmp_path / "marker"
    marker.touch()
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        port.listen()
        number = port.getsockname()[1]
        assert attempt(plain, "connect", port=number, abstract="", path="") is not None
    assert attempt(plain, "read", paths=[str(marker)]) == f"read {marker}"
    assert attempt(plain, "see_processes", owner=os.getpid()) is not None
    assert attempt(plain, "multiply", most=4) is not None
    assert attempt(plain, "fill_nobody") is not None
    assert attempt(plain, "fill_one", megabytes=64) is not None
    assert attempt(plain, "fill_file", megabytes=0) is not None
    assert attempt(plain, "keep_rights") is not None


# --- the filter for system calls ----------------------------------------------------------------

ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000


def decided(machine: str, architecture: int, number: int, *arguments: int) -> int:
    """Run the filter as the kernel would: bpf(4), classic, without what the filter does not use."""
    program = list(struct.iter_unpack("HBBI", seccomp.build(machine)))
    data = struct.pack("<IIQ6Q", number, architecture, 0, *arguments, *[0] * (6 - len(arguments)))
    place, accumulator = 0, 0
    while True:
        code, yes, no, value = program[place]
        place += 1
        if code == 0x20:
            (accumulator,) = struct.unpack_from("<I", data, value)
        elif code == 0x06:
            return value
        else:
            holds = {
                0x15: accumulator == value,
                0x35: accumulator >= value,
                0x45: bool(accumulator & value),
            }[code]
            place += yes if holds else no


@pytest.mark.parametrize(
    ("machine", "architecture", "calls"),
    [
        ("x86_64", 0xC000003E, {"read": 0, "ptrace": 101, "clone": 56, "socket": 41, "mmap": 9}),
        ("aarch64", 0xC00000B7, {"read": 63, "ptrace": 117, "clone": 220, "socket": 198,
                                 "mmap": 222}),
    ],
)  # fmt: skip
def test_the_filter_decides_by_call_and_arguments(
    machine: str, architecture: int, calls: dict[str, int]
) -> None:
    def asked(name: str, *arguments: int) -> int:
        return decided(machine, architecture, calls[name], *arguments)

    assert asked("read") == ALLOW
    assert asked("ptrace") == ERRNO | 1
    assert asked("clone", 0x01200011) == ALLOW  # as fork does
    assert asked("clone", 0x10000011) == ERRNO | 1  # with a user namespace
    assert asked("clone", 0x003D0F00) == ALLOW  # as threads do
    assert asked("socket", 1) == ALLOW
    assert asked("socket", 2) == asked("socket", 40) == ERRNO | 101
    assert asked("mmap", 0, 4096, 3, 0x22) == ALLOW  # private, without a file
    assert asked("mmap", 0, 4096, 3, 0x01) == ALLOW  # shared, of a file
    assert asked("mmap", 0, 4096, 3, 0x21) == ERRNO | 1  # shared, without a file
    assert decided(machine, 0x40000003, 0) == KILL  # the calls of another architecture


def test_calls_under_their_other_numbers_are_refused() -> None:
    assert decided("x86_64", 0xC000003E, 0x40000000) == ERRNO | 38


# --- where there is no sandbox ------------------------------------------------------------------


def test_without_bubblewrap_there_is_no_sandbox(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxError, match="apt install bubblewrap"):
        Warm(sandbox="bubblewrap", limits=SMALL)


def test_other_systems_are_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(SandboxError, match="needs Linux"):
        sandbox.bubblewrap()


def test_the_modules_can_be_imported_where_nothing_of_it_exists() -> None:
    blocked = "import sys; sys.modules.update(resource=None, fcntl=None, pwd=None, grp=None); "
    modules = "wire sandbox isolation seccomp memory forked warmup server warm proof doctor"
    imports = "; ".join(f"import sixprinciples.grading.{name}" for name in modules.split())
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", blocked + imports]) == 0


def test_what_is_shared_has_to_exist(tmp_path: Path) -> None:
    with pytest.raises(SandboxError, match="does not exist"):
        Warm(sandbox="bubblewrap", limits=SMALL, share=[tmp_path / "missing"])


def test_a_user_without_a_home_has_a_sandbox_and_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", _no_home)
    assert sandbox.command(["true"])
    with pytest.raises(NotADirectoryError):
        sandbox.cache_folder().mkdir(parents=True)


def _no_home() -> Path:
    raise RuntimeError("Could not determine home directory.")


def test_python_that_would_show_the_course_is_refused() -> None:
    with pytest.raises(SandboxError, match="virtual environment"):
        sandbox.command(["true"], course=Path(sys.prefix, "lib"))


@pytest.mark.parametrize(
    ("complaint", "advice"),
    [
        ("bwrap: Can't mount proc on /newroot/proc: Operation not permitted", "systempaths"),
        ("Traceback ...\nModuleNotFoundError: No module named 'pandas'", "No module named"),
        ("bwrap: Unknown option --clearenv", "0.5 or newer"),
        ("", "said nothing"),
    ],
)
def test_what_keeps_it_from_starting_is_one_sentence(complaint: str, advice: str) -> None:
    sentence = sandbox.explain(complaint)
    assert advice in sentence
    assert "\n" not in sentence

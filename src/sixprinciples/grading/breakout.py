"""Attempts to break out of the sandbox, made inside one of its forks.

Each returns what it could do and should not have been able to, as part of a sentence, or None if
it was held. `sixprinciples.grading.proof` sends them in; nothing here is kept secret from anybody.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import resource
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from sixprinciples.grading import wire

_CLONE_NEWUSER = 0x10000000  # unshare(2)
_PTRACE_ATTACH = 16  # ptrace(2)
_MS_BIND = 0x1000  # mount(2)
_AF_VSOCK = 40  # vsock(7): a way to the machine that this one runs in
_PATIENCE = 20.0  # seconds for the watch over memory to step in


def serve(sock: socket.socket, role: str) -> None:
    """Make the attempts that are asked for until the other side closes; called in a fork."""
    with suppress(wire.Gone):
        while True:
            header, _ = wire.receive(sock)
            found = ATTEMPTS[header["op"]](**header["aims"])
            wire.send(sock, {"event": "done", "found": found})


def read(paths: list[str]) -> str | None:
    """Read files of the machine that are nobody's business."""
    for path in paths:
        with suppress(OSError), open(path, "rb"):
            return f"read {path}"
    return None


def write() -> str | None:
    """Write where the next submission would find it, or into the runtime."""
    places = ["/", "/dev", "/etc", "/usr", "/proc/sys/kernel", "/cache", "/dev/pts"]
    for place in [*places, sys.prefix, sys.base_prefix, str(Path(__file__).parent)]:
        with suppress(OSError), open(f"{place}/{os.getpid()}", "wb"):
            return f"write into {place}"
    return None


def connect(port: int, abstract: str, path: str) -> str | None:
    """Reach the network, the machine's own ports, its sockets, or the machine that it runs in."""
    aims: list[tuple[int, tuple[str, int] | str]] = [
        (socket.AF_INET, ("127.0.0.1", port)),
        (socket.AF_INET, ("192.0.2.1", 80)),  # an address of documentation: RFC 5737
        (socket.AF_UNIX, f"\0{abstract}"),
        (socket.AF_UNIX, path),
    ]
    for family, address in aims:
        with suppress(OSError), socket.socket(family) as sock:
            sock.settimeout(2)
            sock.connect(address)
            return f"connect to {address!r}"
    with suppress(OSError), socket.socket(_AF_VSOCK, socket.SOCK_STREAM):
        return "open a socket to the machine that this one runs in"
    interfaces = {name for _, name in socket.if_nameindex()} if _may(socket.if_nameindex) else set()
    return f"see the network interfaces {interfaces}" if interfaces - {"lo"} else None


def see_processes(owner: int) -> str | None:
    """See, signal or trace processes that are not its own."""
    own = {1, os.getpid()}
    seen = {int(name) for name in os.listdir("/proc") if name.isdecimal()}
    if seen - own:
        return f"see {len(seen - own)} processes that are not its own"
    for number in (1, owner):
        if number != os.getpid() and _call("ptrace", _PTRACE_ATTACH, number, 0, 0):
            return f"trace process {number}"
    if owner not in own and _may(lambda: os.kill(owner, 0)):
        return f"signal process {owner}"
    if _may(lambda: os.listdir("/proc/1/fd")):
        return "look into the process that holds it"
    return None


def multiply(most: int) -> str | None:
    """Start many more processes than allowed."""
    started = 0
    with suppress(OSError):
        while started < 4 * most:
            if os.fork() == 0:
                while True:
                    signal.pause()
            started += 1
    return f"start {started} processes" if started >= most else None


def fill_one(megabytes: int) -> str | None:
    """Take more memory than allowed, in one process."""
    try:
        taken = bytearray(megabytes << 20)
    except MemoryError:
        return None
    return f"take {len(taken) >> 20} MB of memory in one process"


def fill_many(megabytes: int, times: int) -> str | None:
    """Take more memory than allowed, a part of it in each of several processes."""
    for _ in range(times):
        if os.fork() == 0:
            taken = bytearray(os.urandom(1 << 20)) * megabytes
            while taken:
                signal.pause()
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with suppress(ChildProcessError):
            if os.waitpid(-1, os.WNOHANG)[0]:
                return None
        time.sleep(0.01)
    return f"take {times * megabytes} MB of memory in {times} processes"


def fill_nobody() -> str | None:
    """Take memory that is charged to no process."""
    shared: dict[str, Callable[[], object]] = {
        "shared memory without a file": lambda: mmap.mmap(-1, 1 << 20),
        "a file in memory": lambda: os.memfd_create("x"),
        "shared memory of /dev/zero": _map_zero,
        "shared memory of System V": lambda: _required(_call("shmget", 0, 1 << 20, 0o1600, ok=0)),
    }
    for name, take in shared.items():
        if _may(take):
            return f"take {name}"
    return None


def fill_file(megabytes: int) -> str | None:
    """Write a file that is larger than allowed."""
    return _written([Path("large")], megabytes + 1, megabytes)


def fill_scratch(megabytes: int) -> str | None:
    """Write more than allowed, into many files and all folders that can be written."""
    folders = (Path.cwd(), Path(tempfile.gettempdir()), Path("/dev/shm"))
    paths = [folder / f"part{n}" for n in range(megabytes + 1) for folder in folders]
    return _written(paths, 1, megabytes)


def keep_rights() -> str | None:
    """Keep a right, or gain one."""
    status = dict(_status())
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        if int(status[name], 16):
            return f"keep capabilities ({name} {status[name]})"
    if status["NoNewPrivs"] != "1":
        return "gain rights by programs that grant them"
    if status["Seccomp"] != "2":
        return "make any system call"
    return _gained()


def leave_traces() -> None:
    """Leave something for the next fork: files, variables, a changed module."""
    for folder in _own_folders():
        with suppress(OSError):
            Path(folder, "trace").write_text("trace")
    os.environ["TRACE"] = "trace"
    vars(mmap)["trace"] = "trace"


def find_traces() -> str | None:
    """Find what another fork left."""
    for folder in _own_folders():
        if os.path.exists(f"{folder}/trace"):
            return f"find a file of an earlier submission in {folder}"
    if "TRACE" in os.environ or hasattr(mmap, "trace"):
        return "find what an earlier submission left in memory"
    return None


def _own_folders() -> list[str]:
    return [os.getcwd(), os.environ["HOME"], tempfile.gettempdir(), "/tmp", "/dev/shm"]


def _gained() -> str | None:
    if os.getuid() == 0:
        return "be root"
    with suppress(OSError):
        os.setuid(0)
        return "become root"
    if _call("unshare", _CLONE_NEWUSER):
        return "make a user namespace"
    if _call("mount", b"/", b"/tmp", b"", _MS_BIND, b""):
        return "mount a file system"
    soft, hard = resource.getrlimit(resource.RLIMIT_NPROC)
    if _may(lambda: resource.setrlimit(resource.RLIMIT_NPROC, (soft, hard + 1))):
        return "raise its limits"
    return None


def _written(paths: list[Path], each: int, most: int) -> str | None:
    """Write files of so many megabytes each; tell if more than allowed could be written."""
    written = 0
    with suppress(OSError):
        for path in paths:
            with path.open("wb", buffering=0) as file:
                for _ in range(each * 16):
                    written += file.write(os.urandom(1 << 16))
    return f"write {written >> 20} MB" if written > most << 20 else None


def _map_zero() -> object:
    with open("/dev/zero", "r+b") as zero:
        return mmap.mmap(zero.fileno(), 1 << 20)


def _status() -> Iterator[tuple[str, str]]:
    for line in Path("/proc/self/status").read_text().splitlines():
        name, _, value = line.partition(":")
        yield name, value.strip()


def _call(name: str, *arguments: object, ok: int | None = None) -> bool:
    """Call a function of the C library, and tell whether it did what it was asked for."""
    result = int(getattr(ctypes.CDLL(None), name)(*arguments))
    return result == 0 if ok is None else result >= ok


def _required(done: bool) -> None:
    if not done:
        raise OSError


def _may(attempt: Callable[[], object]) -> bool:
    """Tell whether something can be done."""
    try:
        attempt()
    except (OSError, ValueError):
        return False
    return True


ATTEMPTS: dict[str, Callable[..., str | None]] = {
    attempt.__name__: attempt
    for attempt in (
        read, write, connect, see_processes, multiply, fill_one, fill_many, fill_nobody,
        fill_file, fill_scratch, keep_rights, leave_traces, find_traces,
    )
}  # fmt: skip

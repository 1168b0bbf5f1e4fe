"""Whether the sandbox holds on this machine: shown by trying to break out of it.

`doctor` tells all findings; grading asks for `require`, which remembers what was proven for this
machine and these versions.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import platform
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sixprinciples.grading import sandbox, wire
from sixprinciples.grading.sandbox import Kind, Limits, SandboxError
from sixprinciples.grading.warm import Fork, Warm

_BREAKOUT = "sixprinciples.grading.breakout:serve"
_LIMITS = Limits(memory_mb=64, processes=16, file_mb=1, scratch_mb=4)
_PATIENCE = 60.0  # seconds for one attempt
_REMEMBERED = 20

# The modules that make the sandbox and its proof: a change in one of them asks for a new proof.
_PARTS = (
    "breakout", "forked", "isolation", "memory", "proof", "sandbox", "seccomp", "server", "warm",
    "warmup", "wire",
)  # fmt: skip

_NEWER_KERNEL = "Linux 5.14 or newer is needed, and a user who is not root of a container"
_REPORT = "please report this with the output of sixprinciples doctor"


@dataclass(frozen=True)
class Finding:
    """One thing that was found out about this machine.

    Attributes:
        subject: what it is about, in a word or two.
        holds: whether it is as it should be.
        sentence: what was found and, if it should be otherwise, what to do.
    """

    subject: str
    holds: bool
    sentence: str


@dataclass(frozen=True)
class _Attempt:
    """An attempt to break out.

    Attributes:
        subject: what it is about.
        name: which of `breakout.ATTEMPTS` it is.
        held: what is true if it fails.
        remedy: what to do if it succeeds.
    """

    subject: str
    name: str
    held: str
    remedy: str = _REPORT


_ATTEMPTS = (
    _Attempt("files", "read", "files of this machine cannot be read"),
    _Attempt("runtime", "write", "the runtime cannot be changed"),
    _Attempt("network", "connect", "neither the network nor this machine's ports can be reached"),
    _Attempt("other processes", "see_processes", "other processes cannot be seen or signalled"),
    _Attempt("processes", "multiply", "the number of processes is limited", _NEWER_KERNEL),
    _Attempt("memory", "fill_one", "the memory of a process is limited"),
    _Attempt("memory together", "fill_many", "the memory of all processes together is limited"),
    _Attempt("shared memory", "fill_nobody", "no memory can be taken that nobody is charged for"),
    _Attempt("file size", "fill_file", "the size of a file is limited"),
    _Attempt("scratch", "fill_scratch", "the size of all files together is limited"),
    _Attempt("rights", "keep_rights", "no right is left and none can be gained"),
    _Attempt("fresh start", "find_traces", "nothing of an earlier submission is left"),
)

_LEAVE = _Attempt("traces", "leave_traces", "an interpreter can do its work")
"""What the last attempt looks for."""


def prove(kind: Kind, *, course: Path | None = None, cache: Path | None = None) -> list[Finding]:
    """Try to break out of the sandbox in every known way, and return what came of it.

    Args:
        kind: which sandbox.
        course: the course directory, whose files must be out of sight.
        cache: the folder for what outlives a run; None for the user's own.

    Raises:
        SandboxError: there is no sandbox to try.
    """
    if kind == "off":
        sentence = "Submissions run without a sandbox, with all rights of whoever grades."
        return [Finding("sandbox", False, sentence)]
    warm = Warm(sandbox=kind, limits=_LIMITS, course=course, cache=cache, stack=(), entry=_BREAKOUT)
    with warm, _aims(course) as aims:
        left = _try(_LEAVE, {}, warm)
        tried = [_try(attempt, aims.get(attempt.name, {}), warm) for attempt in _ATTEMPTS]
        return tried if left.holds else [left, *tried]


def require(kind: Kind, *, course: Path | None = None, cache: Path | None = None) -> None:
    """Make sure that the sandbox holds; what was proven once is not tried again.

    Args:
        kind: which sandbox; "off" needs no proof.
        course: the course directory.
        cache: the folder for what outlives a run; None for the user's own.

    Raises:
        SandboxError: there is no sandbox, or it does not hold; the sentence says what to do.
    """
    if kind == "off":
        return
    proven = _Proven((cache or sandbox.cache_folder()) / "proven.json")
    key = _machine(course)
    if proven.has(key):
        return
    for finding in prove(kind, course=course, cache=cache):
        if not finding.holds:
            raise SandboxError(finding.sentence)
    proven.add(key)


def _try(attempt: _Attempt, aims: dict[str, Any], warm: Warm) -> Finding:
    """Let one fork make one attempt."""
    fork = warm.fork("student")
    try:
        found = _found(fork, attempt.name, aims)
    finally:
        fork.kill()
        fork.ending(time.monotonic() + _PATIENCE)
    if found is None:
        return Finding(attempt.subject, True, f"In the sandbox, {attempt.held}.")
    sentence = f"Code in the sandbox could {found}; {attempt.remedy}, or use --sandbox off."
    return Finding(attempt.subject, False, sentence)


def _found(fork: Fork, name: str, aims: dict[str, Any]) -> str | None:
    deadline = time.monotonic() + _PATIENCE
    try:
        wire.send(fork.sock, {"op": name, "aims": aims}, deadline=deadline)
        found = wire.receive(fork.sock, deadline=deadline)[0]["found"]
    except wire.Overdue:
        return "go on for longer than it may"
    except wire.Gone:
        ending = fork.ending(deadline)
        if ending.kind == "memory" and name == "fill_many":
            return None
        return f"not finish the trial {name} ({ending.detail.rstrip('.')})"
    return None if found is None else str(found)


@contextmanager
def _aims(course: Path | None) -> Iterator[dict[str, dict[str, Any]]]:
    """Put up what attempts aim at, and yield the arguments of each attempt by its name."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="proof-")))
        marker = folder / "marker"
        marker.write_text("Nothing in the sandbox can read this.")
        port, abstract, path = _listening(stack, folder)
        yield {
            "read": {"paths": [str(marker), *_private_files(course)]},
            "connect": {"port": port, "abstract": abstract, "path": path},
            "see_processes": {"owner": os.getpid()},
            "multiply": {"most": _LIMITS.processes},
            "fill_one": {"megabytes": 2 * _LIMITS.memory_mb},
            "fill_many": {"megabytes": _LIMITS.memory_mb // 2, "times": 8},
            "fill_file": {"megabytes": _LIMITS.file_mb},
            "fill_scratch": {"megabytes": _LIMITS.scratch_mb},
        }


def _listening(stack: ExitStack, folder: Path) -> tuple[int, str, str]:
    """Listen at a port of this machine, at an abstract name and at a path."""
    abstract, path = f"proof-{secrets.token_hex(8)}", str(folder / "socket")
    addresses: list[Any] = [("127.0.0.1", 0), f"\0{abstract}", path]
    ports = []
    for address in addresses:
        family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
        sock = stack.enter_context(socket.socket(family))
        sock.bind(address)
        sock.listen()
        ports.append(sock.getsockname())
    return int(ports[0][1]), abstract, path


def _private_files(course: Path | None) -> Iterator[str]:
    """Yield files of the user, of the course and of the machine."""
    yield from ("/etc/passwd", "/etc/hostname", "/var/log/dpkg.log", "/run/utmp")
    for folder in (sandbox.home(), course):
        with suppress(OSError):
            yield from (str(p) for p in (folder.iterdir() if folder else ()) if p.is_file())


class _Proven:
    """What was proven, in a file of the user's; if it cannot be written, the proof is repeated."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def has(self, key: str) -> bool:
        return key in self._keys()

    def add(self, key: str) -> None:
        kept = [*self._keys(), key][-_REMEMBERED:]
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = self._file.with_name(f".{secrets.token_hex(8)}")
            draft.touch(0o600)
            draft.write_text(json.dumps(kept), encoding="utf-8")
            draft.replace(self._file)

    def _keys(self) -> list[str]:
        try:
            keys = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        return [str(key) for key in keys] if isinstance(keys, list) else []


def _machine(course: Path | None) -> str:
    """Return a fingerprint of all that decides whether the sandbox holds."""
    version = subprocess.run(
        [sandbox.bubblewrap(), "--version"], capture_output=True, text=True, check=False
    ).stdout
    parts = [
        _text(Path("/etc/machine-id")) or platform.node(),
        *(platform.release(), platform.version(), platform.machine(), version),
        *(sys.version, sys.prefix, importlib.metadata.version("sixprinciples")),
        *(str(os.getuid()), str(sandbox.as_root()), str(course)),
        *sorted(sandbox.settings().items()),
        *(_text(Path(__file__).with_name(f"{name}.py")) for name in _PARTS),
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""

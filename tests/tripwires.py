"""What hostile code must not touch: watched places and servers of the machine that grades.

Run as a program, it runs a command and says on stderr which processes that left behind.
"""

import ctypes
import hashlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from repository import ROOT

_WORD = "sixprinciples-attack"
_KEY = 0x51AC
_SUBREAPER = 36  # prctl(2): orphans of the whole family become children of this process
_PATIENCE_SECONDS = 10.0


@dataclass(frozen=True)
class Command:
    """What came of a command."""

    status: int
    stdout: str
    stderr: str
    left_behind: list[str]


class Tripwires:
    """Markers, secrets, servers and a process, that only an escape could reach."""

    def __init__(self, root: Path) -> None:
        """Lay them out in a directory of their own."""
        self.home, self.markers = root / "home", root / "markers"
        self.secrets = {name: secrets.token_hex(8) for name in ("HOME", "ENVIRONMENT", "TOKEN")}
        self.home.mkdir()
        self.markers.mkdir()
        self.markers.chmod(0o777)
        (self.home / ".password").write_text(self.secrets["HOME"], encoding="utf-8")
        abstract = f"{_WORD}-{secrets.token_hex(4)}"
        self._servers = [
            socket.create_server(("127.0.0.1", 0)),
            _bound(socket.AF_UNIX, socket.SOCK_STREAM, str(root / "socket")),
            _bound(socket.AF_UNIX, socket.SOCK_STREAM, f"\0{abstract}"),
        ]
        port = self._servers[0].getsockname()[1]
        self._servers.append(_bound(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", port)))
        for server in self._servers:
            server.setblocking(False)
        token = self.secrets["TOKEN"]
        sleeper = ["import signal; signal.pause()", token]
        self.victim = subprocess.Popen([sys.executable, "-c", *sleeper])
        self.known = {
            "HOME": str(self.home), "MARKERS": str(self.markers), "PORT": str(port),
            "SOCKET": str(root / "socket"), "ABSTRACT": abstract,
            "VICTIM": str(self.victim.pid), "TOKEN": token,
        }  # fmt: skip

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the servers and end the process."""
        for server in self._servers:
            server.close()
        self.victim.kill()
        self.victim.wait()

    def run(self, *arguments: str, cwd: Path) -> Command:
        """Run a command of the library with a secret in its environment and this home."""
        own = {
            "HOME": str(self.home),
            "JUPYTER_CONFIG_DIR": str(self.home / ".jupyter"),
            "IPYTHONDIR": str(self.home / ".ipython"),
            "DATABASE_PASSWORD": self.secrets["ENVIRONMENT"],
        }
        program = [sys.executable, "-m", "sixprinciples", *arguments]
        return watched(program, cwd=cwd, env={**os.environ, **own})

    def tripped(self) -> list[str]:
        """Return what was touched, in words."""
        found = [f"a marker in {path.parent}: {path.name}" for path in _markers(self.markers)]
        found += [f"somebody spoke to {s.getsockname()}" for s in self._servers if _heard(s)]
        if self.victim.poll() is not None:
            found.append(f"a process of the machine was ended ({self.victim.returncode})")
        elif _state(self.victim.pid) == "T":
            found.append("a process of the machine was stopped")
        return found + _system_objects()


def watched(
    program: list[str], *, cwd: Path, env: Mapping[str, str], patience: float = _PATIENCE_SECONDS
) -> Command:
    """Run a program; adopt, name and end what it leaves running.

    Args:
        program: what to run.
        cwd: where.
        env: its environment.
        patience: seconds for processes that were killed and are still on their way out.
    """
    command = [sys.executable, __file__, str(patience), *program]
    result = subprocess.run(command, cwd=cwd, env=env, capture_output=True, check=False)
    stdout, stderr = (text.decode(errors="replace") for text in (result.stdout, result.stderr))
    said, _, left = stderr.rpartition(_WORD)
    return Command(result.returncode, stdout, said, json.loads(left))


def fingerprints(*folders: Path) -> dict[str, str]:
    """Return what every file and link below some folders holds, by its path."""
    return {str(path): _fingerprint(path) for folder in folders for path in folder.rglob("*")}


def _fingerprint(path: Path) -> str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    mode = oct(path.stat().st_mode)
    return mode + (hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "")


def _bound(family: int, kind: int, address: Any) -> socket.socket:
    server = socket.socket(family, kind)
    server.bind(address)
    if kind == socket.SOCK_STREAM:
        server.listen()
    return server


def _heard(server: socket.socket) -> bool:
    try:
        if server.type == socket.SOCK_STREAM:
            server.accept()[0].close()
        else:
            server.recv(1)
    except BlockingIOError:
        return False
    return True


def _markers(folder: Path) -> Iterator[Path]:
    yield from folder.iterdir()
    library, packages = ROOT / "src" / "sixprinciples", Path(sysconfig.get_path("purelib"))
    shared = Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")
    for place in (*shared, Path(sys.prefix), library, packages):
        yield from place.glob(f"{_WORD}*")


def _state(process: int) -> str:
    stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    return stat.rpartition(") ")[2][0]


def _system_objects() -> list[str]:
    """Return the System V segments, queues and semaphores of the machine with the attacks' key."""
    return [
        f"a System V object: {path.name}"
        for path in Path("/proc/sysvipc").iterdir()
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.split()[0] == str(_KEY)
    ]


def _main(patience: float, command: list[str]) -> int:
    """Run a command and become the parent of all that it leaves behind; see `watched`."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    status = subprocess.run(command, check=False).returncode
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])  # now: commands inherit the mask
    deadline = time.monotonic() + patience
    while _children() and (left := deadline - time.monotonic()) > 0:
        signal.sigtimedwait([signal.SIGCHLD], left)
    orphans = _children()
    print(_WORD, json.dumps([_name(process) for process in orphans]), file=sys.stderr)
    for process in orphans:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    return status


def _children() -> list[int]:
    """Return the processes that still run and are nobody else's children any more."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return []
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return [int(process) for process in listed.split()]


def _name(process: int) -> str:
    try:
        words = Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ")
    except OSError:
        return str(process)
    return words.decode(errors="replace")


if __name__ == "__main__":
    sys.exit(_main(float(sys.argv[1]), sys.argv[2:]))

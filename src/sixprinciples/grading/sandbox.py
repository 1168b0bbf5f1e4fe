"""What code of submissions may see and use: the bubblewrap command line, and the limits.

bubblewrap holds the server from which interpreters are forked; `isolation` is what each fork adds.
`proof` shows whether all of it holds on a machine.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from sixprinciples.grading import seccomp

Kind = Literal["bubblewrap", "off"]

SCRATCH = "/student"
"""Where the one writable directory of a fork lies; code starts in its folder ``work``."""

FOLDERS = ("work", "tmp", "shm", "config/matplotlib", "config/ipython")
"""What is in the scratch directory of a fork when its code begins."""

CACHE = "/cache"
"""Where the server, but no fork, finds the folder that outlives it."""

# What the server keeps to prepare forks: capabilities(7)
_CAPABILITIES = (
    "CAP_SYS_ADMIN",  # namespaces and mounts
    "CAP_SETUID",
    "CAP_SETGID",
    "CAP_SETPCAP",  # to drop the bounding set
    "CAP_KILL",  # forks belong to other users
    "CAP_SYS_PTRACE",  # to read how much memory they use
    "CAP_SYS_NICE",  # to keep those on one processor that take more
    "CAP_SETFCAP",  # to give them a user namespace: user_namespaces(7), on mapping user 0
)

# What libraries read besides: fonts, time zone, how many threads are worth while.
_READ_BY_LIBRARIES = (
    "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d",
    "/etc/localtime", "/etc/mime.types", "/etc/timezone", "/sys/devices/system/cpu",
)  # fmt: skip

# No /dev/zero: memory mapped from it can be shared without being charged to anybody.
_DEVICES = ("full", "null", "random", "tty", "urandom")

_HIDDEN = (Path("/usr/local/share/nbgrader"),)
"""Below what is shared, but not for students: nbgrader's usual exchange with all submissions."""

_CAP_SYS_ADMIN = 1 << 21


class SandboxError(Exception):
    """Why there is no sandbox, in one sentence, and what to install or change."""


@dataclass(frozen=True)
class Limits:
    """What one interpreter may use.

    Attributes:
        memory_mb: memory of all its processes together, besides what it starts with.
        processes: processes and threads together.
        file_mb: the largest file.
        scratch_mb: all files together.
        cell_seconds: wall time of one cell.
        notebook_seconds: wall time of all cells of a notebook.
        cell_output_kb: outputs of one cell.
        notebook_output_kb: outputs of all cells.
        value_kb: the largest value that is fetched.
        cpu_seconds: processor time of one process, and of all together; None for twice
            `notebook_seconds`.
    """

    memory_mb: int = 1024
    processes: int = 48
    file_mb: int = 64
    scratch_mb: int = 256
    cell_seconds: float = 30.0
    notebook_seconds: float = 300.0
    cell_output_kb: int = 4096
    notebook_output_kb: int = 32768
    value_kb: int = 32768
    cpu_seconds: float | None = None

    @property
    def cpu(self) -> float:
        """The limit on processor time in seconds."""
        given = 2 * self.notebook_seconds if self.cpu_seconds is None else self.cpu_seconds
        return max(1.0, given)


def as_root() -> bool:
    """Return whether namespaces come from being root of the machine, not from a user namespace.

    In a container root may be neither: then it is treated as any user is.
    """
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and bool(_capabilities() & _CAP_SYS_ADMIN) and _has_all_users()


def bubblewrap() -> str:
    """Return the path of bubblewrap.

    Raises:
        SandboxError: it is not installed, or cannot run here.
    """
    if sys.platform != "linux":
        raise SandboxError(
            "The sandbox needs Linux; grade on a Linux machine (WSL 2 and virtual machines will "
            "do), or without a sandbox by --sandbox off."
        )
    if not seccomp.supported():
        raise SandboxError(
            f"The sandbox works on x86_64 and aarch64, not on {os.uname().machine}; grade on "
            "another machine, or without a sandbox by --sandbox off."
        )
    found = shutil.which("bwrap")
    if found is None:
        raise SandboxError(
            "bubblewrap is not installed; install it (Debian and Ubuntu: apt install bubblewrap; "
            "Fedora: dnf install bubblewrap), or grade without a sandbox by --sandbox off."
        )
    return found


def python_path() -> list[str]:
    """Return where Python looks for modules when nothing but the installation counts.

    Not `sys.path`: that may hold the current directory, or folders that a caller added, and
    whatever is in it becomes readable for submissions.
    """
    return list(_python_path(sys.executable))


def command(
    program: Sequence[str],
    *,
    share: Iterable[Path] = (),
    course: Path | None = None,
    cache: Path | None = None,
) -> list[str]:
    """Return the command that runs a program inside bubblewrap.

    Args:
        program: the program and its arguments.
        share: further files and folders that may be read, at their own paths.
        course: the course directory, which must not be visible.
        cache: a folder to be had, writable, at `CACHE`.

    Raises:
        SandboxError: there is no bubblewrap, or Python is installed in such a way that the course
            directory cannot be kept out of sight.
    """
    shown = _outermost([*_runtime(course), *share])
    for path in shown:
        if not path.exists():
            raise SandboxError(f"{path} is to be shared with submissions, but does not exist.")
    return [
        bubblewrap(),
        *_namespaces(),
        *_environment(environment(Path(SCRATCH))),
        *_system(),
        *(part for path in shown for part in _bound(path)),
        *_hidden(),
        *_devices(),
        *_writable(shown, cache),
        "--chdir", SCRATCH,
        "--", *program,
    ]  # fmt: skip


def environment(scratch: Path) -> dict[str, str]:
    """Return the whole environment of code that runs in a scratch directory; no secret is in it."""
    folders = [Path(sys.prefix, "bin"), Path(sys.base_prefix, "bin")]
    path = [*map(str, folders), "/usr/local/bin", "/usr/bin", "/bin"]
    timezone = {"TZ": os.environ["TZ"]} if "TZ" in os.environ else {}
    return timezone | {
        "PATH": ":".join(dict.fromkeys(path)),
        "LANG": "C.UTF-8",
        "HOME": str(scratch),
        "USER": "student",
        "LOGNAME": "student",
        "TMPDIR": str(scratch / "tmp"),
        "IPYTHONDIR": str(scratch / "config/ipython"),
        "MPLCONFIGDIR": str(scratch / "config/matplotlib"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "NBGRADER_EXECUTION": "autograde",
        # one thread each: workers share the processors already, and a server that forks has none
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",  # an arena takes 64 MB of address space
    }


def explain(complaint: str) -> str:
    """Return why bubblewrap did not start, in one sentence with what to do.

    Args:
        complaint: what it wrote to its standard error.
    """
    last = complaint.strip().rpartition("\n")[2] or "it said nothing"
    if not last.startswith("bwrap:"):
        return f"The interpreter in the sandbox did not start ({last})."
    return f"The sandbox did not start ({last}); {remedy(complaint)}, or use --sandbox off."


def explain_refusal(why: str) -> str:
    """Return why a fork could not be isolated, in one sentence with what to do.

    Args:
        why: the step that failed.
    """
    forbidden = os.strerror(errno.EPERM) in why or "mounting" in why
    advice = f"; {remedy(why)}, or use --sandbox off" if forbidden else ""
    return f"The sandbox could not isolate an interpreter ({why}){advice}."


def home() -> Path | None:
    """Return the user's home directory, if there is one."""
    try:
        return Path.home()
    except RuntimeError:  # a user without an entry, as in some containers
        return None


def cache_folder() -> Path:
    """Return the folder of the user that outlives a run; nothing in it is needed."""
    nowhere = Path(os.devnull)  # nothing can be kept in that
    base = os.environ.get("XDG_CACHE_HOME") or (home() or nowhere) / ".cache"
    return Path(base, "sixprinciples")


def remedy(complaint: str) -> str:
    """Return what to do about namespaces that could not be made, as part of a sentence."""
    if "nknown option" in complaint:
        return "install bubblewrap 0.5 or newer"
    if "proc" in complaint and "mount" in complaint.lower():
        return (
            "a container that hides parts of /proc forbids it: start the container with "
            "--security-opt systempaths=unconfined (Docker) or --security-opt unmask=ALL (Podman)"
        )
    for setting, value, needed in _SETTINGS:
        if _setting(setting) == value:
            return f"set {setting} = {needed} with sysctl"
    if _in_container():
        return (
            "a container needs the right to make namespaces: start it with --security-opt "
            "seccomp=unconfined, or with --cap-add SYS_ADMIN if it runs as root"
        )
    return "user namespaces must be allowed on this machine"


# What keeps ordinary users from making user namespaces, on which distribution or by which habit.
_SETTINGS = (
    ("kernel.unprivileged_userns_clone", "0", "1"),  # Debian before 11
    ("user.max_user_namespaces", "0", "15000"),
    ("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),  # Ubuntu 23.10 and later
)


def settings() -> dict[str, str | None]:
    """Return the settings of the kernel that decide about user namespaces, where it has them."""
    return {name: _setting(name) for name, _, _ in _SETTINGS}


def _setting(name: str) -> str | None:
    try:
        return Path("/proc/sys", *name.split(".")).read_text().strip()
    except OSError:
        return None


def _in_container() -> bool:
    return any(map(os.path.exists, ("/.dockerenv", "/run/.containerenv")))


@cache
def _capabilities() -> int:
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    found = re.search(r"^CapEff:\s*([0-9a-f]+)", status, re.MULTILINE)
    return int(found[1], 16) if found else 0


def _has_all_users() -> bool:
    try:
        return Path("/proc/self/uid_map").read_text().split() == ["0", "0", str(2**32 - 1)]
    except OSError:
        return False


@cache
def _python_path(executable: str) -> tuple[str, ...]:
    # -P: without the current directory; -E: without PYTHONPATH
    asked = [executable, "-E", "-P", "-c", "import sys; print(*sys.path, sep='\\0')"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=True)
    return tuple(answer.stdout.rstrip("\n").split("\0"))


def _namespaces() -> list[str]:
    options = [
        "--die-with-parent", "--new-session", "--unshare-pid", "--unshare-net", "--unshare-ipc",
        "--unshare-uts", "--unshare-cgroup-try", "--hostname", "sandbox", "--cap-drop", "ALL",
    ]  # fmt: skip
    if not as_root():
        options += ["--unshare-user", "--uid", "0", "--gid", "0"]
    return [*options, *(part for name in _CAPABILITIES for part in ("--cap-add", name))]


def _environment(variables: Mapping[str, str]) -> list[str]:
    return ["--clearenv", *(part for pair in variables.items() for part in ("--setenv", *pair))]


def _system() -> list[str]:
    """Share the programs and libraries of the machine, and of its settings what they need."""
    options = ["--ro-bind", "/usr", "/usr"]
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        path = Path("/", name)
        if path.is_symlink():
            options += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            options += _bound(path)
    for path in filter(Path.exists, map(Path, _READ_BY_LIBRARIES)):
        options += _bound(path)
    return [*options, "--proc", "/proc"]


def _bound(path: Path) -> list[str]:
    """Share a path; the folders above it, which bubblewrap would close, are for all to pass."""
    above = [str(folder) for folder in reversed(path.parents) if folder != folder.parent]
    return [
        *(part for folder in above for part in ("--dir", folder)),
        "--ro-bind",
        *[str(path)] * 2,
    ]


def _hidden() -> list[str]:
    """Put empty folders over those that are below a shared one, and not for students."""
    options = []
    for path in map(str, filter(Path.exists, _HIDDEN)):
        options += ["--tmpfs", path, "--remount-ro", path]
    return options


def _devices() -> list[str]:
    """Make /dev by hand: each fork mounts its own terminals, and /dev/shm counts as scratch."""
    options = ["--dir", "/dev", "--dir", "/dev/pts", "--symlink", "pts/ptmx", "/dev/ptmx"]
    for name in _DEVICES:
        options += ["--dev-bind", f"/dev/{name}", f"/dev/{name}"]
    links = {
        "/dev/fd": "/proc/self/fd",
        "/dev/stdin": "/proc/self/fd/0",
        "/dev/stdout": "/proc/self/fd/1",
        "/dev/stderr": "/proc/self/fd/2",
        "/dev/shm": f"{SCRATCH}/shm",
    }
    return [*options, *(part for link, to in links.items() for part in ("--symlink", to, link))]


def _writable(shown: Sequence[Path], cache: Path | None) -> list[str]:
    """Leave nothing writable but the scratch directory, over which each fork mounts its own."""
    options = ["--tmpfs", SCRATCH]
    if cache is not None:
        options += ["--bind", str(cache), CACHE]
    if not any(path.is_relative_to("/tmp") for path in shown):
        options += ["--symlink", f"{SCRATCH}/tmp", "/tmp"]
    return [*options, "--remount-ro", "/"]


def _runtime(course: Path | None) -> Iterator[Path]:
    """Yield where Python and its packages lie, without any folder that holds the course."""
    for path in {sys.prefix, sys.base_prefix, str(Path(sys.executable).resolve().parents[1])}:
        for spelling in {Path(path), Path(path).resolve()}:
            _check_apart(spelling, course)
            yield spelling
    for entry in map(Path, python_path()):
        if entry.exists() and not _holds(entry, course):
            yield entry
    yield _facts()


def _facts() -> Path:
    """Return the library's own data, which the notebooks of its course load."""
    from sixprinciples import data

    return data.folder()


def _check_apart(folder: Path, course: Path | None) -> None:
    for path in (course, home()):
        if _holds(folder, path):
            raise SandboxError(
                f"Python is installed in {folder}, which also holds {path}, so submissions could "
                "read it; use a virtual environment in a folder of its own (python -m venv .venv)."
            )


def _holds(folder: Path, path: Path | None) -> bool:
    return path is not None and path.resolve().is_relative_to(folder.resolve())


def _outermost(paths: Iterable[Path]) -> list[Path]:
    """Drop what lies in another folder of the list, or in /usr, which is shared as a whole."""
    kept: list[Path] = [Path("/usr")]
    for path in sorted(set(paths), key=lambda path: len(path.parts)):
        if not any(path.is_relative_to(outer) for outer in kept):
            kept.append(path)
    return kept[1:]

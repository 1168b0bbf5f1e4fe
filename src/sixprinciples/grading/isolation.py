"""What a forked process does to itself before it runs code that nobody has vetted.

The server of forks runs inside bubblewrap with the rights to make namespaces. Every fork of it is
born into a process namespace of its own (`Namespaces`); it makes itself all the others and gives
up every right there is (`confine`). Nothing of this can be taken back by the code that runs later.

The functions call the kernel directly; each constant names the manual page that explains it.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sixprinciples.grading import seccomp
from sixprinciples.grading.sandbox import FOLDERS, SCRATCH, Limits

with suppress(ImportError):  # Windows has none, and no forks
    import resource

# unshare(2), namespaces(7)
_CLONE_NEWNS, _CLONE_NEWUTS, _CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
_CLONE_NEWUSER, _CLONE_NEWPID, _CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000

# mount(2)
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REC, _MS_PRIVATE = 0x2, 0x4, 0x8, 0x4000, 0x40000
_MNT_DETACH = 2  # umount2(2)

# prctl(2)
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP = 1, 4, 24
_PR_SET_SECUREBITS, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 28, 36, 38
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 47, 4

# capabilities(7): NOROOT, NO_SETUID_FIXUP, KEEP_CAPS off, NO_CAP_AMBIENT_RAISE, each locked
_SECUREBITS = 0b11101111
_LAST_CAPABILITY = 63  # beyond those of any kernel
_CAPABILITY_VERSION_3 = 0x20080522  # capset(2)

_FILES = 1024  # open files of one process
_INODES = 20_000  # files and folders in the scratch directory
_TERMINALS = "newinstance,ptmxmode=0666,mode=0620"  # devpts: a set of one's own
_PROC = "hidepid=2"  # proc(5): processes that one may not inspect are not there
_INSIDE = 1000  # user and group inside a user namespace

# The first process of a namespace: a program of its own, as a second copy of the large server would
# take longer. Children that end while SIGCHLD is ignored need not be waited for: wait(2).
_FIRST = ("/bin/sh", "-c", "trap '' CHLD; exec /bin/sleep 2147483647")
_SILENT = ((os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)) if os.name == "posix" else ()


@dataclass(frozen=True)
class Cage:
    """How one fork is to be isolated.

    Attributes:
        limits: what it may use.
        namespaces: whether it gets namespaces of its own; without, only limits bind it.
        scratch: its private directory; with namespaces the same path for everyone.
        uid: an unprivileged user of its own, for a server that runs as root; None to make a user
            namespace instead.
        address_space: bytes of address space that it inherits from the server.
        filter: the system call filter.
    """

    limits: Limits
    namespaces: bool
    scratch: Path
    uid: int | None
    address_space: int
    filter: bytes


class Namespaces:
    """Makes process namespaces for the server's children; the server stays where it is."""

    def __init__(self) -> None:
        """Remember the namespace of the caller."""
        self._own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)

    @contextmanager
    def fresh(self) -> Iterator[int]:
        """Let the next children belong to a new namespace, and yield the first process in it.

        When that is killed, the kernel kills all of the namespace. It adopts and reaps orphans, and
        does nothing else.
        """
        _unshare(_CLONE_NEWPID)
        try:
            yield os.posix_spawn(_FIRST[0], _FIRST, {}, file_actions=_SILENT, setpgroup=0)
        finally:
            _call("setns", self._own, _CLONE_NEWPID)


def prepare_server(*, namespaces: bool) -> None:
    """Put the calling process, the server, out of reach, and let its programs have no rights."""
    if namespaces:
        _prctl(_PR_SET_DUMPABLE, 0)  # its memory and its /proc are nobody's business
        _prctl(_PR_SET_SECUREBITS, _SECUREBITS)
        _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    else:
        _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def confine(cage: Cage, keep: Iterable[int]) -> None:
    """Take every right from the calling process, a fork, and set its limits.

    Args:
        cage: the isolation.
        keep: file descriptors to leave open.

    Raises:
        OSError: a step failed; the process must not go on.
    """
    _silence(keep)
    os.setsid()
    if cage.namespaces:
        _see_nothing(cage)
        _become_nobody(cage.uid)
        _set_limit("NPROC", cage.limits.processes)
        _give_up_capabilities()
    else:
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    _make_folders(cage.scratch)
    _limit(cage)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _prctl(_PR_SET_DUMPABLE, 1)  # else its own /proc/self is closed to it
    with suppress(OSError):  # the first to go when the machine runs out of memory
        Path("/proc/self/oom_score_adj").write_text("1000")
    if cage.namespaces:
        seccomp.install(cage.filter)


def unmount(target: str) -> None:
    """Take a folder out of sight of the calling process and of all its future forks."""
    _call("umount2", target.encode(), _MNT_DETACH)


def _see_nothing(cage: Cage) -> None:
    """See nothing of the machine but the runtime, and of processes only one's own."""
    _unshare(_CLONE_NEWNS | _CLONE_NEWIPC | _CLONE_NEWNET | _CLONE_NEWUTS)
    _mount("none", "/", "", _MS_REC | _MS_PRIVATE)
    size, owner = cage.limits.scratch_mb, cage.uid or 0
    options = f"size={size}m,nr_inodes={_INODES},mode=0755,uid={owner},gid={owner}"
    _mount("tmpfs", SCRATCH, "tmpfs", _MS_NOSUID | _MS_NODEV, options)
    _mount("devpts", "/dev/pts", "devpts", _MS_NOSUID | _MS_NOEXEC, _TERMINALS)
    _mount("proc", "/proc", "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, _PROC)


def _become_nobody(uid: int | None) -> None:
    """Become a user who owns nothing, so that the limit on processes counts for this fork alone.

    RLIMIT_NPROC counts the processes of a user, on Linux 5.14 and later within a user namespace.
    """
    if uid is None:
        _unshare(_CLONE_NEWUSER)
        _prctl(_PR_SET_DUMPABLE, 1)  # else the maps cannot be written, see proc(5)
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{_INSIDE} 0 1")
        Path("/proc/self/gid_map").write_text(f"{_INSIDE} 0 1")
    _drop_bounding_set()
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)


def _drop_bounding_set() -> None:
    """See to it that no program, however it is marked, gains a capability when it starts."""
    _prctl(_PR_SET_SECUREBITS, _SECUREBITS)
    for capability in range(_LAST_CAPABILITY + 1):
        try:
            _prctl(_PR_CAPBSET_DROP, capability)
        except OSError:  # EINVAL: past the last one that this kernel knows
            break


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


def _give_up_capabilities() -> None:
    """Empty the effective, permitted, inheritable and ambient sets of the calling process."""
    _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    header, none = _CapabilityHeader(_CAPABILITY_VERSION_3, 0), (ctypes.c_uint32 * 6)()
    _call("capset", ctypes.byref(header), none)


def _limit(cage: Cage) -> None:
    memory = cage.address_space + (cage.limits.memory_mb << 20)
    cpu = int(cage.limits.cpu)
    # core(5): with 0 a crash would still start the program that collects crashes on the machine
    _set_limit("CORE", 1)
    _set_limit("FSIZE", cage.limits.file_mb << 20)
    _set_limit("NOFILE", _FILES)
    _set_limit("CPU", cpu, cpu + 5)  # SIGXCPU, and five seconds later SIGKILL
    if sys.platform == "linux":
        _set_limit("AS", memory)
        _set_limit("MEMLOCK", 64 << 10)
        _set_limit("MSGQUEUE", 0)
        _set_limit("SIGPENDING", 1024)


def _set_limit(name: str, soft: int, hard: int | None = None) -> None:
    """Set a limit of getrlimit(2), or the one that is set already if that is lower."""
    kind = getattr(resource, f"RLIMIT_{name}")
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard or soft, most)
    resource.setrlimit(kind, (soft, hard or soft))


def _make_folders(scratch: Path) -> None:
    """Make the folders that the environment speaks of, and stand where the code will run."""
    os.umask(0o022)
    for folder in FOLDERS:
        os.makedirs(scratch / folder, exist_ok=True)
    os.chdir(scratch / "work")


def _silence(keep: Iterable[int]) -> None:
    """Close what the process inherited and let the standard streams lead nowhere."""
    _close_all_but({0, 1, 2, *keep})
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    if nowhere > 2:  # noqa: PLR2004
        os.close(nowhere)


def _close_all_but(keep: Iterable[int]) -> None:
    for descriptor in {int(name) for name in os.listdir("/dev/fd")} - set(keep):
        with suppress(OSError):  # the one that listed the folder is closed already
            os.close(descriptor)


def _unshare(flags: int) -> None:
    _call("unshare", flags)


def _mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    try:
        _call("mount", source.encode(), target.encode(), kind.encode(), flags, options.encode())
    except OSError as error:
        raise OSError(error.errno, f"mounting {kind or 'nothing'} at {target}") from None


def _prctl(option: int, argument: int) -> None:
    if sys.platform == "linux":
        _call("prctl", option, argument, 0, 0, 0)


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: object) -> None:
    """Call a function of the C library that returns 0 on success."""
    if getattr(_libc(), name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")

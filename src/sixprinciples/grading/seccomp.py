"""The system calls that code of a submission has no business with, as a filter for the kernel.

A list of what is denied, not of what is allowed: scientific libraries use more calls every year,
and namespaces, an unprivileged user and read-only mounts are the first wall. This is the second:
it keeps the code away from what is not confined by namespaces, from parts of the kernel known for
their bugs, and from memory that nobody is charged for. See seccomp(2), bpf(4).
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterable

# <linux/audit.h>
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# Numbers on x86_64 and aarch64; -1 where the call does not exist. <asm/unistd.h>
_REFUSED: dict[str, tuple[int, int]] = {
    # other processes, and their memory
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    # file systems
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "open_tree_attr": (467, 467),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262),
    "fanotify_mark": (301, 263),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    # namespaces
    "unshare": (272, 97),
    "setns": (308, 268),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    # keys, which belong to a user rather than to a namespace
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    # the kernel itself
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "acct": (163, 89),
    "syslog": (103, 116),
    "personality": (135, 92),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "iopl": (172, -1),
    "ioperm": (173, -1),
    "modify_ldt": (154, -1),
    "uselib": (134, -1),
    "lookup_dcookie": (212, 18),
    "vhangup": (153, 58),
}

# These look as if the kernel had none of them, so that libraries take another way.
_ABSENT: dict[str, tuple[int, int]] = {
    "clone3": (435, 435),  # its flags lie in memory, where a filter cannot look
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "userfaultfd": (323, 282),
    # counted for a user on the whole machine, who may be the instructor
    "inotify_init": (253, -1),
    "inotify_init1": (294, 26),
    # memory that no process is charged for once it is written and not mapped
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "vmsplice": (278, 75),  # a pipe keeps the whole of a large page
    # counted for the whole machine
    "io_setup": (206, 0),
}

_CLONE = (56, 220)
_SOCKETS = ((41, 198), (53, 199))  # socket, socketpair
_SETSOCKOPT = (54, 208)
_MMAP = (9, 222)

_CLONE_NEW = 0x7E020000  # every CLONE_NEW* flag of clone(2) together
_AF_UNIX = 1
_SOL_SOCKET, _SO_SNDBUF = 1, 7
_MAP_SHARED, _MAP_ANONYMOUS = 0x01, 0x20
_X32 = 0x40000000  # calls with this bit would be the same ones under other numbers

# struct seccomp_data: where the filter finds what it looks at
_NUMBER, _ARCHITECTURE = 0, 4
_ARGUMENTS = (16, 24, 32, 40, 48, 56)  # the lower halves, on little-endian machines

# <linux/filter.h>: load a word; jump if equal, at least, any bit set; return
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL_PROCESS, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000

_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2  # prctl(2)

_Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def supported() -> bool:
    """Return whether there is a filter for this kind of processor."""
    return os.name == "posix" and os.uname().machine in _ARCHITECTURES


def build(machine: str) -> bytes:
    """Return the filter for a processor, as an array of ``struct sock_filter``.

    Args:
        machine: "x86_64" or "aarch64", as `os.uname` names it.
    """
    column = list(_ARCHITECTURES).index(machine)
    program = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, _ARCHITECTURES[machine]),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":
        program += [(_AT_LEAST, 0, 1, _X32), _refuse(errno.ENOSYS)]
    program += _denied((numbers[column] for numbers in _REFUSED.values()), errno.EPERM)
    program += _denied((numbers[column] for numbers in _ABSENT.values()), errno.ENOSYS)
    program += _by_arguments(column)
    program.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("HBBI", *instruction) for instruction in program)


def install(program: bytes) -> None:
    """Put the calling thread, and all it starts from now on, under the filter.

    It needs ``no_new_privs``. Nothing can take the filter away again.

    Raises:
        OSError: the kernel refuses.
    """
    size = struct.calcsize("HBBI")
    described = _Program(len(program) // size, program)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(described), 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"seccomp: {os.strerror(number)}")


def _refuse(number: int) -> _Instruction:
    return (_RETURN, 0, 0, _ERRNO | number)


def _denied(numbers: Iterable[int], error: int) -> list[_Instruction]:
    program: list[_Instruction] = []
    for number in numbers:
        if number >= 0:
            program += [(_EQUAL, 0, 1, number), _refuse(error)]
    return program


def _by_arguments(column: int) -> list[_Instruction]:
    """Deny calls by what they ask for: namespaces, the network, shared memory without a file."""
    program = _call(_CLONE[column], [(0, _ANY_BIT, _CLONE_NEW)], errno.EPERM)
    for numbers in _SOCKETS:
        program += _call(numbers[column], [(0, _EQUAL, _AF_UNIX)], errno.ENETUNREACH, unless=True)
    program += _call(
        # the buffers of sockets are charged to nobody, so they keep their usual size
        _SETSOCKOPT[column],
        [(1, _EQUAL, _SOL_SOCKET), (2, _EQUAL, _SO_SNDBUF)],
        errno.EPERM,
    )
    program += _call(
        # it lives on when the process that filled it has gone, charged to nobody
        _MMAP[column],
        [(3, _ANY_BIT, _MAP_ANONYMOUS), (3, _ANY_BIT, _MAP_SHARED)],
        errno.EPERM,
    )
    return program


def _call(
    number: int, tests: list[tuple[int, int, int]], error: int, *, unless: bool = False
) -> list[_Instruction]:
    """Deny one call if all tests of its arguments hold, or unless they do.

    Args:
        number: the call.
        tests: which argument, the comparison, and what it is compared with.
        error: what the caller is told.
        unless: deny if a test does not hold.
    """
    all_hold, one_fails = _refuse(error), (_RETURN, 0, 0, _ALLOW)
    if unless:
        all_hold, one_fails = one_fails, all_hold
    body: list[_Instruction] = []
    for place, (argument, comparison, value) in enumerate(tests):
        behind = 2 * (len(tests) - place - 1)  # instructions of the tests that follow
        body += [(_LOAD, 0, 0, _ARGUMENTS[argument]), (comparison, 0, behind + 1, value)]
    body += [all_hold, one_fails]
    return [(_EQUAL, 0, len(body), number), *body]

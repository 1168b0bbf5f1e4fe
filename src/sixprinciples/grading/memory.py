"""How much memory and processor time the processes of a fork use together, read from /proc.

The kernel limits each process by itself; for all of one fork together somebody has to look. The
server does, a few times a second while there are forks.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

_STATE, _PARENT, _TIMES = 0, 1, slice(11, 15)  # fields of /proc/PID/stat after the name: proc(5)
_SOCKET = 256 << 10
"""What the buffers of one socket may hold; no process is charged for it."""


@dataclass(frozen=True)
class Process:
    """One process as the kernel describes it.

    Attributes:
        parent: the process it belongs to.
        ticks: processor time, with that of children that have ended, in ticks of the clock.
    """

    parent: int
    ticks: int


def processes() -> dict[int, Process]:
    """Return all processes that are alive, by number; none where there is no /proc."""
    found = {}
    with suppress(OSError):
        for name in os.listdir("/proc"):
            if name.isdecimal() and (stat := _read(f"/proc/{name}/stat")):
                fields = stat.rpartition(b")")[2].split()
                if fields[_STATE] not in (b"Z", b"X"):  # ended, and not waited for
                    ticks = sum(map(int, fields[_TIMES]))
                    found[int(name)] = Process(int(fields[_PARENT]), ticks)
    return found


def family(ancestor: int, among: Mapping[int, Process]) -> list[int]:
    """Return a process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for number, process in among.items():
        children.setdefault(process.parent, []).append(number)
    found = [ancestor] if ancestor in among else []
    for number in found:  # grows while it is read
        found.extend(children.get(number, ()))
    return found


def seconds(numbers: Iterable[int], among: Mapping[int, Process]) -> float:
    """Return the processor time that processes used together."""
    return sum(among[number].ticks for number in numbers) / _ticks_per_second()


@cache
def _ticks_per_second() -> int:
    return os.sysconf("SC_CLK_TCK")


def sockets(number: int) -> int:
    """Return the memory that open sockets of a process's network namespace may hold, in bytes."""
    for line in _read(f"/proc/{number}/net/sockstat").splitlines():
        if line.startswith(b"sockets: used"):
            return int(line.split()[2]) * _SOCKET
    return 0


def at_most(number: int) -> int:
    """Return what a process uses at most, in bytes: with all it shares with its parents."""
    return _sum(_read(f"/proc/{number}/status"), (b"RssAnon", b"RssShmem", b"VmSwap"))


def exactly(number: int) -> int:
    """Return what a process uses, in bytes; what it shares counts by halves, thirds and so on."""
    rollup = _read(f"/proc/{number}/smaps_rollup")
    return _sum(rollup, (b"Pss_Anon", b"Pss_Shmem", b"SwapPss", b"Private_Hugetlb"))


def address_space() -> int:
    """Return the size of the caller's address space in bytes; a guess where there is no /proc."""
    pages = _read("/proc/self/statm").split()
    return int(pages[0]) * os.sysconf("SC_PAGE_SIZE") if pages else 1 << 30


def end(numbers: Iterable[int]) -> None:
    """Kill processes; those that are gone already do not matter."""
    for number in numbers:
        with suppress(OSError):
            os.kill(number, signal.SIGKILL)


def _sum(table: bytes, names: tuple[bytes, ...]) -> int:
    lines = (line.split() for line in table.splitlines())
    return sum(int(line[1]) << 10 for line in lines if line and line[0].rstrip(b":") in names)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""

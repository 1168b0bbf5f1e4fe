"""How many workers this machine carries: its cores and memory, less what a container forbids."""

import os
from collections.abc import Iterator
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
MEMORY_OF_A_WORKER_MB = 400  # the worker itself and the warm sandbox that it keeps


def worker_count(submission_mb: int) -> int:
    """Return how many workers fit, at least one.

    Args:
        submission_mb: the memory that one submission may take beside its worker.
    """
    each = submission_mb + MEMORY_OF_A_WORKER_MB
    return max(1, min(cores(), free_memory_mb() // each))


def cores(cgroups: Path = CGROUPS) -> int:
    """Return how many cores this process may use at once, rounded up."""
    quotas = [
        -(-quota // period)
        for quota, period in map(_quota, _folders(cgroups, "cpu"))
        if quota > 0 and period > 0
    ]
    return max(1, min([len(os.sched_getaffinity(0)), *quotas]))


def free_memory_mb(cgroups: Path = CGROUPS) -> int:
    """Return how much memory this process and its children may still take."""
    limits = [
        limit - max(0, used - reclaimable)
        for limit, used, reclaimable in map(_memory, _folders(cgroups, "memory"))
        if limit > 0
    ]
    return max(0, min([_available(), *limits])) >> 20


def _available() -> int:
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable:"))


def _folders(cgroups: Path, controller: str) -> Iterator[Path]:
    """Yield the control groups of this process, from its own up to the root: all of them bind."""
    for line in Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers and controller not in controllers.split(","):
            continue
        root = cgroups / controller if controllers else cgroups
        own = root / path.lstrip("/")
        yield from (folder for folder in (own, *own.parents) if folder.is_relative_to(root))


def _quota(folder: Path) -> tuple[int, int]:
    """Return microseconds of processor time and of the period they are for; version 2 or 1."""
    if words := _words(folder / "cpu.max"):
        return _number(words[0]), _number(words[1])
    return (
        _number(*_words(folder / "cpu.cfs_quota_us")),
        _number(*_words(folder / "cpu.cfs_period_us")),
    )


def _memory(folder: Path) -> tuple[int, int, int]:
    """Return the limit, what is in use, and how much of that is cache of files; version 2 or 1."""
    for limit, used, cache in (
        ("memory.max", "memory.current", "inactive_file"),
        ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
    ):
        if words := _words(folder / limit):
            statistics = _words(folder / "memory.stat")
            pairs = dict(zip(statistics[::2], statistics[1::2], strict=True))
            in_use = _number(*_words(folder / used))
            return _number(words[0]), in_use, _number(pairs.get(cache, ""))
    return 0, 0, 0


def _words(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="ascii").split()
    except OSError:
        return []


def _number(word: str = "") -> int:
    """Return a number of the kernel's; 0 for "max", for -1 and for nothing: no limit."""
    return int(word) if word.isdigit() else 0

"""What this machine can do for grading, and what to install or change, as data with sentences."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from sixprinciples.grading import capacity, proof, sandbox
from sixprinciples.grading.proof import Finding
from sixprinciples.grading.sandbox import Limits, SandboxError

__all__ = ["Finding", "examine"]


def examine(*, course: Path | None = None, cache: Path | None = None) -> list[Finding]:
    """Return what was found out about this machine, the necessary before the optional.

    Args:
        course: a course directory, whose files the sandbox must keep out of sight.
        cache: the folder for what outlives a run; None for the user's own.
    """
    return [
        _python(),
        _package("nbgrader", "instructor", "assignments and the gradebook"),
        *_sandbox(course, cache),
        _capacity(),
        _package("distributed", "instructor", "grading on a Dask cluster (--cluster)"),
        _package("psycopg", "instructor", "a gradebook in PostgreSQL (--db)"),
    ]


def _python() -> Finding:
    name = f"Python {platform.python_version()} on {platform.system()}"
    return Finding("Python", sys.version_info >= (3, 11), f"{name}, {platform.machine()}.")


def _package(name: str, extra: str, purpose: str) -> Finding:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        advice = f"install it by pip install 'sixprinciples[{extra}]'"
        return Finding(name, False, f"{name} is missing, which {purpose} needs; {advice}.")
    return Finding(name, True, f"{name} {version}: {purpose}.")


def _sandbox(course: Path | None, cache: Path | None) -> Iterator[Finding]:
    """Yield whether there is a sandbox, then each way out of it that was tried."""
    try:
        program = sandbox.bubblewrap()
        tried = proof.prove("bubblewrap", course=course, cache=cache)
    except SandboxError as error:
        yield Finding("sandbox", False, str(error))
        return
    rights = "as root" if sandbox.as_root() else "with user namespaces"
    failed = sum(not finding.holds for finding in tried)
    verdict = f"it does not hold in {failed} of {len(tried)} trials" if failed else "it holds"
    yield Finding("sandbox", not failed, f"{program} works {rights}; {verdict}.")
    yield from tried


def _capacity() -> Finding:
    if sys.platform != "linux":
        return Finding("capacity", True, "How much fits on this machine is only known on Linux.")
    memory = Limits().memory_mb
    workers = capacity.worker_count(memory)
    room = f"{capacity.cores()} processors and {capacity.free_memory_mb()} MB of free memory"
    sentence = f"{room}: {workers} submissions at a time with {memory} MB each."
    return Finding("capacity", True, sentence)

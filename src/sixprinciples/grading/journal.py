"""The journal of a course: what has been scored, and what of it stands in the gradebook.

A result is kept here from the moment it is scored until it is recorded. A run that was killed is
thus finished by the next one without running anybody's code again, and submissions that have not
changed are skipped.

It is one SQLite file below the course, ``.sixprinciples/journal.sqlite``. It uses a rollback
journal, not a write-ahead log: the log needs memory shared between processes, which network file
systems do not give, and one writer gains nothing from it. Either survives a process that is killed
at any moment. Losing the file loses no grade: everything is graded once more.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from sixprinciples.grading.graded import Graded

__all__ = ["Busy", "Entry", "Journal", "JournalError", "Pending", "fingerprint"]

_FORMAT = 1  # of the table below; a journal of another format is put aside
_TABLE = """
CREATE TABLE submission (
    assignment TEXT NOT NULL,
    student TEXT NOT NULL,
    digest TEXT NOT NULL,
    version TEXT NOT NULL,
    options TEXT NOT NULL,
    tasks TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('scored', 'recorded')),
    result TEXT NOT NULL,
    notebooks BLOB,
    seal TEXT,
    summary TEXT,
    PRIMARY KEY (assignment, student)
)
"""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class JournalError(Exception):
    """The journal cannot be used; says why and what to do in one sentence."""


class Busy(JournalError):
    """Another run is grading in this course."""


@dataclass(frozen=True)
class Pending:
    """A result that was scored, but is not known to be recorded.

    Attributes:
        graded: the result.
        options: the fingerprint of the options it was graded with.
        tasks: the grade ids it was limited to; empty for all.
    """

    graded: Graded
    options: str
    tasks: frozenset[str]


@dataclass(frozen=True)
class Entry:
    """What the journal knows of a submission that was recorded.

    Attributes:
        result: the first of `Graded.to_parts`.
        digest: of the submission.
        version: of the assignment.
        options: the fingerprint of the options.
        tasks: the grade ids it was limited to; empty for all.
        summary: what was told about it when it was recorded.
    """

    result: dict[str, Any]
    digest: str
    version: str
    options: str
    tasks: frozenset[str]
    summary: dict[str, Any]


def fingerprint(options: object) -> str:
    """Return a short text that changes with any field of a dataclass, or of a plain value."""
    plain = asdict(options) if is_dataclass(options) and not isinstance(options, type) else options
    text = json.dumps(plain, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: object) -> object:
    """Return what JSON can hold in place of a set or a path."""
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    raise TypeError(f"{type(value).__name__} has no fingerprint")


class Journal:
    """The journal of one course, for one run at a time.

    Use it as a context manager, or close it: while it is open, no other run can begin.

    Attributes:
        notice: a sentence to show where the journal was found damaged and begun anew, else nothing.
    """

    def __init__(self, course: Path, *, groupshared: bool = False) -> None:
        """Open, and if need be make, the journal of a course.

        Args:
            course: the root of the course directory.
            groupshared: whether other members of the group grade here too (nbgrader's setting).

        Raises:
            Busy: another run is grading here.
            JournalError: it cannot be read or written.
        """
        self.notice = ""
        self._folder = course / ".sixprinciples"
        self._file = self._folder / "journal.sqlite"
        with self._sentences():
            _make_folder(self._folder, groupshared)
            self._lock = _lock(self._folder / "lock", groupshared)
            try:
                self._connection = self._open()
                if groupshared:
                    _share(self._file, 0o660)
            except BaseException:
                self._lock.close()
                raise

    def __enter__(self) -> Journal:
        """Return the journal itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the file and let another run begin."""
        self._connection.close()
        self._lock.close()

    def scored(self, graded: Graded, *, options: str, tasks: frozenset[str] = frozenset()) -> None:
        """Keep a result before anything of it is written elsewhere.

        It takes the place of whatever was known about this student's submission.
        """
        header, notebooks = graded.to_parts()
        result = json.dumps(header)
        row = (
            graded.assignment,
            graded.student,
            graded.digest,
            graded.version,
            options,
            json.dumps(sorted(tasks)),
            result,
            notebooks,
            _seal(result, notebooks),
        )
        with self._sentences():
            self._connection.execute(
                "INSERT OR REPLACE INTO submission (assignment, student, digest, version, options,"
                " tasks, state, result, notebooks, seal) VALUES (?,?,?,?,?,?,'scored',?,?,?)",
                row,
            )

    def recorded(self, assignment: str, student: str, summary: dict[str, Any]) -> None:
        """Let go of a result that is in the gradebook and in ``autograded/``; keep a summary."""
        with self._sentences():
            self._connection.execute(
                "UPDATE submission SET state = 'recorded', notebooks = NULL, seal = NULL,"
                " summary = ? WHERE assignment = ? AND student = ?",
                (json.dumps(summary), assignment, student),
            )

    def pending(self, assignment: str) -> Iterator[Pending]:
        """Yield the results that were scored but not recorded, one by one, by student.

        One that the journal did not keep well is dropped: the submission is graded once more.
        """
        with self._sentences():
            names = self._connection.execute(
                "SELECT student FROM submission WHERE assignment = ? AND state = 'scored'"
                " ORDER BY student",
                (assignment,),
            ).fetchall()
        for (student,) in names:
            pending = self._pending(assignment, student)
            if pending is not None:
                yield pending

    def find(self, assignment: str, student: str) -> Entry | None:
        """Return what is known of a submission that was recorded, or None."""
        with self._sentences():
            row = self._connection.execute(
                "SELECT result, digest, version, options, tasks, summary FROM submission"
                " WHERE assignment = ? AND student = ? AND state = 'recorded'",
                (assignment, student),
            ).fetchone()
        if row is None:
            return None
        result, digest, version, options, tasks, summary = row
        try:
            return Entry(
                json.loads(result),
                digest,
                version,
                options,
                frozenset(json.loads(tasks)),
                json.loads(summary),
            )
        except ValueError:  # the file was tampered with; the submission is graded once more
            return None

    def forget(self, assignment: str, student: str) -> None:
        """Drop what is known of a submission, so that it is graded once more."""
        with self._sentences():
            self._connection.execute(
                "DELETE FROM submission WHERE assignment = ? AND student = ?",
                (assignment, student),
            )

    def _pending(self, assignment: str, student: str) -> Pending | None:
        with self._sentences():
            row = self._connection.execute(
                "SELECT options, tasks, result, notebooks, seal FROM submission"
                " WHERE assignment = ? AND student = ? AND state = 'scored'",
                (assignment, student),
            ).fetchone()
        if row is None:  # recorded or forgotten since the names were read
            return None
        options, tasks, result, notebooks, seal = row
        if seal != _seal(result, notebooks):
            self.forget(assignment, student)
            return None
        graded = Graded.from_parts(json.loads(result), notebooks)
        return Pending(graded, options, frozenset(json.loads(tasks)))

    def _open(self) -> sqlite3.Connection:
        try:
            return _connect(self._file)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _DAMAGED:
                raise
        aside = _put_aside(self._file)
        self.notice = (
            f"The journal of this course is damaged, or another version's; it was put aside as"
            f" {aside}, and all submissions are graded once more."
        )
        return _connect(self._file)

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        """Turn what can go wrong with a file into one sentence."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise JournalError(
                f"The journal {self._file} cannot be used ({error}): check that the disk is not"
                " full and that you may write there, then run the command again."
            ) from error


def _make_folder(folder: Path, groupshared: bool) -> None:
    """Make the journal's folder, which holds students' work: no repository should take it in."""
    folder.mkdir(exist_ok=True)
    if groupshared:
        _share(folder, 0o2770)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")


def _share(path: Path, mode: int) -> None:
    with suppress(PermissionError):  # another member of the group made it, and shares it
        path.chmod(path.stat().st_mode | mode)


def _lock(path: Path, groupshared: bool) -> IO[str]:
    """Return a lock file, held until it is closed or this process ends in whatever way."""
    file = path.open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if groupshared:
            _share(path, 0o660)
        file.truncate(0)
        file.write(f"{os.getpid()} on {socket.gethostname()}")
        file.flush()
    except BlockingIOError:
        file.seek(0)
        owner = file.read()
        file.close()
        raise Busy(
            "Another run is grading in this course"
            f"{f' (process {owner})' if owner else ''}: wait until it has ended, or stop it."
        ) from None
    except BaseException:
        file.close()
        raise
    return file


def _connect(path: Path) -> sqlite3.Connection:
    """Open the journal; raise an error of the kind "damaged" where it is not a sound one."""
    connection = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # fewer calls; there is one writer
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("The journal is damaged.")
        _make_table(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_table(connection: sqlite3.Connection) -> None:
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if found == 0 and tables == 0:
        connection.executescript(
            f"BEGIN IMMEDIATE; {_TABLE}; PRAGMA user_version = {_FORMAT}; COMMIT;"
        )
    elif found != _FORMAT:
        raise sqlite3.DatabaseError("The journal has another format.")


def _put_aside(path: Path) -> Path:
    """Rename a damaged journal, and what SQLite keeps beside it, to a name that is free."""
    number = 1
    while (aside := path.with_name(f"journal.damaged-{number}.sqlite")).exists():
        number += 1
    path.rename(aside)
    with suppress(FileNotFoundError):
        path.with_name(f"{path.name}-journal").rename(aside.with_name(f"{aside.name}-journal"))
    return aside


def _seal(result: str, notebooks: bytes) -> str:
    """Return what shows that a result came back as it was put in."""
    return hashlib.sha256(result.encode() + notebooks).hexdigest()

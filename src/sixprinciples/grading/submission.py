"""What a student handed in: found, read and checked, and never trusted.

Nothing here follows a link that a submission may hold, waits on anything in it, or reads more than
the limits allow. What cannot be read as it should be is refused with one sentence for a person.
"""

from __future__ import annotations

import errno
import glob
import hashlib
import os
import re
import stat
import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from sixprinciples.grading.assignment import Assignment
from sixprinciples.grading.course import Course, CourseError, is_ignored

_TIMESTAMP = "timestamp.txt"
_LONGEST_TIME = 200  # bytes
_DEEPEST = 32  # folders within folders
_COPY = re.compile(r"(?:(?:copy|kopie)[-_ ]*\d*|\(\d+\))$", re.IGNORECASE)
# What opening a path says when something else is there by now than when it was listed.
_MOVED = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO)
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class SubmissionError(Exception):
    """Why a submission cannot be graded: one sentence, and a flag.

    Attributes:
        flag: one word for what is wrong.
    """

    def __init__(self, sentence: str, flag: str) -> None:
        """Take the sentence and the flag."""
        super().__init__(sentence, flag)  # both, so that it can travel between processes
        self.flag = flag

    def __str__(self) -> str:
        """Return the sentence."""
        return str(self.args[0])


@dataclass(frozen=True)
class ReadLimits:
    """What a submission may hold at most.

    Attributes:
        notebook_mb: the size of one notebook.
        files_mb: the size of all other files together.
        entries: the number of files and folders.
    """

    notebook_mb: int = 50
    files_mb: int = 100
    entries: int = 5000


@dataclass(frozen=True)
class Found:
    """Where a submission lies, or should.

    Attributes:
        student: nbgrader's student id.
        folder: the submission.
        above: the part of its path that is the course's own and may be reached through links.
        ignore: names of files and folders that nbgrader leaves out.
    """

    student: str
    folder: Path
    above: Path
    ignore: tuple[str, ...] = ()

    @property
    def who(self) -> str:
        """The student id as it stands in a sentence."""
        return shown(self.student)


@dataclass(frozen=True)
class Submission:
    """What a student handed in, as bytes.

    Attributes:
        student: nbgrader's student id.
        assignment: the name of the assignment.
        notebooks: those that the assignment asks for, by name.
        files: other files by relative path, without those that the assignment replaces.
        timestamp: when it was handed in, in UTC; None if that is not known.
        digest: SHA-256 over names, contents and timestamp.
        flags: what a person should look at, one word each.
        remarks: the same in sentences.
    """

    student: str
    assignment: str
    notebooks: Mapping[str, bytes]
    files: Mapping[str, bytes]
    timestamp: datetime | None
    digest: str
    flags: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def find(course: Course, assignment: Assignment, students: Sequence[str] = ()) -> list[Found]:
    """Return the submissions of an assignment, in order of the student ids.

    Args:
        course: where to look.
        assignment: what to look for.
        students: whose submissions to return, there or not (`read` tells); everybody's if empty.

    Raises:
        CourseError: the course's ``directory_structure`` does not say where submissions lie, or
            one may not look there.
    """
    layout = _Layout.of(course, assignment.name)
    submitted = course.root / course.coursedir.submitted_directory
    if submitted.exists() and not _is_open(submitted):
        raise CourseError(f"{submitted} cannot be read: see that you may look into it.")
    wanted = list(dict.fromkeys(students)) or layout.students(course.coursedir.student_id)
    excluded = set(course.coursedir.student_id_exclude.split(",")) - {""}
    ignore = tuple(course.coursedir.ignore)
    return [
        Found(student, layout.folder(student), layout.above(student), ignore)
        for student in wanted
        if student not in excluded
    ]


def read(
    found: Found,
    assignment: Assignment,
    limits: ReadLimits | None = None,
    *,
    compat: bool = False,
) -> Submission:
    """Read a submission into memory.

    Args:
        found: where it lies.
        assignment: what it should hold.
        limits: what it may hold at most.
        compat: whether to leave out repairs that stock nbgrader does not make.

    Raises:
        SubmissionError: it is not there, not readable, too large, or keeps changing.
    """
    _check_student(found.student)
    for _ in range(2):
        try:
            with _opened(found) as folder:
                listing = _listed(folder, found, limits or ReadLimits())
                reader = _Reader(found, assignment, listing, limits or ReadLimits(), compat)
                submission = reader.read(folder)
                if _listed(folder, found, limits or ReadLimits()) == listing:
                    return submission
        except OSError as error:
            if error.errno not in _MOVED:
                raise _unreadable(found, error) from error
    raise SubmissionError(
        f"The submission of {found.who} changes while it is read: grade it again when "
        "nothing writes to it any more.",
        "changing",
    )


@dataclass(frozen=True)
class _Layout:
    """Where an assignment's submissions lie: the course's ``directory_structure``."""

    root: str
    structure: str
    step: str
    assignment: str

    @classmethod
    def of(cls, course: Course, assignment: str) -> _Layout:
        directory = course.coursedir
        structure = directory.directory_structure
        root = "" if os.path.isabs(structure) else f"{str(course.root).rstrip('/')}/"
        layout = cls(root, structure, directory.submitted_directory, assignment)
        try:
            telling = layout.folder("a") != layout.folder("b")
        except (KeyError, IndexError, ValueError):
            telling = False
        if not telling:
            raise CourseError(
                f"The course's directory_structure {structure!r} does not tell students apart: "
                "write one like {nbgrader_step}/{student_id}/{assignment_id}."
            )
        return layout

    def folder(self, student: str) -> Path:
        return Path(self.root + self._filled(self.structure, student))

    def above(self, student: str) -> Path:
        """Return the part of the path before the student id comes up in it."""
        parts = self.structure.split("/")
        place = next(i for i, part in enumerate(parts) if "{student_id" in part)
        return Path((self.root + self._filled("/".join(parts[:place]), student)) or "/")

    def _filled(self, structure: str, student: str) -> str:
        return structure.format(
            nbgrader_step=self.step, student_id=student, assignment_id=self.assignment
        )

    def students(self, pattern: str) -> list[str]:
        """Return who handed something in; hidden folders are left out, as nbgrader does."""
        place = self.structure.format(
            nbgrader_step=glob.escape(self.step),
            student_id=pattern,
            assignment_id=glob.escape(self.assignment),
        )
        found = glob.glob(glob.escape(self.root) + place)
        return sorted({*self._named(found), *self._closed(place)})

    def _closed(self, place: str) -> Iterator[str]:
        """Yield students into whose folders one cannot look: `glob` passes them over."""
        parts = self.structure.split("/")
        depth = max(i for i, part in enumerate(parts) if "{student_id" in part) + 1
        above = glob.glob(glob.escape(self.root) + "/".join(place.split("/")[:depth]))
        closed = [path for path in above if not (os.path.isfile(path) or _is_open(path))]
        rest = self._filled("/".join(["", *parts[depth:]]), "")
        return self._named(path + rest for path in closed)

    def _named(self, paths: Iterable[str]) -> Iterator[str]:
        matches = map(self._regex().fullmatch, paths)
        return (match["student"] for match in matches if match)

    def _regex(self) -> re.Pattern[str]:
        known = {
            "nbgrader_step": re.escape(self.step),
            "assignment_id": re.escape(self.assignment),
            "student_id": "(?P<student>[^/]+)",
        }
        pattern = re.escape(self.root)
        for literal, name, _, _ in string.Formatter().parse(self.structure):
            pattern += re.escape(literal) + known.get(name or "", "")
            if name == "student_id":
                known[name] = "(?P=student)"
        return re.compile(pattern, re.DOTALL)


def _is_open(folder: str | Path) -> bool:
    as_now = os.access in os.supports_effective_ids
    return os.access(folder, os.R_OK | os.X_OK, effective_ids=as_now)


def _check_student(student: str) -> None:
    """Raise SubmissionError for what cannot be a student id, or not in a gradebook."""
    if student in ("", ".", "..") or "/" in student or "\0" in student:
        raise SubmissionError(f"{student!r} cannot be a student id.", "odd_name")
    if not _is_text(student):
        raise SubmissionError(
            f"The folder name {student!r} is not UTF-8: rename the folder to the student's id.",
            "odd_name",
        )


def _is_text(name: str) -> bool:
    """Tell whether a name can be written in UTF-8; names on disk may be any bytes."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


@contextmanager
def _opened(found: Found) -> Iterator[int]:
    """Open a submission's folder; links to it from within the students' part are refused."""
    try:
        current = os.open(found.above, _FOLDER)
    except FileNotFoundError:
        raise _nothing(found) from None
    try:
        for part in found.folder.relative_to(found.above).parts:
            below = _enter(current, part, found)
            os.close(current)
            current = below
        yield current
    finally:
        os.close(current)


def _enter(folder: int, name: str, found: Found) -> int:
    try:
        return os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
    except FileNotFoundError:
        raise _nothing(found) from None
    except PermissionError as error:
        error.filename = str(found.folder)
        raise
    except NotADirectoryError:
        kind = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
        what = "a link to somewhere else" if stat.S_ISLNK(kind) else "no folder"
        raise SubmissionError(
            f"{shown(str(found.folder))} is {what}, and not graded: put the notebooks themselves "
            "there.",
            "symbolic_link" if stat.S_ISLNK(kind) else "no_notebook",
        ) from None


def _nothing(found: Found) -> SubmissionError:
    return SubmissionError(
        f"{found.who} handed in nothing: there is no folder {shown(str(found.folder))}.", "nothing"
    )


def _unreadable(found: Found, error: OSError) -> SubmissionError:
    where = shown(str(found.folder if error.filename is None else error.filename))
    return SubmissionError(
        f"The submission of {found.who} cannot be read ({where}: {error.strerror}): give "
        "whoever grades the right to read it.",
        "unreadable",
    )


@dataclass
class _Listing:
    """What lies in a submission's folder, by relative path.

    Attributes:
        files: regular files, with what shows that one was written to.
        links: symbolic links.
        special: pipes, sockets and devices.
        nameless: files and folders whose names are not UTF-8.
    """

    files: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    special: list[str] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)

    def add(self, entry: os.DirEntry[str], path: str) -> None:
        """Take up anything but a folder."""
        found = entry.stat(follow_symlinks=False)
        if not _is_text(path):
            self.nameless.append(path)
        elif stat.S_ISREG(found.st_mode):
            self.files[path] = (found.st_ino, found.st_size, found.st_mtime_ns)
        elif stat.S_ISLNK(found.st_mode):
            self.links.append(path)
        else:
            self.special.append(path)


def _listed(folder: int, found: Found, limits: ReadLimits) -> _Listing:
    listing = _Listing()
    for count, (entry, path) in enumerate(_walk(folder, found), start=1):
        if count > limits.entries:
            raise SubmissionError(
                f"The submission of {found.who} has more than {limits.entries} files: remove "
                "what does not belong to it.",
                "too_large",
            )
        if not entry.is_dir(follow_symlinks=False):
            listing.add(entry, path)
    return listing


def _walk(
    folder: int, found: Found, inside: str = "", depth: int = 0
) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Yield what lies in a folder and below, but for what nbgrader ignores."""
    if depth > _DEEPEST:
        raise SubmissionError(
            f"The submission of {found.who} has more than {_DEEPEST} folders within each "
            "other: remove what does not belong to it.",
            "too_large",
        )
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        path = inside + entry.name
        if is_ignored(entry.name, found.ignore) and not _may_be_notebook(path):
            continue
        yield entry, path
        if entry.is_dir(follow_symlinks=False):
            with _descended(folder, entry.name, path) as below:
                yield from _walk(below, found, f"{path}/", depth + 1)


def _may_be_notebook(path: str) -> bool:
    """Tell whether nbgrader would take up a file although its name is among the ignored."""
    return "/" not in path and (path.endswith(".ipynb") or path == _TIMESTAMP)


@contextmanager
def _descended(folder: int, name: str, path: str) -> Iterator[int]:
    try:
        below = os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
    except OSError as error:
        error.filename = path
        raise
    try:
        yield below
    finally:
        os.close(below)


def _content(folder: int, path: str, size: int) -> bytes:
    """Return the content of a file that was this large a moment ago."""
    *above, name = path.split("/")
    try:
        with ExitStack() as opened:
            for part in above:
                folder = opened.enter_context(_descended(folder, part, path))
            return _read_file(os.open(name, _FILE, dir_fd=folder), size)
    except OSError as error:
        error.filename = path
        raise


def _read_file(opened: int, size: int) -> bytes:
    """Read a file, one byte further than it should go: one that grew is read again anyway."""
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise FileNotFoundError(errno.ENOENT, "it was a file before")
    with open(opened, "rb") as file:
        return file.read(size + 1)


class _Reader:
    """Reads one submission of which it is known what lies in it."""

    def __init__(
        self,
        found: Found,
        assignment: Assignment,
        listing: _Listing,
        limits: ReadLimits,
        compat: bool,
    ) -> None:
        self.found, self.assignment, self.listing = found, assignment, listing
        self.limits, self.compat = limits, compat
        self.remarks: dict[str, str] = {}

    def read(self, folder: int) -> Submission:
        """Read what counts; sizes are checked before anything is opened."""
        notebooks, others = self._notebooks(), self._others()
        self._check_sizes(notebooks.values(), others)
        self._remark_on_the_rest(notebooks)
        contents = {
            path: _content(folder, path, self.listing.files[path][1])
            for path in {*notebooks.values(), *others, *self._stamp()}
        }
        books = {name: contents[path] for name, path in notebooks.items()}
        files = {path: contents[path] for path in others}
        timestamp = self._timestamp(contents.get(_TIMESTAMP))
        return Submission(
            student=self.found.student,
            assignment=self.assignment.name,
            notebooks=books,
            files=files,
            timestamp=timestamp,
            digest=_digest(books, files, timestamp),
            flags=tuple(self.remarks),
            remarks=tuple(self.remarks.values()),
        )

    def _notebooks(self) -> dict[str, str]:
        """Return the paths of the notebooks that the assignment asks for, by their names."""
        there = _notebook_paths(self.listing.files)
        if not there:
            self._refuse_without_notebook()
        notebooks = {}
        for name in (notebook.name for notebook in self.assignment.notebooks):
            path = f"{name}.ipynb"
            if path in self.listing.links or path in self.listing.special:
                raise SubmissionError(
                    f"{path} of {self.found.who} is no file but a link or a device: ask for "
                    "the notebook itself.",
                    "symbolic_link" if path in self.listing.links else "special_file",
                )
            twins = [other for other in there if _canonical(other) == _canonical(path)]
            if path in there:
                notebooks[name] = path
            elif len(twins) == 1 and not self.compat:
                notebooks[name] = twins[0]
        return notebooks

    def _refuse_without_notebook(self) -> None:
        expected = " and ".join(f"{notebook.name}.ipynb" for notebook in self.assignment.notebooks)
        links = [path for path in self.listing.links if path.endswith(".ipynb")]
        if links:
            raise SubmissionError(
                f"{shown(links[0])} of {self.found.who} is a link: ask for the notebook itself.",
                "symbolic_link",
            )
        strays = self._strays()
        where = f" but {_listing_of(strays)}, where it is not looked for" if strays else ""
        raise SubmissionError(
            f"{self.found.who} handed in no notebook{where}; expected {expected}.",
            "no_notebook",
        )

    def _others(self) -> list[str]:
        """Return the paths of other files, but for those that give way to the assignment's."""
        if is_ignored(self.found.folder.name, self.found.ignore):
            return []
        others = [
            path
            for path in self.listing.files
            if not is_ignored(path.rpartition("/")[2], (*self.found.ignore, "*.ipynb"))
            and path not in self.assignment.files
        ]
        return [path for path in others if not self._in_the_way(path)]

    def _in_the_way(self, path: str) -> bool:
        """Tell whether a file stands where the assignment has a folder, or the other way round."""
        clash = any(
            own.startswith(f"{path}/") or path.startswith(f"{own}/")
            for own in self.assignment.files
        )
        if clash:
            self.remarks["file_in_the_way"] = (
                f"{shown(path)} of {self.found.who} is left out: it is in the way of the "
                "assignment's own files."
            )
        return clash

    def _check_sizes(self, notebooks: Iterable[str], others: Iterable[str]) -> None:
        files = self.listing.files
        for path in notebooks:
            if files[path][1] > self.limits.notebook_mb << 20:
                raise SubmissionError(
                    f"{path} of {self.found.who} has {files[path][1] >> 20} MB, more than "
                    f"{self.limits.notebook_mb} MB: clear its outputs, save it and hand it in "
                    "again.",
                    "too_large",
                )
        stamp = sum(files[path][1] for path in self._stamp())
        if sum(files[path][1] for path in others) + stamp > self.limits.files_mb << 20:
            raise SubmissionError(
                f"The files beside the notebooks of {self.found.who} have more than "
                f"{self.limits.files_mb} MB: remove what does not belong to the submission.",
                "too_large",
            )

    def _stamp(self) -> list[str]:
        return [_TIMESTAMP] if _TIMESTAMP in self.listing.files else []

    def _timestamp(self, content: bytes | None) -> datetime | None:
        """Return when it was handed in; an empty file says nothing, and nonsense is refused."""
        try:
            text = (content or b"")[:_LONGEST_TIME].decode("utf-8").strip()
            return parse_utc(text) if text else None
        except Exception as error:  # dateutil, on a stranger's text, raises errors of all kinds
            raise SubmissionError(
                f"{_TIMESTAMP} of {self.found.who} says no time: write one like "
                "2026-01-31 23:59:00 UTC into it, or remove it.",
                "invalid_timestamp",
            ) from error

    # --- what a person should look at ---------------------------------------------------------

    def _remark_on_the_rest(self, notebooks: Mapping[str, str]) -> None:
        """Say what was left out, which notebooks are missing, and which look like them."""
        left_out = self._remark_on_left_out
        left_out("symbolic_link", self.listing.links, "links are not followed")
        left_out("special_file", self.listing.special, "only files are taken")
        left_out("odd_name", self.listing.nameless, "the names are not UTF-8")
        missing = [n.name for n in self.assignment.notebooks if n.name not in notebooks]
        strays = [path for path in self._strays() if path not in notebooks.values()]
        if missing:
            self._remark_on_missing(missing, strays)
        for name, path in notebooks.items():
            twins = [stray for stray in strays if _is_copy(stray, path)]
            if twins:
                self.remarks["second_notebook"] = (
                    f"{self.found.who} handed in {_listing_of(twins)} besides {name}.ipynb, "
                    f"and only {name}.ipynb is graded."
                )

    def _strays(self) -> list[str]:
        """Return all notebooks that the assignment does not ask for, wherever they lie."""
        return [path for path in self.listing.files if path.lower().endswith(".ipynb")]

    def _remark_on_missing(self, missing: list[str], strays: list[str]) -> None:
        if len(missing) == len(strays) == 1:
            self.remarks["renamed_notebook"] = (
                f"{self.found.who} handed in no {missing[0]}.ipynb but {shown(strays[0])}: "
                "if that is it, rename it and grade again."
            )
            return
        names = _listing_of([f"{name}.ipynb" for name in missing])
        beside = f" but {_listing_of(strays)}" if strays else ""
        self.remarks["missing_notebook"] = f"{self.found.who} handed in no {names}{beside}."

    def _remark_on_left_out(self, flag: str, paths: list[str], why: str) -> None:
        if paths:
            self.remarks[flag] = f"Left out of {self.found.who}: {_listing_of(paths)}; {why}."


def _notebook_paths(paths: Iterable[str]) -> list[str]:
    """Return what nbgrader takes for notebooks: hidden files are none."""
    return [
        path
        for path in paths
        if path.endswith(".ipynb") and "/" not in path and not path.startswith(".")
    ]


def _canonical(name: str) -> str:
    """Return a name in one normal form: some systems write letters and accents apart."""
    return unicodedata.normalize("NFC", name)


def _is_copy(path: str, original: str) -> bool:
    """Tell whether one notebook beside another has its name, but for what copying does to it."""
    return "/" not in path and _likeness(path) == _likeness(original)


def _likeness(path: str) -> str:
    stem = path.rpartition(".")[0]
    while copied := _COPY.search(stem):  # one by one: a pattern for all of them could take years
        stem = stem[: copied.start()].rstrip("-_ ")
    return unicodedata.normalize("NFKC", stem).casefold().strip()


def _listing_of(paths: Sequence[str], most: int = 3) -> str:
    first = ", ".join(shown(path) for path in paths[:most])
    return first if len(paths) <= most else f"{first} and {len(paths) - most} more"


def shown(name: str) -> str:
    """Return a name for a sentence: as it is, or quoted where it would break the line."""
    return name if name.isprintable() else repr(name)


def _digest(
    notebooks: Mapping[str, bytes], files: Mapping[str, bytes], timestamp: datetime | None
) -> str:
    digest = hashlib.sha256(str(timestamp).encode())
    for kind, contents in (("notebook", notebooks), ("file", files)):
        for name, content in sorted(contents.items()):
            for part in (kind.encode(), name.encode("utf-8"), content):
                digest.update(len(part).to_bytes(8, "big"))
                digest.update(part)
    return digest.hexdigest()

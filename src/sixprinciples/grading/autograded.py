"""The folder ``autograded/STUDENT/ASSIGNMENT``: written aside, then put in place in one go."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from sixprinciples.grading.course import Course

__all__ = ["Autograded", "Staged", "beside"]

_GROUP = 0o2770  # what nbgrader adds to folders that a group shares


def beside(submitted: Mapping[str, bytes], source: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that lie beside the notebooks, as ``nbgrader autograde`` copies them.

    Args:
        submitted: what was handed in, by path relative to its folder.
        source: the instructor's files, which take the place of submitted ones.
    """
    folders = {str(parent) for path in source for parent in PurePosixPath(path).parents}
    return {
        path: content
        for path, content in submitted.items()
        if path not in folders and not _lies_in(path, source)
    } | dict(source)


def _lies_in(path: str, files: Mapping[str, bytes]) -> bool:
    """Tell whether a path has a file of the instructor's where it needs a folder."""
    return any(str(parent) in files for parent in PurePosixPath(path).parents)


@dataclass(frozen=True)
class Staged:
    """A folder that is complete, but not yet in place.

    Attributes:
        place: where it belongs.
        new: where it lies.
        old: where what it replaces lies for a moment.
        made_parent: whether the folder that all of these lie in was made for it.
    """

    place: Path
    new: Path
    old: Path
    made_parent: bool = False

    def put_in_place(self) -> None:
        """Let the folder take its place, and remove what was there."""
        if os.path.lexists(self.place):
            self.place.rename(self.old)
        self.new.rename(self.place)
        if os.path.lexists(self.old):
            self.old.rename(self.new)  # half a removed folder must not count as the old one
        _remove(self.new)

    def settle(self) -> None:
        """Tidy up after a process that ended halfway: what was in place is there again, or still.

        Does nothing where nothing is left over.
        """
        if os.path.lexists(self.old) and not os.path.lexists(self.place):
            self.old.rename(self.place)
        _remove(self.old)
        _remove(self.new)
        if self.made_parent:
            with suppress(OSError):  # it is not empty
                self.place.parent.rmdir()


class Autograded:
    """Where the graded submissions of a course lie."""

    def __init__(self, course: Course) -> None:
        """Take paths and permissions from the course's settings."""
        self._course = course
        self._mode = int(str(course.autograde.permissions), 8)

    def holds(self, student: str, assignment: str, sizes: Mapping[str, int]) -> bool:
        """Tell whether a folder still has notebooks of these names and sizes."""
        folder = self._course.autograded(student, assignment)
        try:
            return all(
                (folder / f"{name}.ipynb").stat().st_size == size for name, size in sizes.items()
            )
        except OSError:
            return False

    def aside(self, student: str, assignment: str) -> Staged:
        """Return where a submission's folder is written before it takes its place.

        The names begin with a dot, so that no glob of nbgrader's finds them, and are short and
        always the same, so that what a killed process left is found again.
        """
        place = self._course.autograded(student, assignment)
        key = sha256(os.fsencode(place.name)).hexdigest()[:12]
        return Staged(
            place,
            new=place.with_name(f".sixprinciples-new-{key}"),
            old=place.with_name(f".sixprinciples-old-{key}"),
        )

    def stage(
        self, student: str, assignment: str, files: Mapping[str, bytes], *, keep: bool
    ) -> Staged:
        """Write a submission's folder aside.

        Args:
            student: who handed it in.
            assignment: what it answers.
            files: all that it holds, by relative path.
            keep: whether what lies there already, and is not in `files`, stays.

        Raises:
            OSError: it cannot be written; nothing is left of it.
        """
        staged = self.aside(student, assignment)
        staged.settle()
        staged = replace(staged, made_parent=not staged.place.parent.exists())
        try:
            staged.place.parent.mkdir(parents=True, exist_ok=True)
            if keep and staged.place.exists():
                shutil.copytree(staged.place, staged.new, symlinks=True)
                _make_writable(staged.new)
            else:
                staged.new.mkdir()
            for path, content in files.items():
                _write(staged.new / _within(path), content)
            self._set_permissions(staged.new)
        except BaseException:
            with suppress(OSError):
                staged.settle()
            raise
        return staged

    def _set_permissions(self, folder: Path) -> None:
        """Give files and folders the permissions that nbgrader's converter gives them."""
        for name, _, files in os.walk(folder):
            for file in files:
                path = os.path.join(name, file)
                if not os.path.islink(path):
                    os.chmod(path, self._mode)
            if self._course.coursedir.groupshared:
                _share(Path(name))
        if self._course.coursedir.groupshared:
            _share(self._course.autograded(".", "."))


def _share(folder: Path) -> None:
    mode = folder.stat().st_mode
    if mode & _GROUP != _GROUP:
        with suppress(PermissionError):  # another member of the group made it
            folder.chmod((mode | _GROUP) & 0o2777)


def _within(path: str) -> PurePosixPath:
    """Return a path that stays inside its folder."""
    relative = PurePosixPath(path)
    if relative.is_absolute() or ".." in relative.parts or not relative.parts:
        raise OSError(f"{path!r} lies outside the submission's folder")
    return relative


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(file):
        _remove(file)
    file.write_bytes(content)


def _remove(path: Path) -> None:
    """Remove a file, a link or a folder, also one that is read-only; nothing there is fine."""
    if path.is_dir() and not path.is_symlink():
        _make_writable(path)
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _make_writable(folder: Path) -> None:
    """Let the owner change what is in a folder; where another owns it, its group may already."""
    with suppress(PermissionError):
        folder.chmod(folder.stat().st_mode | 0o700)
    for name, folders, _ in os.walk(folder):
        for inner in folders:
            path = Path(name, inner)
            with suppress(PermissionError):
                if not path.is_symlink():
                    path.chmod(path.stat().st_mode | 0o700)

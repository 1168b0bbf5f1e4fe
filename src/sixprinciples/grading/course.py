"""An nbgrader course directory: its settings, where things lie in it, and its gradebook.

Settings are found where ``nbgrader autograde`` finds them, by nbgrader's own application: in
``nbgrader_config.py`` of the course and in Jupyter's configuration directories.
"""

from __future__ import annotations

import fnmatch
import io
import logging
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from nbgrader.api import Base
from nbgrader.apps import AutogradeApp
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from traitlets import TraitError
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, JSONFileConfigLoader, PyFileConfigLoader

_Preprocessor = TypeVar("_Preprocessor", bound=NbGraderPreprocessor)

# What nbgrader allows to replace and only nbgrader itself follows.
_OWN_WAYS = ("sanitize_preprocessors", "exporter_class", "pre_convert_hook", "post_convert_hook")


class CourseError(Exception):
    """What keeps a course or an assignment from being graded: one sentence, with what to do."""


@dataclass(frozen=True)
class Course:
    """A course directory and its settings.

    Attributes:
        coursedir: nbgrader's own account of the directory.
        autograde: nbgrader's converter as the course sets it up: its permissions and so on.
        config: all settings that were found.
        config_files: the files that they came from.
        db_url: address of the gradebook, with its password if it has one; never print it.
    """

    coursedir: CourseDirectory
    autograde: Autograde
    config: Config
    config_files: tuple[Path, ...]
    db_url: str

    @property
    def root(self) -> Path:
        """The course directory."""
        return Path(self.coursedir.root)

    def source(self, assignment: str) -> Path:
        """Return where an assignment's source notebooks and data files lie."""
        return self._folder(self.coursedir.source_directory, ".", assignment)

    def release(self, assignment: str) -> Path:
        """Return where the version for students lies."""
        return self._folder(self.coursedir.release_directory, ".", assignment)

    def submitted(self, student: str, assignment: str) -> Path:
        """Return where a student's submission lies."""
        return self._folder(self.coursedir.submitted_directory, student, assignment)

    def autograded(self, student: str, assignment: str) -> Path:
        """Return where a submission lies after autograding."""
        return self._folder(self.coursedir.autograded_directory, student, assignment)

    def _folder(self, step: str, student: str, assignment: str) -> Path:
        return Path(self.coursedir.format_path(step, student, assignment))

    @property
    def remarks(self) -> tuple[str, ...]:
        """Settings that grading does not follow, each in a sentence."""
        return tuple(
            f"The setting Autograde.{name} is not followed: it is for nbgrader's own command."
            for name in _OWN_WAYS
            if name in self.config.Autograde or name in self.config.BaseConverter
        )

    def preprocessor(self, kind: type[_Preprocessor]) -> _Preprocessor:
        """Return one of nbgrader's preprocessors as the course sets it up.

        Raises:
            CourseError: a setting has a value of the wrong kind.
        """
        try:
            return kind(parent=self._exporter)
        except (TraitError, ImportError) as error:
            raise _unfit(error, self.config_files) from error

    @cached_property
    def _exporter(self) -> Any:
        """What nbgrader hangs preprocessors below: settings can name it on their way."""
        return self.autograde.exporter_class(parent=self.autograde, config=self.autograde.config)

    @cached_property
    def engine(self) -> Engine:
        """The gradebook's database: opened once, and only if it is a gradebook of today.

        Raises:
            CourseError: there is none, or it cannot be used.
        """
        url = make_url(self.db_url)
        if _is_file(url) and not Path(str(url.database)).exists():
            raise CourseError(
                f"There is no gradebook {_shown(url)} yet: generate the assignment first with "
                "`nbgrader generate_assignment`, or correct the course's db_url."
            )
        engine = _engine(url)
        with self._told(), engine.connect() as connection:
            _check_tables(connection, _shown(url))
        return engine

    @contextmanager
    def gradebook(self) -> Iterator[Connection]:
        """Connect to the gradebook; whatever fails inside is told in one sentence.

        Raises:
            CourseError: the gradebook is missing, locked, damaged, outdated or out of reach.
        """
        with self._told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise self.trouble(error) from error

    def trouble(self, error: SQLAlchemyError) -> CourseError:
        """Return an error of the database as a sentence that says what to do."""
        name = _shown(make_url(self.db_url))
        reason = _reason(error)
        for pattern, sentence in _TROUBLES:
            if re.search(pattern, f"{type(_origin(error)).__name__}: {reason}", re.IGNORECASE):
                return CourseError(sentence.format(name=name, reason=reason))
        return CourseError(f"The gradebook {name} cannot be used: {reason}.")

    def ignores(self, name: str) -> bool:
        """Tell whether nbgrader leaves out a file or folder of this name when it copies."""
        return is_ignored(name, self.coursedir.ignore)


def is_ignored(name: str, patterns: list[str] | tuple[str, ...]) -> bool:
    """Tell whether a name matches a pattern as in a shell, where `*` skips hidden files."""
    return any(
        fnmatch.fnmatchcase(name, pattern)
        and (name == pattern or not name.startswith(".") or pattern.startswith("."))
        for pattern in patterns
    )


def open_course(root: Path, db: str | None = None) -> Course:
    """Return the course in a directory, with the settings `nbgrader autograde` would find there.

    Working directory, logging and output are as before when this returns.

    Args:
        root: the directory, as if nbgrader were run in it.
        db: address of the gradebook instead of the one in the settings.

    Raises:
        CourseError: it is no course, or its settings are broken.
    """
    _find_alembic()
    with _inside(root):
        app = _App(log=_silent_log(), raise_config_file_errors=True)
        try:
            app.initialize([])
            autograde = Autograde(coursedir=app.coursedir, parent=app)
        except (TraitError, ImportError, AttributeError, ValueError) as error:
            raise _unfit(error, app.files) from error
    if db is not None:
        app.coursedir.db_url = db
    _check_course(app)
    url = _absolute(app.coursedir.db_url, Path(app.coursedir.root))
    return Course(app.coursedir, autograde, app.config, app.files, url)


class _PythonLoader(PyFileConfigLoader):
    """Reads a settings file and names it if it is broken."""

    def load_config(self) -> Config:
        try:
            return super().load_config()
        except (CourseError, ConfigFileNotFound):
            raise
        except (Exception, SystemExit) as error:  # it is a program, and may do anything
            raise _broken(self.full_filename, error) from error


class _JsonLoader(JSONFileConfigLoader):
    """Reads a settings file and names it if it is broken."""

    def load_config(self) -> Config:
        try:
            return super().load_config()
        except ConfigFileNotFound:
            raise
        except Exception as error:
            raise _broken(self.full_filename, error) from error


class _App(AutogradeApp):  # type: ignore[misc]  # nbgrader has no hints
    """`nbgrader autograde` up to the point where it knows its settings, without its side effects.

    Sections of settings go by class names, those of all bases included, so this one reads what
    nbgrader's own application reads.
    """

    python_config_loader_class = _PythonLoader
    json_config_loader_class = _JsonLoader

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(Path(file) for file in self.loaded_config_files)

    def migrate_config(self) -> None:
        """Leave settings of IPython 3 alone: nothing is written when a course is opened."""

    def init_syspath(self) -> None:
        """Leave the search path to `_inside`, which also tidies up."""

    def init_logging(self, *_args: Any, **_options: Any) -> None:
        """Write no log file."""

    def _configure_logging(self) -> None:
        """Leave the program's logging as it is."""

    def exit(self, _status: int | str | None = 0) -> NoReturn:
        """Raise what nbgrader would log before it exits: a setting of the wrong kind."""
        error = sys.exc_info()[1]
        raise _unfit(error, self.files) from error


def _silent_log() -> logging.Logger:
    """Return a logger that no other part of the program knows."""
    log = logging.Logger("nbgrader")
    log.addHandler(logging.NullHandler())
    return log


@contextmanager
def _inside(root: Path) -> Iterator[None]:
    """Work in a directory as nbgrader would: modules beside the settings can be imported.

    Afterwards they still can, for plugins that settings name, but no longer before all others.
    """
    before, path = _working_directory(), list(sys.path)
    try:
        os.chdir(root)
    except OSError as error:
        raise CourseError(f"{root} is no course directory: {error.strerror}.") from error
    here = os.getcwd()
    sys.path.insert(0, here)
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            yield
    finally:
        sys.path[:] = path if here in path else [*path, here]
        if before is not None:
            os.chdir(before)


def _working_directory() -> str | None:
    with suppress(FileNotFoundError):  # it was removed while we stood in it
        return os.getcwd()
    return None


def _find_alembic() -> None:
    """Let nbgrader find `alembic`, which it calls by name when it makes a gradebook.

    It lies beside Python, also where the virtual environment is not activated.
    """
    if shutil.which("alembic") is None:
        folders = [str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
        os.environ["PATH"] = os.pathsep.join(folders)


def _broken(file: str, error: BaseException) -> CourseError:
    line = _line_in(file, error)
    where = f"{file}, line {line}," if line else file
    return CourseError(f"The settings file {where} is broken: {_one_line(error)}.")


def _line_in(file: str, error: BaseException) -> int | None:
    """Return the line of a file at which an error came up."""
    if isinstance(error, SyntaxError) and error.filename == file:
        return error.lineno
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _one_line(error: BaseException) -> str:
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    line = " ".join(text.split()).rstrip(".")
    return f"{type(error).__name__}: {line}" if line else type(error).__name__


def _unfit(error: BaseException | None, files: tuple[Path, ...]) -> CourseError:
    where = ", ".join(map(str, files)) or "the course"
    text = " ".join(str(error).split()).rstrip(".")
    return CourseError(f"The settings in {where} do not fit nbgrader: {text}.")


def _check_course(app: _App) -> None:
    """Raise CourseError if a directory shows no sign of being a course."""
    directory = app.coursedir
    root = Path(directory.root)
    signs = ["nbgrader_config.py", "nbgrader_config.json", "gradebook.db"]
    signs += [directory.source_directory, directory.submitted_directory]
    if "root" not in app.config.CourseDirectory and not any(
        (root / sign).exists() for sign in signs
    ):
        raise CourseError(
            f"{root} is no nbgrader course: it has neither nbgrader_config.py nor a folder "
            f"{directory.source_directory} or {directory.submitted_directory}; change to the "
            "course directory first."
        )


def _absolute(db_url: str, root: Path) -> str:
    """Return a gradebook's address that means the same in every working directory."""
    try:
        url = make_url(db_url)
    except ArgumentError as error:
        raise CourseError(
            "The gradebook's address is no database URL; write one like "
            "sqlite:////path/to/gradebook.db or postgresql://user@host/name."
        ) from error
    if _is_file(url):
        url = url.set(database=str(root / str(url.database)))
    return url.render_as_string(hide_password=False)


def _is_file(url: URL) -> bool:
    """Tell whether a gradebook is a file of SQLite."""
    name = url.database or ":memory:"
    return url.get_backend_name() == "sqlite" and not name.startswith((":memory:", "file:"))


def _shown(url: URL) -> str:
    """Return a gradebook's address as it may be printed."""
    return str(url.database) if _is_file(url) else url.render_as_string(hide_password=True)


def _engine(url: URL) -> Engine:
    try:
        return create_engine(url)
    except (ArgumentError, ImportError) as error:
        raise CourseError(
            f"There is no driver for the gradebook {_shown(url)}: {_one_line(error)}; install it, "
            "or correct the course's db_url."
        ) from error


def _check_tables(connection: Connection, name: str) -> None:
    """Raise CourseError unless the tables are those of this nbgrader.

    An older nbgrader's gradebook is found out here, not while grades are being written.
    """
    database = inspect(connection)
    tables = set(database.get_table_names())
    if not tables:
        raise CourseError(
            f"The gradebook {name} is empty: generate the assignment first with "
            "`nbgrader generate_assignment`."
        )
    if "assignment" not in tables:
        raise CourseError(
            f"{name} is a database but no gradebook of nbgrader: correct the course's db_url."
        )
    found = database.get_multi_columns()
    for table in Base.metadata.sorted_tables:
        present = {column["name"] for column in found.get((None, table.name), ())}
        if not {column.name for column in table.columns} <= present:
            raise CourseError(_OUTDATED.format(name=name))


_OUTDATED = (
    "The gradebook {name} was made by an older nbgrader: back it up, then run `nbgrader db upgrade`"
    " in the course directory."
)

# What an error of the database says, and what to say about it.
_TROUBLES = (
    (
        r"database( table)? is locked|LockNotAvailable|lock timeout",
        "The gradebook {name} is locked by another program: close what writes to it (another "
        "grading run, a database browser), then run this again.",
    ),
    (
        r"file is not a database|malformed|disk image|file is encrypted",
        "The gradebook {name} is damaged ({reason}): restore it from a backup.",
    ),
    (r"no such (column|table)|UndefinedColumn|UndefinedTable", _OUTDATED),
    (
        r"FATAL:",
        "The gradebook's server refuses {name} ({reason}): correct the course's db_url.",
    ),
    (
        r"connection failed|could not connect|could not translate|OperationalError: .*server",
        "The gradebook's server does not answer at {name} ({reason}): start it, or correct the "
        "course's db_url.",
    ),
    (
        r"unable to open|readonly|permission|InsufficientPrivilege",
        "The gradebook {name} cannot be opened ({reason}): check who may read and write it.",
    ),
    (r"database or disk is full|DiskFull", "The disk of the gradebook {name} is full."),
)


def _origin(error: SQLAlchemyError) -> BaseException:
    return (error.orig if isinstance(error, DBAPIError) else None) or error


def _reason(error: SQLAlchemyError) -> str:
    """Return what the database said, without the statement that it was asked."""
    lines = str(_origin(error)).strip().splitlines()
    return lines[0].strip().rstrip(".") if lines else type(error).__name__

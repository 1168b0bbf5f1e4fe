"""One submission into nbgrader's gradebook, in one transaction, as ``nbgrader autograde`` does.

It uses nbgrader's tables but not the methods of its `Gradebook`: each of those commits by itself
and looks up one row at a time, so that a process that ends halfway leaves half a submission.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
    new_uuid,
)
from nbgrader.api import Course as CourseRow
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from sqlalchemy import (
    Boolean,
    Connection,
    Engine,
    Float,
    Text,
    bindparam,
    create_engine,
    event,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DataError, DBAPIError
from traitlets.utils.importstring import import_item

from sixprinciples.grading.course import Course, CourseError
from sixprinciples.grading.graded import CellScore, Graded, GradedNotebook, Verdict

__all__ = ["GradebookWriter", "RecordError", "StorageError", "Written"]

_GRADED = ("GradeCell", "TaskCell")  # cells that have a grade
_COMMENTED = ("SolutionCell", "TaskCell")  # cells that have a comment


class RecordError(Exception):
    """A submission cannot be recorded: one sentence, with what to do."""


class StorageError(RecordError):
    """No submission can be recorded now, for the gradebook or the disk refuses."""


@dataclass(frozen=True)
class Written:
    """What the gradebook knows of a submission beyond its result.

    Attributes:
        others: the cells worth points that the result says nothing about: written tasks, and all
            of the notebooks that were not handed in.
        late: whether it came in after the due date, with the extension if there is one.
    """

    others: tuple[CellScore, ...]
    late: bool


@dataclass(frozen=True)
class _Cell:
    id: str
    name: str
    type: str
    max_score: float


@dataclass(frozen=True)
class _Notebook:
    """A notebook of the assignment."""

    id: str
    name: str
    cells: tuple[_Cell, ...]

    def of(self, *types: str) -> list[_Cell]:
        """Return the cells of some types."""
        return [cell for cell in self.cells if cell.type in types]

    def find(self, grade_id: str, *types: str) -> _Cell | None:
        """Return the first cell of this name, looking for the types in their order."""
        for kind in types:
            for cell in self.of(kind):
                if cell.name == grade_id:
                    return cell
        return None


@dataclass(frozen=True)
class _Assignment:
    id: str
    name: str
    duedate: datetime | None
    notebooks: Mapping[str, _Notebook]


@dataclass(frozen=True)
class _Submission:
    """How late a submission is, and the ids of its notebooks' rows by name."""

    seconds_late: float
    rows: Mapping[str, str]


class GradebookWriter:
    """Writes graded submissions into the gradebook of one course."""

    def __init__(self, course: Course, *, patience: float) -> None:
        """Prepare the connection; nothing is read or written yet.

        Args:
            course: whose gradebook it is.
            patience: seconds to wait for another program that has locked the gradebook.

        Raises:
            CourseError: a setting of the course is wrong.
        """
        self._course = course
        self._engine = _engine(make_url(course.db_url), patience)
        self._penalties = _late_penalties(course)

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def write(
        self, graded: Graded, timestamp: datetime | None, tasks: frozenset[str] = frozenset()
    ) -> Written:
        """Write one submission, all of it or nothing.

        Args:
            graded: the result.
            timestamp: when it was handed in; None leaves what the gradebook has.
            tasks: the grade ids to touch; empty for all.

        Raises:
            RecordError: this submission cannot be recorded.
            StorageError: none can at the moment.
        """
        with self._transaction() as connection:
            self._add_courses(connection)
            assignment = _read_assignment(connection, graded.assignment)
            _check(graded, assignment, tasks)
            self._add_student(connection, graded.student)
            submission = _submission(connection, assignment, graded.student, timestamp)
            for name in graded.missing:
                row = submission.rows[name]
                _give_nothing(connection, assignment.notebooks[name], row, tasks)
            for notebook in sorted(graded.notebooks, key=lambda it: f"{it.name}.ipynb"):
                cells = assignment.notebooks[notebook.name]
                row = submission.rows[notebook.name]
                _save_scores(connection, notebook, cells, row, tasks)
                _save_comments(connection, notebook, cells, row, tasks)
                self._save_penalty(connection, graded, notebook.name, submission)
        return Written(tuple(_others(assignment, graded, tasks)), submission.seconds_late > 0)

    def scores(self, assignment: str, student: str) -> dict[tuple[str, str], float | None] | None:
        """Return a submission's scores by notebook and grade id, or None where there is none.

        Written tasks, which only a person grades, are left out.

        Raises:
            StorageError: the gradebook cannot be read.
        """
        with self._reading() as connection:
            known = _read_assignment(connection, assignment)
            row = connection.execute(
                select(SubmittedAssignment.id).where(
                    SubmittedAssignment.assignment_id == known.id,
                    SubmittedAssignment.student_id == student,
                )
            ).first()
            if row is None:
                return None
            rows = _notebook_rows(connection, known, row.id)
            names = {
                (cell.id, rows[name]): (name, cell.name)
                for name, notebook in known.notebooks.items()
                for cell in notebook.of("GradeCell")
                if name in rows
            }
            found = _by_cell(connection, Grade, names, Grade.auto_score)
        return {names[key]: score for key, (score,) in found.items()}

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._sentences(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        reader = self._engine.execution_options(only_reads=True)
        with self._sentences(), reader.connect() as connection:
            yield connection

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        """Turn what a database says into one sentence."""
        try:
            yield
        except DataError as error:
            raise RecordError(
                f"The gradebook cannot hold this submission ({_first_line(error)}): look at the"
                " name of its folder."
            ) from error
        except DBAPIError as error:
            raise StorageError(self._explained(error)) from error

    def _explained(self, error: DBAPIError) -> str:
        if error.connection_invalidated:
            return (
                f"The connection to the gradebook was lost ({_first_line(error)}): see that its"
                " server runs, then run the command again."
            )
        return str(self._course.trouble(error))

    def _add_courses(self, connection: Connection) -> None:
        """Add the rows that stock leaves: of this course and of nbgrader's default one."""
        wanted = {self._course.coursedir.course_id, "default_course"} - {""}
        known = connection.scalars(select(CourseRow.id).where(CourseRow.id.in_(wanted))).all()
        _insert(connection, CourseRow, [{"id": name} for name in sorted(wanted - {*known})])

    def _add_student(self, connection: Connection, student: str) -> None:
        if connection.scalar(select(Student.id).where(Student.id == student)) is not None:
            return
        if not self._course.autograde.create_student:
            raise RecordError(
                f"Student {student!r} is not in the gradebook, and this course does not add"
                f" students by itself: run `nbgrader db student add {student}`, or rename the"
                " submission's folder."
            )
        _insert(connection, Student, [{"id": student}])

    def _save_penalty(
        self, connection: Connection, graded: Graded, notebook: str, submission: _Submission
    ) -> None:
        """Save what the course takes off a notebook that came in late.

        Called right after the notebook's scores are saved and before the next one's are, as stock
        does it.
        """
        if self._penalties is None:
            return
        penalty = None
        row = submission.rows[notebook]
        if submission.seconds_late > 0:
            score = connection.scalar(
                select(SubmittedNotebook.score).where(SubmittedNotebook.id == row)
            )
            penalty = self._penalty(graded, notebook, score, submission.seconds_late)
        connection.execute(
            update(SubmittedNotebook)
            .where(SubmittedNotebook.id == row)
            .values(late_submission_penalty=penalty)
        )

    def _penalty(self, graded: Graded, notebook: str, score: Any, late: float) -> float | None:
        """Ask the course's plugin, which is the instructor's code, as nbgrader would."""
        assigner = self._penalties
        assigner.student_id, assigner.assignment_id = graded.student, graded.assignment
        assigner.notebook_id = notebook
        assigner.db_url = self._course.db_url
        try:
            assigner.init_plugin()
            penalty = assigner.plugin_inst.late_submission_penalty(graded.student, score, late)
            if penalty is None:
                return None
            return float(assigner._check_late_penalty(SimpleNamespace(score=score), penalty))
        except Exception as error:
            reason = " ".join(f"{type(error).__name__}: {error}".split())
            raise RecordError(
                f"The course's plugin for late submissions, {assigner.plugin_class.__name__},"
                f" failed ({reason}): mend it, then run the command again."
            ) from error


def _engine(url: URL, patience: float) -> Engine:
    """Return an engine that waits for locks, and takes them where a transaction begins."""
    backend = url.get_backend_name()
    if backend == "sqlite":
        engine = create_engine(url, connect_args={"timeout": patience})
        event.listen(engine, "connect", _without_implicit_transactions)
        event.listen(engine, "begin", _begin)
        return engine
    if backend == "postgresql":
        waits = {"connect_timeout": max(1, round(patience)), "tcp_user_timeout": 60_000}
        engine = create_engine(url, connect_args=waits, pool_pre_ping=True)
        milliseconds = max(1, round(patience * 1000))
        event.listen(
            engine,
            "begin",
            lambda connection: connection.exec_driver_sql(
                f"SET LOCAL lock_timeout = {milliseconds}"
            ),
        )
        return engine
    return create_engine(url, pool_pre_ping=True)


def _without_implicit_transactions(connection: Any, _: Any) -> None:
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    """Begin with the lock for writing: a lock taken only at the first write may never come."""
    if not connection.get_execution_options().get("only_reads"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _late_penalties(course: Course) -> Any:
    """Return nbgrader's preprocessor for late penalties, or None where the course took it out."""
    for listed in course.autograde.autograde_preprocessors:
        found = _class(listed)
        if isinstance(found, type) and issubclass(found, AssignLatePenalties):
            assigner: Any = course.preprocessor(found)
            return assigner if assigner.enabled else None
    return None


def _class(listed: object) -> object:
    """Return a preprocessor that the settings may name by its module and name."""
    if not isinstance(listed, str):
        return listed
    try:
        return import_item(listed)
    except ImportError as error:
        raise CourseError(
            f"Autograde.autograde_preprocessors names {listed}, which cannot be imported: {error}."
        ) from error


def _read_assignment(connection: Connection, name: str) -> _Assignment:
    """Read which notebooks and cells an assignment has; few rows, and they may have changed."""
    row = connection.execute(
        select(Assignment.id, Assignment.duedate).where(Assignment.name == name)
    ).first()
    if row is None:
        raise StorageError(
            f"Assignment {name!r} is not in the gradebook: run `nbgrader generate_assignment"
            f" {name}` first."
        )
    cells: dict[tuple[str, str], list[_Cell]] = {}
    for found in connection.execute(_cells_of(row.id)):
        listed = cells.setdefault((found.id, found.name), [])
        if found.cell is not None:
            points = found.grade_points if found.type == "GradeCell" else found.task_points
            listed.append(_Cell(found.cell, found.grade_id, found.type, points or 0.0))
    notebooks = {key[1]: _Notebook(*key, tuple(listed)) for key, listed in cells.items()}
    return _Assignment(row.id, name, row.duedate, notebooks)


def _cells_of(assignment_id: str) -> Any:
    base, grade, task = BaseCell.__table__, GradeCell.__table__, TaskCell.__table__
    return (
        select(
            Notebook.id,
            Notebook.name,
            base.c.id.label("cell"),
            base.c.name.label("grade_id"),
            base.c.type,
            grade.c.max_score.label("grade_points"),
            task.c.max_score.label("task_points"),
        )
        .select_from(Notebook.__table__)
        .outerjoin(base, base.c.notebook_id == Notebook.id)
        .outerjoin(grade, grade.c.id == base.c.id)
        .outerjoin(task, task.c.id == base.c.id)
        .where(Notebook.assignment_id == assignment_id)
        .order_by(Notebook.name)
    )


def _check(graded: Graded, assignment: _Assignment, tasks: frozenset[str]) -> None:
    """Refuse a result that does not fit the assignment, before anything is written."""
    for name in [*(notebook.name for notebook in graded.notebooks), *graded.missing]:
        if name not in assignment.notebooks:
            raise _unfit(graded, f"notebook {name!r}")
    for notebook in graded.notebooks:
        known = assignment.notebooks[notebook.name]
        for cell in notebook.cells:
            if _is_wanted(cell.grade_id, tasks) and not known.find(cell.grade_id, *_GRADED):
                raise _unfit(graded, f"cell {cell.grade_id!r} of notebook {notebook.name!r}")
        for grade_id in notebook.comments:
            if _is_wanted(grade_id, tasks) and not known.find(grade_id, *_COMMENTED):
                raise _unfit(graded, f"cell {grade_id!r} of notebook {notebook.name!r}")


def _unfit(graded: Graded, what: str) -> RecordError:
    return RecordError(
        f"The gradebook has no {what}: it is of another assignment, or this one has changed since"
        f" `nbgrader generate_assignment {graded.assignment}` was run."
    )


def _is_wanted(grade_id: str, tasks: frozenset[str]) -> bool:
    return not tasks or grade_id in tasks


def _submission(
    connection: Connection, assignment: _Assignment, student: str, timestamp: datetime | None
) -> _Submission:
    """Find or add the row of a submission, with the time it was handed in."""
    row = connection.execute(
        select(
            SubmittedAssignment.id, SubmittedAssignment.timestamp, SubmittedAssignment.extension
        ).where(
            SubmittedAssignment.assignment_id == assignment.id,
            SubmittedAssignment.student_id == student,
        )
    ).first()
    new = parse_utc(timestamp)
    if row is None:
        name, extension = new_uuid(), None
        values = {"id": name, "assignment_id": assignment.id, "student_id": student}
        _insert(connection, SubmittedAssignment, [{**values, "timestamp": new}])
    else:
        name, extension = row.id, row.extension
        if new is None:
            new = row.timestamp
        else:
            connection.execute(
                update(SubmittedAssignment)
                .where(SubmittedAssignment.id == name)
                .values(timestamp=new)
            )
    rows = _add_notebooks(connection, assignment, name)
    _add_cells(connection, assignment, rows)
    return _Submission(_seconds_late(new, assignment.duedate, extension), rows)


def _seconds_late(
    timestamp: datetime | None, duedate: datetime | None, extension: timedelta | None
) -> float:
    if timestamp is None or duedate is None:
        return 0.0
    due = duedate + (extension or timedelta(0))
    return max(0.0, (timestamp - due).total_seconds())


def _notebook_rows(
    connection: Connection, assignment: _Assignment, submission_id: str
) -> dict[str, str]:
    """Return the ids of a submission's notebook rows by name, those that are there."""
    names = {notebook.id: notebook.name for notebook in assignment.notebooks.values()}
    found = connection.execute(
        select(SubmittedNotebook.notebook_id, SubmittedNotebook.id).where(
            SubmittedNotebook.notebook_id.in_(names),
            SubmittedNotebook.assignment_id == submission_id,
        )
    )
    return {names[row.notebook_id]: row.id for row in found}


def _add_notebooks(
    connection: Connection, assignment: _Assignment, submission_id: str
) -> dict[str, str]:
    """Return the ids of a submission's notebook rows by name, after adding those it lacks."""
    rows = _notebook_rows(connection, assignment, submission_id)
    new = {name: new_uuid() for name in assignment.notebooks if name not in rows}
    values = [
        {
            "id": row,
            "assignment_id": submission_id,
            "notebook_id": assignment.notebooks[name].id,
        }
        for name, row in new.items()
    ]
    _insert(connection, SubmittedNotebook, values)
    return {**rows, **new}


def _add_cells(connection: Connection, assignment: _Assignment, rows: Mapping[str, str]) -> None:
    """Add the grades and comments that a submission still lacks, as stock adds them."""
    for table, types in ((Grade, _GRADED), (Comment, _COMMENTED)):
        wanted = [
            (cell.id, rows[notebook.name])
            for notebook in assignment.notebooks.values()
            for cell in notebook.of(*types)
        ]
        known = _by_cell(connection, table, wanted)
        new = [key for key in wanted if key not in known]
        _insert(connection, table, [{"cell_id": cell, "notebook_id": row} for cell, row in new])


def _by_cell(
    connection: Connection, table: Any, keys: Iterable[tuple[str, str]], *columns: Any
) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Return rows of grades or comments by their cell's and their notebook's id.

    The condition on cells is what makes it quick: only they lead the index that nbgrader has.
    """
    cells = {cell for cell, _ in keys}
    rows = {row for _, row in keys}
    found = connection.execute(
        select(table.cell_id, table.notebook_id, *columns).where(
            table.cell_id.in_(cells), table.notebook_id.in_(rows)
        )
    )
    return {(row[0], row[1]): tuple(row[2:]) for row in found}


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


_SAVE_SCORE = (
    update(Grade)
    .where(Grade.cell_id == bindparam("cell"), Grade.notebook_id == bindparam("row"))
    .values(
        auto_score=bindparam("score", type_=Float),
        # asked of the row itself: somebody may be grading it by hand right now
        needs_manual_grade=or_(Grade.manual_score.is_not(None), bindparam("open", type_=Boolean)),
    )
)
_SAVE_COMMENT = (
    update(Comment)
    .where(Comment.cell_id == bindparam("cell"), Comment.notebook_id == bindparam("row"))
    .values(auto_comment=bindparam("text", type_=Text))
)


def _save_scores(
    connection: Connection,
    notebook: GradedNotebook,
    known: _Notebook,
    row: str,
    tasks: frozenset[str],
) -> None:
    """Save what the cells of a notebook earned; written tasks are a person's alone."""
    values = []
    for cell in notebook.cells:
        found = known.find(cell.grade_id, *_GRADED)
        if found and found.type == "GradeCell" and _is_wanted(cell.grade_id, tasks):
            score = cell.auto_score
            values.append({"cell": found.id, "row": row, "score": score, "open": score is None})
    if values:
        connection.execute(_SAVE_SCORE, values)


def _save_comments(
    connection: Connection,
    notebook: GradedNotebook,
    known: _Notebook,
    row: str,
    tasks: frozenset[str],
) -> None:
    values = [
        {"cell": found.id, "row": row, "text": text}
        for grade_id, text in notebook.comments.items()
        if _is_wanted(grade_id, tasks) and (found := known.find(grade_id, *_COMMENTED))
    ]
    if values:
        connection.execute(_SAVE_COMMENT, values)


def _give_nothing(
    connection: Connection, notebook: _Notebook, row: str, tasks: frozenset[str]
) -> None:
    """Give a notebook that was not handed in no points, its written tasks included."""
    cells = [cell.id for cell in notebook.of(*_GRADED) if _is_wanted(cell.name, tasks)]
    connection.execute(
        update(Grade)
        .where(Grade.cell_id.in_(cells), Grade.notebook_id == row)
        .values(auto_score=0.0, needs_manual_grade=False)
    )


def _others(assignment: _Assignment, graded: Graded, tasks: frozenset[str]) -> Iterator[CellScore]:
    judged = {
        (cell.notebook, cell.grade_id) for notebook in graded.notebooks for cell in notebook.cells
    }
    for notebook in assignment.notebooks.values():
        for cell in notebook.of(*_GRADED):
            if (notebook.name, cell.name) in judged or not _is_wanted(cell.name, tasks):
                continue
            if cell.type == "TaskCell" and notebook.name not in graded.missing:
                yield CellScore(notebook.name, cell.name, Verdict.manual, None, cell.max_score)
            else:
                yield CellScore(notebook.name, cell.name, Verdict.missing, 0.0, cell.max_score)


def _first_line(error: DBAPIError) -> str:
    """Return what the database said, without the statement that it was asked."""
    lines = str(error.orig).strip().splitlines()
    return lines[0].strip().rstrip(".") if lines else type(error.orig).__name__

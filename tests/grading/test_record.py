"""What recording leaves in the gradebook and in autograded/: what nbgrader itself leaves."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
import recording_process
from gradebook_rows import read_rows
from nbconvert.exporters import NotebookExporter
from nbconvert.writers import FilesWriter
from nbgrader.api import Gradebook
from postgresql import Server, postgresql_server  # noqa: F401
from recording_process import OPTIONS, Helper
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine
from stock_course import (
    NAME,
    PLUGIN,
    STUDENTS,
    assert_same,
    autograde,
    copy_course,
    graded_by,
    hand_in,
    handed_in,
    postgresql_template_course,  # noqa: F401
    submit,
    template_course,  # noqa: F401
    tree,
)

from sixprinciples.grading.assignment import read_assignment
from sixprinciples.grading.course import Course, CourseError, open_course
from sixprinciples.grading.graded import CellScore, Graded, Verdict, as_file
from sixprinciples.grading.journal import Journal
from sixprinciples.grading.record import Recorder, RecordError, StorageError

pytestmark = pytest.mark.filterwarnings("ignore:Object of type")


SETTINGS = {
    "none": "",
    "plugin": f"""{PLUGIN}
c.Autograde.permissions = 640
c.Autograde.exclude_overwriting = {{"a1": ["data/facts.csv"]}}
c.CourseDirectory.course_id = ""
""",
    "group": """
c.LateSubmissionPlugin.penalty_method = "zero"
c.CourseDirectory.groupshared = True
c.CourseDirectory.ignore = ["data", "*.txt"]
""",
    "penalties off": "c.AssignLatePenalties.enabled = False",
    "penalties out": """
c.Autograde.autograde_preprocessors = ["nbgrader.preprocessors.SaveAutoGrades"]
""",
}


@contextmanager
def recording(course: Course, *, patience: float = 60) -> Iterator[Recorder]:
    """Open the journal and a recorder."""
    with (
        Journal(course.root) as journal,
        closing(
            Recorder(course, read_assignment(course, NAME), journal, patience=patience)
        ) as recorder,
    ):
        yield recorder


def record_as(stock: Course, course: Course) -> None:
    """Record in a course what nbgrader made of the same submissions in another one."""
    with recording(course) as recorder:
        for student in STUDENTS:
            recorder.record(graded_by(stock, student), handed_in(course, student), options=OPTIONS)


@pytest.fixture
def course(template: Course, tmp_path: Path) -> Course:
    """Return a course of a test's own."""
    return copy_course(template, tmp_path / "course")


@pytest.fixture(scope="module")
def graded_template(template: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return the same course, graded by nbgrader, to copy and not to change."""
    made = copy_course(template, tmp_path_factory.mktemp("graded") / "course")
    hand_in(made, "2026-03-01 10:00:00 UTC")
    autograde(made)
    return made


@pytest.fixture
def stock(graded_template: Course, tmp_path: Path) -> Course:
    """Return a graded course of a test's own."""
    return copy_course(graded_template, tmp_path / "stock")


@pytest.fixture(scope="module")
def helper() -> Iterator[Helper]:
    """Return the process that records in children of its own."""
    with recording_process.helper() as made:
        yield made


@pytest.fixture
def graded(stock: Course) -> Graded:
    """Return a result of the first student."""
    return graded_by(stock, STUDENTS[0])


class TestSameAsNbgrader:
    @pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
    def test_first_time_and_again(self, template: Course, tmp_path: Path, settings: str) -> None:
        stock = copy_course(template, tmp_path / "stock", settings)
        ours = copy_course(template, tmp_path / "ours", settings)
        for made in (stock, ours):
            hand_in(made, "2026-03-01 13:30:00 UTC")
        autograde(stock)
        record_as(stock, ours)
        assert_same(stock, ours)

        for made in (stock, ours):
            grade_by_hand(made)
            hand_in(made)
            submit(made, STUDENTS[2], timestamp="2026-03-09 12:00:00 +0100")
            submit(made, STUDENTS[3])
        autograde(stock, force=True)
        record_as(stock, ours)
        assert_same(stock, ours)

    def test_on_postgresql(
        self, postgresql: Server, postgresql_template: Course, tmp_path: Path
    ) -> None:
        stock, ours = (
            copy_course(
                postgresql_template,
                tmp_path / name,
                PLUGIN,
                postgresql.new_database(like=postgresql_template.db_url),
            )
            for name in ("stock", "ours")
        )
        for made in (stock, ours):
            hand_in(made, "2026-03-01 13:30:00 UTC")
        autograde(stock)
        record_as(stock, ours)
        assert_same(stock, ours)
        for made in (stock, ours):
            grade_by_hand(made)
        autograde(stock, force=True)
        record_as(stock, ours)
        assert_same(stock, ours)

    def test_nbgrader_goes_on_from_it(self, course: Course, stock: Course) -> None:
        hand_in(course, "2026-03-01 10:00:00 UTC")
        record_as(stock, course)
        with (
            Gradebook(course.db_url, "small") as ours,
            Gradebook(stock.db_url, "small") as theirs,
        ):
            for book in (ours, theirs):
                for row in book.submission_dicts(NAME):
                    row.pop("id")
            assert strip(ours.submission_dicts(NAME)) == strip(theirs.submission_dicts(NAME))
            assert strip(ours.student_dicts()) == strip(theirs.student_dicts())

    def test_bytes_of_a_notebook(self, stock: Course, tmp_path: Path) -> None:
        notebook = nbformat.read(
            stock.autograded(STUDENTS[1], NAME) / "p1.ipynb", as_version=nbformat.NO_CONVERT
        )
        notebook.cells[0].source = "text = 'é 网络 \u2028 \\n'\n\n\tx\n"
        notebook.metadata["z"], notebook.metadata["a"] = 1.0, float("inf")
        text, resources = NotebookExporter().from_notebook_node(notebook)
        writer = FilesWriter(build_directory=str(tmp_path))
        path = writer.write(text, resources, notebook_name="p1")
        assert as_file(notebook) == Path(path).read_bytes()

    def test_a_notebook_that_no_file_can_hold_is_still_written(self) -> None:
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = '\ud800'")])
        assert nbformat.reads(as_file(notebook).decode(), as_version=4).cells[0].source == "x = '?'"


def strip(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return rows without the keys that nbgrader made up, in order."""
    plain = [{key: value for key, value in row.items() if key != "id"} for row in rows]
    return sorted(plain, key=str)


def grade_by_hand(course: Course) -> None:
    """Do what a person does in formgrader: scores, extra points, comments, an extension."""
    with Gradebook(course.db_url, "small") as gradebook:
        gradebook.grant_extension(NAME, STUDENTS[0], hours=2)
        first = gradebook.find_grade("test_radius", "p1", NAME, STUDENTS[0])
        first.manual_score, first.extra_credit, first.needs_manual_grade = 1.5, 0.5, False
        for student in STUDENTS:
            for name in ("why", "draw"):
                grade = gradebook.find_grade(name, "p1", NAME, student)
                grade.manual_score, grade.needs_manual_grade = 3, False
        comment = gradebook.find_comment("why", "p1", NAME, STUDENTS[1])
        comment.manual_comment = "Say more."
        gradebook.find_submission_notebook("p1", NAME, STUDENTS[1]).flagged = True
        gradebook.db.commit()


class TestParts:
    def test_only_some_cells(self, course: Course, stock: Course) -> None:
        hand_in(course, "2026-03-01 10:00:00 UTC")
        record_as(stock, course)
        before, files = read_rows(course.db_url), tree(course.root / "autograded")
        graded = graded_by(stock, STUDENTS[1])
        worse = with_scores(graded, 0.25)
        part = only(worse, "p1")
        with recording(course) as recorder:
            recorder.record(
                part,
                handed_in(course, STUDENTS[1]),
                options=OPTIONS,
                tasks=frozenset({"test_area"}),
            )
        after = read_rows(course.db_url)
        changed = {
            (table, name)
            for table, rows in after.items()
            for name, row in rows.items()
            if row != before[table].get(name)
        }
        assert changed == {("grade", grade_row(STUDENTS[1], "p1", "test_area"))}
        assert after["grade"][grade_row(STUDENTS[1], "p1", "test_area")]["auto_score"] == 0.25
        assert tree(course.root / "autograded") == files

    def test_only_some_cells_of_a_submission_that_was_never_recorded(
        self, course: Course, stock: Course
    ) -> None:
        hand_in(course, "2026-03-01 10:00:00 UTC")
        with recording(course) as recorder:
            recorder.record(
                only(graded_by(stock, STUDENTS[0]), "p1"),
                handed_in(course, STUDENTS[0]),
                options=OPTIONS,
                tasks=frozenset({"test_area"}),
            )
        grades = read_rows(course.db_url)["grade"]
        assert len(grades) == 6
        assert [name for name, row in grades.items() if row["auto_score"] is not None] == [
            grade_row(STUDENTS[0], "p1", "test_area")
        ]
        folder = course.autograded(STUDENTS[0], NAME)
        assert [path.name for path in folder.glob("*.ipynb")] == ["p1.ipynb"]

    def test_a_part_keeps_other_files(self, course: Course, stock: Course) -> None:
        hand_in(course, "2026-03-01 10:00:00 UTC")
        record_as(stock, course)
        folder = course.autograded(STUDENTS[4], NAME)
        folder.joinpath("remark.txt").write_text("by hand")
        graded = only(graded_by(stock, STUDENTS[4]), "p1")
        changed = replace(graded.notebooks[0], content=b"{}")
        with recording(course) as recorder:
            recorder.record(
                replace(graded, notebooks=(changed,)),
                handed_in(course, STUDENTS[4]),
                options=OPTIONS,
            )
        assert folder.joinpath("remark.txt").read_text() == "by hand"
        assert folder.joinpath("p1.ipynb").read_bytes() == b"{}"
        theirs = stock.autograded(STUDENTS[4], NAME)
        name = "p1 more.ipynb"
        assert folder.joinpath(name).read_bytes() == theirs.joinpath(name).read_bytes()

    def test_all_of_it_leaves_nothing_of_before(self, course: Course, stock: Course) -> None:
        hand_in(course, "2026-03-01 10:00:00 UTC")
        record_as(stock, course)
        course.autograded(STUDENTS[4], NAME).joinpath("remark.txt").write_text("by hand")
        record_as(stock, course)
        assert tree(course.root / "autograded") == tree(stock.root / "autograded")

    def test_written_tasks_are_a_persons_alone(self, course: Course, stock: Course) -> None:
        hand_in(course, "2026-03-01 10:00:00 UTC")
        grade_by_hand(stock)
        record_as(stock, course)
        grade_by_hand(course)
        graded = graded_by(stock, STUDENTS[0])
        task = CellScore("p1", "draw", Verdict.manual, None, 5)
        (notebook,) = only(graded, "p1").notebooks
        notebook = replace(notebook, cells=(*notebook.cells, task))
        with recording(course) as recorder:
            recorder.record(
                replace(graded, notebooks=(notebook,), missing=()),
                handed_in(course, STUDENTS[0]),
                options=OPTIONS,
            )
        row = f"{NAME} / {STUDENTS[0]} / {NAME} / p1 / {NAME} / p1 / TaskCell / draw"
        grade = read_rows(course.db_url)["grade"][row]
        assert (grade["manual_score"], grade["needs_manual_grade"]) == (3, False)

    def test_rows_that_a_submission_lacks_are_added(self, course: Course, stock: Course) -> None:
        hand_in(course, "2026-03-01 10:00:00 UTC")
        record_as(stock, course)
        with sqlite3.connect(course.root / "gradebook.db") as database:
            database.execute("DELETE FROM grade")
            database.execute("DELETE FROM comment")
            database.execute("DELETE FROM submitted_notebook")
            database.execute("DELETE FROM course")
        record_as(stock, course)
        assert_same(stock, course)

    def test_the_instructors_files_win(self, course: Course, stock: Course) -> None:
        files = {"data": b"a file where a folder belongs", "given/help.py/x": b"and a folder"}
        submit(course, STUDENTS[0], files=files)
        graded = graded_by(stock, STUDENTS[0])
        submission = handed_in(course, STUDENTS[0])
        submission = replace(submission, files=files, digest=graded.digest)
        with recording(course) as recorder:
            recorder.record(graded, submission, options=OPTIONS)
        folder = course.autograded(STUDENTS[0], NAME)
        assert (folder / "data" / "facts.csv").read_bytes() == b"the real facts\n"
        assert (folder / "given" / "help.py").read_bytes() == b"right = 1\n"

    @pytest.mark.parametrize("path", ["../escaped.txt", "/escaped.txt", "a/../../escaped.txt"])
    def test_no_file_leaves_its_folder(
        self, course: Course, graded: Graded, path: str, tmp_path: Path
    ) -> None:
        submit(course, STUDENTS[0])
        submission = replace(
            handed_in(course, STUDENTS[0]), files={path: b""}, digest=graded.digest
        )
        with recording(course) as recorder, pytest.raises(RecordError, match="escaped"):
            recorder.record(graded, submission, options=OPTIONS)
        assert not list(tmp_path.rglob("escaped.txt"))
        assert not Path("/escaped.txt").exists()

    def test_a_result_of_another_submission(self, course: Course, graded: Graded) -> None:
        submit(course, STUDENTS[0])
        changed = replace(handed_in(course, STUDENTS[0]), digest="another")
        with recording(course) as recorder, pytest.raises(ValueError, match="another submission"):
            recorder.record(graded, changed, options=OPTIONS)


class TestSummary:
    def test_what_is_told(self, course: Course, stock: Course) -> None:
        hand_in(course, "2026-03-01 13:00:00 UTC")
        with recording(course) as recorder:
            graded = with_digest(graded_by(stock, STUDENTS[2]), course)
            told = recorder.record(
                replace(graded, flags=("tampering",), remarks=("ps1.ipynb: read it.",)),
                handed_in(course, STUDENTS[2]),
                options=OPTIONS,
            )
        assert told == {
            "student": STUDENTS[2],
            "score": 5.5,
            "max_score": pytest.approx(14.8),
            "seconds": 0.2,
            "verdicts": {
                "p1/test_radius": "passed",
                "test_area": "passed",
                "why": "manual",
                "draw": "manual",
                "test_words": "missing",
                "p1 more/test_radius": "missing",
            },
            "flags": ["tampering", "late"],
            "remarks": ["ps1.ipynb: read it."],
        }
        with recording(course) as recorder:
            assert recorder.summary(STUDENTS[2]) == told
            assert recorder.summary("nobody") is None


class TestIsCurrent:
    @pytest.fixture
    def recorded(self, course: Course, stock: Course) -> Course:
        hand_in(course, "2026-03-01 10:00:00 UTC")
        record_as(stock, course)
        return course

    def current(self, course: Course, **changes: str) -> list[bool]:
        """Ask for each student."""
        asked = {"version": "version 1", "options": OPTIONS, **changes}
        with recording(course) as recorder:
            return [
                recorder.is_current(
                    student, **{"digest": handed_in(course, student).digest, **asked}
                )
                for student in STUDENTS
            ]

    def test_what_was_recorded(self, recorded: Course) -> None:
        assert self.current(recorded) == [True] * 5

    def test_what_was_never_recorded(self, course: Course) -> None:
        hand_in(course)
        assert self.current(course) == [False] * 5

    @pytest.mark.parametrize("what", ["digest", "version", "options"])
    def test_what_changed(self, recorded: Course, what: str) -> None:
        assert self.current(recorded, **{what: "another"}) == [False] * 5

    def test_a_folder_that_is_gone(self, recorded: Course) -> None:
        shutil.rmtree(recorded.autograded(STUDENTS[1], NAME))
        assert self.current(recorded) == [True, False, True, True, True]

    def test_a_notebook_that_lost_its_end(self, recorded: Course) -> None:
        path = recorded.autograded(STUDENTS[1], NAME) / "p1.ipynb"
        path.chmod(0o600)
        os.truncate(path, 100)
        assert self.current(recorded) == [True, False, True, True, True]

    def test_a_submission_that_was_removed(self, recorded: Course) -> None:
        with Gradebook(recorded.db_url, "small") as gradebook:
            gradebook.remove_submission(NAME, STUDENTS[2])
        assert self.current(recorded) == [True, True, False, True, True]

    def test_a_gradebook_that_was_put_back_to_an_older_copy(
        self, recorded: Course, stock: Course
    ) -> None:
        shutil.copy(recorded.root / "gradebook.db", recorded.root / "copy.db")
        worse = with_scores(graded_by(stock, STUDENTS[3]), 0.0)
        with recording(recorded) as recorder:
            recorder.record(worse, handed_in(recorded, STUDENTS[3]), options=OPTIONS)
        assert self.current(recorded) == [True] * 5
        os.replace(recorded.root / "copy.db", recorded.root / "gradebook.db")
        assert self.current(recorded) == [True, True, True, False, True]

    def test_grades_given_by_hand_change_nothing(self, recorded: Course) -> None:
        grade_by_hand(recorded)
        assert self.current(recorded) == [True] * 5

    def test_after_only_some_cells_the_whole_is_graded_again(
        self, recorded: Course, stock: Course
    ) -> None:
        with recording(recorded) as recorder:
            recorder.record(
                with_scores(graded_by(stock, STUDENTS[0]), 0.0),
                handed_in(recorded, STUDENTS[0]),
                options="options of a part",
                tasks=frozenset({"test_area"}),
            )
        assert self.current(recorded) == [False, True, True, True, True]
        assert self.current(recorded, options="options of a part")[0]


class TestRefused:
    """Each in one sentence, with nothing changed, and open to another try."""

    def refused(self, course: Course, graded: Graded, kind: type[Exception] = RecordError) -> str:
        """Record a result, which must be refused; return why."""
        rows, files = read_rows(course.db_url), tree(course.root / "autograded")
        with recording(course, patience=0.05) as recorder, pytest.raises(kind) as refusal:
            recorder.record(
                with_digest(graded, course), handed_in(course, graded.student), options=OPTIONS
            )
        assert read_rows(course.db_url) == rows
        assert tree(course.root / "autograded") == files
        with Journal(course.root) as journal:
            assert [it.graded.student for it in journal.pending(NAME)] == [graded.student]
        sentence = str(refusal.value)
        assert "\n" not in sentence
        assert "Traceback" not in sentence
        return sentence

    def with_setting(self, course: Course, tmp_path: Path, setting: str) -> Course:
        submit(course, STUDENTS[0], timestamp="2026-03-02 10:00:00 UTC")
        return copy_course(course, tmp_path / "set", setting)

    def test_an_unknown_student(self, course: Course, graded: Graded, tmp_path: Path) -> None:
        made = self.with_setting(course, tmp_path, "c.Autograde.create_student = False")
        assert "nbgrader db student add student-001" in self.refused(made, graded)
        with Gradebook(made.db_url, "small") as gradebook:
            gradebook.add_student(STUDENTS[0], first_name="One")
        with recording(made) as recorder:
            recorder.record(
                with_digest(graded, made), handed_in(made, STUDENTS[0]), options=OPTIONS
            )
        assert read_rows(made.db_url)["student"][STUDENTS[0]]["first_name"] == "One"

    def test_a_plugin_that_fails(self, course: Course, graded: Graded, tmp_path: Path) -> None:
        broken = PLUGIN.replace("made = {", "raise OSError('one\\ntwo')\n        made = {")
        made = self.with_setting(course, tmp_path, broken)
        sentence = self.refused(made, graded)
        assert "PerHour" in sentence
        assert "OSError: one two" in sentence

    def test_a_plugin_that_is_not_there(self, course: Course, tmp_path: Path) -> None:
        made = self.with_setting(
            course, tmp_path, "c.AssignLatePenalties.plugin_class = 'nowhere.Plugin'"
        )
        with (
            Journal(made.root) as journal,
            pytest.raises(CourseError, match="nowhere"),
        ):
            Recorder(made, read_assignment(made, NAME), journal)

    def test_a_preprocessor_that_is_not_there(self, course: Course, tmp_path: Path) -> None:
        made = self.with_setting(
            course, tmp_path, "c.Autograde.autograde_preprocessors = ['nowhere.Save']"
        )
        with (
            Journal(made.root) as journal,
            pytest.raises(CourseError, match=r"nowhere\.Save"),
        ):
            Recorder(made, read_assignment(made, NAME), journal)

    def test_a_cell_that_the_gradebook_does_not_know(self, course: Course, graded: Graded) -> None:
        submit(course, STUDENTS[0])
        (others, first) = graded.notebooks
        cells = (replace(first.cells[0], grade_id="test_new"), *first.cells[1:])
        sentence = self.refused(
            course, replace(graded, notebooks=(replace(first, cells=cells), others))
        )
        assert "'test_new' of notebook 'p1'" in sentence
        assert f"`nbgrader generate_assignment {NAME}`" in sentence

    @pytest.mark.parametrize("where", ["comments", "missing", "notebooks"])
    def test_other_names_that_it_does_not_know(
        self, course: Course, graded: Graded, where: str
    ) -> None:
        submit(course, STUDENTS[0])
        first, second = graded.notebooks
        made = {
            "comments": {"notebooks": (replace(first, comments={"new": None}), second)},
            "missing": {"missing": ("new",)},
            "notebooks": {"notebooks": (first, replace(second, name="new"))},
        }
        assert "'new'" in self.refused(course, replace(graded, **made[where]))

    def test_a_locked_gradebook(self, course: Course, graded: Graded) -> None:
        submit(course, STUDENTS[0])
        graded, submission = with_digest(graded, course), handed_in(course, STUDENTS[0])
        rows = read_rows(course.db_url)
        with (
            recording(course, patience=0.05) as recorder,
            locked(course),
            pytest.raises(StorageError, match="locked") as refusal,
        ):
            recorder.record(graded, submission, options=OPTIONS)
        assert str(course.root / "gradebook.db") in str(refusal.value)
        assert read_rows(course.db_url) == rows
        assert not course.autograded(STUDENTS[0], NAME).exists()

    def test_a_gradebook_that_is_locked_for_a_while(self, course: Course, graded: Graded) -> None:
        submit(course, STUDENTS[0])
        graded, submission = with_digest(graded, course), handed_in(course, STUDENTS[0])
        waiting = threading.Event()
        with recording(course) as recorder:
            with locked(course), listening(Engine, "before_cursor_execute", waiting.set):
                thread = threading.Thread(
                    target=recorder.record,
                    args=(graded, submission),
                    kwargs={"options": OPTIONS},
                )
                thread.start()
                assert waiting.wait(60)
            thread.join()
        assert len(read_rows(course.db_url)["submitted_assignment"]) == 1

    def test_a_damaged_gradebook(self, course: Course, graded: Graded) -> None:
        submit(course, STUDENTS[0])
        graded, submission = with_digest(graded, course), handed_in(course, STUDENTS[0])
        with recording(course) as recorder:
            content = (course.root / "gradebook.db").read_bytes()
            (course.root / "gradebook.db").write_bytes(b"gone" * len(content))
            with pytest.raises(StorageError, match="damaged"):
                recorder.record(graded, submission, options=OPTIONS)
            (course.root / "gradebook.db").write_bytes(content)
            recorder.record(graded, submission, options=OPTIONS)
        assert len(read_rows(course.db_url)["submitted_assignment"]) == 1

    @pytest.mark.parametrize("statement", [1, 5, 10, 15])
    def test_a_connection_that_is_lost(
        self,
        postgresql: Server,
        postgresql_template: Course,
        tmp_path: Path,
        graded: Graded,
        statement: int,
    ) -> None:
        database = postgresql.new_database(like=postgresql_template.db_url)
        course = copy_course(postgresql_template, tmp_path / "course", db=database)
        submit(course, STUDENTS[0], timestamp="2026-03-01 10:00:00 UTC")
        graded, submission = with_digest(graded, course), handed_in(course, STUDENTS[0])
        rows, left = read_rows(course.db_url), [statement]

        def lose() -> None:
            left[0] -= 1
            if left[0] == 0:
                postgresql.disconnect_all()

        with recording(course) as recorder:
            with (
                listening(Engine, "before_cursor_execute", lose),
                pytest.raises(StorageError, match=r"connection .* was lost") as refusal,
            ):
                recorder.record(graded, submission, options=OPTIONS)
            assert "\n" not in str(refusal.value)
            assert read_rows(course.db_url) == rows
            assert not course.autograded(STUDENTS[0], NAME).exists()
            recorder.record(graded, submission, options=OPTIONS)
        assert len(read_rows(course.db_url)["submitted_assignment"]) == 1

    def test_a_row_that_somebody_holds(
        self, postgresql: Server, postgresql_template: Course, tmp_path: Path, graded: Graded
    ) -> None:
        database = postgresql.new_database(like=postgresql_template.db_url)
        course = copy_course(postgresql_template, tmp_path / "course", db=database)
        submit(course, STUDENTS[0], timestamp="2026-03-01 10:00:00 UTC")
        graded, submission = with_digest(graded, course), handed_in(course, STUDENTS[0])
        engine = create_engine(course.db_url)
        with recording(course, patience=0.05) as recorder:
            recorder.record(graded, submission, options=OPTIONS)
            with engine.begin() as connection:
                connection.execute(text("UPDATE submitted_assignment SET timestamp = NULL"))
                with pytest.raises(StorageError, match="locked"):
                    recorder.record(graded, submission, options=OPTIONS)
        engine.dispose()


class TestFolders:
    def test_read_only_folders_are_replaced_by_an_ordinary_user(
        self, template: Course, stock: Course, helper: Helper
    ) -> None:
        with course_of_an_ordinary_user(template) as (course, user):
            hand_in(course, "2026-03-01 10:00:00 UTC")
            shutil.copytree(stock.root, elsewhere := course.root.parent / "stock")
            theirs = open_course(elsewhere)
            belongs_to(course.root.parent, user)
            told = helper.record(course.root, theirs.root, STUDENTS, user=user)
            assert told["fresh"] == STUDENTS
            for folder in (course.root / "autograded").rglob("*/"):
                folder.chmod(0o555)
            for student in STUDENTS:  # handed in again, so that all are recorded again
                submit(course, student, timestamp="2026-03-01 11:00:00 UTC")
            for path in (course.root / "autograded").glob("*"):
                path.chmod(0o755)
            belongs_to(course.root / "submitted", user)
            told = helper.record(course.root, theirs.root, STUDENTS, user=user)
            assert (told["error"], told["fresh"]) == (None, STUDENTS)
            stamps = (course.root / "autograded").rglob("timestamp.txt")
            assert {path.read_text()[11:13] for path in stamps} == {"11"}

    def test_a_folder_that_may_not_be_written(
        self, template: Course, stock: Course, helper: Helper
    ) -> None:
        with course_of_an_ordinary_user(template) as (course, user):
            hand_in(course, "2026-03-01 10:00:00 UTC")
            shutil.copytree(stock.root, elsewhere := course.root.parent / "stock")
            belongs_to(course.root.parent, user)
            rows = read_rows(course.db_url)
            (course.root / "autograded" / STUDENTS[0]).mkdir(parents=True)
            (course.root / "autograded" / STUDENTS[0]).chmod(0o555)
            belongs_to(course.root / "autograded", user)
            told = helper.record(course.root, elsewhere, STUDENTS, user=user)
            assert "Permission denied" in told["error"]
            assert str(course.root / "autograded" / STUDENTS[0]) in told["error"]
            assert read_rows(course.db_url) == rows

    def test_a_course_that_may_not_be_written(
        self, template: Course, stock: Course, helper: Helper
    ) -> None:
        with course_of_an_ordinary_user(template) as (course, user):
            shutil.copytree(stock.root, elsewhere := course.root.parent / "stock")
            belongs_to(course.root.parent, user)
            course.root.chmod(0o555)
            told = helper.record(course.root, elsewhere, [], user=user)
            assert "Permission denied" in told["error"]
            assert str(course.root / ".sixprinciples") in told["error"]

    def test_a_link_in_place_of_the_folder(
        self, course: Course, graded: Graded, tmp_path: Path
    ) -> None:
        submit(course, STUDENTS[0])
        other = tmp_path / "other"
        other.mkdir()
        (other / "kept.txt").write_text("kept")
        place = course.autograded(STUDENTS[0], NAME)
        place.parent.mkdir(parents=True)
        place.symlink_to(other)
        with recording(course) as recorder:
            recorder.record(
                with_digest(graded, course), handed_in(course, STUDENTS[0]), options=OPTIONS
            )
        assert not place.is_symlink()
        assert [path.name for path in other.iterdir()] == ["kept.txt"]

    def test_other_layouts(self, template: Course, tmp_path: Path) -> None:
        layout = "{nbgrader_step}/{assignment_id}/{student_id}"
        setting = f"c.CourseDirectory.directory_structure = {layout!r}"
        stock = copy_course(template, tmp_path / "stock", setting)
        ours = copy_course(template, tmp_path / "ours", setting)
        for made in (stock, ours):
            hand_in(made, "2026-03-01 10:00:00 UTC")
        autograde(stock)
        record_as(stock, ours)
        assert_same(stock, ours)
        autograde(ours)  # finds all of them done, and nothing else
        assert_same(stock, ours)


def with_digest(graded: Graded, course: Course) -> Graded:
    """Return a result as if it were of what lies in a course."""
    return replace(graded, digest=handed_in(course, graded.student).digest)


def only(graded: Graded, notebook: str) -> Graded:
    """Return a result of one notebook, which says nothing about the others."""
    notebooks = tuple(found for found in graded.notebooks if found.name == notebook)
    return replace(graded, notebooks=notebooks, missing=())


def with_scores(graded: Graded, score: float) -> Graded:
    """Return a result in which each test earned the same."""
    return replace(
        graded,
        notebooks=tuple(
            replace(
                notebook,
                cells=tuple(
                    cell if cell.auto_score is None else replace(cell, auto_score=score)
                    for cell in notebook.cells
                ),
            )
            for notebook in graded.notebooks
        ),
    )


def grade_row(student: str, notebook: str, cell: str) -> str:
    """Return what `read_rows` calls a grade."""
    submitted = f"{NAME} / {student} / {NAME} / {notebook}"
    return f"{submitted} / {NAME} / {notebook} / GradeCell / {cell}"


@contextmanager
def locked(course: Course) -> Iterator[None]:
    """Hold the gradebook as another program does that writes."""
    with closing(sqlite3.connect(course.root / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def listening(target: object, name: str, then: Callable[[], object]) -> Iterator[None]:
    """Call a function at an event of SQLAlchemy's."""

    def listener(*_: object) -> None:
        then()

    event.listen(target, name, listener)
    yield
    event.remove(target, name, listener)


@contextmanager
def course_of_an_ordinary_user(template: Course) -> Iterator[tuple[Course, int]]:
    """Make a course where an ordinary user may go, who is named by number."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    try:
        yield copy_course(template, folder / "course"), os.getuid() or recording_process.NOBODY
    finally:
        shutil.rmtree(folder)


def belongs_to(folder: Path, user: int) -> None:
    """Give a folder and all that is in it to a user."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, user if os.getuid() == 0 else -1, follow_symlinks=False)

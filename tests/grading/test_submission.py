"""Finding and reading what students handed in, whatever it is."""

import dataclasses
import os
import pickle
import shutil
import socket
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import grading_courses
import pytest
from grading_courses import NAME, submit

from sixprinciples.grading.assignment import Assignment, SourceNotebook
from sixprinciples.grading.course import Course, CourseError, open_course
from sixprinciples.grading.submission import (
    Found,
    ReadLimits,
    Submission,
    SubmissionError,
    find,
    read,
)

ODD_NAMES = [
    "with space",
    "o'neil",
    'say "hi"',
    "two\nlines",
    "李雷",
    "Ünal",
    "a*b",
    "[x]",
    "{y}",
    "%s",
    "-n",
    "$HOME",
]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Return a course of its own, without submissions."""
    return grading_courses.new(tmp_path / "course")


@pytest.fixture
def assignment() -> Assignment:
    """Return its assignment."""
    return grading_courses.assignment()


def found(course: Course, student: str) -> Found:
    """Return where a student's submission lies, or should."""
    (found,) = find(course, grading_courses.assignment(), [student])
    return found


def read_one(course: Course, student: str, limits: ReadLimits | None = None) -> Submission:
    """Read a student's submission."""
    return read(found(course, student), grading_courses.assignment(), limits)


def refused(
    course: Course, student: str, limits: ReadLimits | None = None
) -> tuple[str, SubmissionError]:
    """Return the flag and the error with which a submission is refused."""
    with pytest.raises(SubmissionError) as caught:
        read_one(course, student, limits)
    assert "\n" not in str(caught.value)
    return caught.value.flag, caught.value


# --- finding ----------------------------------------------------------------------------------


def test_submissions_are_found_in_order(course: Course, assignment: Assignment) -> None:
    for student in ("student-002", "student-001"):
        submit(course, student)
    (course.root / "submitted" / "student-003" / "ps2").mkdir(parents=True)
    (course.root / "submitted" / ".ipynb_checkpoints" / NAME).mkdir(parents=True)
    (course.root / "submitted" / "notes.txt").touch()
    everybody = find(course, assignment)
    assert [one.student for one in everybody] == ["student-001", "student-002"]
    assert everybody[0].folder == course.root / "submitted" / "student-001" / NAME


def test_who_has_a_folder_that_leads_nowhere_is_found(
    course: Course, assignment: Assignment
) -> None:
    (course.root / "submitted").mkdir()
    (course.root / "submitted" / "student-001").symlink_to("nowhere")
    assert [one.student for one in find(course, assignment)] == ["student-001"]
    flag, error = refused(course, "student-001")
    assert flag == "symbolic_link"
    assert "is a link to somewhere else" in str(error)


def test_nobody_is_found_where_nobody_handed_in(course: Course, assignment: Assignment) -> None:
    assert find(course, assignment) == []


def test_odd_student_ids_are_ids_like_others(course: Course, assignment: Assignment) -> None:
    for student in ODD_NAMES:
        submit(course, student)
    everybody = find(course, assignment)
    assert [one.student for one in everybody] == sorted(ODD_NAMES)
    for one in everybody:
        assert set(read(one, assignment).notebooks) == {"code", "text"}
        assert read_one(course, one.student).student == one.student


def test_a_course_directory_with_signs_in_its_name_is_searched_too(tmp_path: Path) -> None:
    course = grading_courses.new(tmp_path / "spring [2026] {a}")
    submit(course, "student-001")
    (one,) = find(course, grading_courses.assignment())
    assert set(read(one, grading_courses.assignment()).notebooks) == {"code", "text"}


@pytest.mark.parametrize(
    "structure",
    [
        "{assignment_id}/{nbgrader_step}/{student_id}",
        "{nbgrader_step}/{assignment_id}/of {student_id}",
        "{student_id}/{student_id}-{assignment_id}/{nbgrader_step}",
        "../elsewhere/{nbgrader_step}/{assignment_id}.{student_id}",
    ],
)
def test_submissions_are_found_in_other_structures(course: Course, structure: str) -> None:
    config = course.root / "nbgrader_config.py"
    config.write_text(
        config.read_text() + f"c.CourseDirectory.directory_structure = {structure!r}\n"
    )
    other = open_course(course.root)
    for student in ("student-001", "two\nlines"):
        folder = other.submitted(student, NAME)
        folder.mkdir(parents=True)
        shutil.copy(course.release(NAME) / "code.ipynb", folder)
    everybody = find(other, grading_courses.assignment())
    assert [one.student for one in everybody] == ["student-001", "two\nlines"]
    for one in everybody:
        assert set(read(one, grading_courses.assignment()).notebooks) == {"code"}


def test_an_absolute_structure_leads_out_of_the_course(course: Course, tmp_path: Path) -> None:
    config = course.root / "nbgrader_config.py"
    structure = f"{tmp_path}/handed/{{nbgrader_step}}/{{student_id}}/{{assignment_id}}"
    config.write_text(
        config.read_text() + f"c.CourseDirectory.directory_structure = {structure!r}\n"
    )
    folder = tmp_path / "handed" / "submitted" / "student-001" / NAME
    folder.mkdir(parents=True)
    shutil.copy(course.release(NAME) / "code.ipynb", folder)
    (one,) = find(open_course(course.root), grading_courses.assignment())
    assert one.folder == folder
    assert set(read(one, grading_courses.assignment()).notebooks) == {"code"}


@pytest.mark.parametrize("structure", ["{nbgrader_step}/{assignment_id}", "{step}/{student_id}"])
def test_a_structure_that_tells_nobody_apart_is_refused(
    course: Course, assignment: Assignment, structure: str
) -> None:
    config = course.root / "nbgrader_config.py"
    config.write_text(
        config.read_text() + f"c.CourseDirectory.directory_structure = {structure!r}\n"
    )
    with pytest.raises(CourseError, match="does not tell students apart"):
        find(open_course(course.root), assignment)


def test_settings_can_choose_students(course: Course, assignment: Assignment) -> None:
    for student in ("a-1", "a-2", "b-1"):
        submit(course, student)
    config = course.root / "nbgrader_config.py"
    config.write_text(
        config.read_text()
        + 'c.CourseDirectory.student_id = "a-*"\nc.CourseDirectory.student_id_exclude = "a-2,x"\n'
    )
    assert [one.student for one in find(open_course(course.root), assignment)] == ["a-1"]


def test_students_can_be_named(course: Course, assignment: Assignment) -> None:
    submit(course, "student-001")
    submit(course, ".hidden")
    named = find(course, assignment, [".hidden", "student-001", ".hidden"])
    assert [one.student for one in named] == [".hidden", "student-001"]
    assert set(read(named[0], assignment).notebooks) == {"code", "text"}


def test_a_named_student_who_handed_in_nothing_is_told(course: Course) -> None:
    submit(course, "student-001")
    flag, error = refused(course, "student-002")
    assert flag == "nothing"
    assert "student-002 handed in nothing" in str(error)
    assert "student-*" in str(refused(course, "student-*")[1])


@pytest.mark.parametrize("student", ["..", ".", "", "a/b", "../student-001", "a\0b"])
def test_what_is_no_student_id_leads_nowhere(course: Course, student: str) -> None:
    submit(course, "student-001")
    flag, error = refused(course, student)
    assert flag == "odd_name"
    assert "cannot be a student id" in str(error)


def test_a_folder_name_that_is_no_text_is_refused(course: Course, assignment: Assignment) -> None:
    folder = os.fsencode(course.root / "submitted") + b"/M\xfcller/" + NAME.encode()
    os.makedirs(folder)
    (one,) = find(course, assignment)
    with pytest.raises(SubmissionError, match=r"not UTF-8: rename the folder") as caught:
        read(one, assignment)
    str(caught.value).encode()


# --- reading ----------------------------------------------------------------------------------


def test_notebooks_and_files_are_read(course: Course) -> None:
    folder = submit(course, "student-001", timestamp="2026-01-31 23:59:00 UTC")
    (folder / "own").mkdir()
    (folder / "own" / "notes.txt").write_text("mine")
    (folder / "own" / "scratch.ipynb").write_text("{}")
    (folder / "data").mkdir()
    (folder / "data" / "table.csv").write_text("forged")
    (folder / "mine.py").write_text("x = 1")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "mine.pyc").touch()
    submission = read_one(course, "student-001")
    assert submission.student == "student-001"
    assert submission.assignment == NAME
    assert submission.notebooks == {
        name: (course.release(NAME) / f"{name}.ipynb").read_bytes() for name in ("code", "text")
    }
    assert submission.files == {
        "mine.py": b"x = 1",
        "own/notes.txt": b"mine",
        "timestamp.txt": b"2026-01-31 23:59:00 UTC",
    }
    assert submission.timestamp == datetime(2026, 1, 31, 23, 59)
    assert submission.flags == submission.remarks == ()
    assert pickle.loads(pickle.dumps(submission)) == submission


def test_the_digest_changes_with_all_that_counts(course: Course) -> None:
    folder = submit(course, "student-001", timestamp="2026-01-31 23:59:00 UTC")
    (folder / "mine.py").write_text("x = 1")
    first = read_one(course, "student-001").digest
    assert read_one(course, "student-001").digest == first
    digests = {first}
    for name, content in (
        ("mine.py", "x = 2"),
        ("yours.py", ""),
        ("timestamp.txt", "2026-02-01 00:00:00 UTC"),
        ("text.ipynb", "{}"),
    ):
        (folder / name).write_text(content)
        digests.add(read_one(course, "student-001").digest)
    (folder / "text.ipynb").unlink()
    digests.add(read_one(course, "student-001").digest)
    assert len(digests) == 6


def test_the_digest_does_not_change_with_what_does_not_count(course: Course) -> None:
    folder = submit(course, "student-001")
    first = read_one(course, "student-001").digest
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").touch()
    (folder / "scratch.ipynb").write_text("{}")
    assert read_one(course, "student-001").digest == first


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-01-31 23:59:00 UTC", datetime(2026, 1, 31, 23, 59)),
        ("2026-01-31T23:59:00+08:00\n", datetime(2026, 1, 31, 15, 59)),
        ("2026-01-31T23:59:00", datetime(2026, 1, 31, 23, 59)),
        ("", None),
        (" \n", None),
    ],
)
def test_timestamps_mean_what_they_mean_to_nbgrader(
    course: Course, written: str, meant: datetime | None
) -> None:
    folder = submit(course, "student-001", timestamp=written)
    assert read_one(course, "student-001").timestamp == meant
    assert course.coursedir.get_existing_timestamp(str(folder)) == meant


@pytest.mark.parametrize("written", [b"yesterday-ish", b"\xff\xfe", b"9" * 400, b"2026-13-45"])
def test_a_timestamp_that_says_no_time_is_refused(course: Course, written: bytes) -> None:
    (submit(course, "student-001") / "timestamp.txt").write_bytes(written)
    flag, error = refused(course, "student-001")
    assert flag == "invalid_timestamp"
    assert "timestamp.txt of student-001 says no time" in str(error)


# --- missing and renamed notebooks --------------------------------------------------------------


def flags_of(course: Course, *names: str) -> Submission:
    """Hand in copies of the first notebook under other names, besides the second, and read."""
    folder = submit(course, "student-001", ["text"])
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(course.release(NAME) / "code.ipynb", folder / name)
    return read_one(course, "student-001")


@pytest.mark.parametrize("name", ["Code.ipynb", "code (1).ipynb", "answers.ipynb", "in/code.ipynb"])
def test_a_renamed_notebook_is_not_guessed_at_but_named(course: Course, name: str) -> None:
    submission = flags_of(course, name)
    assert set(submission.notebooks) == {"text"}
    assert submission.flags == ("renamed_notebook",)
    assert f"no code.ipynb but {name}: if that is it, rename it" in submission.remarks[0]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "handed in no code.ipynb."),
        (["a.ipynb", "b.ipynb"], "handed in no code.ipynb but a.ipynb, b.ipynb."),
    ],
)
def test_a_missing_notebook_is_named(course: Course, names: list[str], said: str) -> None:
    submission = flags_of(course, *names)
    assert set(submission.notebooks) == {"text"}
    assert submission.flags == ("missing_notebook",)
    assert said in submission.remarks[0]


@pytest.mark.parametrize(
    "name", ["CODE.ipynb", "code-Copy1.ipynb", "code (2).ipynb", "ｃode.ipynb"]
)
def test_of_two_notebooks_with_one_name_only_the_right_one_counts(
    course: Course, name: str
) -> None:
    submission = flags_of(course, "code.ipynb", name)
    assert set(submission.notebooks) == {"code", "text"}
    assert submission.flags == ("second_notebook",)
    assert f"{name} besides code.ipynb" in submission.remarks[0]


def test_notebooks_of_the_students_own_need_nobody(course: Course) -> None:
    submission = flags_of(course, "code.ipynb", "scratch.ipynb", "in/code.ipynb")
    assert set(submission.notebooks) == {"code", "text"}
    assert submission.flags == ()


def test_accents_written_apart_are_the_same_name(course: Course, assignment: Assignment) -> None:
    composed = unicodedata.normalize("NFC", "Prüfung")
    apart = unicodedata.normalize("NFD", composed)
    book = dataclasses.replace(assignment.notebooks[0], name=composed)
    german = dataclasses.replace(assignment, notebooks=(book,))
    folder = submit(course, "student-001", [])
    (folder / f"{apart}.ipynb").write_bytes(b"apart")
    where = found(course, "student-001")
    assert read(where, german).notebooks == {composed: b"apart"}
    assert read(where, german, compat=True).notebooks == {}
    (folder / f"{composed}.ipynb").write_bytes(b"composed")
    both = read(where, german)
    assert both.notebooks == {composed: b"composed"}
    assert both.flags == ("second_notebook",)


def test_a_submission_without_a_notebook_is_refused(course: Course) -> None:
    folder = submit(course, "student-001", [])
    flag, error = refused(course, "student-001")
    assert flag == "no_notebook"
    assert "no notebook; expected code.ipynb and text.ipynb." in str(error)
    (folder / "in").mkdir()
    (folder / "in" / "code.ipynb").touch()
    assert "no notebook but in/code.ipynb, where" in str(refused(course, "student-001")[1])
    folder.joinpath("in", "code.ipynb").unlink()
    folder.joinpath("in").rmdir()
    folder.rmdir()
    folder.touch()
    flag, error = refused(course, "student-001")
    assert flag == "no_notebook"
    assert f"{folder} is no folder" in str(error)


# --- what is no plain file ----------------------------------------------------------------------


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """Return a file outside of every submission."""
    path = tmp_path / "secret.txt"
    path.write_text("secret")
    return path


def test_a_linked_submission_is_not_followed(course: Course, tmp_path: Path) -> None:
    other = submit(course, "student-001")
    for link in (course.submitted("student-002", NAME), course.root / "submitted" / "student-003"):
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(other if link.name == NAME else other.parent)
        student = "student-002" if link.name == NAME else "student-003"
        flag, error = refused(course, student)
        assert flag == "symbolic_link"
        assert "is a link to somewhere else, and not graded" in str(error)
    (course.root / "submitted").rename(tmp_path / "on another disk")
    (course.root / "submitted").symlink_to(tmp_path / "on another disk")
    assert set(read_one(course, "student-001").notebooks) == {"code", "text"}


def test_links_inside_a_submission_are_left_out(course: Course, secret: Path) -> None:
    folder = submit(course, "student-001")
    (folder / "notes.txt").symlink_to(secret)
    (folder / "all").symlink_to(secret.parent)
    (folder / "gone").symlink_to("nowhere")
    (folder / "timestamp.txt").symlink_to(secret)
    submission = read_one(course, "student-001")
    assert submission.files == {}
    assert submission.timestamp is None
    assert submission.flags == ("symbolic_link",)
    assert "all, gone, notes.txt and 1 more; links are not followed" in submission.remarks[0]


def test_a_linked_notebook_is_refused(course: Course) -> None:
    other = submit(course, "student-001")
    folder = submit(course, "student-002", ["text"])
    (folder / "code.ipynb").symlink_to(other / "code.ipynb")
    flag, error = refused(course, "student-002")
    assert flag == "symbolic_link"
    assert "code.ipynb of student-002" in str(error)
    (folder / "text.ipynb").unlink()
    assert refused(course, "student-002")[0] == "symbolic_link"


def test_pipes_and_sockets_are_never_opened(course: Course) -> None:
    folder = submit(course, "student-001")
    os.mkfifo(folder / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.open(folder, os.O_RDONLY)
        server.bind(f"/proc/self/fd/{here}/door")
        os.close(here)
    submission = read_one(course, "student-001")
    assert submission.files == {}
    assert submission.flags == ("special_file",)
    assert "door, pipe.csv; only files are taken" in submission.remarks[0]
    (folder / "code.ipynb").unlink()
    os.mkfifo(folder / "code.ipynb")
    assert refused(course, "student-001")[0] == "special_file"


def test_a_file_name_that_is_no_text_is_left_out(course: Course) -> None:
    folder = submit(course, "student-001")
    with open(os.fsencode(folder) + b"/\xfcbung.txt", "wb"):
        pass
    submission = read_one(course, "student-001")
    assert submission.files == {}
    assert submission.flags == ("odd_name",)
    submission.remarks[0].encode()


@contextmanager
def without_rights() -> Iterator[None]:
    """Do something as a user who may not read everything; root may."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_to_all(course: Course) -> Course:
    """Return a course that everybody can reach."""
    for folder in (course.root, *course.root.parents):
        if folder.stat().st_uid == os.geteuid() and folder.is_relative_to("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    return course


def test_who_has_a_folder_that_may_not_be_read_is_found(open_to_all: Course) -> None:
    submit(open_to_all, "student-001")
    folder = submit(open_to_all, "student-002").parent
    folder.chmod(0)
    try:
        with without_rights():
            everybody = find(open_to_all, grading_courses.assignment())
            assert [one.student for one in everybody] == ["student-001", "student-002"]
            flag, error = refused(open_to_all, "student-002")
    finally:
        folder.chmod(0o755)
    assert flag == "unreadable"
    assert "Permission denied" in str(error)


def test_submissions_that_may_not_be_seen_at_all_are_not_taken_for_none(
    open_to_all: Course,
) -> None:
    folder = submit(open_to_all, "student-001").parent.parent
    folder.chmod(0)
    try:
        with without_rights(), pytest.raises(CourseError, match="submitted cannot be read"):
            find(open_to_all, grading_courses.assignment())
    finally:
        folder.chmod(0o755)


@pytest.mark.parametrize("name", ["code.ipynb", "own", "own/notes.txt", ""])
def test_what_may_not_be_read_is_named(open_to_all: Course, name: str) -> None:
    folder = submit(open_to_all, "student-001")
    (folder / "own").mkdir()
    (folder / "own" / "notes.txt").touch()
    with without_rights():
        assert len(read_one(open_to_all, "student-001").files) == 1
    (folder / name).chmod(0)
    try:
        with without_rights():
            flag, error = refused(open_to_all, "student-001")
    finally:
        (folder / name).chmod(0o755)
    assert flag == "unreadable"
    assert f"{name or folder}: Permission denied" in str(error)


@pytest.mark.parametrize(("own", "theirs"), [("data/table.csv", "data"), ("data", "data/x.csv")])
def test_files_in_the_way_of_the_assignments_are_left_out(
    course: Course, assignment: Assignment, own: str, theirs: str
) -> None:
    folder = submit(course, "student-001")
    (folder / theirs).parent.mkdir(exist_ok=True)
    (folder / theirs).write_text("mine")
    given = dataclasses.replace(assignment, files={own: b"given"})
    submission = read(found(course, "student-001"), given)
    assert submission.files == {}
    assert submission.flags == ("file_in_the_way",)


# --- sizes ------------------------------------------------------------------------------------


def sparse(path: Path, megabytes: int) -> None:
    """Make a file that is large but takes no room."""
    with open(path, "wb") as file:
        file.truncate(megabytes << 20)


def test_a_huge_notebook_is_refused_before_it_is_read(course: Course) -> None:
    folder = submit(course, "student-001")
    sparse(folder / "code.ipynb", 100_000)
    flag, error = refused(course, "student-001")
    assert flag == "too_large"
    assert "code.ipynb of student-001 has 100000 MB, more than 50 MB" in str(error)


def test_limits_are_settings(course: Course) -> None:
    folder = submit(course, "student-001")
    sparse(folder / "code.ipynb", 2)
    sparse(folder / "data.bin", 3)
    assert read_one(course, "student-001", ReadLimits(notebook_mb=2, files_mb=3, entries=3))
    for limits, said in (
        (ReadLimits(notebook_mb=1), "more than 1 MB: clear its outputs"),
        (ReadLimits(files_mb=2), "beside the notebooks of student-001 have more than 2 MB"),
        (ReadLimits(entries=2), "more than 2 files"),
    ):
        flag, error = refused(course, "student-001", limits)
        assert flag == "too_large"
        assert said in str(error)


def test_huge_files_that_nobody_takes_do_not_count(course: Course) -> None:
    folder = submit(course, "student-001")
    sparse(folder / "scratch.ipynb", 1000)
    (folder / "__pycache__").mkdir()
    sparse(folder / "__pycache__" / "x.bin", 1000)
    assert read_one(course, "student-001").files == {}


def test_folders_within_folders_have_an_end(course: Course) -> None:
    folder = submit(course, "student-001")
    (folder / "/".join(["in"] * 30)).mkdir(parents=True)
    assert read_one(course, "student-001").files == {}
    (folder / "/".join(["in"] * 200)).mkdir(parents=True)
    flag, error = refused(course, "student-001")
    assert flag == "too_large"
    assert "folders within each other" in str(error)


# --- changes while it is read -------------------------------------------------------------------

_on_open: list[Callable[[str], None]] = []


def _watch(event: str, args: tuple[object, ...]) -> None:
    if event == "open" and _on_open:
        _on_open[-1](str(args[0]))


sys.addaudithook(_watch)


@contextmanager
def at_each_opening_of(name: str, change: Callable[[], None]) -> Iterator[list[int]]:
    """Change something at the moment a file of this name is opened; count how often."""
    count = [0]

    def changing(path: str) -> None:
        if Path(path).name == name and _on_open:
            action = _on_open.pop()
            count[0] += 1
            change()
            _on_open.append(action)

    _on_open.append(changing)
    try:
        yield count
    finally:
        _on_open.clear()


def test_a_submission_that_keeps_changing_is_refused(course: Course) -> None:
    notebook = submit(course, "student-001") / "code.ipynb"

    def grow() -> None:
        with open(notebook, "ab") as file:
            file.write(b" ")

    with at_each_opening_of("code.ipynb", grow) as count:
        flag, error = refused(course, "student-001")
    assert flag == "changing"
    assert "submission of student-001 changes while it is read" in str(error)
    assert count == [2]


def test_a_submission_that_changed_once_is_read_again(course: Course) -> None:
    folder = submit(course, "student-001")
    late = iter([b"late"])

    def hand_in() -> None:
        for content in late:
            (folder / "late.txt").write_bytes(content)

    with at_each_opening_of("code.ipynb", hand_in) as count:
        assert read_one(course, "student-001").files == {"late.txt": b"late"}
    assert count == [2]


@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_a_file_that_turns_into_something_else_is_not_followed(
    course: Course, secret: Path, kind: str
) -> None:
    folder = submit(course, "student-001")
    (folder / "notes.txt").write_text("mine")

    def turn() -> None:
        if (folder / "notes.txt").is_symlink() or not (folder / "notes.txt").is_file():
            return
        (folder / "notes.txt").unlink()
        if kind == "pipe":
            os.mkfifo(folder / "notes.txt")
        elif kind == "link":
            (folder / "notes.txt").symlink_to(secret)
        else:
            (folder / "notes.txt").mkdir()

    with at_each_opening_of("notes.txt", turn) as count:
        assert read_one(course, "student-001").files == {}
    assert count[0] >= 1


def test_a_submission_that_vanishes_is_refused(course: Course) -> None:
    folder = submit(course, "student-001")
    with at_each_opening_of("code.ipynb", lambda: shutil.rmtree(folder)):
        flag, _ = refused(course, "student-001")
    assert flag == "nothing"


# --- errors -----------------------------------------------------------------------------------


def test_errors_travel_between_processes() -> None:
    error = pickle.loads(pickle.dumps(SubmissionError("It is empty.", "not_a_notebook")))
    assert (str(error), error.flag) == ("It is empty.", "not_a_notebook")


def test_notebook_names_may_be_anything(course: Course, assignment: Assignment) -> None:
    names = ["two words", "李雷", "o'neil"]
    books = tuple(SourceNotebook(name, None, ()) for name in names)
    folder = submit(course, "student-001", [])
    for name in names:
        (folder / f"{name}.ipynb").write_text(name)
    submission = read(
        found(course, "student-001"), dataclasses.replace(assignment, notebooks=books)
    )
    assert {name: content.decode() for name, content in submission.notebooks.items()} == {
        name: name for name in names
    }

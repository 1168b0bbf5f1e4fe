"""Opening a course directory: settings, places, and what can be wrong with it."""

import logging
import os
import shutil
import sqlite3
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import grading_courses
import pytest
from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties, Execute
from sqlalchemy import text

from sixprinciples.grading.course import CourseError, is_ignored, open_course


def course_with(root: Path, settings: str) -> Path:
    """Make a directory that is a course by its settings only."""
    (root / "nbgrader_config.py").write_text(f"c = get_config()\n{settings}\n")
    return root


# --- settings -------------------------------------------------------------------------------


def test_settings_are_those_that_nbgrader_finds(tmp_path: Path) -> None:
    course_with(
        tmp_path,
        'c.CourseDirectory.course_id = "maths"\n'
        'c.CourseDirectory.source_directory = "solutions"\n'
        "c.CourseDirectory.directory_structure = "
        '"{assignment_id}/{nbgrader_step}/{student_id}"\n'
        "c.CourseDirectory.groupshared = True\n"
        'c.CourseDirectory.ignore = ["*.tmp"]\n'
        'c.CourseDirectory.db_url = "sqlite:////elsewhere/book.db"\n'
        "c.Execute.timeout = 11\n"
        'c.Autograde.exclude_overwriting = {"ps1": ["mine.py"]}\n'
        "c.BaseConverter.permissions = 640",
    )
    course = open_course(tmp_path)
    assert course.coursedir.course_id == "maths"
    assert course.source("ps1") == tmp_path / "ps1/solutions/."
    assert course.submitted("ada", "ps1") == tmp_path / "ps1/submitted/ada"
    assert course.autograded("ada", "ps1") == tmp_path / "ps1/autograded/ada"
    assert course.coursedir.groupshared
    assert course.ignores("x.tmp")
    assert not course.ignores("__pycache__")
    assert course.db_url == "sqlite:////elsewhere/book.db"
    assert course.preprocessor(Execute).timeout == 11
    assert course.autograde.exclude_overwriting == {"ps1": ["mine.py"]}
    assert course.autograde.permissions == 640
    assert course.config_files == (tmp_path / "nbgrader_config.py",)


def test_settings_in_old_names_count_too(tmp_path: Path) -> None:
    course_with(tmp_path, 'c.NbGrader.course_id = "old"\nc.AutogradeApp.create_student = False')
    course = open_course(tmp_path)
    assert course.coursedir.course_id == "old"
    assert not course.autograde.create_student


def test_settings_of_the_user_count_where_the_course_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, root = tmp_path / "jupyter", tmp_path / "course"
    own.mkdir()
    root.mkdir()
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(own))
    (own / "nbgrader_config.py").write_text(
        "c.Execute.timeout = 5\nc.CourseDirectory.course_id = 'mine'"
    )
    course_with(root, "c.Execute.timeout = 6")
    course = open_course(root)
    assert course.preprocessor(Execute).timeout == 6
    assert course.coursedir.course_id == "mine"


def test_the_gradebook_can_be_named_in_the_settings_or_instead_of_them(tmp_path: Path) -> None:
    course_with(tmp_path, 'c.CourseDirectory.db_url = "sqlite:///grades.db"')
    assert open_course(tmp_path).db_url == f"sqlite:///{tmp_path}/grades.db"
    assert open_course(tmp_path, "sqlite:///other.db").db_url == f"sqlite:///{tmp_path}/other.db"
    server = "postgresql://ada:secret@localhost/grades"
    assert open_course(tmp_path, server).db_url == server


def test_plugins_beside_the_settings_are_found(tmp_path: Path) -> None:
    (tmp_path / "late_rule.py").write_text(
        "from nbgrader.plugins import LateSubmissionPlugin\n"
        "class Half(LateSubmissionPlugin):\n    pass\n"
    )
    course_with(tmp_path, 'c.AssignLatePenalties.plugin_class = "late_rule.Half"')
    path = list(sys.path)
    try:
        late = open_course(tmp_path).preprocessor(AssignLatePenalties)
        assert late.plugin_class.__name__ == "Half"
        assert sys.path[: len(path)] == path
    finally:
        sys.path[:] = path


def test_what_grading_does_not_follow_is_said(tmp_path: Path) -> None:
    course_with(tmp_path, "c.Autograde.sanitize_preprocessors = []")
    (remark,) = open_course(tmp_path).remarks
    assert "Autograde.sanitize_preprocessors" in remark
    course_with(tmp_path, "c.Execute.timeout = 6")
    assert open_course(tmp_path).remarks == ()


def test_opening_leaves_no_trace(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    course_with(
        tmp_path,
        'print(\'noise\')\nc.Application.log_level = "DEBUG"\nc.NbGrader.logfile = "nbgrader.log"',
    )
    before = os.getcwd(), list(logging.root.handlers), dict(logging.root.manager.loggerDict)
    handlers = [handler for ref in logging._handlerList if (handler := ref())]
    open_course(tmp_path)
    after = os.getcwd(), list(logging.root.handlers), dict(logging.root.manager.loggerDict)
    assert after == before
    still = [handler for ref in logging._handlerList if (handler := ref())]
    assert still[: len(handlers)] == handlers
    assert capfd.readouterr() == ("", "")
    assert [path.name for path in tmp_path.iterdir()] == ["nbgrader_config.py"]


def test_opening_works_from_a_directory_that_is_gone(tmp_path: Path) -> None:
    gone, root = tmp_path / "gone", tmp_path / "course"
    gone.mkdir()
    root.mkdir()
    course_with(root, "")
    before = os.getcwd()
    try:
        os.chdir(gone)
        gone.rmdir()
        assert open_course(root).root == root
    finally:
        os.chdir(before)


# --- broken settings -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("c.Execute.timeout = 1\nthis is no Python", r"nbgrader_config\.py, line 3, .*SyntaxError"),
        ("import math\nmath.nothing", r"nbgrader_config\.py, line 3, .*AttributeError: .*nothing"),
        ("raise SystemExit('no')", r"nbgrader_config\.py, line 2, .*SystemExit: no"),
        ("c.CourseDirectory.root = 5", r"nbgrader_config\.py .*'root' trait"),
        ("c.Autograde.permissions = 'all'", r"nbgrader_config\.py .*'permissions' trait"),
        ("c.Autograde.pre_convert_hook = 'no_module.hook'", r"nbgrader_config\.py .*no_module"),
    ],
)
def test_broken_settings_are_named_in_one_sentence(
    tmp_path: Path, settings: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CourseError, match=said) as caught:
        open_course(course_with(tmp_path, settings))
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_broken_settings_in_json_are_named(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.json").write_text('{"Execute": ')
    with pytest.raises(CourseError, match=r"nbgrader_config\.json is broken: JSONDecodeError"):
        open_course(tmp_path)


def test_a_preprocessor_setting_of_the_wrong_kind_is_named(tmp_path: Path) -> None:
    course = open_course(course_with(tmp_path, "c.Execute.timeout = 'long'"))
    with pytest.raises(CourseError, match=r"nbgrader_config\.py .*'timeout' trait"):
        course.preprocessor(Execute)


def test_a_directory_without_a_course_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"no nbgrader course: .*change to the course directory"):
        open_course(tmp_path)
    (tmp_path / "submitted").mkdir()
    assert open_course(tmp_path).root == tmp_path
    with pytest.raises(CourseError, match="is no course directory: No such file"):
        open_course(tmp_path / "nowhere")
    (tmp_path / "file").touch()
    with pytest.raises(CourseError, match="is no course directory: Not a directory"):
        open_course(tmp_path / "file")


# --- the gradebook ---------------------------------------------------------------------------


def refused(root: Path, db: str | None = None) -> str:
    """Return why the gradebook cannot be used."""
    with pytest.raises(CourseError) as caught, open_course(root, db).gradebook() as gradebook:
        gradebook.execute(text("SELECT name FROM assignment"))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_gradebook_is_opened_once(tmp_path: Path) -> None:
    course = grading_courses.new(tmp_path)
    with course.gradebook() as first:
        assert first.execute(text("SELECT name FROM assignment")).scalar_one() == "ps1"
    with course.gradebook() as second:
        assert second.engine is first.engine


def test_no_gradebook_is_made_where_there_is_none(tmp_path: Path) -> None:
    course_with(tmp_path, "")
    assert "generate the assignment first" in refused(tmp_path)
    assert not (tmp_path / "gradebook.db").exists()
    sqlite3.connect(tmp_path / "gradebook.db").close()
    (tmp_path / "gradebook.db").touch()
    assert "is empty: generate the assignment first" in refused(tmp_path)


def test_a_damaged_gradebook_is_told_from_another_database(tmp_path: Path) -> None:
    course_with(tmp_path, "")
    (tmp_path / "gradebook.db").write_bytes(b"no database at all" * 100)
    assert "damaged (file is not a database): restore it from a backup" in refused(tmp_path)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE things (name TEXT)")
    assert "no gradebook of nbgrader" in refused(tmp_path, "sqlite:///other.db")
    (tmp_path / "folder").mkdir()
    assert "cannot be opened (unable to open" in refused(tmp_path, "sqlite:///folder")


def test_a_damaged_page_of_the_gradebook_is_one_sentence(tmp_path: Path) -> None:
    course = grading_courses.new(tmp_path)
    pages = bytearray((tmp_path / "gradebook.db").read_bytes())
    pages[4096:] = b"\xff" * (len(pages) - 4096)
    (tmp_path / "gradebook.db").write_bytes(pages)
    assert "restore it from a backup" in refused(course.root)


def test_a_locked_gradebook_is_one_sentence(tmp_path: Path) -> None:
    grading_courses.new(tmp_path)
    holder = sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        said = refused(tmp_path, "sqlite:///gradebook.db?timeout=0.05")
    finally:
        holder.close()
    assert "gradebook.db is locked by another program" in said


def test_an_older_nbgraders_gradebook_is_to_be_upgraded(tmp_path: Path) -> None:
    spec = find_spec("nbgrader")
    assert spec is not None and spec.origin is not None
    old = Path(spec.origin).parent / "tests/apps/files/gradebook.db"
    course_with(tmp_path, "")
    shutil.copy(old, tmp_path)
    assert "older nbgrader: back it up, then run `nbgrader db upgrade`" in refused(tmp_path)


def test_addresses_that_lead_nowhere_keep_their_password_secret(tmp_path: Path) -> None:
    course_with(tmp_path, "")
    said = refused(tmp_path, "postgresql+psycopg://ada:secret@127.0.0.1:1/grades")
    assert "server does not answer at postgresql+psycopg://ada:***@127.0.0.1:1/grades" in said
    assert "There is no driver" in refused(tmp_path, "oracle+nothing://ada:secret@host/grades")
    with pytest.raises(CourseError, match="is no database URL"):
        open_course(tmp_path, "grades:secret")


def test_nbgrader_can_make_a_gradebook_without_an_activated_environment(tmp_path: Path) -> None:
    course_with(tmp_path, "")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from nbgrader.api import Gradebook\n"
            "from sixprinciples.grading.course import open_course\n"
            "course = open_course(Path(sys.argv[1]))\n"
            "Gradebook(course.db_url).close()",
            tmp_path,
        ],
        env={**os.environ, "PATH": "/usr/bin:/bin"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as gradebook:
        assert gradebook.assignments == []


# --- what nbgrader ignores --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "ignored"),
    [
        (".ipynb_checkpoints", True),
        ("a.pyc", True),
        (".hidden.pyc", False),
        ("a.PYC", False),
        ("pyc", False),
        ("__pycache__", True),
    ],
)
def test_names_are_ignored_as_a_shell_matches_them(name: str, ignored: bool) -> None:
    assert is_ignored(name, [".ipynb_checkpoints", "*.pyc", "__pycache__"]) is ignored

"""The journal keeps what was scored until it is recorded, for one run at a time."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sixprinciples.grading.graded import CellScore, Graded, GradedNotebook, Verdict
from sixprinciples.grading.journal import (
    Busy,
    Entry,
    Journal,
    JournalError,
    Pending,
    fingerprint,
)

NOTEBOOK = GradedNotebook(
    "p1",
    b'{"cells": []}\n',
    (
        CellScore("p1", "test_a", Verdict.partial, 0.1, 2.0, "Half of it."),
        CellScore("p1", "essay", Verdict.manual, None, 4.0),
    ),
    {"answer": "No response.", "draw": None},
)
GRADED = Graded(
    student="student-001",
    assignment="a1",
    notebooks=(NOTEBOOK, replace(NOTEBOOK, name="网 络", content=b"\0\xff")),
    missing=("p3",),
    flags=("late",),
    remarks=("ps1.ipynb: not where they belong: a.",),
    seconds=0.25,
    digest="d",
    version="v",
)
SUMMARY = {"student": "student-001", "score": 0.1, "verdicts": {"test_a": "partial"}}

HOLD = """
import sys
from pathlib import Path
from sixprinciples.grading.journal import Journal
journal = Journal(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


class TestGraded:
    def test_there_and_back(self) -> None:
        assert Graded.from_parts(*GRADED.to_parts()) == GRADED

    @settings(deadline=None, max_examples=50)
    @given(
        st.builds(
            Graded,
            student=st.text(),
            assignment=st.text(),
            notebooks=st.lists(
                st.builds(
                    GradedNotebook,
                    name=st.text(),
                    content=st.binary(),
                    cells=st.lists(
                        st.builds(
                            CellScore,
                            notebook=st.text(),
                            grade_id=st.text(),
                            verdict=st.sampled_from(Verdict),
                            auto_score=st.none() | st.floats(allow_nan=False),
                            max_score=st.floats(allow_nan=False),
                            comment=st.text(),
                        )
                    ).map(tuple),
                    comments=st.dictionaries(st.text(), st.none() | st.text()),
                )
            ).map(tuple),
            missing=st.lists(st.text()).map(tuple),
            flags=st.lists(st.text()).map(tuple),
            remarks=st.lists(st.text()).map(tuple),
            seconds=st.floats(allow_nan=False),
            digest=st.text(),
            version=st.text(),
        )
    )
    def test_anything_comes_back(self, graded: Graded) -> None:
        assert Graded.from_parts(*graded.to_parts()) == graded

    @pytest.mark.parametrize("change", [{"flags": None}, {"notebooks": [{}]}, {"new": 1}])
    def test_parts_that_make_no_result(self, change: dict[str, object]) -> None:
        header, content = GRADED.to_parts()
        with pytest.raises(ValueError, match=r"not a graded submission|not as long"):
            Graded.from_parts({**header, **change}, content)

    def test_notebooks_that_are_cut_off(self) -> None:
        header, content = GRADED.to_parts()
        with pytest.raises(ValueError, match="as long as"):
            Graded.from_parts(header, content[:-1])


class TestStates:
    def test_scored_is_pending_until_it_is_recorded(self, tmp_path: Path) -> None:
        pending = Pending(GRADED, "options", frozenset({"test_a"}))
        with Journal(tmp_path) as journal:
            assert list(journal.pending("a1")) == []
            journal.scored(GRADED, options="options", tasks=frozenset({"test_a"}))
            assert list(journal.pending("a1")) == [pending]
            assert journal.find("a1", "student-001") is None
        with Journal(tmp_path) as journal:
            assert list(journal.pending("a1")) == [pending]
            assert list(journal.pending("a2")) == []
            journal.recorded("a1", "student-001", SUMMARY)
            assert list(journal.pending("a1")) == []
        with Journal(tmp_path) as journal:
            assert list(journal.pending("a1")) == []
            assert journal.find("a1", "student-001") == Entry(
                GRADED.to_parts()[0], "d", "v", "options", frozenset({"test_a"}), SUMMARY
            )
            assert journal.find("a1", "student-002") is None
            assert journal.find("a2", "student-001") is None

    def test_a_new_result_takes_the_place_of_the_old(self, tmp_path: Path) -> None:
        with Journal(tmp_path) as journal:
            journal.scored(GRADED, options="one")
            journal.recorded("a1", "student-001", SUMMARY)
            newer = replace(GRADED, digest="newer")
            journal.scored(newer, options="two")
            assert journal.find("a1", "student-001") is None
            assert list(journal.pending("a1")) == [Pending(newer, "two", frozenset())]

    def test_pending_ones_can_be_recorded_on_the_way(self, tmp_path: Path) -> None:
        students = [f"student-{number:03}" for number in range(1, 20)]
        with Journal(tmp_path) as journal:
            for student in reversed(students):
                journal.scored(replace(GRADED, student=student), options="")
            seen = []
            for pending in journal.pending("a1"):
                seen.append(pending.graded.student)
                journal.recorded("a1", pending.graded.student, {})
            assert seen == students
            assert list(journal.pending("a1")) == []

    def test_forgotten(self, tmp_path: Path) -> None:
        with Journal(tmp_path) as journal:
            journal.scored(GRADED, options="")
            journal.forget("a1", "student-001")
            assert list(journal.pending("a1")) == []

    def test_it_keeps_no_notebooks_of_what_is_recorded(self, tmp_path: Path) -> None:
        large = replace(NOTEBOOK, content=bytes(1 << 20))
        with Journal(tmp_path) as journal:
            for number in range(10):
                graded = replace(GRADED, student=f"student-{number:03}", notebooks=(large,))
                journal.scored(graded, options="")
                journal.recorded("a1", graded.student, {})
        assert (tmp_path / ".sixprinciples" / "journal.sqlite").stat().st_size < 3 << 20

    def test_version_control_leaves_it_out(self, tmp_path: Path) -> None:
        subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
        with Journal(tmp_path) as journal:
            journal.scored(GRADED, options="")
        status = subprocess.run(
            ["git", "status", "--porcelain"], cwd=tmp_path, capture_output=True, check=True
        )
        assert status.stdout == b""

    def test_a_group_shares_it(self, tmp_path: Path) -> None:
        with Journal(tmp_path, groupshared=True) as journal:
            journal.scored(GRADED, options="")
            folder = tmp_path / ".sixprinciples"
            assert stat.S_IMODE(folder.stat().st_mode) & 0o2770 == 0o2770
            for name in ("journal.sqlite", "lock"):
                assert stat.S_IMODE((folder / name).stat().st_mode) & 0o660 == 0o660


class TestOneRunAtATime:
    def test_a_second_run_is_told_which_is_at_work(self, tmp_path: Path) -> None:
        with holding(tmp_path) as other:
            with pytest.raises(Busy) as refusal:
                Journal(tmp_path)
            assert f"process {other.pid} on " in str(refusal.value)
            assert "\n" not in str(refusal.value)
            other.send_signal(signal.SIGKILL)
            other.wait()
            with Journal(tmp_path) as journal:
                journal.scored(GRADED, options="")

    def test_it_ends_with_the_run(self, tmp_path: Path) -> None:
        for _ in range(2):
            with Journal(tmp_path) as journal:
                journal.scored(GRADED, options="")

    def test_a_run_that_was_refused_changes_nothing(self, tmp_path: Path) -> None:
        with Journal(tmp_path) as journal:
            journal.scored(GRADED, options="")
            with pytest.raises(Busy):
                Journal(tmp_path)
            journal.recorded("a1", "student-001", SUMMARY)


def holding(course: Path) -> "subprocess.Popen[bytes]":
    """Start another process that has the journal open."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, course], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"open\n"
    return process


class TestDamage:
    def damaged(self, course: Path, content: bytes) -> str:
        """Put something in the journal's place, open it, and return what it says."""
        file = course / ".sixprinciples" / "journal.sqlite"
        file.write_bytes(content)
        with Journal(course) as journal:
            assert list(journal.pending("a1")) == []
            assert journal.find("a1", "student-001") is None
            journal.scored(GRADED, options="")
            journal.recorded("a1", "student-001", SUMMARY)
            notice = journal.notice
        if notice:
            (aside,) = file.parent.glob("journal.damaged-*.sqlite")
            assert aside.read_bytes() == content
            assert str(aside) in notice
            assert "\n" not in notice
            aside.unlink()
        with Journal(course) as journal:
            assert journal.notice == ""
            assert journal.find("a1", "student-001") is not None
        return notice

    @pytest.fixture
    def content(self, tmp_path: Path) -> bytes:
        """Return a journal of many rows."""
        with Journal(tmp_path) as journal:
            for number in range(50):
                journal.scored(replace(GRADED, student=f"student-{number:03}"), options="")
        return (tmp_path / ".sixprinciples" / "journal.sqlite").read_bytes()

    def test_not_a_journal(self, tmp_path: Path, content: bytes) -> None:
        assert self.damaged(tmp_path, b"gone " * 5000)

    def test_cut_off(self, tmp_path: Path, content: bytes) -> None:
        assert self.damaged(tmp_path, content[: len(content) // 2])

    def test_overwritten_in_the_middle(self, tmp_path: Path, content: bytes) -> None:
        middle = len(content) // 2
        assert self.damaged(tmp_path, content[:middle] + b"\xaa" * 4096 + content[middle + 4096 :])

    def test_empty(self, tmp_path: Path, content: bytes) -> None:
        assert self.damaged(tmp_path, b"") == ""

    def test_of_another_version(self, tmp_path: Path, content: bytes) -> None:
        with sqlite3.connect(tmp_path / "other.sqlite") as other:
            other.execute("CREATE TABLE other (x)")
            other.execute("PRAGMA user_version = 99")
        assert self.damaged(tmp_path, (tmp_path / "other.sqlite").read_bytes())

    def test_a_second_one_is_put_aside_too(self, tmp_path: Path) -> None:
        for number in (1, 2):
            with Journal(tmp_path):
                pass
            (tmp_path / ".sixprinciples" / "journal.sqlite").write_bytes(b"gone " * 5000)
            with Journal(tmp_path) as journal:
                assert f"journal.damaged-{number}.sqlite" in journal.notice

    @pytest.mark.parametrize("column", ["result", "notebooks"])
    def test_a_row_that_changed(self, tmp_path: Path, column: str) -> None:
        with Journal(tmp_path) as journal:
            journal.scored(GRADED, options="")
            journal.scored(replace(GRADED, student="student-002"), options="")
        with sqlite3.connect(tmp_path / ".sixprinciples" / "journal.sqlite") as other:
            other.execute(
                f"UPDATE submission SET {column} = substr({column}, 1, 5)"
                " WHERE student = 'student-001'"
            )
        with Journal(tmp_path) as journal:
            assert [it.graded.student for it in journal.pending("a1")] == ["student-002"]
            assert [it.graded.student for it in journal.pending("a1")] == ["student-002"]

    def test_a_write_that_was_cut_short_is_undone(self, tmp_path: Path) -> None:
        with Journal(tmp_path) as journal:
            journal.scored(GRADED, options="")
        child = subprocess.run(
            [sys.executable, "-c", CUT_SHORT, tmp_path / ".sixprinciples" / "journal.sqlite"],
            check=False,
        )
        assert child.returncode == -signal.SIGKILL
        with Journal(tmp_path) as journal:
            assert journal.notice == ""
            assert [it.graded for it in journal.pending("a1")] == [GRADED]


CUT_SHORT = """
import os, signal, sqlite3, sys
journal = sqlite3.connect(sys.argv[1], isolation_level=None)
journal.execute("PRAGMA cache_size = 1")
journal.execute("PRAGMA cache_spill = 1")
journal.execute("BEGIN")
journal.execute("UPDATE submission SET student = 'forged', notebooks = zeroblob(9000000)")
journal.execute("INSERT INTO submission SELECT 'x', student, digest, version, options, tasks,"
                " state, result, notebooks, seal, summary FROM submission")
assert os.path.getsize(sys.argv[1]) > 9000000
os.kill(os.getpid(), signal.SIGKILL)
"""


class TestRefused:
    def test_a_course_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(JournalError, match="No such file"):
            Journal(tmp_path / "nowhere")

    def test_a_file_in_place_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / ".sixprinciples").write_text("")
        with pytest.raises(JournalError) as refusal:
            Journal(tmp_path)
        assert "\n" not in str(refusal.value)

    def test_after_an_error_another_run_can_begin(self, tmp_path: Path) -> None:
        (tmp_path / ".sixprinciples" / "journal.sqlite").mkdir(parents=True)
        with pytest.raises(JournalError):
            Journal(tmp_path)
        (tmp_path / ".sixprinciples" / "journal.sqlite").rmdir()
        with Journal(tmp_path):
            pass


@dataclass(frozen=True)
class Inner:
    memory: int = 1


@dataclass(frozen=True)
class Options:
    tasks: frozenset[str] = frozenset()
    inner: Inner = Inner()
    share: Path = Path("/data")


class TestFingerprint:
    def test_it_is_the_same_in_every_process(self) -> None:
        program = "from sixprinciples.grading.journal import *; print(fingerprint({*'abcdef'}))"
        told = {
            subprocess.check_output(
                [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}
            )
            for seed in "12"
        }
        assert len(told) == 1

    @pytest.mark.parametrize(
        "changed",
        [Options(frozenset({"a"})), Options(inner=Inner(2)), Options(share=Path("/other"))],
    )
    def test_every_field_counts(self, changed: Options) -> None:
        assert fingerprint(changed) != fingerprint(Options())

    def test_what_has_none(self) -> None:
        with pytest.raises(TypeError):
            fingerprint({"a": object()})

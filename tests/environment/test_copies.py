"""What happens to a student's copies when the course changes."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sixprinciples import lab

LESSON = Path("lessons/01_toy.ipynb")
EXERCISE = Path("exercises/01_toy/01_toy.ipynb")


def write(path: Path, text: str, answer: str = "answer = ...", output: str = "") -> None:
    """Write a notebook of one text and one code cell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    code = new_code_cell(answer, id="code")
    if output:
        code.outputs = [new_output("stream", text=output)]
    nbformat.write(new_notebook(cells=[new_markdown_cell(text, id="text"), code]), path)


def content(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a course of one lesson and one assignment, with the student's first copies."""
    root = tmp_path / "course"
    (root / "requirements.txt").parent.mkdir()
    (root / "requirements.txt").touch()
    write(root / LESSON, "first version")
    write(root / EXERCISE, "first version")
    assert lab.prepare(root, root / "work") == []
    return root


def test_students_get_lessons_and_assignments(course: Path) -> None:
    for name in (LESSON, EXERCISE):
        assert (course / "work" / name).read_bytes() == (course / name).read_bytes()


def test_an_answer_stays_when_the_course_has_not_changed(course: Path) -> None:
    write(course / "work" / EXERCISE, "first version", answer="answer = 42")
    assert lab.prepare(course, course / "work") == []
    assert content(course / "work" / EXERCISE) == ["first version", "answer = 42"]
    assert len(list((course / "work" / EXERCISE).parent.iterdir())) == 1


def test_a_copy_that_was_only_run_follows_the_course(course: Path) -> None:
    write(course / "work" / LESSON, "first version", output="printed when it was run")
    write(course / LESSON, "second version")
    (said,) = lab.prepare(course, course / "work")
    assert said.startswith(f"Updated {LESSON}")
    assert content(course / "work" / LESSON)[0] == "second version"


def test_an_edited_copy_stays_and_each_new_version_is_put_beside_it_once(course: Path) -> None:
    work = course / "work"
    write(work / EXERCISE, "first version", answer="answer = 42")
    write(course / EXERCISE, "second version")
    (said,) = lab.prepare(course, work)
    beside = EXERCISE.with_name("01_toy.new.ipynb")
    assert str(beside) in said
    assert content(work / EXERCISE) == ["first version", "answer = 42"]
    assert content(work / beside)[0] == "second version"
    assert lab.prepare(course, work) == []


def test_an_edited_new_version_is_not_overwritten_either(course: Path) -> None:
    work = course / "work"
    write(work / LESSON, "first version", answer="answer = 1")
    write(course / LESSON, "second version")
    lab.prepare(course, work)
    write(work / "lessons/01_toy.new.ipynb", "second version", answer="answer = 2")
    write(course / LESSON, "third version")
    lab.prepare(course, work)
    assert content(work / LESSON)[1] == "answer = 1"
    assert content(work / "lessons/01_toy.new.ipynb")[1] == "answer = 2"
    assert content(work / "lessons/01_toy.new-2.ipynb")[0] == "third version"


def test_files_of_an_unknown_past_are_kept(course: Path) -> None:
    work = course / "work"
    for manifest in ("{ broken", "[]", '{"lessons/01_toy.ipynb": {}}'):
        (work / ".copies.json").write_text(manifest)
        write(work / LESSON, "a student's own text")
        lab.prepare(course, work)
        assert content(work / LESSON)[0] == "a student's own text"


def test_checkpoints_of_the_instructor_are_not_copied(course: Path) -> None:
    write(course / "lessons/.ipynb_checkpoints/01_toy-checkpoint.ipynb", "half a thought")
    lab.prepare(course, course / "work")
    assert not list((course / "work").rglob("*checkpoint*"))


def test_a_deleted_copy_comes_back_fresh(course: Path) -> None:
    write(course / "work" / LESSON, "first version", answer="all wrong")
    (course / "work" / LESSON).unlink()
    lab.prepare(course, course / "work")
    assert content(course / "work" / LESSON)[1] == "answer = ..."


def test_the_course_is_found_from_inside_the_students_folder(course: Path) -> None:
    assert lab.course_folder(course / "work" / "lessons") == course


def test_copies_that_cannot_be_written_are_one_sentence(course: Path) -> None:
    (course / "elsewhere").touch()
    with pytest.raises(lab.LabError, match="cannot be written: .*; make .*elsewhere writable"):
        lab.prepare(course, course / "elsewhere")

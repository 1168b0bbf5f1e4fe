"""From text to notebooks and back, with real kernels and nbgrader's own generator."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from sixprinciples import build
from sixprinciples.authoring import SourceError

BUILT = {
    "lessons/90_toy.ipynb",
    "solutions/90_toy/90_toy.ipynb",
    "exercises/90_toy/90_toy.ipynb",
}


def command(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sixprinciples", *arguments],
        cwd=root,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_building_twice_gives_the_same_bytes_and_no_drift(repository: Path) -> None:
    first = {name: (repository / name).read_bytes() for name in BUILT}
    second = {p.relative_to(repository).as_posix(): p.read_bytes() for p in build.build(repository)}
    assert second == first
    assert build.drift(repository) == []


def test_a_lesson_is_executed_and_carries_no_times_or_versions(built: Path) -> None:
    lesson = built / "lessons/90_toy.ipynb"
    notebook = nbformat.read(lesson, as_version=4)
    nbformat.validate(notebook)
    shown = notebook.cells[1].outputs[-1].data
    assert shown["text/plain"] == "Bar chart of two toy counts: net 3, law 5."
    assert 'alt="Bar chart of two toy counts' in shown["text/html"]
    assert notebook.cells[2].outputs[0].ename == "NameError"
    text = lesson.read_text(encoding="utf-8")
    assert "jupytext" not in text
    assert "iopub" not in text
    assert f"{sys.version_info.major}.{sys.version_info.minor}." not in str(notebook.metadata)


def test_students_get_neither_solution_nor_hidden_test_nor_rubric(built: Path) -> None:
    student = (built / "exercises/90_toy/90_toy.ipynb").read_text(encoding="utf-8")
    assert "total = ..." in student
    for secret in ("40 + 2", "total == 42", "a reason", "HIDDEN", "MARK SCHEME", "SOLUTION"):
        assert secret not in student


@pytest.mark.parametrize("changed", sorted(BUILT))
def test_check_names_each_notebook_that_drifted(repository: Path, changed: str) -> None:
    path = repository / changed
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source += " changed"
    nbformat.write(notebook, path)
    result = command(repository, "build", "--check")
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        f"{changed} is not what its text in authoring/ builds; build or adopt it."
    ]


def test_check_ignores_outputs_but_names_missing_and_stray_notebooks(repository: Path) -> None:
    lesson = repository / "lessons/90_toy.ipynb"
    notebook = nbformat.read(lesson, as_version=4)
    notebook.cells[1].outputs = []
    nbformat.write(notebook, lesson)
    assert build.drift(repository) == []
    lesson.rename(lesson.with_name("91_stray.ipynb"))
    assert build.drift(repository) == [
        "lessons/90_toy.ipynb is missing; run `sixprinciples build`.",
        "lessons/91_stray.ipynb has no text in authoring/.",
    ]


@pytest.mark.parametrize(
    ("notebook", "text"),
    [
        ("lessons/90_toy.ipynb", "authoring/lessons/90_toy.md"),
        ("solutions/90_toy/90_toy.ipynb", "authoring/exercises/90_toy.md"),
    ],
)
def test_an_edited_notebook_is_adopted(repository: Path, notebook: str, text: str) -> None:
    before = (repository / text).read_text(encoding="utf-8")
    edited = nbformat.read(repository / notebook, as_version=4)
    edited.cells[0].source += "\n\nA sentence that the instructor added."
    edited.cells.append(nbformat.v4.new_code_cell("added = 1"))
    nbformat.write(edited, repository / notebook)
    assert command(repository, "build", "--adopt", notebook).returncode == 0
    after = (repository / text).read_text(encoding="utf-8")
    assert "A sentence that the instructor added." in after
    assert after.replace("\n\nA sentence that the instructor added.", "") == (
        before + "\n```{code-cell}\nadded = 1\n```\n"
    )
    list(build.build(repository))
    assert build.drift(repository) == []


def test_adopting_what_would_not_build_changes_nothing(repository: Path) -> None:
    path = repository / "solutions/90_toy/90_toy.ipynb"
    text = repository / "authoring/exercises/90_toy.md"
    before = text.read_bytes()
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].source = "total = ..."
    nbformat.write(notebook, path)
    with pytest.raises(SourceError, match="holds no BEGIN SOLUTION"):
        build.adopt(repository, path)
    with pytest.raises(build.BuildError, match="cannot be adopted"):
        build.adopt(repository, repository / "exercises/90_toy/90_toy.ipynb")
    assert text.read_bytes() == before


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("1 / 0", "begins '1 / 0' failed with ZeroDivisionError: division by zero"),
        ('raise ValueError("a\\nb")', "failed with ValueError: a b"),
        ("import os; os._exit(1)", "ended the kernel."),
        ("while True: pass", "took more than 3 seconds."),
    ],
)
def test_the_cell_that_failed_is_named(
    repository: Path, monkeypatch: pytest.MonkeyPatch, code: str, said: str
) -> None:
    monkeypatch.setattr(build, "_CELL_TIMEOUT_SECONDS", 3)
    text = repository / "authoring/lessons/90_toy.md"
    expected_error = "```{code-cell}\n:tags: [raises-exception]\n\nundefined_name\n```\n"
    text.write_text(f"{expected_error}\n```{{code-cell}}\n{code}\n```\n", encoding="utf-8")
    with pytest.raises(build.BuildError) as error:
        list(build.build(repository, ["90"]))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", ["<<<<<<< HEAD", "[]", "{}", '{"nbformat": 4, "cells": 1}'])
def test_a_broken_notebook_has_drifted_and_is_not_adopted(repository: Path, content: str) -> None:
    lesson = repository / "lessons/90_toy.ipynb"
    lesson.write_text(content, encoding="utf-8")
    assert build.drift(repository) == [
        "lessons/90_toy.ipynb cannot be read as a notebook; run `sixprinciples build`."
    ]
    with pytest.raises(build.BuildError, match="cannot be read as a notebook"):
        build.adopt(repository, lesson)


def test_outputs_in_a_solution_or_exercise_are_drift(repository: Path) -> None:
    path = repository / "solutions/90_toy/90_toy.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="42")]
    nbformat.write(notebook, path)
    assert len(build.drift(repository)) == 1


def test_texts_from_windows_build_the_same_bytes(repository: Path) -> None:
    text = repository / "authoring/exercises/90_toy.md"
    text.write_bytes(b"\xef\xbb\xbf" + text.read_bytes().replace(b"\n", b"\r\n"))
    assert build.drift(repository) == []
    text.write_bytes(b"\xe9")
    with pytest.raises(build.BuildError, match="cannot be read as UTF-8"):
        build.drift(repository)


def test_adopting_stands_alone_and_only_for_notebooks_of_lessons(repository: Path) -> None:
    lesson = repository / "lessons/90_toy.ipynb"
    before = (repository / "authoring/lessons/90_toy.md").read_bytes()
    for more in (["--check"], ["90"]):
        assert command(repository, "build", "--adopt", str(lesson), *more).returncode == 2
    lesson.rename(lesson.with_name("toy.ipynb"))
    with pytest.raises(build.BuildError, match="cannot be adopted"):
        build.adopt(repository, lesson.with_name("toy.ipynb"))
    assert (repository / "authoring/lessons/90_toy.md").read_bytes() == before


def test_a_place_that_cannot_be_written_and_missing_settings_are_one_sentence(
    repository: Path,
) -> None:
    lesson = repository / "lessons/90_toy.ipynb"
    lesson.unlink()
    lesson.mkdir()
    blocked = command(repository, "build", "90")
    (repository / "nbgrader_config.py").unlink()
    unset = command(repository, "build", "--check")
    for result in (blocked, unset):
        assert result.returncode == 2
        assert len(result.stderr.splitlines()) == 1
    assert "90_toy.ipynb cannot be used: Is a directory." in blocked.stderr
    assert "holds no nbgrader_config.py" in unset.stderr


def test_failing_code_and_malformed_texts_end_in_one_sentence(repository: Path) -> None:
    lesson = repository / "authoring/lessons/90_toy.md"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace(":tags: [raises-exception]\n\n", ""), encoding="utf-8")
    failed = command(repository, "build", "90")
    lesson.write_text(text + "\n```{code-cell}\nx = 1\n", encoding="utf-8")
    malformed = command(repository, "build", "90")
    lesson.write_bytes(b"# Toy \xff")
    garbled = command(repository, "build", "90")
    unknown = command(repository, "build", "77")
    nowhere = command(repository / "authoring", "build")
    for result in (failed, malformed, garbled, unknown, nowhere):
        assert result.returncode == 2
        assert len(result.stderr.splitlines()) == 1
    assert "'undefined_name' failed with NameError" in failed.stderr
    assert malformed.stderr.startswith("authoring/lessons/90_toy.md:21: ")
    assert "authoring/lessons/90_toy.md cannot be read as UTF-8" in garbled.stderr
    assert "No lesson 77" in unknown.stderr
    assert "run this in the repository" in nowhere.stderr

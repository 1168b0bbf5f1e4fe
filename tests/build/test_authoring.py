"""The text format: what becomes which cell, the way back, and malformed texts."""

import nbformat
import pytest

from sixprinciples import authoring

LESSON = """\
# A lesson

Some prose.

```{code-cell}
:label: first-sum
:tags: [hide-output]

total = 1 + 1
total
```

More prose, 净网.

+++

A second cell of prose.

```{code-cell}
answer = ...
```

```{code-cell}
answer = ...
```
"""

EXERCISE = """\
# An assignment

```{code-cell}
:locked: setup

import pandas as pd
```

```{code-cell}
:task: users-2022

users = ...
### BEGIN SOLUTION
users = 1067.0
### END SOLUTION
```

```{code-cell}
:test: users-2022
:points: 2

assert isinstance(users, float)
### BEGIN HIDDEN TESTS
assert users == 1067.0
### END HIDDEN TESTS
```

+++ {"written": "counting", "points": 4}

What does the number count?

=== BEGIN MARK SCHEME ===
2 points: people.
=== END MARK SCHEME ===

+++

Your answer.
"""


def lesson(text: str = LESSON) -> nbformat.NotebookNode:
    return authoring.read(text, "90_toy", exercise=False, name="90_toy.md")


def exercise(text: str = EXERCISE) -> nbformat.NotebookNode:
    return authoring.read(text, "90_toy", exercise=True, name="90_toy.md")


def test_built_notebooks_are_valid_and_unpaired() -> None:
    for notebook in (lesson(), exercise()):
        nbformat.validate(notebook)
        assert set(notebook.metadata) == {"kernelspec", "language_info"}


def test_prose_and_code_become_cells_in_order() -> None:
    kinds = [cell.cell_type for cell in lesson().cells]
    assert kinds == ["markdown", "code", "markdown", "markdown", "code", "code"]
    assert lesson().cells[1].source == "total = 1 + 1\ntotal"


def test_a_label_gives_the_id_and_equal_cells_get_different_ids() -> None:
    ids = [cell.id for cell in lesson().cells]
    assert ids[1] == "90_toy-first-sum"
    assert len(set(ids)) == len(ids)


def test_other_cells_keep_their_ids_when_one_is_inserted() -> None:
    longer = LESSON.replace("More prose", "```{code-cell}\nnew = 1\n```\n\nMore prose")
    assert {cell.id for cell in lesson().cells} < {cell.id for cell in lesson(longer).cells}


def test_hide_tags_start_collapsed() -> None:
    cell = lesson().cells[1]
    assert cell.metadata.jupyter.outputs_hidden is True
    assert cell.metadata.tags == ["hide-output"]


@pytest.mark.parametrize(
    ("grade_id", "expected"),
    [
        ("setup", {"grade": False, "solution": False, "locked": True, "task": False}),
        ("users-2022", {"grade": False, "solution": True, "locked": False, "task": False}),
        ("test-users-2022", {"grade": True, "solution": False, "locked": True, "points": 2}),
        ("counting", {"grade": False, "solution": False, "task": True, "points": 4}),
    ],
)
def test_options_become_nbgrader_metadata(grade_id: str, expected: dict[str, object]) -> None:
    cells = {c.metadata.nbgrader.grade_id: c for c in exercise().cells if "nbgrader" in c.metadata}
    metadata = cells[grade_id].metadata.nbgrader
    assert {key: metadata[key] for key in expected} == expected


@pytest.mark.parametrize(("text", "is_exercise"), [(LESSON, False), (EXERCISE, True)])
def test_the_way_back_gives_the_same_text(text: str, is_exercise: bool) -> None:
    notebook = authoring.read(text, "90_toy", exercise=is_exercise, name="90_toy.md")
    assert authoring.write(notebook, "90_toy") == text


def test_what_jupyterlab_adds_does_not_reach_the_text() -> None:
    notebook = lesson()
    for cell in notebook.cells:
        cell.metadata["editable"] = True
        cell.metadata["trusted"] = True
    notebook.cells.append(nbformat.v4.new_code_cell(""))
    assert authoring.write(notebook, "90_toy") == LESSON


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("total\n```", "total\n", 5, "not closed"),
        ("```{code-cell}\n:label", "```{code-cel}\n:label", 5, "unknown directive"),
        (":label: first-sum", ":lable: first-sum", 5, "unknown option 'lable'"),
        (":label: first-sum", ":label: First Sum", 5, "lower-case"),
        (":tags: [hide-output]", ":tags: [hide-output", 5, "cannot be read"),
        ("total = 1 + 1", "total = = 1", 5, "not Python"),
        (":label: first-sum", ":task: first-sum", 5, "unknown option 'task'"),
        (":label: first-sum", ":label: 2022", 5, "in quotation marks"),
        (":tags: [hide-output]", ":tags: hide-output", 7, "tags are a list"),
        (":tags: [hide-output]", ":tags: [hide-output, hide-output]", 7, "tags are a list"),
        ("# A lesson", "---\ntitle: A lesson\n---", 1, "begin with the heading"),
        (LESSON, "", 1, "empty"),
    ],
)
def test_a_malformed_lesson_names_file_and_line(old: str, new: str, line: int, words: str) -> None:
    with pytest.raises(authoring.SourceError) as error:
        lesson(LESSON.replace(old, new))
    assert str(error.value).startswith(f"90_toy.md:{line}: ")
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("### END SOLUTION\n", "", 9, "do not match"),
        ("### BEGIN SOLUTION\n", "", 9, "do not match"),
        (":points: 2\n", "", 18, "needs points"),
        (":points: 2", ":points: 0", 18, "needs points"),
        (":test: users-2022", ":test: users-2023", 18, "no task 'users-2023'"),
        (":locked: setup", ":locked: users-2022", 9, "stands twice"),
        ('{"written": "counting", "points": 4}', '{"written": "counting"}', 28, "needs points"),
        ('{"written": "counting", "points": 4}', "{written}", 28, "cannot be read"),
        ("=== BEGIN MARK SCHEME ===\n", "", 28, "do not match"),
        ("assert users == 1067.0", "### BEGIN SOLUTION", 18, "belongs into a task cell"),
        (":task: users-2022", ":task: users-2022\n:points: 1", 9, "only test and written"),
        ("users = ...", "### BEGIN HIDDEN TESTS", 9, "belongs into a test cell"),
        ("What does", "=== BEGIN HIDDEN TESTS ===", 28, "belongs into a test cell"),
        ("# An assignment", "=== BEGIN MARK SCHEME ===", 1, "belongs into a written cell"),
        (
            "=== BEGIN MARK SCHEME ===\n2 points: people.\n=== END MARK SCHEME ===",
            "",
            28,
            "no BEGIN",
        ),
        (":task: users-2022", ":task: users-2022\n:locked: x", 9, "one role"),
        (":task: users-2022", ":task: users-2022\n:label: x", 9, "remove the label"),
        (
            ":task: users-2022",
            ":taks: users-2022",
            9,
            "known here: label, locked, points, tags, task",
        ),
        ('{"written": "counting", "points": 4}', '{"task": "counting"}', 28, "is a code cell"),
        (":points: 2", ":points: true", 18, "needs points"),
        (":test: users-2022", ":test: 2022", 18, "in quotation marks"),
    ],
)
def test_a_malformed_exercise_names_file_and_line(
    old: str, new: str, line: int, words: str
) -> None:
    with pytest.raises(authoring.SourceError) as error:
        exercise(EXERCISE.replace(old, new))
    file, number, message = str(error.value).split(":", 2)
    assert (file, words in message) == ("90_toy.md", True)
    assert abs(int(number) - line) <= 2


def test_a_task_without_test_is_refused() -> None:
    start, rest = EXERCISE.index("```{code-cell}\n:test"), EXERCISE.index("+++ {")
    with pytest.raises(authoring.SourceError, match="task 'users-2022' has no test cell"):
        exercise(EXERCISE[:start] + EXERCISE[rest:])


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (nbformat.v4.new_raw_cell("x"), "make the raw cell 'x'"),
        (nbformat.v4.new_markdown_cell("![]()", attachments={"a.png": {}}), "pasted image"),
        (nbformat.v4.new_markdown_cell("---\ntext"), "begin with the heading"),
        (nbformat.v4.new_markdown_cell("a\n\n+++\n\nb"), "'a' does not fit"),
        (nbformat.v4.new_markdown_cell("a\n\n```{code-cell}\n1\n```"), "'a' does not fit"),
        (nbformat.v4.new_code_cell(""), "empty"),
    ],
)
def test_what_a_text_cannot_hold_is_not_adopted(cell: nbformat.NotebookNode, words: str) -> None:
    edited = nbformat.v4.new_notebook(cells=[cell])
    with pytest.raises(authoring.SourceError, match=words):
        authoring.check_same(edited, lesson(authoring.write(edited, "90_toy")), "90_toy.ipynb")

"""What `import sixprinciples` brings into a student's notebook."""

import subprocess
import sys

import pytest

HEAVY = {
    "IPython", "frictionless", "jupyter_server", "jupytext", "matplotlib", "nbclient", "nbconvert",
    "nbformat", "nbgrader", "notebook", "rich", "sklearn", "scipy", "traitlets", "typer",
    "wordcloud",
}  # fmt: skip


def imported_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys; print(*sys.modules)"
    listed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    return {name.partition(".")[0] for name in listed.split()}


def test_the_facts_come_without_anything_heavy() -> None:
    assert not HEAVY & imported_by("import sixprinciples; sixprinciples.load('population')")


def test_the_package_alone_brings_nothing_so_that_commands_start_at_once() -> None:
    assert "pandas" not in imported_by("import sixprinciples.__main__")
    assert "pandas" in imported_by("from sixprinciples import load")


def test_a_command_that_needs_more_than_students_have_says_so() -> None:
    code = "import sys; sys.modules['typer'] = None; import sixprinciples.__main__ as m; m.main()"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert result.stderr.startswith("This command needs typer, which students' installs leave out")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("module", ["checks", "text"])
def test_checks_and_text_come_without_nbgrader_and_drawing(module: str) -> None:
    assert not HEAVY & imported_by(f"from sixprinciples import {module}")

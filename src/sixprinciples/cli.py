"""The command line: what was asked for, progress while it runs, one sentence when it fails."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sixprinciples import lab as jupyter_lab

app = typer.Typer(
    name="sixprinciples",
    help="Build, open and grade the course Six Principles.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_errors = Console(stderr=True, highlight=False, soft_wrap=True)
_output = Console(highlight=False, soft_wrap=True)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(context: typer.Context) -> None:
    """Open JupyterLab on the lessons; options such as --no-browser go to JupyterLab."""
    raise typer.Exit(jupyter_lab.open_lab(context.args))


@app.command()
def build(
    numbers: Annotated[
        list[str] | None, typer.Argument(help="Lesson numbers such as 03; all without.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Build nothing; name what drifted from its text.")
    ] = False,
    adopt: Annotated[
        Path | None,
        typer.Option(help="Write this edited lesson or solution back to its text."),
    ] = None,
) -> None:
    """Build lessons, solutions and exercises from the texts in authoring/."""
    # nbgrader and nbclient take a second to import, which `lab` need not pay
    from sixprinciples import build as notebooks
    from sixprinciples.authoring import SourceError

    root = Path.cwd()
    if adopt and (check or numbers):
        raise typer.BadParameter("--adopt takes one notebook and nothing else.")
    try:
        if adopt:
            _output.print(f"{notebooks.adopt(root, adopt).relative_to(root)} is written.")
        elif check:
            _report(notebooks.drift(root, numbers or []))
        else:
            for path in notebooks.build(root, numbers or []):
                _output.print(path.relative_to(root).as_posix())
    except (SourceError, notebooks.BuildError) as error:
        _errors.print(str(error), markup=False)
        raise typer.Exit(2) from None
    except OSError as error:
        _errors.print(f"{error.filename} cannot be used: {error.strerror}.", markup=False)
        raise typer.Exit(2) from None


def _report(drifted: list[str]) -> None:
    if drifted:
        for sentence in drifted:
            _errors.print(sentence, markup=False)
        raise typer.Exit(1)
    _output.print("Every notebook is what its text builds.")

"""The command line: what was asked for, progress while it runs, one sentence when it fails."""

import json
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sixprinciples import lab as jupyter_lab
from sixprinciples import lean  # noqa: F401

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


@app.command()
def grade(
    assignment: Annotated[str, typer.Argument(help="The assignment, as nbgrader names it.")],
    student: Annotated[
        list[str] | None, typer.Option(help="Only this student's submission; repeatable.")
    ] = None,
    task: Annotated[
        list[str] | None, typer.Option(help="Only the cell with this grade id; repeatable.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Submissions at once; else what fits the machine.")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="tcp://HOST:PORT", help="Grade on this Dask cluster.")
    ] = None,
    db: Annotated[
        str | None, typer.Option(metavar="URL", help="Another gradebook than the course's.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Also what has not changed.")] = False,
    sandbox: Annotated[
        Literal["bubblewrap", "off"],
        typer.Option(help="off lets submissions do whatever you may do."),
    ] = "bubblewrap",
    checker: Annotated[
        Literal["separate", "in-process", "auto"],
        typer.Option(help="Where tests run: apart from students' code, beside it, or as each can."),
    ] = "auto",
    compat: Annotated[
        bool, typer.Option("--compat", help="Repair nothing that nbgrader would not.")
    ] = False,
    timeout: Annotated[
        float | None,
        typer.Option(min=0.1, metavar="SECONDS", help="For a cell; else Execute.timeout."),
    ] = None,
    budget: Annotated[
        float | None, typer.Option(min=0.1, metavar="SECONDS", help="For a notebook.")
    ] = None,
    memory: Annotated[
        int | None, typer.Option(min=64, metavar="MB", help="For a submission's code.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object, and nothing else.")
    ] = False,
) -> None:
    """Grade an assignment in the nbgrader course directory that is the current one."""
    with _quiet(), _interruptible():
        from sixprinciples.grading.workers import get_ready_early

        if cluster is None:
            get_ready_early()
        from sixprinciples.grading import engine, progress

        request = engine.Request(
            assignment=assignment,
            root=Path.cwd(),
            students=student or (),
            tasks=frozenset(task or ()),
            workers=workers,
            cluster=cluster,
            db=db,
            force=force,
            sandbox=sandbox,
            checker=checker,
            compat=compat,
            cell_seconds=timeout,
            notebook_seconds=budget,
            memory_mb=memory,
        )
        console = _errors if as_json else _output
        try:
            with progress.progress_on(console) as watched:
                outcome = engine.grade(request, watched)
        except engine.Refused as refusal:
            _errors.print(progress.shown(str(refusal)), markup=False)
            if as_json:
                print(json.dumps(engine.Outcome(assignment, 0).as_json()))
            raise typer.Exit(engine.NOTHING_DONE) from None
        for line in progress.told(outcome):
            console.print(progress.shown(line), markup=False)
        if ending := progress.ending(outcome):
            _errors.print(progress.shown(ending), markup=False)
        if as_json:
            print(json.dumps(outcome.as_json()))
        raise typer.Exit(outcome.exit_status)


@app.command()
def doctor() -> None:
    """Say what this machine can do for grading, and what to install or change."""
    from sixprinciples.grading import doctor as examination

    with _quiet():
        findings = examination.examine()
    table = Table(box=None, show_header=False)
    for finding in findings:
        mark = "[green]ok[/]" if finding.holds else "[red]no[/]"
        table.add_row(mark, escape(finding.subject), escape(finding.sentence))
    _output.print(table)
    raise typer.Exit(0 if all(finding.holds for finding in findings) else 1)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep libraries' own messages off the terminal: what matters of them is told in sentences."""
    logging.disable(logging.CRITICAL)
    with warnings.catch_warnings(action="ignore"):
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)


@contextmanager
def _interruptible() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        _errors.print("Stopped; the same command goes on.")
        raise typer.Exit(130) from None


def _report(drifted: list[str]) -> None:
    if drifted:
        for sentence in drifted:
            _errors.print(sentence, markup=False)
        raise typer.Exit(1)
    _output.print("Every notebook is what its text builds.")

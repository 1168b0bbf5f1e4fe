"""Build notebooks from the texts in ``authoring/``, tell what drifted, and find the way back.

``authoring/lessons/NN_slug.md``    -> ``lessons/NN_slug.ipynb``, executed
``authoring/exercises/NN_slug.md``  -> ``solutions/NN_slug/NN_slug.ipynb``, nbgrader's source
                                    -> ``exercises/NN_slug/NN_slug.ipynb``, made by nbgrader from it

The same text gives the same bytes on every machine: ids are derived, times and versions dropped.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import SaveCells
from traitlets.config.loader import Config, PyFileConfigLoader

from sixprinciples import authoring

_CELL_TIMEOUT_SECONDS = 120


class BuildError(ValueError):
    """Something that stops the build; one sentence that names the file."""


@dataclass(frozen=True)
class Source:
    """One text in ``authoring/`` and where it leads."""

    root: Path
    path: Path

    @property
    def slug(self) -> str:
        """The lesson's number and name, such as ``03_people``."""
        return self.path.stem

    @property
    def is_exercise(self) -> bool:
        """Whether the text is an assignment rather than a lesson."""
        return self.path.parent.name == "exercises"

    @property
    def notebook(self) -> Path:
        """The lesson, or nbgrader's source notebook, that is built from the text."""
        if self.is_exercise:
            return self.root / "solutions" / self.slug / f"{self.slug}.ipynb"
        return self.root / "lessons" / f"{self.slug}.ipynb"

    @property
    def student_version(self) -> Path:
        """The notebook that nbgrader makes for students of an exercise."""
        return self.root / "exercises" / self.slug / f"{self.slug}.ipynb"

    def read(self) -> NotebookNode:
        """Return the notebook of this text, without outputs.

        Raises:
            SourceError: the text is malformed (file and line).
            BuildError: the file cannot be read.
        """
        name = self.path.relative_to(self.root).as_posix()
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise BuildError(f"{name} cannot be read as UTF-8 text: {error}") from None
        return authoring.read(text, self.slug, exercise=self.is_exercise, name=name)


def sources(root: Path, numbers: Sequence[str] = ()) -> list[Source]:
    """Return the texts of the lessons with these numbers (all without), in course order.

    Args:
        root: the repository.
        numbers: lesson numbers or slugs, such as ``03`` or ``03_people``.

    Raises:
        BuildError: a number that no text has, or no texts at all.
    """
    # a lesson before its exercise, on every file system
    paths = sorted(
        (root / "authoring").glob("*/[0-9][0-9]_*.md"),
        key=lambda path: (path.name, path.parent.name != "lessons"),
    )
    if not paths:
        raise BuildError(f"{root / 'authoring'} holds no lesson texts; run this in the repository.")
    for number in numbers:
        if not any(_has_number(path, number) for path in paths):
            raise BuildError(f"No lesson {number}: there is no authoring/lessons/{number}*.md.")
    chosen = [p for p in paths if not numbers or any(_has_number(p, n) for n in numbers)]
    return [Source(root, path) for path in chosen]


def _has_number(path: Path, number: str) -> bool:
    return path.stem == number or path.stem.split("_")[0] == number.zfill(2)


def build(root: Path, numbers: Sequence[str] = ()) -> Iterator[Path]:
    """Build the notebooks of these lessons and yield each as it is written.

    Raises:
        SourceError: a text is malformed (file and line).
        BuildError: a lesson's code failed, or nbgrader refused an exercise.
    """
    for source in sources(root, numbers):
        notebook = source.read()
        if source.is_exercise:
            yield _write(source.notebook, notebook)
            yield _write_text(source.student_version, student_version(source, notebook))
        else:
            yield _write(source.notebook, execute(source, notebook))


def execute(source: Source, notebook: NotebookNode) -> NotebookNode:
    """Run a lesson in a fresh kernel and keep what it shows, without times and versions.

    Raises:
        BuildError: a cell failed that is not meant to, took too long or ended the kernel; the
            sentence gives the cell and its error.
    """
    running: list[NotebookNode] = []
    with tempfile.TemporaryDirectory() as empty:
        client = NotebookClient(
            notebook,
            timeout=_CELL_TIMEOUT_SECONDS,
            kernel_name=authoring.KERNELSPEC["name"],
            record_timing=False,
            coalesce_streams=True,
            extra_arguments=["--IPKernelApp.log_level=ERROR"],
            resources={"metadata": {"path": empty}},
            on_cell_start=lambda cell, cell_index: running.append(cell),
        )
        try:
            # a fixed hash seed keeps the order of sets, so that outputs do not change by chance
            client.execute(env={**os.environ, "PYTHONHASHSEED": "0"})
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            first_line = running[-1].source.strip().splitlines()[0]
            raise BuildError(
                f"{source.path.relative_to(source.root)}: the cell that begins {first_line!r} "
                f"{_failure(error)}"
            ) from None
    _strip_line_ends(notebook)
    notebook.metadata = authoring.plain_metadata()
    return notebook


def _strip_line_ends(notebook: NotebookNode) -> None:
    """Take blanks off the ends of printed lines: Pythons differ in them, as in help texts."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.text = re.sub(r"[ \t]+\n", "\n", output.text)


def _failure(error: CellExecutionError | CellTimeoutError | DeadKernelError) -> str:
    if isinstance(error, CellTimeoutError):
        return f"took more than {_CELL_TIMEOUT_SECONDS} seconds."
    if isinstance(error, DeadKernelError):
        return "ended the kernel."
    return " ".join(f"failed with {error.ename}: {error.evalue}".split())


def student_version(source: Source, notebook: NotebookNode) -> str:
    """Return the text of the notebook that nbgrader generates for students.

    Raises:
        BuildError: nbgrader refused.
    """
    with tempfile.TemporaryDirectory() as folder:
        scratch = Source(Path(folder), Path(folder) / "authoring/exercises" / source.path.name)
        _write(scratch.notebook, notebook)
        config = _course_config(source.root, scratch.root)
        course = CourseDirectory(config=config, assignment_id=source.slug)
        generator = GenerateAssignment(coursedir=course, config=config)
        try:
            generator.start()
        except NbGraderException:
            raise BuildError(
                f"nbgrader cannot make the student version of {source.slug}; "
                "its own messages above say why."
            ) from None
        return scratch.student_version.read_text(encoding="utf-8")


def _course_config(root: Path, scratch: Path) -> Config:
    """Return the course's own nbgrader settings, moved to a scratch folder without a gradebook."""
    if not (root / "nbgrader_config.py").is_file():
        raise BuildError(f"{root} holds no nbgrader_config.py, which exercises need.")
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.CourseDirectory.root = str(scratch)
    config.GenerateAssignment.no_database = True
    config.GenerateAssignment.preprocessors = [
        preprocessor
        for preprocessor in GenerateAssignment.preprocessors.default_args[0]
        if preprocessor is not SaveCells
    ]
    return config


def drift(root: Path, numbers: Sequence[str] = ()) -> list[str]:
    """Return one sentence for each notebook that is not what its text builds.

    Everything but the outputs of lessons is compared (nbval compares those).
    """
    found = []
    for source in sources(root, numbers):
        notebook = source.read()
        expected = {source.notebook: _serialise(notebook)}
        if source.is_exercise:
            expected[source.student_version] = student_version(source, notebook)
        for path, text in expected.items():
            if problem := _difference(path, text, outputs=source.is_exercise):
                found.append(f"{path.relative_to(root).as_posix()} {problem}")
    return found + ([] if numbers else list(_strays(root)))


def _difference(path: Path, expected: str, *, outputs: bool) -> str | None:
    if not path.is_file():
        return "is missing; run `sixprinciples build`."
    try:
        found = _read(path)
    except BuildError:
        return "cannot be read as a notebook; run `sixprinciples build`."
    text = path.read_text(encoding="utf-8") if outputs else _serialise(_without_outputs(found))
    if text != expected:
        return "is not what its text in authoring/ builds; build or adopt it."
    return None


def _read(path: Path) -> NotebookNode:
    """Read a notebook that a person, or git, may have changed in any way."""
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except Exception as error:  # nbformat fails in a different way for each thing that is wrong
        why = next(iter(str(error).splitlines()), type(error).__name__)
        raise BuildError(f"{path} cannot be read as a notebook: {why}") from None
    return notebook


def _without_outputs(notebook: NotebookNode) -> NotebookNode:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
    return notebook


def _strays(root: Path) -> Iterator[str]:
    """Yield notebooks in the built folders that no text builds."""
    known = {s.notebook for s in sources(root)}
    known |= {s.student_version for s in sources(root) if s.is_exercise}
    for pattern in ("lessons/*.ipynb", "solutions/*/*.ipynb", "exercises/*/*.ipynb"):
        for path in sorted(set(root.glob(pattern)) - known):
            yield f"{path.relative_to(root).as_posix()} has no text in authoring/."


def adopt(root: Path, notebook: Path) -> Path:
    """Write a lesson or solution that was edited in JupyterLab back to its text.

    Args:
        root: the repository.
        notebook: ``lessons/NN_slug.ipynb`` or ``solutions/NN_slug/NN_slug.ipynb``.

    Returns:
        The text that was written.

    Raises:
        BuildError: the notebook is none of these, or cannot be read.
        SourceError: the edited notebook would make a malformed text; nothing is written.
    """
    place = notebook.resolve()
    owner = next((s for s in _possible_sources(root, place) if s.notebook.resolve() == place), None)
    if owner is None or not re.match(r"\d\d_", owner.slug):
        raise BuildError(
            f"{notebook} cannot be adopted; name a notebook of lessons/ or solutions/, "
            "such as lessons/03_people.ipynb."
        )
    edited = _read(notebook)
    text = authoring.write(edited, owner.slug)
    rebuilt = authoring.read(text, owner.slug, exercise=owner.is_exercise, name=str(notebook))
    authoring.check_same(edited, rebuilt, str(notebook))
    return _write_text(owner.path, text)


def _possible_sources(root: Path, notebook: Path) -> list[Source]:
    """Return the two texts a notebook of this name may come from, written yet or not."""
    texts = root / "authoring"
    return [Source(root, texts / kind / f"{notebook.stem}.md") for kind in ("lessons", "exercises")]


def _serialise(notebook: NotebookNode) -> str:
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def _write(path: Path, notebook: NotebookNode) -> Path:
    return _write_text(path, _serialise(notebook))


def _write_text(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path

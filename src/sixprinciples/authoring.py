"""The text format of lessons and exercises: MyST Markdown to notebook and back.

Authors write short options; nbgrader's and JupyterLab's metadata follow from them:

==================  =========================================================================
option              the cell becomes
==================  =========================================================================
``:label: slug``    a cell with this stable id
``:tags: [...]``    ``hide-input`` and ``hide-output`` start collapsed; other tags stay as they are
``:task: id``       nbgrader's solution cell (exercises only)
``:test: id``       the auto-graded tests of that task, with ``:points:`` (exercises only)
``:locked: id``     read-only (exercises only; Markdown: ``+++ {"locked": "id"}``)
``written``         nbgrader's task cell: ``+++ {"written": "id", "points": 4}`` (exercises only)
==================  =========================================================================
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

import nbformat
from jupytext.myst import MystMetadataParsingError, myst_to_notebook, notebook_to_myst
from nbformat import NotebookNode

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"}
_TEST_PREFIX = "test-"
_ROLES = ("task", "test", "locked", "written")
_COLLAPSED = {"hide-input": "source_hidden", "hide-output": "outputs_hidden"}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")  # with slug and prefix within nbformat's 64
_DERIVED = re.compile(r"[0-9a-f]{10}(-\d+)?")
_REGIONS = {  # what is between BEGIN and END -> (role that may hold it, must it hold it)
    "SOLUTION": ("task", True),
    "HIDDEN TESTS": ("test", True),
    "MARK SCHEME": ("written", True),
}


class SourceError(ValueError):
    """A text in ``authoring/`` that cannot become a notebook; names file and line."""


def read(text: str, slug: str, *, exercise: bool, name: str) -> NotebookNode:
    """Turn a lesson's or an exercise's text into a notebook without outputs.

    Args:
        text: the MyST Markdown source.
        slug: the lesson's slug such as ``03_people``; cell ids start with it.
        exercise: whether nbgrader's cells are allowed.
        name: the file's name, for messages.

    Raises:
        SourceError: the text is malformed; the sentence gives file and line.
    """

    def fail(line: int, problem: str) -> SourceError:
        return SourceError(f"{name}:{line}: {problem}")

    if text.startswith("---"):
        raise fail(1, "begin with the heading; every notebook gets the same metadata.")
    for line, problem in _malformed_fences(text):
        raise fail(line, problem)
    try:
        notebook = myst_to_notebook(text, add_source_map=True)
    except MystMetadataParsingError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found.group(1)) if found else 1
        raise fail(line, "the options of this cell cannot be read.") from None
    except nbformat.ValidationError:
        tags = "tags are a list of different words, such as [hide-output]."
        raise fail(_line_of_bad_tags(text), tags) from None
    lines = notebook.metadata.source_map
    if not notebook.cells:
        raise fail(1, "this text is empty.")
    roles: list[dict[str, Any]] = []
    for cell, start in zip(notebook.cells, lines, strict=True):
        line = start if cell.cell_type == "code" else start + 1
        for problem in _problems(cell, exercise=exercise):
            raise fail(line, problem)
        roles.append({"line": line, **cell.metadata})
    for line, problem in _unmatched(roles):
        raise fail(line, problem)
    _finish(notebook, slug)
    return notebook


def write(notebook: NotebookNode, slug: str) -> str:
    """Turn a built notebook, edited or not, back into the text that builds it.

    Raises:
        SourceError: the notebook holds what a text cannot: a raw cell or a pasted image; or it
            holds nothing.
    """
    for cell in notebook.cells:
        if cell.cell_type == "raw":
            raise SourceError(f"{slug}: make the raw cell {cell.source[:40]!r} Markdown or code.")
        if cell.get("attachments"):
            raise SourceError(f"{slug}: take the pasted image out of {cell.source[:40]!r}.")
    if not any(cell.source.strip() for cell in notebook.cells):
        raise SourceError(f"{slug}: the notebook is empty.")
    new = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    cells = [
        new[cell.cell_type](cell.source, metadata=_options(cell, slug))
        for cell in notebook.cells
        if cell.source.strip()
    ]
    return notebook_to_myst(nbformat.v4.new_notebook(cells=cells)).strip("\n") + "\n"


def check_same(edited: NotebookNode, rebuilt: NotebookNode, name: str) -> None:
    """Compare an edited notebook with what its text builds, so that adopting loses nothing.

    Raises:
        SourceError: a cell would come back as another one, as Markdown with a line of `+++` does.
    """
    kept = [cell for cell in edited.cells if cell.source.strip()]
    for before, after in zip_longest(kept, rebuilt.cells):
        if not before or not after or _essence(before) != _essence(after):
            begins = (before or after).source.strip().splitlines()[0]
            raise SourceError(f"{name}: the cell that begins {begins!r} does not fit into a text.")


def _essence(cell: NotebookNode) -> tuple[Any, ...]:
    marks = cell.metadata.get("nbgrader", {})
    roles = tuple(bool(marks.get(role)) for role in ("grade", "solution", "task"))
    points = marks.get("points") if marks.get("grade") or marks.get("task") else None
    source = "\n".join(cell.source.splitlines()).strip()
    return cell.cell_type, source, cell.metadata.get("tags", []), roles, points


def plain_metadata() -> NotebookNode:
    """Return the metadata every notebook carries: no versions, no pairing."""
    metadata: NotebookNode = nbformat.from_dict(
        {"kernelspec": KERNELSPEC, "language_info": LANGUAGE}
    )
    return metadata


def _malformed_fences(text: str) -> Iterator[tuple[int, str]]:
    """Yield fences that are never closed, and directives other than a code cell."""
    opened: tuple[int, str] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        fence = re.match(r"(`{3,}|~{3,})\s*(.*)$", line)
        if not fence:
            continue
        marks, info = fence.groups()
        if opened is None:
            if info.startswith("{") and not info.startswith("{code-cell}"):
                yield number, f"unknown directive {info}; a lesson knows only {{code-cell}}."
            opened = number, marks
        elif not info and marks.startswith(opened[1]):
            opened = None
        elif info.startswith("{"):
            yield opened[0], f"this block is not closed before the next one in line {number}."
    if opened:
        yield opened[0], "this block is never closed; end it with a line of backticks."


def _line_of_bad_tags(text: str) -> int:
    """Return where tags stand that nbformat refused without saying where."""
    tags = re.compile(r":tags:(.*)|\+\+\+ .*\"tags\":([^}]*)")
    found = [(n, line) for n, line in enumerate(text.splitlines(), 1) if tags.match(line)]
    bad = [n for n, line in found if not re.search(r"\[[\w\"', -]+\]", line)]
    return (bad or [n for n, _ in found] or [1])[0]


def _problems(cell: NotebookNode, *, exercise: bool) -> Iterator[str]:
    """Yield what is wrong with one cell, most basic first."""
    options = cell.metadata
    roles = [role for role in _ROLES if role in options]
    allowed = {"label", "tags"} | ({*_ROLES, "points"} if exercise else set())
    for option in options:
        if option not in allowed:
            yield f"unknown option {option!r}; known here: {', '.join(sorted(allowed))}."
    if len(roles) > 1:
        yield f"a cell has one role; this one has {' and '.join(roles)}."
    if roles and "label" in options:
        yield "a cell with a role is named by it; remove the label."
    role = roles[0] if roles else None
    yield from _problems_of_role(cell, role)
    yield from _problems_of_regions(cell.source, role)
    if cell.cell_type == "code" and "raises-exception" not in options.get("tags", []):
        try:
            ast.parse(cell.source)
        except SyntaxError as error:
            yield f"the code of this cell is not Python: {error.msg} (its line {error.lineno})."


def _problems_of_role(cell: NotebookNode, role: str | None) -> Iterator[str]:
    options = cell.metadata
    for option in (role, "label"):
        name = options.get(option, "")
        if option in options and not (isinstance(name, str) and _ID.fullmatch(name)):
            yield (
                f"{option} {name!r} should be lower-case words joined by hyphens, at most 30 "
                "characters; put one that looks like a number or date in quotation marks."
            )
    if role in ("task", "test") and cell.cell_type != "code":
        yield f"a {role} is a code cell."
    if role == "written" and cell.cell_type != "markdown":
        yield "a written question is a Markdown cell."
    graded = role in ("test", "written")
    points = options.get("points")
    if graded and not (type(points) is int and points > 0):
        yield f"a {role} cell needs points, a whole number above 0."
    if not graded and points is not None:
        yield "only test and written cells have points."


def _problems_of_regions(source: str, role: str | None) -> Iterator[str]:
    for region, (owner, needed) in _REGIONS.items():
        marks = re.findall(rf"(BEGIN|END) {region}", source)
        if marks and role != owner:
            yield f"{region} belongs into a {owner} cell."
        if marks != ["BEGIN", "END"] * (len(marks) // 2):
            yield f"BEGIN {region} and END {region} do not match."
        if needed and role == owner and not marks:
            yield f"this {owner} cell holds no BEGIN {region} ... END {region}."


def _unmatched(cells: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield ids used twice, tests without an earlier task and tasks without a test."""
    seen: set[str] = set()
    for options in cells:
        for role in (*_ROLES, "label"):
            if role not in options:
                continue
            name = _grade_id(role, options[role])
            if name in seen:
                yield options["line"], f"{role} {options[role]!r} stands twice."
            seen.add(name)
            if role == "test" and options["test"] not in seen:
                yield options["line"], f"no task {options['test']!r} stands before this test."
    for options in cells:
        if "task" in options and _TEST_PREFIX + options["task"] not in seen:
            yield options["line"], f"task {options['task']!r} has no test cell."


def _grade_id(role: str, name: str) -> str:
    return _TEST_PREFIX + name if role == "test" else name


def _finish(notebook: NotebookNode, slug: str) -> None:
    """Replace the authors' options by ids and metadata, in place."""
    name = _namer(slug)
    for cell in notebook.cells:
        options = dict(cell.metadata)
        role = next((role for role in _ROLES if role in options), None)
        label = options.get("label") or (_grade_id(role, options[role]) if role else None)
        cell.id = name(cell, label)
        cell.metadata = nbformat.from_dict(_metadata(options, role))
    notebook.metadata = plain_metadata()
    notebook.nbformat, notebook.nbformat_minor = 4, 5


def _namer(slug: str) -> Callable[[NotebookNode, str | None], str]:
    """Return a function that gives cells their stable ids within one notebook."""
    uses: dict[str, int] = {}

    def name(cell: NotebookNode, label: str | None) -> str:
        if label is None:
            label = hashlib.sha1(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:10]
            uses[label] = uses.get(label, 0) + 1
            if uses[label] > 1:
                label = f"{label}-{uses[label]}"
        return f"{slug}-{label}"

    return name


def _metadata(options: dict[str, Any], role: str | None) -> dict[str, Any]:
    metadata: dict[str, Any] = {}
    if tags := options.get("tags"):
        metadata["tags"] = tags
        collapsed = {_COLLAPSED[tag]: True for tag in tags if tag in _COLLAPSED}
        if collapsed:
            metadata["jupyter"] = collapsed
    if role:
        metadata["nbgrader"] = {
            "grade": role == "test",
            "grade_id": _grade_id(role, options[role]),
            "locked": role != "task",
            "schema_version": 3,
            "solution": role == "task",
            "task": role == "written",
        }
        if "points" in options:
            metadata["nbgrader"]["points"] = options["points"]
    return metadata


def _options(cell: NotebookNode, slug: str) -> dict[str, Any]:
    """Return the authors' options of a built cell: the way back from `_metadata`."""
    options: dict[str, Any] = {}
    nbgrader = cell.metadata.get("nbgrader")
    if nbgrader:
        role = _role(nbgrader)
        name = nbgrader.get("grade_id", "")
        options[role] = name.removeprefix(_TEST_PREFIX) if role == "test" else name
        if role in ("test", "written"):
            points = nbgrader.get("points")
            whole = isinstance(points, float) and points.is_integer()
            options["points"] = int(points) if whole else points
    else:
        label = cell.get("id", "").removeprefix(f"{slug}-")
        if label != cell.get("id", "") and not _DERIVED.fullmatch(label):
            options["label"] = label
    if tags := cell.metadata.get("tags"):
        options["tags"] = list(tags)
    return options


def _role(nbgrader: dict[str, Any]) -> str:
    if nbgrader.get("task"):
        return "written"
    if nbgrader.get("solution"):
        return "task"
    return "test" if nbgrader.get("grade") else "locked"

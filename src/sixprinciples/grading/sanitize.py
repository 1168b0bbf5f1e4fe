"""From the bytes of a submitted notebook to one that is safe to run and to score.

For a notebook that its student filled in and left as it is otherwise, the result is what the first
half of ``nbgrader autograde`` makes of it. What stops nbgrader there is repaired, or told in one
sentence. It touches no database: nbgrader's preprocessors ask the `SourceNotebook` instead.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import math
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbformat.validator import normalize
from nbgrader import utils
from nbgrader.api import MissingEntry
from nbgrader.nbgraderformat import SCHEMA_VERSION
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    NbGraderPreprocessor,
    OverwriteCells,
)
from traitlets.config import Config

from sixprinciples.grading.assignment import SourceCell, SourceNotebook
from sixprinciples.grading.submission import SubmissionError, shown

_FORMAT = 4
_MOST_VALUES = 2_000_000  # lists, dicts and their items: what makes JSON large in memory
_MOST_CELLS = 5_000
_DEEPEST = 50  # of metadata; real ones have five levels or so
_KEYS = {
    "code": {"id", "cell_type", "metadata", "source", "outputs", "execution_count"},
    "markdown": {"id", "cell_type", "metadata", "source", "attachments"},
    "raw": {"id", "cell_type", "metadata", "source", "attachments"},
}
_ROLES = ("grade", "solution", "task")


@dataclass(frozen=True)
class Sanitized:
    """A notebook that can be run and scored.

    Attributes:
        notebook: valid, without outputs, with the assignment's own test cells in it.
        flags: what a person should look at, one word each.
        remarks: the same in sentences.
    """

    notebook: NotebookNode
    flags: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def sanitize(content: bytes, source: SourceNotebook, *, compat: bool) -> Sanitized:
    """Make a submitted notebook safe to run and to score.

    Args:
        content: the file.
        source: what the notebook should hold.
        compat: whether to do what stock nbgrader does and nothing else; then it flags nothing.

    Raises:
        SubmissionError: the file is no notebook, or none that can be read.
    """
    try:
        if compat:
            return Sanitized(_as_nbgrader_does(_decoded(content, source.name), source))
        notebook = _Reader(source.name).read(content)
        ClearOutput(config=_config(source)).preprocess(notebook, {})
        repair = _Repair(notebook, source)
        repair.run()
        _validate(notebook, source)
        return Sanitized(notebook, tuple(repair.cells), tuple(repair.remarks()))
    except RecursionError:
        raise _too_deep(source.name) from None


# --- reading ----------------------------------------------------------------------------------


def _decoded(content: bytes, name: str) -> str:
    if not content.strip():
        raise _no_notebook(name, "is empty")
    values = sum(content.count(sign) for sign in (b"[", b"{", b","))
    if values > _MOST_VALUES:
        raise SubmissionError(
            f"{name}.ipynb holds more than {_MOST_VALUES:,} values: clear its outputs, save it and "
            "hand it in again.",
            "too_large",
        )
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _no_notebook(name, f"is not UTF-8 (byte {error.start + 1})") from None


def _no_notebook(name: str, what: str) -> SubmissionError:
    return SubmissionError(
        f"{name}.ipynb {what}: open it in Jupyter, save it and hand it in again.", "not_a_notebook"
    )


def _too_deep(name: str) -> SubmissionError:
    return _no_notebook(name, "is nested too deeply")


class _Reader:
    """Reads a notebook, mends what can be mended and refuses the rest."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, content: bytes) -> NotebookNode:
        """Return the notebook in today's format, without outputs."""
        raw = self._parsed(content)
        self._check_format(raw)
        cells = raw.get("cells")
        if not isinstance(cells, list):
            raise _no_notebook(self.name, "has no cells")
        if len(cells) > _MOST_CELLS:
            raise SubmissionError(
                f"{self.name}.ipynb has more than {_MOST_CELLS:,} cells: remove those that do not "
                "belong to the assignment.",
                "too_large",
            )
        has_ids = _minor(raw) >= _FIRST_MINOR_WITH_IDS
        notebook: dict[str, Any] = {
            "cells": [self._cell(cell, place, has_ids) for place, cell in enumerate(cells, 1)],
            "metadata": self._metadata(raw),
            "nbformat": _FORMAT,
            "nbformat_minor": _minor(raw),
        }
        if has_ids:
            _number(notebook["cells"])
        return nbformat.v4.to_notebook_json(notebook)

    def _parsed(self, content: bytes) -> dict[str, Any]:
        text = _decoded(content, self.name)
        try:
            # numbers that JSON does not have come from outputs of other programs
            raw = json.loads(text, parse_constant=lambda _: None)
        except json.JSONDecodeError as error:
            where = f"line {error.lineno}, column {error.colno}"
            raise _no_notebook(self.name, f"is not JSON ({where})") from None
        except ValueError:  # an int of more digits than Python converts
            raise _no_notebook(self.name, "holds a number that is too long") from None
        if not isinstance(raw, dict):
            raise _no_notebook(self.name, "is JSON but no notebook")
        # Halves of characters stand in JSON as escapes only; they cannot be written to a file.
        return _without_surrogates(raw) if "\\ud" in text or "\\uD" in text else raw

    def _check_format(self, raw: dict[str, Any]) -> None:
        version = raw.get("nbformat")
        if isinstance(version, bool) or not isinstance(version, int):
            raise _no_notebook(self.name, "does not say which notebook format it has")
        if version > _FORMAT:
            raise SubmissionError(
                f"{self.name}.ipynb is in notebook format {version}, which is newer than this "
                f"grader: save it in format {_FORMAT} and hand it in again.",
                "wrong_format",
            )
        if version < _FORMAT:
            raise SubmissionError(
                f"{self.name}.ipynb is in the old notebook format {version}: open it in a current "
                "Jupyter, save it and hand it in again.",
                "wrong_format",
            )

    def _cell(self, raw: Any, place: int, has_ids: bool) -> dict[str, Any]:
        kind = raw.get("cell_type") if isinstance(raw, dict) else None
        if not isinstance(kind, str) or kind not in _KEYS:
            raise _no_notebook(self.name, f"has something that is no cell (number {place})")
        kept = {key: value for key, value in raw.items() if key in _KEYS[kind]}
        kept["source"] = self._text(raw.get("source", ""), place)
        kept["metadata"] = self._metadata(raw)
        if kind == "code":
            kept |= {"outputs": [], "execution_count": None}
        elif "attachments" in kept:
            self._clean(kept["attachments"])
            if not _are_attachments(kept["attachments"]):
                del kept["attachments"]
        if not has_ids:
            kept.pop("id", None)
        return kept

    def _text(self, source: Any, place: int) -> str:
        lines = source if isinstance(source, list) else [source]
        if not all(isinstance(line, str) for line in lines):
            raise _no_notebook(self.name, f"has a cell whose source is no text (number {place})")
        return "".join(lines)

    def _metadata(self, raw: dict[str, Any]) -> dict[str, Any]:
        metadata = raw.get("metadata")
        if not isinstance(metadata, dict):
            return {}
        self._clean(metadata)
        if "tags" in metadata:
            metadata["tags"] = _texts_in(metadata["tags"])
        if not _is_small(metadata.get("execution")):
            del metadata["execution"]
        return metadata

    def _clean(self, value: Any, depth: int = 0) -> None:
        """Replace infinite numbers, which no file can hold, and refuse what is nested deeply."""
        if depth > _DEEPEST:
            raise _too_deep(self.name)
        items: Any = ()
        if isinstance(value, dict):
            items = value.items()
        elif isinstance(value, list):
            items = enumerate(value)
        for key, item in items:
            if isinstance(item, float) and not math.isfinite(item):
                value[key] = None
            self._clean(item, depth + 1)


_MOST_MARKS = 100  # tags of a cell, or times at which it ran: validation compares each with each


def _texts_in(value: Any) -> list[str]:
    """Return the texts in a list, each once."""
    texts = [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
    return list(dict.fromkeys(texts))[:_MOST_MARKS]


def _is_small(value: Any) -> bool:
    """Tell whether there is nothing, or a dict of texts that does not take long to validate."""
    return value is None or (
        isinstance(value, dict)
        and len(value) <= _MOST_MARKS
        and all(isinstance(text, str) for text in value.values())
    )


_FIRST_MINOR_WITH_IDS = 5


def _minor(raw: dict[str, Any]) -> int:
    """Return the format's minor version, as far as it is one."""
    minor = raw.get("nbformat_minor")
    if isinstance(minor, bool) or not isinstance(minor, int) or minor < 0:
        return nbformat.current_nbformat_minor
    return min(minor, nbformat.current_nbformat_minor)


def _are_attachments(value: Any) -> bool:
    """Tell whether a value is what Jupyter keeps of images in a cell."""
    return isinstance(value, dict) and all(
        isinstance(bundle, dict)
        and all(_is_text(content) for kind, content in bundle.items() if not kind.endswith("json"))
        for bundle in value.values()
    )


def _is_text(value: Any) -> bool:
    lines = value if isinstance(value, list) else [value]
    return all(isinstance(line, str) for line in lines)


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(v) for key, v in value.items()}
    return value


def _number(cells: list[dict[str, Any]]) -> None:
    """Give an id to each cell that has none of its own, always the same in the same notebook."""
    seen: set[str] = set()
    for place, cell in enumerate(cells):
        if not _is_id(cell.get("id")) or cell["id"] in seen:
            cell["id"] = _new_id(f"{place}:{cell['source']}", seen)
        seen.add(cell["id"])


def _is_id(value: Any) -> bool:
    return (
        isinstance(value, str)
        and 0 < len(value) <= 64  # noqa: PLR2004  # what the notebook format says
        and value.isascii()
        and value.replace("-", "").replace("_", "a").isalnum()
    )


def _new_id(seed: str, taken: set[str]) -> str:
    while True:
        seed = hashlib.sha256(seed.encode()).hexdigest()
        if seed[:12] not in taken:
            return seed[:12]


def _validate(notebook: NotebookNode, source: SourceNotebook) -> None:
    """Make sure that the notebook is valid; if not, all metadata go that grading can do without."""
    try:
        nbformat.validate(notebook, relax_add_props=True)
        return
    except nbformat.ValidationError:
        kernel = {"kernelspec": source.kernelspec} if source.kernelspec else {}
        notebook["metadata"] = nbformat.from_dict(kernel)
        for cell in notebook.cells:
            kept = {key: marks for key, marks in cell.metadata.items() if key == "nbgrader"}
            cell["metadata"] = NotebookNode(kept)
    try:
        nbformat.validate(notebook, relax_add_props=True)
    except nbformat.ValidationError as error:
        reason = str(error.message).splitlines()[0][:100]
        raise _no_notebook(source.name, f"is no valid notebook ({reason})") from None


# --- repair -----------------------------------------------------------------------------------


class _Repair:
    """Brings the assignment's cells in a submitted notebook back to what they were.

    Attributes:
        notebook: what is repaired, in place.
        source: what it should hold.
        cells: names of the cells concerned, by flag.
    """

    def __init__(self, notebook: NotebookNode, source: SourceNotebook) -> None:
        self.notebook, self.source = notebook, source
        self.known = {cell.name: cell for cell in source.cells}
        self.cells: dict[str, list[str]] = {}

    def run(self) -> None:
        """Repair everything; flags say what was not as it should be."""
        self._set_kernel()
        copies = self._known_cells()
        kept = {name: self._one_of(name, cells) for name, cells in copies.items()}
        for name, cell in kept.items():
            self._restore(cell, self.known[name])
        self._note_moved(kept)
        self._bring_back(kept)

    def remarks(self) -> Iterator[str]:
        """Yield a sentence for each flag."""
        for flag, names in self.cells.items():
            listed = ", ".join(dict.fromkeys(names))
            yield f"{self.source.name}.ipynb: {_REMARKS[flag].format(cells=listed)}."

    def _flag(self, flag: str, cell: str) -> None:
        self.cells.setdefault(flag, []).append(cell)

    def _set_kernel(self) -> None:
        spec = self.notebook.metadata.get("kernelspec")
        language = spec.get("language") if isinstance(spec, dict) else None
        if language is not None and str(language).lower() != "python":
            self._flag("wrong_kernel", shown(str(language)[:40]))
        if self.source.kernelspec:
            self.notebook.metadata["kernelspec"] = nbformat.from_dict(self.source.kernelspec)

    def _known_cells(self) -> dict[str, list[NotebookNode]]:
        """Return the assignment's cells by name, and free all others of nbgrader's marks."""
        found: dict[str, list[NotebookNode]] = {}
        for cell in self.notebook.cells:
            marks = cell.metadata.get("nbgrader")
            if marks is None:
                cell.metadata.pop("nbgrader", None)
            elif isinstance(marks, dict) and _is_name(marks.get("grade_id"), self.known):
                found.setdefault(marks["grade_id"], []).append(cell)
            else:
                self._disown(cell, marks)
        return found

    def _disown(self, cell: NotebookNode, marks: Any) -> None:
        """Take nbgrader's marks from a cell that is not the assignment's."""
        name = marks.pop("grade_id", None) if isinstance(marks, dict) else "?"
        if _is_inert(marks):
            return
        del cell.metadata["nbgrader"]
        if not isinstance(marks, dict) or any(map(marks.get, (*_ROLES, "locked"))):
            self._flag("unknown_cells", shown(str(name)[:40]))

    def _one_of(self, name: str, copies: list[NotebookNode]) -> NotebookNode:
        """Return the cell that counts, the last as in nbgrader, and make the rest plain cells.

        Of answers it is the last that was filled in: else an empty copy would be the answer.
        """
        if len(copies) == 1:
            return copies[0]
        self._flag("duplicate_cells", name)
        answered = [cell for cell in copies if cell.source != self.known[name].source]
        kept = (answered if not self.known[name].locked and answered else copies)[-1]
        for cell in copies:
            if cell is not kept:
                del cell.metadata["nbgrader"]
        return kept

    def _restore(self, cell: NotebookNode, true: SourceCell) -> None:
        """Set a cell's type and marks, and its text if that is not the student's to change."""
        old = dict(cell.metadata["nbgrader"])
        changed = true.locked and cell.source != true.source
        as_released = changed and _is_sealed(cell, old.get("checksum"))
        if cell.cell_type != true.cell_type:
            self._flag("retyped_cells", true.name)
            _retype(cell, true.cell_type)
        self._compare(old, true)
        cell.metadata["nbgrader"] = _marks(old, true)
        if not changed:
            return
        if not as_released and not _is_sealed(cell, old.get("checksum")):
            self._flag("edited_tests" if true.grade else "edited_cells", true.name)
        cell.source = true.source

    def _compare(self, old: dict[str, Any], true: SourceCell) -> None:
        """Note marks that differ from the true ones."""
        roles = tuple(bool(old.get(role)) for role in _ROLES)
        if roles != (true.grade, true.solution, true.task):
            # no slip of the hand makes an answer of a test, or makes it worth nothing
            self._flag("tampering" if true.grade and true.locked else "changed_roles", true.name)
        elif true.points is not None and not _is_worth(old.get("points"), true.points):
            self._flag("changed_points", true.name)

    def _note_moved(self, kept: dict[str, NotebookNode]) -> None:
        """Note cells that stand behind a cell that followed them."""
        places = {id(cell): place for place, cell in enumerate(self.notebook.cells)}
        furthest = -1
        for cell in self.source.cells:
            if cell.name in kept:
                place = places[id(kept[cell.name])]
                if place < furthest:
                    self._flag("moved_cells", cell.name)
                furthest = max(furthest, place)

    def _bring_back(self, kept: dict[str, NotebookNode]) -> None:
        """Insert missing cells after the nearest earlier one; an answer cannot be brought back."""
        transform = _overwrite(self.source).missing_cell_transform
        previous: NotebookNode | None = None
        for true in self.source.cells:
            cell = kept.get(true.name)
            if cell is None:
                self._flag("missing_cells", true.name)
                cell = self._insert(true, previous, transform)
            previous = cell or previous

    def _insert(
        self,
        true: SourceCell,
        previous: NotebookNode | None,
        transform: Callable[..., NotebookNode],
    ) -> NotebookNode | None:
        if not (true.grade or true.task or true.locked):
            return None
        cells = self.notebook.cells
        cell = nbformat.from_dict(
            transform(true, true.points or 0.0, is_solution=true.solution, is_task=true.task)
        )
        if not (true.grade or true.task):
            cell.metadata["nbgrader"] = _marks({}, true)
        if self.notebook.nbformat_minor >= _FIRST_MINOR_WITH_IDS:
            cell["id"] = _new_id(true.name, {cell.id for cell in cells})
        place = next((i for i, other in enumerate(cells, 1) if other is previous), 0)
        cells.insert(place, cell)
        return cell


_REMARKS = {
    "missing_cells": "missing, and brought back unless they are answers: {cells}",
    "duplicate_cells": "more than once there, and only one counts: {cells}",
    "unknown_cells": "marked as the assignment's but not its cells: {cells}",
    "moved_cells": "not where they belong: {cells}",
    "edited_tests": "tests edited, and restored: {cells}",
    "edited_cells": "read-only cells edited, and restored (look for answers there): {cells}",
    "retyped_cells": "of another cell type, and set back: {cells}",
    "changed_points": "worth other points, and set back: {cells}",
    "changed_roles": "marked as other than they are, and set back: {cells}",
    "tampering": "tests marked as something else, and set back: {cells}",
    "wrong_kernel": "written for another kernel than Python's (if it is in another language, grade "
    "it by nbgrader autograde): {cells}",
}


def _is_name(value: Any, known: dict[str, SourceCell]) -> bool:
    return isinstance(value, str) and value in known


def _is_inert(marks: Any) -> bool:
    """Tell whether marks say that a cell is nothing to nbgrader; these it leaves in place."""
    if not isinstance(marks, dict) or marks.get("schema_version") != SCHEMA_VERSION:
        return False
    roles = {key: value for key, value in marks.items() if key != "schema_version"}
    return {"grade", "solution", "locked"} <= set(roles) <= {*_ROLES, "locked"} and all(
        value is False for value in roles.values()
    )


def _is_worth(value: Any, points: float) -> bool:
    """Tell whether a number in marks says these points."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value == points


def _is_sealed(cell: NotebookNode, checksum: Any) -> bool:
    """Tell whether a cell is as nbgrader released it: then its checksum is the recorded one."""
    try:
        return utils.compute_checksum(cell) == checksum
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _marks(old: dict[str, Any], true: SourceCell) -> NotebookNode:
    """Return nbgrader's marks of a cell, rebuilt; ways of saying the same stay as they were."""
    marks = NotebookNode(
        schema_version=SCHEMA_VERSION,
        grade_id=true.name,
        grade=true.grade,
        solution=true.solution,
        locked=_locked(old.get("locked"), true),
    )
    if true.task or "task" in old:
        marks["task"] = true.task
    if true.points is not None:
        same = _is_worth(old.get("points"), true.points)
        marks["points"] = old["points"] if same else true.points
    elif _is_worth(old.get("points"), 0):
        marks["points"] = old["points"]
    if true.checksum is not None:
        marks["checksum"] = true.checksum
    if "cell_type" in old:
        marks["cell_type"] = true.cell_type
    return marks


def _locked(old: Any, true: SourceCell) -> bool:
    """Return the mark `locked`, which says nothing of its own in tests and answers."""
    says_nothing = (true.grade or true.solution) and isinstance(old, bool)
    return bool(old) if says_nothing else true.locked


def _retype(cell: NotebookNode, cell_type: str) -> None:
    cell["cell_type"] = cell_type
    for key in set(cell) - _KEYS[cell_type]:
        del cell[key]
    if cell_type == "code":
        cell["outputs"], cell["execution_count"] = [], None


# --- nbgrader's own preprocessors, without a database -----------------------------------------


class _Gradebook:
    """Answers what `OverwriteCells` asks nbgrader's gradebook."""

    def __init__(self, source: SourceNotebook) -> None:
        self.cells = {cell.name: cell for cell in source.cells}

    def find_source_cell(self, name: str, _notebook: str, _assignment: str) -> SourceCell:
        if name not in self.cells:
            raise MissingEntry(name)
        return self.cells[name]

    def find_graded_cell(self, name: str, _notebook: str, _assignment: str) -> SimpleNamespace:
        cell = self.find_source_cell(name, _notebook, _assignment)
        if cell.points is None:
            raise MissingEntry(name)
        return _graded(cell)

    def find_notebook(self, _notebook: str, _assignment: str) -> SimpleNamespace:
        cells = list(self.cells.values())
        return SimpleNamespace(
            source_cells=cells,
            grade_cells=[_graded(cell) for cell in cells if cell.grade],
            solution_cells=[cell for cell in cells if cell.solution],
            task_cells=[_graded(cell) for cell in cells if cell.task],
        )


def _graded(cell: SourceCell) -> SimpleNamespace:
    return SimpleNamespace(name=cell.name, max_score=cell.points)


class _Overwrite(OverwriteCells):  # type: ignore[misc]  # nbgrader has no hints
    """nbgrader's `OverwriteCells` with what the assignment knows instead of a gradebook."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        self.notebook_id = self.assignment_id = ""
        nb, resources = NbGraderPreprocessor.preprocess(self, nb, resources)
        if self.add_missing_cells:
            nb, resources = self.add_missing_grade_cells(nb, resources)
            nb, resources = self.add_missing_task_cells(nb, resources)
        return nb, resources


def _overwrite(source: SourceNotebook) -> _Overwrite:
    overwrite = _Overwrite(config=_config(source))
    overwrite.gradebook = _Gradebook(source)
    return overwrite


def _config(source: SourceNotebook) -> Config:
    return Config({name: dict(traits) for name, traits in source.settings.items()})


def _as_nbgrader_does(text: str, source: SourceNotebook) -> NotebookNode:
    """Sanitize a notebook with nbgrader's own steps; what stops them is told in a sentence."""
    steps = [
        ClearOutput(config=_config(source)),
        DeduplicateIds(),
        _overwrite(source),
        CheckCellMetadata(),
    ]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of cells without ids, which are given some
            notebook = nbformat.reads(text, as_version=_FORMAT)
            _, notebook = normalize(notebook)
            if source.kernelspec:
                notebook.metadata["kernelspec"] = nbformat.from_dict(source.kernelspec)
            for step in steps:
                notebook, _ = step(notebook, {})
                nbformat.validate(notebook, relax_add_props=True)
    except RecursionError:
        raise
    except Exception as error:  # whatever it is, nbgrader would not grade this notebook
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        raise SubmissionError(
            f"{source.name}.ipynb is not graded by nbgrader itself ({reason}): grade it without "
            "compat, which repairs what it can.",
            "not_graded_by_nbgrader",
        ) from error
    return nbformat.from_dict(notebook)  # cells that it brought back are plain dicts

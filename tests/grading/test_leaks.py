"""Nothing that students get holds a solution, a hidden test or a rubric."""

from pathlib import Path

import nbformat
import pytest
from regions import HIDDEN, RUBRIC, SOLUTION, merged, regions, telling_lines
from repository import ROOT, existing

INSTRUCTORS = existing("solutions/*/*.ipynb")
OPEN = [*existing("exercises/**/*.*"), *existing("lessons/**/*.*")]
_LONG = 40  # characters; shorter pieces of code may stand in a lesson, which teaches them


@pytest.fixture(scope="module")
def open_texts() -> dict[Path, str]:
    """Return everything students get, as text: sources, outputs and metadata."""
    texts = {}
    for path in (path for path in OPEN if path.is_file()):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".ipynb":
            text += "".join(f"\n{cell.source}" for cell in nbformat.reads(text, 4).cells)
        texts[path.relative_to(ROOT)] = merged(text)
    return texts


@pytest.mark.parametrize("path", INSTRUCTORS, ids=lambda path: path.stem)
def test_no_student_version_holds_what_is_hidden(path: Path, open_texts: dict[Path, str]) -> None:
    instructor = nbformat.read(path, as_version=4)
    own = open_texts[Path("exercises") / path.stem / path.name]
    secrets = telling_lines(instructor, SOLUTION, HIDDEN, RUBRIC)
    assert secrets, f"{path.name} hides nothing; did the search for it break?"
    assert not sorted(line for line in secrets if line in own)
    wholes = [merged(r) for kind in (SOLUTION, HIDDEN, RUBRIC) for r in regions(instructor, kind)]
    for place, text in open_texts.items():
        leaks = [whole for whole in wholes if len(whole) >= _LONG and whole in text]
        assert not leaks, f"{place} holds {leaks} of {path.name}"


@pytest.mark.parametrize(
    "mark", [f"{e} {k}" for k in (SOLUTION, HIDDEN, RUBRIC) for e in ("BEGIN", "END")]
)
def test_nothing_open_holds_a_region_mark(mark: str, open_texts: dict[Path, str]) -> None:
    assert [str(place) for place, text in open_texts.items() if mark in text] == []

"""What students see of a lesson and its assignment, as text."""

import functools
import re

import nbformat
from repository import ROOT


@functools.cache
def seen_by_students(slug: str) -> str:
    """Return texts and outputs of a lesson and its assignment, without commas and emphasis."""
    shown = []
    for path in (f"lessons/{slug}.ipynb", f"exercises/{slug}/{slug}.ipynb"):
        for cell in nbformat.read(ROOT / path, as_version=4).cells:
            shown.append(cell.source)
            for output in cell.get("outputs", []):
                shown.append(output.get("text") or output.get("data", {}).get("text/plain", ""))
    return re.sub(r"[,*]", "", "\n".join(shown))

"""How long each lesson takes to run cold: a new kernel, then all cells.

Run it in the repository: ``python benchmarks/lesson_time.py``.
"""

import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

LESSONS = Path(__file__).parents[1] / "lessons"
TARGET_SECONDS = 10


def seconds(lesson: Path) -> float:
    """Return how long a lesson takes from starting its kernel to its last output."""
    notebook = nbformat.read(lesson, as_version=4)
    with tempfile.TemporaryDirectory() as empty:
        client = NotebookClient(notebook, resources={"metadata": {"path": empty}})
        start = time.perf_counter()
        client.execute()
        return time.perf_counter() - start


def main() -> None:
    """Print one line for each lesson."""
    for lesson in sorted(LESSONS.glob("*.ipynb")):
        print(f"{lesson.stem:<32} {seconds(lesson):5.1f} s (target: {TARGET_SECONDS} s)")


if __name__ == "__main__":
    main()

"""What students see when they run an assignment in which they have answered nothing yet."""

import re
from pathlib import Path

import nbformat
import pytest
from interpreters import Server
from repository import existing

OPEN = re.compile(r"CheckFailed: .*(replace the three dots|; it is None\.|; it shows none\.)")


@pytest.mark.parametrize("path", existing("exercises/*/*.ipynb"), ids=lambda path: path.stem)
def test_every_test_tells_in_a_sentence_that_its_task_is_open(
    path: Path, forks: Server, tmp_path: Path
) -> None:
    """So *Validate* succeeds only once something is answered; all other cells run."""
    with forks.fork("student", tmp_path) as student:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                said = student.run(cell.source).error
                if cell.metadata.get("nbgrader", {}).get("grade"):
                    assert said is not None and OPEN.match(said), f"{said}\n{cell.source}"
                else:
                    assert said is None, cell.source

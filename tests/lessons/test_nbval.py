"""`pytest --nbval lessons` is strict: it sees every output, and forgives image bytes alone."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
from nbformat import NotebookNode
from repository import ROOT, existing

from sixprinciples import build

LESSON = """\
# A toy lesson

```{code-cell}
import matplotlib.pyplot as plt

from sixprinciples import figures

print("The two words occur", 3 + 5, "times.")
fig, ax = plt.subplots(figsize=(2, 1))
ax.bar(["net", "law"], [3, 5])
figures.show(fig, alt="Bar chart of two toy counts: net 3, law 5.", source="toy numbers")
```

```{code-cell}
:tags: [raises-exception]

undefined_name
```
"""

# what is changed in the stored outputs (place, text, replacement), and whether nbval may pass
CHANGES = {
    "nothing": ("text", "", "", True),
    "image_bytes": ("text/html", "base64,iVBOR", "base64,iVBOS", True),
    "number": ("text", "occur 8 times", "occur 9 times", False),
    "alt_text_in_html": ("text/html", 'alt="Bar chart', 'alt="Line chart', False),
    "alt_text_as_text": ("text/plain", "Bar chart", "Line chart", False),
    "error": ("evalue", "undefined_name", "another_name", False),
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bool]:
    """Return whether nbval, with this repository's settings, passes each changed lesson."""
    folder = tmp_path_factory.mktemp("nbval")
    text = folder / "authoring" / "lessons" / "90_toy.md"
    text.parent.mkdir(parents=True)
    text.write_text(LESSON, encoding="utf-8")
    (built,) = build.build(folder)
    for name, (place, old, new, _) in CHANGES.items():
        notebook = nbformat.read(built, as_version=4)
        change(notebook, place, old, new)
        nbformat.write(notebook, folder / f"{name}.ipynb")
    return run_nbval(folder, list(CHANGES))


def change(notebook: NotebookNode, place: str, old: str, new: str) -> None:
    """Replace a text in the stored outputs."""
    printed, figure = notebook.cells[1].outputs
    (error,) = notebook.cells[2].outputs
    holder = next(h for h in (printed, figure.data, error) if place in h)
    assert old in holder[place]
    holder[place] = holder[place].replace(old, new)


def run_nbval(folder: Path, names: list[str]) -> dict[str, bool]:
    """Run `pytest --nbval` as a maintainer would; tell which notebooks pass in every cell."""
    report = folder / "report.xml"
    notebooks = [str(folder / f"{name}.ipynb") for name in names]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "-c", "pyproject.toml", f"--rootdir={folder}",
         "-p", "no:cacheprovider", f"--junitxml={report}", *notebooks],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert report.is_file(), result.stdout + result.stderr
    verdicts = dict.fromkeys(names, True)
    cases = ElementTree.parse(report).getroot().findall(".//testcase")
    assert len(cases) == 2 * len(names), result.stdout
    for case in cases:
        verdicts[case.attrib["classname"].removesuffix(".ipynb")] &= len(case) == 0
    return verdicts


@pytest.mark.parametrize("name", CHANGES)
def test_nbval_catches_changed_outputs(verdicts: dict[str, bool], name: str) -> None:
    *_, may_pass = CHANGES[name]
    assert verdicts[name] == may_pass


@pytest.mark.parametrize("path", existing("lessons/*.ipynb"), ids=lambda path: path.stem)
def test_no_output_of_a_lesson_escapes_the_comparison(path: Path) -> None:
    """Nbval passes over cells that were never run, cells marked so, and bare images."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        assert cell.execution_count, f"{cell.id} was never run"
        marks = [*cell.metadata.get("tags", []), cell.source]
        assert not [m for m in marks if "nbval" in m.lower()], f"{cell.id} is marked for nbval"
        for output in cell.outputs:
            images = [kind for kind in output.get("data", {}) if kind.startswith("image/")]
            assert not images, f"{cell.id} shows a bare image; use figures.show"

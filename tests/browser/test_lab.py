"""Lessons and assignments in the JupyterLab that students open, in a real browser."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from answer_bank import answered
from course import solutions
from lab_server import Server, serving
from playwright.sync_api import Page, expect
from repository import ROOT, existing

LESSONS = [path.stem for path in existing("lessons/*.ipynb")]
ASSIGNMENT = existing("exercises/*/")[0].name
SOLVED = f"exercises/{ASSIGNMENT}/solved.ipynb"

PANEL = "window.jupyterapp?.shell.currentWidget"
OPENED = f"() => {PANEL}?.sessionContext"
OPEN = """async (path) => {
    const opened = await window.jupyterapp.commands.execute('docmanager:open', {path});
    window.jupyterapp.shell.activateById(opened.id);
}"""
CELLS = f"""async () => {{
    const panel = {PANEL};
    await panel.context.ready;
    return panel.content.model.toJSON().cells;
}}"""
# The command ends at the first error, expected or not, while the kernel goes on; the kernel
# answers a request of ours when it has done all before.
RUN_ALL = f"""async () => {{
    const panel = {PANEL};
    await panel.context.ready;
    await panel.sessionContext.ready;
    await window.jupyterapp.commands.execute('notebook:run-all-cells');
    await panel.sessionContext.session.kernel.requestExecute({{code: '', silent: true}}).done;
    const cells = panel.content.model.toJSON().cells;
    await panel.context.save();
    await panel.sessionContext.shutdown();
    return cells;
}}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a copy of what students get, as `make lab` does."""
    folder = tmp_path_factory.mktemp("lab")
    for name in ("lessons", "exercises"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("requirements.txt", "nbgrader_config.py"):
        shutil.copy(ROOT / name, folder)
    solve(folder)
    command = [sys.executable, "-m", "sixprinciples.lab", "--LabApp.expose_app_in_browser=True"]
    with serving(command, folder) as server:
        yield server


def solve(folder: Path) -> None:
    """Put a finished assignment beside the blank one."""
    name = f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
    blank = nbformat.read(ROOT / "exercises" / name, as_version=4)
    instructor = nbformat.read(ROOT / "solutions" / name, as_version=4)
    nbformat.write(answered(blank, solutions(instructor)), folder / SOLVED)


@pytest.fixture(scope="module")
def window(lab: Server, shared_page: Page) -> Page:
    """Return JupyterLab, in which one lesson is opened after the other."""
    shared_page.goto(lab.page("lab"))
    shared_page.wait_for_function("() => window.jupyterapp?.shell.currentWidget")
    return shared_page


def run_all(page: Page) -> list[dict[str, Any]]:
    """Run all cells of the open notebook and return them, once all are done."""
    page.wait_for_function(OPENED)
    cells: list[dict[str, Any]] = page.evaluate(RUN_ALL)
    return cells


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_shows_its_figures(window: Page, lesson: str) -> None:
    window.evaluate(OPEN, f"lessons/{lesson}.ipynb")
    check_figures(window, window.evaluate(CELLS))


@pytest.mark.parametrize("lesson", LESSONS[:: len(LESSONS) // 2])
def test_every_cell_of_a_lesson_runs_without_error(window: Page, lesson: str) -> None:
    window.evaluate(OPEN, f"lessons/{lesson}.ipynb")
    code = [cell for cell in run_all(window) if cell["cell_type"] == "code"]
    assert code
    for cell in code:
        assert cell["execution_count"], f"{cell['id']} did not run"
        if "raises-exception" not in cell["metadata"].get("tags", []):
            errors = [out for out in cell["outputs"] if out["output_type"] == "error"]
            assert not errors, f"{cell['id']}: {errors}"
    check_figures(window, code)


def check_figures(window: Page, cells: list[dict[str, Any]]) -> None:
    """See that each figure of the open lesson is drawn and has an alt text; close the lesson."""
    images = window.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output img")
    expect(images).to_have_count(sum(shows_figure(cell) for cell in cells))
    for image in images.all():
        assert image.get_attribute("alt"), "a figure has no alt text"
        assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    window.evaluate("() => window.jupyterapp.commands.execute('application:close')")


def shows_figure(cell: dict[str, Any]) -> bool:
    """Tell whether a cell displays an image, which is not folded away."""
    folded = cell["metadata"].get("jupyter", {}).get("outputs_hidden")
    outputs = cell.get("outputs", [])
    return not folded and any("<img" in str(out.get("data")) for out in outputs)


@pytest.mark.parametrize(
    ("notebook", "verdict"),
    [
        (f"exercises/{ASSIGNMENT}/{ASSIGNMENT}.ipynb", "The following cell failed:"),
        (SOLVED, "Success! Your notebook passes all the tests."),
    ],
    ids=["blank", "solved"],
)
def test_validate_gives_a_verdict(lab: Server, page: Page, notebook: str, verdict: str) -> None:
    page.goto(lab.page(f"lab/tree/{notebook}"))
    page.wait_for_function(OPENED)
    page.get_by_role("button", name="Validate").click()
    expect(page.locator(".jp-Dialog")).to_contain_text(verdict)

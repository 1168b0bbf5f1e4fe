"""`make lab` in a fresh clone: set up, opened, used, opened again."""

import json
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
import requests
from packaging.requirements import Requirement
from repository import existing
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

LESSONS = [path.name for path in existing("lessons/*.ipynb")]


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab and what it said while starting."""

    url: str
    token: str
    said: str

    def ask(self, address: str, /, **form: str) -> str:
        """Return the answer to a request, sent as a form where there is one."""
        session = requests.Session()
        # the address is printed a moment before the server listens
        session.mount("http://", HTTPAdapter(max_retries=Retry(connect=10, backoff_factor=0.1)))
        answer = session.request(
            "POST" if form else "GET",
            f"{self.url}/{address}",
            data=form,
            headers={"Authorization": f"token {self.token}"},
            timeout=120,
        )
        answer.raise_for_status()
        return answer.text


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def lab(clone: Path, shell: dict[str, str]) -> Iterator[Lab]:
    options = f"--no-browser --port={free_port()} --log-level=CRITICAL"
    process = subprocess.Popen(
        ["make", "lab", f"LAB_ARGS={options}"],
        cwd=clone,
        env=shell,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # so that make and the server it starts can be ended together
    )
    try:
        yield _started(process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=60)


def _started(process: subprocess.Popen[str]) -> Lab:
    said = ""
    for line in process.stdout or ():
        said += line
        if found := re.search(r"(http://127\.0\.0\.1:\d+)/\S+\?token=(\w+)", line):
            return Lab(found[1], found[2], said)
    pytest.fail(f"JupyterLab did not start:\n{said}")


def test_it_opens_on_the_first_lesson(lab: Lab) -> None:
    assert "/lab/tree/lessons/00_start_here.ipynb?token=" in lab.said


def test_it_says_what_it_does(lab: Lab) -> None:
    assert "Installing the Python packages of requirements.txt into .venv" in lab.said
    assert "Opening JupyterLab on" in lab.said


@pytest.mark.parametrize("name", LESSONS)
def test_it_serves_every_lesson(lab: Lab, name: str) -> None:
    served = json.loads(lab.ask(f"api/contents/lessons/{name}"))
    assert served["type"] == "notebook"
    assert served["writable"]


def test_the_extensions_of_nbgrader_are_enabled(lab: Lab) -> None:
    page = re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', lab.ask("lab"), re.S)
    assert page
    config = json.loads(page[1])
    assert "@jupyter/nbgrader" in [
        extension["name"] for extension in config["federated_extensions"]
    ]
    assert not [name for name in config["disabledExtensions"] if "nbgrader" in name]


def test_validate_runs_an_assignment(lab: Lab) -> None:
    name = "exercises/00_start_here/00_start_here.ipynb"
    answer = json.loads(lab.ask("assignments/validate", path=name))
    assert answer["success"], answer
    assert {"passed", "failed"} & answer["value"].keys(), answer


def test_the_second_start_installs_nothing(lab: Lab, clone: Path, shell: dict[str, str]) -> None:
    again = subprocess.run(
        ["make", "lab", "LAB_ARGS=--version"],
        cwd=clone,
        env={**shell, "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 0, again.stderr
    assert "Installing" not in again.stdout


@pytest.fixture(scope="module")
def activated(lab: Lab, clone: Path, shell: dict[str, str]) -> dict[str, str]:
    """Return the variables of a shell in which the environment that was made is activated."""
    return {**shell, "PATH": f"{clone / '.venv' / 'bin'}{os.pathsep}{shell['PATH']}"}


def test_exactly_the_lock_and_the_package_are_installed(
    clone: Path, activated: dict[str, str]
) -> None:
    freeze = ["pip", "list", "--format=freeze", "--exclude=pip", "--exclude=sixprinciples"]
    listed = subprocess.run(
        freeze, cwd=clone, env=activated, capture_output=True, text=True, check=True
    ).stdout
    lock = (clone / "requirements.txt").read_text(encoding="utf-8").splitlines()
    requirements = [Requirement(line.rstrip(" \\")) for line in lock if line[:1].isalnum()]
    here = [r for r in requirements if r.marker is None or r.marker.evaluate()]
    normal = {re.sub(r"[-_.]+", "-", line).lower() for line in listed.split()}
    assert normal == {re.sub(r"[-_.]+", "-", f"{r.name}{r.specifier}").lower() for r in here}


def test_lesson_01_runs_after_post_build(clone: Path, activated: dict[str, str]) -> None:
    """On Binder and with conda `postBuild` installs the package; here it takes its place."""
    subprocess.run(["./postBuild"], cwd=clone, env=activated, check=True)
    run = ["jupyter", "nbconvert", "--to", "notebook", "--execute", "--output", "ran.ipynb"]
    subprocess.run([*run, "lessons/01_the_source.ipynb"], cwd=clone, env=activated, check=True)
    ran = nbformat.read(clone / "lessons" / "ran.ipynb", as_version=4)
    assert any(cell.get("outputs") for cell in ran.cells)

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

import pytest
import requests
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

"""Binder and conda: repo2docker's own build pack, and its steps in a fresh environment."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml
from packaging.requirements import Requirement
from repository import ROOT


@pytest.fixture(scope="module")
def dockerfile() -> str:
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(ROOT)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "Building conda environment for python=3.12" in result.stderr
    return result.stdout


def test_repo2docker_reads_every_file_that_is_meant_for_it(dockerfile: str) -> None:
    assert 'env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"' in dockerfile
    assert "RUN ./postBuild" in dockerfile
    installed = re.findall(r"apt-get install --yes --no-install-recommends (.*) &&", dockerfile)
    assert "fonts-noto-cjk python3-venv" in installed


def test_the_repository_is_there_when_its_lock_is_installed(dockerfile: str) -> None:
    copied = re.search(r"COPY --chown=\S+ src/ \$\{REPO_DIR\}/", dockerfile)
    assert copied
    assert copied.start() < dockerfile.index('--file "environment.yml"')


@pytest.fixture(scope="module")
def environment(clone: Path, shell: dict[str, str]) -> dict[str, str]:
    """Return the variables of a new environment after the pip section and postBuild."""
    venv = clone / ".venv"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    variables = {**shell, "PATH": f"{venv / 'bin'}{os.pathsep}{shell['PATH']}"}
    described = yaml.safe_load((clone / "environment.yml").read_text(encoding="utf-8"))
    (pip_section,) = [d["pip"] for d in described["dependencies"] if isinstance(d, dict)]
    (clone / "pip-section.txt").write_text("\n".join(pip_section), encoding="utf-8")
    for command in (["pip", "install", "-qq", "-r", "pip-section.txt"], ["./postBuild"]):
        subprocess.run(command, cwd=clone, env=variables, check=True)
    return variables


def test_exactly_the_lock_and_the_package_are_installed(
    clone: Path, environment: dict[str, str]
) -> None:
    freeze = ["pip", "list", "--format=freeze", "--exclude=pip", "--exclude=sixprinciples"]
    listed = subprocess.run(
        freeze, cwd=clone, env=environment, capture_output=True, text=True, check=True
    ).stdout
    lock = (clone / "requirements.txt").read_text(encoding="utf-8").splitlines()
    requirements = [Requirement(line.rstrip(" \\")) for line in lock if line[:1].isalnum()]
    here = [r for r in requirements if r.marker is None or r.marker.evaluate()]
    normal = {re.sub(r"[-_.]+", "-", line).lower() for line in listed.split()}
    assert normal == {re.sub(r"[-_.]+", "-", f"{r.name}{r.specifier}").lower() for r in here}


def test_lesson_01_runs_there_without_error(clone: Path, environment: dict[str, str]) -> None:
    run = ["jupyter", "nbconvert", "--to", "notebook", "--execute", "--output", "ran.ipynb"]
    subprocess.run([*run, "lessons/01_the_source.ipynb"], cwd=clone, env=environment, check=True)
    ran = nbformat.read(clone / "lessons" / "ran.ipynb", as_version=4)
    assert any(cell.get("outputs") for cell in ran.cells)

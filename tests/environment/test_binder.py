"""Binder and conda: what repo2docker's own build pack makes of the repository."""

import re
import subprocess
import sys

import pytest
import yaml
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


def test_its_packages_are_those_of_make_lab_and_no_others() -> None:
    """What these are, and that lessons run with them, `test_make_lab` looks at."""
    described = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    (pip_section,) = [d["pip"] for d in described["dependencies"] if isinstance(d, dict)]
    assert pip_section == ["-r requirements.txt"]

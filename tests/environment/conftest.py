"""Fresh copies of the repository, as a clone would be."""

import os
import shutil
from pathlib import Path

import pytest
from repository import ROOT

NOT_IN_A_CLONE = shutil.ignore_patterns(".git", ".venv", "work", ".*_cache", "__pycache__")
# set by an outer make, Jupyter or Python environment; a fresh shell has none of them
NOT_IN_A_FRESH_SHELL = ("MAKE", "MFLAGS", "JUPYTER", "IPYTHON", "PYTHON", "VIRTUAL_ENV", "PYTEST")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the repository without anything that git leaves out."""
    return Path(
        shutil.copytree(ROOT, tmp_path_factory.mktemp("fresh") / "clone", ignore=NOT_IN_A_CLONE)
    )


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of a fresh shell, with Jupyter's settings in a folder of its own."""
    private = str(tmp_path_factory.mktemp("jupyter"))
    kept = {k: v for k, v in os.environ.items() if not k.startswith(NOT_IN_A_FRESH_SHELL)}
    # pip would compile thousands of modules that no test imports; it takes "0" for yes here
    kept["PIP_NO_COMPILE"] = "0"
    folders = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    return {**kept, **{f"JUPYTER_{name}": private for name in folders}, "IPYTHONDIR": private}

"""Machines where something is missing: one sentence says what to do."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TOOLS = ["cat", "cksum", "dirname", "id", "rm", "sed", "sh"]


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a machine with basic tools and no Python."""
    for tool in TOOLS:
        program = shutil.which(tool)
        assert program, tool
        (tmp_path / tool).symlink_to(program)
    return {"PATH": str(tmp_path)}


def test_a_machine_without_python_is_told_what_to_install(
    clone: Path, bare: dict[str, str]
) -> None:
    command = [clone / "scripts" / "setup", "requirements.txt", "apt.txt"]
    result = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "Python 3.11 or newer" in result.stderr
    assert "apt-get install python3 python3-venv" in result.stderr


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="Debian's package tools are not here")
def test_a_user_who_may_not_install_packages_is_told_which(
    clone: Path, bare: dict[str, str], tmp_path: Path
) -> None:
    (clone / "missing.txt").write_text("no-such-package-1  # why\n\nno-such-package-2\n")
    # an apt-get that refuses, as Debian's does for a user without rights
    refusing = tmp_path / "apt-get"
    refusing.write_text("#!/bin/sh\nexit 100\n")
    refusing.chmod(0o755)
    (tmp_path / "dpkg-query").symlink_to(shutil.which("dpkg-query") or os.devnull)
    command = [clone / "scripts" / "setup", "requirements.txt", "missing.txt"]
    result = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    assert "run: apt-get install no-such-package-1 no-such-package-2" in result.stdout

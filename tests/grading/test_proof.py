"""That the sandbox holds on this machine is shown, remembered, and told where it does not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import ROOT

from sixprinciples import data
from sixprinciples.grading import doctor, proof
from sixprinciples.grading.sandbox import SandboxError


def test_the_sandbox_holds_here_in_every_trial(tmp_path: Path) -> None:
    findings = proof.prove("bubblewrap", course=ROOT, cache=tmp_path)
    assert [finding.sentence for finding in findings if not finding.holds] == []
    assert {"files", "network", "processes", "memory together", "fresh start"} <= {
        finding.subject for finding in findings
    }


def test_without_a_sandbox_nothing_is_proven(tmp_path: Path) -> None:
    (finding,) = proof.prove("off", cache=tmp_path)
    assert not finding.holds
    proof.require("off", cache=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_was_proven_is_not_proven_again(tmp_path: Path) -> None:
    proof.require("bubblewrap", cache=tmp_path / "new")
    remembered = tmp_path / "new" / "proven.json"
    content = remembered.read_text()
    assert len(json.loads(content)) == 1
    assert remembered.stat().st_mode & 0o777 == 0o600
    proof.require("bubblewrap", cache=tmp_path / "new")
    assert remembered.read_text() == content
    proof.require("bubblewrap", course=ROOT, cache=tmp_path / "new")
    assert len(json.loads(remembered.read_text())) == 2


@pytest.mark.parametrize("content", ["", "{}", "[1, 2", '["another machine"]'])
def test_what_others_wrote_into_the_cache_proves_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "proven.json").write_text(content)
    proof.require("bubblewrap", cache=tmp_path)
    assert len(json.loads((tmp_path / "proven.json").read_text())[-1]) == 64


def test_a_sandbox_that_does_not_hold_is_refused_with_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bubblewrap that isolates less, as an old or a patched one might."""
    genuine = shutil.which("bwrap")
    lax = tmp_path / "bin" / "bwrap"
    lax.parent.mkdir()
    lax.write_text(f'#!/bin/sh\n[ "$1" = --version ] || set -- --bind /var /var "$@"\n'
                   f'exec {genuine} "$@"\n')  # fmt: skip
    lax.chmod(0o755)
    monkeypatch.setenv("PATH", f"{lax.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("HOME", "/var/tmp")
    with (
        tempfile.NamedTemporaryFile(dir="/var/tmp"),
        pytest.raises(SandboxError, match=r"could read /var/.*, or use --sandbox off\.$") as raised,
    ):
        proof.require("bubblewrap", cache=tmp_path / "cache")
    assert "\n" not in str(raised.value)
    assert not (tmp_path / "cache" / "proven.json").exists()


def test_the_doctor_says_what_this_machine_can_do(tmp_path: Path) -> None:
    findings = doctor.examine(course=ROOT, cache=tmp_path)
    subjects = [finding.subject for finding in findings]
    assert {"Python", "nbgrader", "sandbox", "capacity", "distributed", "psycopg"} <= set(subjects)
    assert len(subjects) == len(set(subjects))
    for finding in findings:
        assert finding.sentence.endswith(".")
        assert "\n" not in finding.sentence


def test_the_doctor_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = {finding.subject: finding for finding in doctor.examine(cache=tmp_path)}["sandbox"]
    assert not missing.holds
    assert "apt install bubblewrap" in missing.sentence


# --- as an ordinary user --------------------------------------------------------------------------

NOBODY = 65534
TRIAL = """
import os, sys
from pathlib import Path
from sixprinciples.grading import proof
assert os.getuid() == int(sys.argv[1])
for finding in proof.prove("bubblewrap", course=Path(sys.argv[2]), cache=Path("cache")):
    if not finding.holds:
        print(finding.sentence)
"""


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """Return a folder that every user can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


def python_for_all(folder: Path) -> Path:
    """Return a Python that every user can run, with the packages of this one."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    found = shutil.which(name, path="/usr/bin:/usr/local/bin")
    if found is None:
        pytest.skip(f"There is no {name} on this machine that every user can run.")
    subprocess.run([found, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    site = next((folder / "venv" / "lib").glob("python*/site-packages"))
    source = Path(data.__file__).parents[1]
    paths = {sysconfig.get_paths()["purelib"], sysconfig.get_paths()["platlib"], str(source)}
    (site / "packages.pth").write_text("\n".join(sorted(paths)))
    return folder / "venv" / "bin" / "python"


@pytest.mark.skipif(os.geteuid() != 0, reason="All other tests are run by an ordinary user then.")
def test_the_sandbox_holds_for_an_ordinary_user_too(public_folder: Path) -> None:
    python = python_for_all(public_folder)
    home = public_folder / "home"
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)
    trial = subprocess.run(
        [python, "-c", TRIAL, str(NOBODY), ROOT],
        env={"HOME": str(home), "PATH": os.environ["PATH"]}, cwd=home,
        user=NOBODY, group=NOBODY, extra_groups=[], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (trial.returncode, trial.stdout) == (0, ""), trial.stderr

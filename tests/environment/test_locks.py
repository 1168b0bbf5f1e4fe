"""The two locks: exact, complete, one for all supported Pythons, and naming no place."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from repository import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt"]


def locked(lock: str) -> list[Requirement]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return [Requirement(line.rstrip(" \\")) for line in text.splitlines() if line[:1].isalnum()]


def versions(lock: str) -> dict[str, str]:
    return {r.name: str(r.specifier).removeprefix("==") for r in locked(lock)}


def wanted(*extras: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"]]
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    requirements = [Requirement(line) for line in lines]
    return [r for r in requirements if canonicalize_name(r.name) != project["name"]]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_one_exact_version_and_hashes(lock: str) -> None:
    for requirement in locked(lock):
        assert re.fullmatch(r"==[\w.!+]+", str(requirement.specifier)), requirement
    repeated = [name for name, n in Counter(r.name for r in locked(lock)).items() if n > 1]
    assert not repeated, "another version on another Python would build other notebooks"
    blocks = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(encoding="utf-8"), flags=re.M)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_index_host_or_path_is_named(lock: str) -> None:
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        assert not re.search(r"://|^-|^ *--(?!hash=)|@ ", line), line


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.txt", ["student"]),
        ("requirements-dev.txt", ["student", "instructor", "docs", "dev"]),
    ],
)
def test_the_lock_meets_what_the_package_asks_for(lock: str, extras: list[str]) -> None:
    have = versions(lock)
    for requirement in wanted(*extras):
        name = canonicalize_name(requirement.name)
        assert name in have, f"{name} is not in {lock}; run `make lock`"
        assert requirement.specifier.contains(have[name], prereleases=True), requirement


def test_maintainers_have_students_versions() -> None:
    assert versions("requirements.txt").items() <= versions("requirements-dev.txt").items()


def test_students_install_nothing_that_only_maintainers_need() -> None:
    for_maintainers = {canonicalize_name(r.name) for r in wanted("instructor", "docs", "dev")}
    for_students = {canonicalize_name(r.name) for r in wanted("student")}
    nbclient_comes_with_jupyter = {"nbclient"}
    surplus = for_maintainers - for_students - nbclient_comes_with_jupyter
    assert not surplus & set(versions("requirements.txt"))


def test_debian_packages_are_plain_names() -> None:
    for name in ("apt.txt", "apt-dev.txt"):
        for line in Path(ROOT / name).read_text(encoding="utf-8").splitlines():
            assert re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", line.partition("#")[0].strip()), line

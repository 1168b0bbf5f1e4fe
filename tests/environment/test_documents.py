"""What README and the guides name exists, and the project's papers agree with each other."""

import os
import re
import subprocess
import sys
import tomllib

import pytest
import yaml
from nbgrader.apps import NbGraderApp
from repository import ROOT, existing, read

from sixprinciples.grading.graded import Verdict

DOCUMENTS = ["README.md", "CONTRIBUTING.md"]
GUIDES = ["docs/grading.md", "docs/marking.md", "docs/teaching.md"]
LESSONS = [path.stem for path in existing("authoring/lessons/*.md")]


def project() -> dict[str, str]:
    described: dict[str, str] = tomllib.loads(read("pyproject.toml"))["project"]
    return described


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_exists(document: str) -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", read(document), flags=re.M))
    assert named
    for target in named:
        dry_run = ["make", "--dry-run", target]
        assert subprocess.run(dry_run, cwd=ROOT, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("document", [*DOCUMENTS, *GUIDES])
def test_every_file_and_folder_exists(document: str) -> None:
    quoted = set(re.findall(r"`([\w.-]+(?:/[\w.-]+)*/?)`", read(document)))
    made_by_use = (
        "work/", "downloaded/", "submitted/", "autograded/", "feedback/", "tcp:", ".sixprinciples/",
    )  # fmt: skip
    for name in {q for q in quoted if "/" in q or q.endswith((".txt", ".md", ".toml"))}:
        if not name.startswith(made_by_use):
            assert (ROOT / name).exists(), f"{document} names {name}"


@pytest.mark.parametrize("document", [*DOCUMENTS, *GUIDES])
def test_every_link_leads_to_a_file_and_a_heading(document: str) -> None:
    for name, heading in re.findall(r"\]\((?!https?:)([^)#]+)(?:#([^)]+))?\)", read(document)):
        target = (ROOT / document).parent / name
        assert target.exists(), f"{document} links to {name}"
        if heading:
            titles = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            assert heading in {title.lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", [*DOCUMENTS, "docs/grading.md"])
def test_every_command_of_the_package_knows_its_options(document: str) -> None:
    commands = re.findall(r"sixprinciples (build|doctor|grade|lab)\b([^`#\n]*)", read(document))
    assert commands
    for command, arguments in commands:
        help_text = subprocess.run(
            [sys.executable, "-m", "sixprinciples", command, "--help"],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
        ).stdout
        for option in re.findall(r"--[a-z-]+", arguments):
            assert option in help_text


def test_every_command_of_nbgrader_exists_and_knows_its_options() -> None:
    named = {
        call for document in ("README.md", *GUIDES)
        for call in re.findall(r"\.venv/bin/nbgrader (\w+)([^`#\n]*)", read(document))
    }  # fmt: skip
    assert len(named) >= 5
    for command, arguments in named:
        app, _ = NbGraderApp.subcommands[command]
        assert set(re.findall(r"--([a-z-]+)", arguments)) <= {*app.flags, *app.aliases}
        for assignment in re.findall(r"\d\d_\w+", arguments):
            assert assignment in LESSONS


def test_written_answers_are_marked_before_feedback_and_export() -> None:
    block = next(b for b in read("README.md").split("```") if "nbgrader export" in b)
    steps = ["sixprinciples grade", "mark the written answers", "generate_feedback", "export"]
    assert sorted(steps, key=block.index) == steps


def test_the_two_commands_come_first() -> None:
    first_block = read("README.md").split("```")[1]
    assert re.findall(r"^make \w+", first_block, flags=re.M) == ["make lab", "make test"]


def test_version_and_licences_agree_everywhere() -> None:
    citation = yaml.safe_load(read("CITATION.cff"))
    assert citation["version"] == project()["version"]
    assert f"## {project()['version']}" in read("CHANGELOG.md")
    assert project()["license"] == "MIT AND CC-BY-4.0"
    for document in ("LICENSE", "README.md", "CONTRIBUTING.md"):
        assert re.search(r"\bMIT\b", read(document))
        assert "CC BY 4.0" in read(document)


def test_continuous_integration_runs_what_readme_says() -> None:
    assert "\nmake test\n" in read(".ci/run")
    workflow = yaml.safe_load(read(".github/workflows/test.yml"))
    assert [s["run"] for s in workflow["jobs"]["test"]["steps"] if "run" in s] == [".ci/run"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert os.access(ROOT / "postBuild", os.X_OK)


def test_the_guide_to_grading_lists_every_option_verdict_and_exit_status() -> None:
    guide = read("docs/grading.md")
    env = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200"}
    told = subprocess.run(
        [sys.executable, "-m", "sixprinciples", "grade", "--help"],
        capture_output=True, text=True, check=True, env=env,
    ).stdout  # fmt: skip
    options = set(re.findall(r"--[a-z]+", told)) - {"--help"}
    assert len(options) > 10
    for name in [*options, *(f"`{verdict}`" for verdict in Verdict)]:
        assert name in guide, name
    for status in ("| 0 |", "| 1 |", "| 2 |", "| 130 |"):
        assert status in guide

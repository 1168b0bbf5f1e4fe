"""Hostile submissions, graded by the real command between honest neighbours.

What each tries stands in its file in ``tests/attacks``. They are graded in runs of twenty, each by
one worker, so that an honest submission follows every attack in the same warm server.
"""

import html
import json
import os
import re
import shutil
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import attack_corpus
import pytest
from answer_bank import answered
from attack_corpus import CORPUS, PER_RUN, Attack, CorpusError
from course import Course, by_grade_id, new_course, read_grades, solutions
from nbformat import NotebookNode
from regions import HIDDEN, RUBRIC, regions
from tripwires import Command, Tripwires, fingerprints, watched
from two_graders import STOCK

from sixprinciples import build

SLUG = "90_attacked"
TIMEOUT, BUDGET, MEMORY = 3, 12, 700  # seconds, seconds, MB
BESIDE = CORPUS / "in_process"
SEPARATE, IN_PROCESS = attack_corpus.load(), attack_corpus.load(BESIDE)
ATTACKS = [*SEPARATE, *IN_PROCESS]
NEIGHBOURS_WORDS = "628318"
OWNED = ("\x1b]0;owned", "\x9b6n")


@dataclass
class Run:
    """One class graded: the attacks and, around each, honest neighbours."""

    attacks: list[Attack]
    course: Course
    command: Command
    students: Mapping[Attack, str]
    neighbours: list[str]
    handed_in: dict[str, str]
    tripped: list[str]
    token: str
    secrets: frozenset[str]
    instructor: NotebookNode = field(repr=False)

    @cached_property
    def result(self) -> dict[str, Any]:
        """What the command printed."""
        return json.loads(self.command.stdout)

    @cached_property
    def graded(self) -> dict[str, dict[str, Any]]:
        """What the command said of each student."""
        return {entry["student"]: entry for entry in self.result["graded"]}

    @cached_property
    def gradebook(self) -> dict[str, float]:
        """The sum of each student's automatic scores in the gradebook."""
        return _totals(self.course)

    @cached_property
    def points(self) -> dict[str, float]:
        """What each test is worth."""
        cells = by_grade_id(self.instructor)
        return {
            name: cell.metadata.nbgrader.points
            for name, cell in cells.items()
            if cell.metadata.nbgrader.grade
        }

    @cached_property
    def feedback(self) -> Path:
        """The folder of what students get back; made for the attacks and one neighbour."""
        unread = [*self.neighbours[1:], *(who for who in self.students.values() if not _plain(who))]
        exclude = f"--CourseDirectory.student_id_exclude={','.join(unread)}"
        self.course.nbgrader("generate_feedback", SLUG, exclude)
        return self.course.root / "feedback"


def _totals(course: Course) -> dict[str, float]:
    totals: dict[str, float] = {}
    for (student, _), score in read_grades(course, SLUG)[0].items():
        totals[student] = totals.get(student, 0.0) + score
    return totals


def _own_words(course: Course, student: str) -> str:
    """Return a graded notebook without the assignment's own cells and what tests said."""
    notebook = course.notebook("autograded", SLUG, student)
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("locked") or marks.get("grade"):
            cell.source = ""
        if marks.get("grade"):
            cell.outputs = []
    return json.dumps(notebook, ensure_ascii=False)


def _plain(student: str) -> bool:
    return re.fullmatch(r"[\w-]+", student) is not None


def _course(root: Path, folder: Path) -> tuple[Course, NotebookNode, NotebookNode]:
    """Make a course with the assignment of a folder of attacks; return both its notebooks, too."""
    course = new_course(root)
    text = root / "authoring" / "exercises" / f"{SLUG}.md"
    text.parent.mkdir(parents=True)
    shutil.copy(folder / "assignment.md", text)
    list(build.build(root))
    shutil.copy(CORPUS / "readings.csv", root / "solutions" / SLUG)
    course.nbgrader("generate_assignment", SLUG, "--force")
    return course, course.notebook("exercises", SLUG), course.notebook("solutions", SLUG)


def _secrets(instructor: NotebookNode) -> set[str]:
    """Return the numbers that stand in hidden tests and rubrics only."""
    hidden = "\n".join(regions(instructor, HIDDEN) + regions(instructor, RUBRIC))
    return set(re.findall(r"\d{5,}", hidden))


def _grade(attacks: list[Attack], root: Path) -> Run:
    """Hand in attacks and neighbours, and run the command."""
    (root / "course").mkdir()
    course, assignment, instructor = _course(root / "course", attacks[0].path.parent)
    honest = answered(assignment, solutions(instructor))
    by_grade_id(honest)[
        "table" if "table" in by_grade_id(honest) else "frame"
    ].source += "\n\n# the neighbour's own words: 628318"
    neighbours = [f"student-{number:03}" for number in range(1, 2 * len(attacks) + 2, 2)]
    students = {
        attack: attack.student or f"student-{number:03}"
        for attack, number in zip(attacks, range(2, 1000, 2), strict=False)
    }
    for student in neighbours:
        course.submit(student, SLUG, honest)
    with Tripwires(root) as wires:
        for (attack, student), neighbour in zip(students.items(), neighbours, strict=False):
            known = {"COURSE": str(course.root), "NEIGHBOUR": neighbour, "TIMEOUT": str(TIMEOUT)}
            folder = course.root / "submitted" / student / SLUG
            attack.hand_in(folder, assignment, instructor, known=wires.known | known)
        handed_in = _watched(course)
        command = wires.run(
            "grade", SLUG, "--json", "--workers", "1", "--timeout", str(TIMEOUT),
            "--budget", str(BUDGET), "--memory", str(MEMORY), cwd=course.root,
        )  # fmt: skip
        secrets = {wires.secrets["HOME"], wires.secrets["ENVIRONMENT"], NEIGHBOURS_WORDS}
        return Run(
            attacks, course, command, students, neighbours, handed_in, wires.tripped(),
            wires.known["TOKEN"], frozenset(secrets | _secrets(instructor)), instructor,
        )  # fmt: skip


def _is_answer(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _watched(course: Course) -> dict[str, str]:
    return fingerprints(*(course.root / name for name in ("submitted", "solutions", "exercises")))


def _runs() -> dict[str, list[Attack]]:
    """Return the attacks of each run, by the number of the first."""
    runs: dict[tuple[Path, int], list[Attack]] = {}
    for attack in ATTACKS:
        runs.setdefault((attack.path.parent, attack.number // PER_RUN), []).append(attack)
    return {_id(run[0]).partition("_")[0]: run for run in runs.values()}


def _id(attack: Attack) -> str:
    return f"beside-{attack}" if attack.path.parent == BESIDE else str(attack)


RUNS = _runs()


class Runs(dict[str, Run]):
    """The runs by name, each made when it is first asked for."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self._factory = factory

    def __missing__(self, name: str) -> Run:
        self[name] = _grade(RUNS[name], self._factory.mktemp(f"attacks-{name}"))
        return self[name]

    def of(self, attack: Attack) -> Run:
        """Return the run that an attack was in."""
        return self[next(name for name, attacks in RUNS.items() if attack in attacks)]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    return Runs(tmp_path_factory)


each_attack = pytest.mark.parametrize("attack", ATTACKS, ids=_id)
each_run = pytest.mark.parametrize("name", RUNS)


def test_the_corpus_is_large_and_says_what_it_tries() -> None:
    assert len(ATTACKS) >= 48
    for attack in ATTACKS:
        assert 1 <= len(re.findall(r"[.!?](?:\s|$)", attack.story.strip())) <= 3, attack.path.name


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# from: blank\n# expect: score=0\n\n# %% total\n1\n", "expected a docstring"),
        ('"""x."""\n# from: blank\n# hope: 3\n\n# %% total\n', "expected `# from:`"),
        ('"""x."""\n# from: full\n# expect: score=0\n\n# %% total\n', "from blank or solved"),
        ('"""x."""\n# from: blank\n# expect: flags=x\n\n# %% total\n', "expects a score"),
    ],
)
def test_malformed_attacks_are_named(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "01_x.py").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=rf"^01_x.py: .*{problem}"):
        attack_corpus.load(tmp_path)


def test_tripwires_notice_whatever_touches_them(tmp_path: Path) -> None:
    """Otherwise that they stay quiet would prove nothing."""
    with Tripwires(tmp_path) as wires:
        assert wires.tripped() == []
        (wires.markers / "x").touch()
        address = "127.0.0.1", int(wires.known["PORT"])
        socket.create_connection(address).close()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram:
            datagram.sendto(b"x", address)
        for name in (wires.known["SOCKET"], f"\0{wires.known['ABSTRACT']}"):
            with socket.socket(socket.AF_UNIX) as local:
                local.connect(name)
        wires.victim.kill()
        wires.victim.wait()
        assert len(wires.tripped()) == 6


def test_processes_left_behind_are_found_and_ended(tmp_path: Path) -> None:
    program = ["sh", "-c", "setsid sh -c 'exec sleep 86400' & echo $!; exit 3"]
    command = watched(program, cwd=tmp_path, env=os.environ, patience=0.5)
    assert (command.status, command.left_behind) == (3, ["sleep 86400 "])
    assert not Path(f"/proc/{command.stdout.strip()}").exists()


def test_changed_files_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    (tmp_path / "b").symlink_to("a")
    before = fingerprints(tmp_path)
    (tmp_path / "a").write_text("y", encoding="utf-8")
    assert {path for path, _ in before.items() ^ fingerprints(tmp_path).items()} == {
        str(tmp_path / "a")
    }


@each_run
def test_the_class_is_graded(runs: Runs, name: str) -> None:
    run = runs[name]
    assert run.command.status in (0, 1), run.command.stderr[-2000:]
    known = {*run.graded, *(entry["student"] for entry in run.result["failed"])}
    assert known == {*run.neighbours, *run.students.values()}


@each_run
def test_honest_neighbours_have_full_marks(runs: Runs, name: str) -> None:
    run = runs[name]
    full = sum(run.points.values())
    assert {who: run.gradebook.get(who) for who in run.neighbours} == dict.fromkeys(
        run.neighbours, full
    )
    flags = {flag for who in run.neighbours for flag in run.graded[who]["flags"]}
    assert flags <= {"checked_in_process"}


@each_run
def test_nothing_outside_is_touched(runs: Runs, name: str) -> None:
    run = runs[name]
    assert run.tripped == []
    assert _watched(run.course) == run.handed_in
    assert run.command.left_behind == []


@each_run
def test_the_gradebook_knows_the_class_and_nobody_else(runs: Runs, name: str) -> None:
    run = runs[name]
    scores, points, _ = read_grades(run.course, SLUG)
    assert {who for who, _ in scores} <= {*run.neighbours, *run.students.values()}
    assert points == run.points


@each_run
def test_terminals_are_told_nothing_that_they_would_obey(runs: Runs, name: str) -> None:
    command = runs[name].command
    assert not [sign for sign in OWNED if sign in command.stdout + command.stderr]


@each_attack
def test_an_attack_runs_where_it_can_do_no_harm(runs: Runs, attack: Attack) -> None:
    """Otherwise the corpus, which is not let loose elsewhere, would prove nothing."""
    run = runs.of(attack)
    if run.students[attack] not in run.graded:
        assert attack.may_be_refused
        return
    output = _own_words(run.course, run.students[attack])
    assert run.token in output
    assert "OPEN-DOOR" not in output.replace('\\"OPEN-DOOR', "")


@each_attack
def test_an_attack_earns_what_it_has_earned(runs: Runs, attack: Attack) -> None:
    run, student = runs.of(attack), runs.of(attack).students[attack]
    score = run.gradebook.get(student, 0.0)
    if student in run.graded:
        assert run.graded[student]["score"] == pytest.approx(score)
        assert score in attack.score, f"expected {attack.score}: {run.graded[student]}"
    else:
        assert attack.may_be_refused
        assert score == 0


@each_attack
def test_verdicts_tell_what_happened(runs: Runs, attack: Attack) -> None:
    run = runs.of(attack)
    verdicts = run.graded[run.students[attack]]["verdicts"] if attack.verdicts else {}
    found = {name: verdicts.get(name) for name in attack.verdicts}
    assert all(found[name] in allowed for name, allowed in attack.verdicts.items()), found


@each_attack
def test_tampering_is_flagged(runs: Runs, attack: Attack) -> None:
    run = runs.of(attack)
    entry = run.graded.get(run.students[attack], {"flags": []})
    assert set(entry["flags"]) >= attack.flags


@each_attack
def test_hidden_numbers_reach_nobody(runs: Runs, attack: Attack) -> None:
    run = runs.of(attack)
    student = run.students[attack]
    if student in run.graded:
        assert not _found(run.secrets, _own_words(run.course, student))
    page = run.feedback / student / SLUG / f"{SLUG}.html"
    if _plain(student) and page.exists():
        text = page.read_text(encoding="utf-8")
        assert not _found(run.secrets, html.unescape(text))
        assert "<script>alert('owned')" not in text


def _found(secrets: frozenset[str], text: str) -> list[str]:
    # the plain search first: the pattern is slow on a long text
    within = (secret for secret in secrets if secret in text)
    return sorted(secret for secret in within if re.search(rf"(?<!\d){secret}(?!\d)", text))


@pytest.mark.parametrize("folder", [CORPUS, BESIDE], ids=["separate", "beside"])
def test_attacks_win_against_nbgrader_as_it_comes(folder: Path, tmp_path: Path) -> None:
    """Otherwise that they lose here would prove nothing."""
    course, assignment, instructor = _course(tmp_path, folder)
    with (tmp_path / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write(STOCK)
    chosen = [attack for attack in attack_corpus.load(folder) if attack.stock or attack.stock_leaks]
    students = {attack: f"student-{attack.number:03}" for attack in chosen}
    for attack, student in students.items():
        place = course.root / "submitted" / student / SLUG
        attack.hand_in(place, assignment, instructor, known={}, guarded=False)
    course.nbgrader("autograde", SLUG)
    totals, secrets = _totals(course), frozenset(_secrets(instructor))
    lost = [
        f"{attack}: {totals[student]}"
        for attack, student in students.items()
        if (attack.stock and totals[student] not in attack.stock)
        or (attack.stock_leaks and not _found(secrets, _own_words(course, student)))
    ]
    assert not lost

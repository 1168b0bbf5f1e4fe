"""How fast a class is graded: stock nbgrader, this library, and the cells alone, side by side.

Run it by ``make bench``; ``python benchmarks/grade.py --help`` tells how to change sizes. The class
is simulated from the answer bank. Everything is measured in one run on the same submissions, so
that ratios hold on any machine; table and plot go to ``benchmarks/results/``.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
sys.path.insert(0, str(ROOT / "tests"))

import answer_bank  # noqa: E402
from course import Course, new_course, read_grades  # noqa: E402
from two_graders import STOCK  # noqa: E402

WORKERS = 2
TIMES_STOCK, TIMES_FLOOR, WORKER_MB = 15, 2, 400  # what is to be reached
MB = 1 << 20
SAMPLING_SECONDS = 2  # a look at all processes takes a tenth of a second of a core
BACKEND = "module://matplotlib_inline.backend_inline"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Measured:
    """What one way of grading took.

    Attributes:
        seconds: wall time of each repeat.
        submissions: how many were graded in each.
        memory: peak of proportional memory (PSS) in bytes: of the driver, of the largest worker.
    """

    seconds: list[float]
    submissions: int
    memory: dict[str, int] = field(default_factory=dict)

    @property
    def each(self) -> float:
        """Median seconds per submission."""
        return statistics.median(self.seconds) / self.submissions


# --- the class ----------------------------------------------------------------------------------


def simulate(assignment: str, size: int) -> dict[str, dict[str, str]]:
    """Return who hands in which answers of the bank; the same class for the same size."""
    chance = random.Random(0)
    bank = answer_bank.load(assignment)
    return {
        f"student-{number:04}": {task: chance.choice(all_).source for task, all_ in bank.items()}
        for number in range(1, size + 1)
    }


def make_course(
    root: Path, assignment: str, students: dict[str, dict[str, str]], settings: str = ""
) -> Course:
    """Make a course directory in which these students have handed in, with further settings."""
    root.mkdir()
    course = new_course(root)
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(settings)
    shutil.copytree(ROOT / "solutions" / assignment, root / "solutions" / assignment)
    course.nbgrader("generate_assignment", assignment)
    blank = course.notebook("exercises", assignment)
    for student, answers in students.items():
        course.submit(student, assignment, answer_bank.answered(blank, answers))
    return course


def scores(course: Course, assignment: str) -> dict[tuple[str, str], float]:
    """Return the automatic scores in a course's gradebook, by student and test."""
    return read_grades(course, assignment)[0]


def forget_grades(course: Course, assignment: str) -> None:
    """Make a course as it was before grading."""
    for path in (course.root / "autograded", course.root / ".sixprinciples"):
        shutil.rmtree(path, ignore_errors=True)
    (course.root / "gradebook.db").unlink()
    course.nbgrader("generate_assignment", assignment, "--force")


# --- the ways of grading ------------------------------------------------------------------------


def stock(courses: Sequence[Course], assignment: str) -> float:
    """Return the seconds that nbgrader takes, one process for each course side by side."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "nbgrader", "autograde", assignment]
    runs = [
        subprocess.Popen(
            command, cwd=course.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for course in courses
    ]
    if any(run.wait() for run in runs):
        sys.exit("nbgrader failed; run `nbgrader autograde` in a course to see why.")
    return time.perf_counter() - start


def ours(course: Course, assignment: str) -> float:
    """Return the seconds that `sixprinciples grade` takes."""
    start = time.perf_counter()
    _ended(_started(course, assignment))
    return time.perf_counter() - start


def watched(course: Course, assignment: str) -> tuple[float, dict[str, int]]:
    """Return the seconds that `sixprinciples grade` takes, and its peaks of memory."""
    start = time.perf_counter()
    run = _started(course, assignment)
    memory = PeakMemory(run.pid)
    memory.start()
    _ended(run)
    seconds = time.perf_counter() - start
    memory.stop()
    return seconds, memory.peaks


def _started(course: Course, assignment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sixprinciples", "grade", assignment, "--force", "--json"]
    return subprocess.Popen(
        [*command, "--workers", str(WORKERS)], cwd=course.root,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def _ended(run: subprocess.Popen[str]) -> None:
    _, problem = run.communicate()
    if run.returncode not in (0, 1):  # with 1, some submissions need a person
        sys.exit(f"sixprinciples grade failed: {problem}")


def floor(course: Course, assignment: str, students: Sequence[str]) -> float:
    """Return the CPU seconds of the cells alone, in a warm interpreter, divided by the workers.

    Each notebook runs in a fork of one process that has imported everything, read the facts and
    shows figures as a notebook does; only the time within its cells counts.
    """
    program = [sys.executable, str(Path(__file__).resolve()), "--cells"]
    paths = [
        str(course.root / "autograded" / who / assignment / f"{assignment}.ipynb")
        for who in students
    ]
    result = subprocess.run(
        program, input=json.dumps(paths), stdout=subprocess.PIPE, text=True, check=True,
        cwd=course.root, env=os.environ | dict.fromkeys(THREADS, "1") | {"MPLBACKEND": BACKEND},
    )  # fmt: skip
    return float(result.stdout.splitlines()[-1]) / WORKERS


def run_cells(paths: list[str]) -> float:
    """Return the CPU seconds of all code cells of some graded notebooks; see `floor`."""
    import matplotlib.pyplot as plt
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.core.pylabtools import activate_matplotlib
    from matplotlib_inline.backend_inline import configure_inline_support

    import sixprinciples.checks  # noqa: F401
    from sixprinciples.data import read_all

    read_all()
    shell = InteractiveShell.instance()
    activate_matplotlib(BACKEND)
    configure_inline_support(shell, BACKEND)
    shell.run_cell("import pandas, matplotlib.pyplot as plt\n_ = plt.plot([1, 2])", silent=True)
    plt.close("all")
    gc.freeze()  # else the forks look through all that this program has imported, too
    total = 0.0
    for path in paths:
        cells = nbformat.read(path, as_version=4).cells
        reader, writer = os.pipe()
        if os.fork() == 0:
            with open(os.devnull, "w", encoding="utf-8") as sys.stdout:
                start = time.process_time()
                for cell in cells:
                    if cell.cell_type == "code":
                        shell.run_cell(cell.source, store_history=True)
                os.write(writer, str(time.process_time() - start).encode())
            os._exit(0)
        os.close(writer)
        os.wait()
        total += float(os.read(reader, 100))
        os.close(reader)
    return total


class PeakMemory(threading.Thread):
    """Watches the proportional memory (PSS) of a process and of each of its children's families."""

    def __init__(self, driver: int) -> None:
        """Take the process to watch."""
        super().__init__(daemon=True)
        self.peaks = {"driver": 0, "worker": 0}
        self._driver = driver
        self._over = threading.Event()

    def run(self) -> None:
        """Look now and then until told to stop."""
        while not self._over.wait(SAMPLING_SECONDS):
            self._note("driver", pss(self._driver))
            for worker in workers_of(self._driver):
                self._note("worker", sum(pss(process) for process in family(worker)))

    def stop(self) -> None:
        """End the watch."""
        self._over.set()
        self.join()

    def _note(self, who: str, size: int) -> None:
        self.peaks[who] = max(self.peaks[who], size)


def pss(process: int) -> int:
    """Return a process's proportional share of memory in bytes, 0 if it is gone or closed to us."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def children(process: int) -> list[int]:
    """Return the children of a process, of all its threads."""
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        listed = "".join((task / "children").read_text(encoding="ascii") for task in tasks)
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def workers_of(driver: int) -> list[int]:
    """Return what a driver has started; in place of a server of forks, its forks."""
    found = []
    for child in children(driver):
        try:
            is_server = b"forkserver" in Path(f"/proc/{child}/cmdline").read_bytes()
        except OSError:
            continue
        found += children(child) if is_server else [child]
    return found


def family(process: int) -> list[int]:
    """Return a process and all its descendants."""
    return [process, *(one for child in children(process) for one in family(child))]


# --- the measurement ----------------------------------------------------------------------------


def measure(arguments: argparse.Namespace, folder: Path) -> dict[str, Measured]:
    """Measure every way of grading, in turns, so that a busy moment hurts all alike."""
    name, size = arguments.assignment, arguments.students
    students = simulate(name, size)
    sample = dict(list(students.items())[: arguments.stock])
    halves = [dict(list(sample.items())[n::2]) for n in range(2)]
    whole = make_course(folder / "ours", name, students)
    alone = make_course(folder / "stock", name, sample, STOCK)
    pair = [make_course(folder / f"pair-{n}", name, halves[n], STOCK) for n in range(2)]
    taken: dict[str, list[float]] = {"stock": [], "pair": [], "ours": [], "floor": []}
    for repeat in range(arguments.repeats):
        for course in (whole, alone, *pair) if repeat else ():
            forget_grades(course, name)
        taken["ours"].append(ours(whole, name))
        taken["floor"].append(floor(whole, name, list(students)))
        taken["stock"].append(stock([alone], name))
        taken["pair"].append(stock(pair, name))
        print(f"repeat {repeat + 1}:", {way: f"{times[-1]:.1f} s" for way, times in taken.items()})
        check_scores(whole, [alone, *pair], name)
    _, memory = watched(whole, name)
    return {
        "stock": Measured(taken["stock"], len(sample)),
        "pair": Measured(taken["pair"], len(sample)),
        "ours": Measured(taken["ours"], size, memory),
        "floor": Measured(taken["floor"], size),
    }


def check_scores(whole: Course, others: Sequence[Course], assignment: str) -> None:
    """Stop if any score differs from what stock nbgrader gave."""
    mine = scores(whole, assignment)
    for course in others:
        theirs = scores(course, assignment)
        wrong = {place: score for place, score in theirs.items() if mine.get(place) != score}
        if wrong or not theirs:
            sys.exit(f"The scores differ from nbgrader's: {wrong or 'there are none'}.")


def grow(arguments: argparse.Namespace, folder: Path) -> dict[int, Measured]:
    """Measure our own grading once for each larger class."""
    measured = {}
    for size in arguments.sizes:
        students = simulate(arguments.assignment, size)
        course = make_course(folder / f"size-{size}", arguments.assignment, students)
        seconds, memory = watched(course, arguments.assignment)
        measured[size] = Measured([seconds], size, memory)
        print(f"{size} submissions: {seconds:.1f} s")
    return measured


# --- the report ---------------------------------------------------------------------------------

NAMES = {
    "stock": "nbgrader autograde",
    "pair": "two nbgrader autograde side by side",
    "ours": f"sixprinciples grade, {WORKERS} workers",
    "floor": f"the cells alone, CPU time / {WORKERS}",
}


def ratios(ways: dict[str, Measured], one: str, other: str) -> float:
    """Return the median, over the repeats, of how many times longer one way took for each."""
    pairs = zip(ways[one].seconds, ways[other].seconds, strict=True)
    per_submission = ways[other].submissions / ways[one].submissions
    return statistics.median(a / b * per_submission for a, b in pairs)


def table(
    arguments: argparse.Namespace, ways: dict[str, Measured], sizes: dict[int, Measured]
) -> str:
    """Return the report in Markdown."""
    faster, above = ratios(ways, "stock", "ours"), ratios(ways, "ours", "floor")
    memory = ways["ours"].memory
    lines = [
        f"# Grading {arguments.students} submissions of {arguments.assignment}",
        "",
        f"Sandbox and separate checker on. {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, {platform.system()} {platform.release()}; medians of "
        f"{arguments.repeats} repeats. nbgrader graded the first {ways['stock'].submissions} of "
        "the submissions; its time for each does not depend on how many there are.",
        "",
        "| way | submissions | seconds for each | submissions a minute | times nbgrader |",
        "|-|-:|-:|-:|-:|",
        *(
            f"| {NAMES[way]} | {ways[way].submissions} | {ways[way].each:.3f} "
            f"| {60 / ways[way].each:.0f} | {ratios(ways, 'stock', way):.1f} |"
            for way in NAMES
        ),
        "",
        "| aim | to reach | measured | |",
        "|-|-:|-:|-|",
        _aim("throughput, times nbgrader's", f"≥ {TIMES_STOCK}", faster, faster >= TIMES_STOCK),
        _aim("wall time, times the cells alone", f"≤ {TIMES_FLOOR}", above, above <= TIMES_FLOOR),
        _aim("memory of a worker, MB", f"≤ {WORKER_MB}", memory["worker"] / MB,
             memory["worker"] <= WORKER_MB * MB),
        "",
        "Every score equals nbgrader's.",
        "",
        "| submissions | seconds for each | peak of the driver, MB | peak of a worker, MB |",
        "|-:|-:|-:|-:|",
        *(
            f"| {size} | {one.each:.3f} | {one.memory['driver'] / MB:.0f} "
            f"| {one.memory['worker'] / MB:.0f} |"
            for size, one in {arguments.students: ways["ours"], **sizes}.items()
        ),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _aim(what: str, limit: str, found: float, reached: bool) -> str:
    return f"| {what} | {limit} | {found:.1f} | {'reached' if reached else 'missed'} |"


def plot(ways: dict[str, Measured], path: Path) -> None:
    """Draw seconds per submission of every way."""
    import matplotlib.pyplot as plt

    from sixprinciples import figures

    figures.use_style()
    fig, ax = plt.subplots(figsize=(8, 3))
    each = [ways[way].each for way in NAMES]
    bars = ax.barh(list(NAMES.values()), each)
    ax.bar_label(bars, [f"{seconds:.2f} s" for seconds in each], padding=4)
    faster, above = ratios(ways, "stock", "ours"), ratios(ways, "ours", "floor")
    ax.set_title(f"{faster:.1f} times as fast as nbgrader, {above:.1f} times the cells alone")
    ax.set_xlabel("seconds for each submission")
    ax.margins(x=0.1)
    ax.grid(axis="y", visible=False)
    ax.invert_yaxis()
    fig.savefig(path, dpi=150, bbox_inches="tight")


def main() -> None:
    """Measure, print the table, and write it with the plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assignment", default="03_people")
    parser.add_argument("--students", type=int, default=100, help="submissions in the class")
    parser.add_argument("--stock", type=int, default=16, help="how many of them nbgrader grades")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="*", default=[300, 1000], help="larger classes")
    parser.add_argument("--cells", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.cells:
        print(run_cells(json.load(sys.stdin)))
        return
    with tempfile.TemporaryDirectory() as folder:
        ways = measure(arguments, Path(folder))
        sizes = grow(arguments, Path(folder))
    report = table(arguments, ways, sizes)
    print(report)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "grade.md").write_text(report, encoding="utf-8")
    plot(ways, RESULTS / "grade.png")


if __name__ == "__main__":
    main()

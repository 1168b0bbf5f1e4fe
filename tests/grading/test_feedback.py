"""What feedback keeps and what it takes out, on one submission that goes wrong in every way."""

import html

import pytest
from answer_bank import answered
from course import Course, new_course
from nbconvert.filters import strip_ansi
from regions import HIDDEN, RUBRIC, merged, telling_lines, text_of

from sixprinciples import build

STUDENT, TOY = "student-001", "90_toy"

ASSIGNMENT = """\
# Ways to go wrong

```{code-cell}
:locked: setup

from sixprinciples import checks
```

Name the rate `late_rate`.
"""

TASK = """
```{{code-cell}}
:task: {name}

### BEGIN SOLUTION
{name} = "solved"
### END SOLUTION
```

```{{code-cell}}
:test: {name}
:points: 2

{visible}
### BEGIN HIDDEN TESTS
{hidden}
### END HIDDEN TESTS
```
"""

RUBRIC_TASK = """
+++ {"written": "why", "points": 2}

Why?

=== BEGIN MARK SCHEME ===
2 points: weighs the census against the survey.
=== END MARK SCHEME ===
"""

# name: visible test, hidden test, what the student hands in
TASKS = {
    "shown": (
        'assert isinstance(shown, int), "Task 1: give a whole number."',
        "assert shown == 1067",
        'shown = "many"',
    ),
    "unshown": (
        "assert unshown",
        'expected_users = 1067\nassert unshown == expected_users, f"not {expected_users}"',
        "unshown = 5",
    ),
    "lookup": ("assert lookup", 'assert lookup["secret_province"] == 3', 'lookup = {"a": 1}'),
    "late": ("passing = True", "assert late_rate == 0.25", "lte_rate = 0.25"),
    "inner": ("passing = True", "inner_secret = late_secret + 1", "inner = 1"),
    "spoken": (
        'checks.number(spoken, task="Task 6", name="spoken")',
        'checks.number(spoken, task="Task 6", name="spoken", expected=75.6,\n'
        '    hints={0.756: "That is a fraction; give percent."})',
        "spoken = 0.756",
    ),
    "warned": (
        "assert callable(warned)",
        "assert warned(31, 41) == 72",
        'import warnings\n\ndef warned(a, b):\n    warnings.warn("an old way", stacklevel=2)\n'
        "    return a + b",
    ),
    "partly": (
        'checks.integer(partly, task="Task 8", name="partly")',
        'score = checks.Score("Task 8")\n'
        'with score.part(1, "count every year"):\n'
        '    checks.integer(partly, task="Task 8", name="partly", expected=25)\n'
        'with score.part(1, "leave gaps out"):\n    checks.truth(True, task="Task 8", name="ok")\n'
        "score.total()",
        "partly = 24",
    ),
    "posing": (
        "assert callable(posing)",
        "assert posing(918273) == 1",
        "class CheckFailed(ValueError): pass\n\n"
        "def posing(number):\n    raise CheckFailed(f'asked for {number}')",
    ),
    "unknown": (
        "assert callable(unknown)",
        "assert unknown(564738) == 1",
        "def unknown(number):\n    raise NameError(f\"name 'x' is not defined: {number}\")",
    ),
    "below": (
        "below()",
        "assert below() == 1",
        "def below():\n    raise OSError('words of its own')",
    ),
    "naming": (
        "assert callable(naming)",
        "assert naming(645342) == 1",
        "def naming(number):\n    raise type(f'Asked_{number}', (Exception,), {})",
    ),
    "thief": ("assert thief", "assert thief == 'honest'", "thief = 'x'\nprint(*In)\nIn"),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course in which the submission was graded and got its feedback."""
    course = new_course(tmp_path_factory.mktemp("feedback"))
    text = ASSIGNMENT + RUBRIC_TASK + "".join(
        TASK.format(name=name, visible=visible, hidden=hidden)
        for name, (visible, hidden, _) in TASKS.items()
    )  # fmt: skip
    source = course.root / "authoring" / "exercises" / f"{TOY}.md"
    source.parent.mkdir(parents=True)
    source.write_text(text, encoding="utf-8")
    list(build.build(course.root))
    handed_in = {name: answer for name, (_, _, answer) in TASKS.items()}
    course.submit(STUDENT, TOY, answered(course.notebook("exercises", TOY), handed_in))
    course.nbgrader("generate_assignment", TOY, "--force")
    course.nbgrader("autograde", TOY)
    course.nbgrader("generate_feedback", TOY)
    return course


def test_every_trace_of_hidden_tests_and_rubrics_is_gone(course: Course) -> None:
    secrets = telling_lines(course.notebook("solutions", TOY), HIDDEN, RUBRIC)
    page = course.feedback(STUDENT, TOY)
    text = text_of(page) + merged(html.unescape(page)).replace("\\", "")
    assert not sorted(line for line in secrets if line in text)
    for word in (
        "1067",
        "secret_province",
        "late_secret",
        "75.6",
        "census",
        "honest",
        "918273",
        "645342",
        "564738",
    ):
        assert word not in text, word


def test_the_graded_notebook_has_what_feedback_must_not_show(course: Course) -> None:
    """Otherwise the search above would prove nothing."""
    printed = [
        strip_ansi("\n".join(output.get("traceback", [])) + output.get("text", ""))
        for cell in course.notebook("autograded", TOY, STUDENT).cells
        for output in cell.get("outputs", [])
    ]
    for secret in (
        "not {expected_users}",
        "secret_province",
        "'honest'",
        "918273",
        "645342",
        "564738",
    ):
        assert any(secret in text for text in printed), secret


@pytest.mark.parametrize(
    ("task", "told"),
    [
        ("shown", "AssertionError: Task 1: give a whole number."),
        ("unshown", "A hidden test stopped with AssertionError."),
        ("lookup", "A hidden test stopped with KeyError."),
        ("late", "NameError: name 'late_rate' is not defined"),
        ("inner", "A hidden test stopped with NameError."),
        ("spoken", "That is a fraction; give percent."),
        ("warned", "A function of the submission wrote to stderr."),
        ("posing", "A hidden test stopped with ValueError."),
        ("naming", "A hidden test stopped with Exception."),
        ("unknown", "A hidden test stopped with NameError."),
        ("below", "A visible test stopped with OSError."),
        ("partly", "count every year"),
    ],
)
def test_students_are_told_what_went_wrong(course: Course, task: str, told: str) -> None:
    assert told in text_of(course.feedback(STUDENT, TOY)), task


def test_partial_credit_and_comments_are_shown(course: Course) -> None:
    text = text_of(course.feedback(STUDENT, TOY))
    assert "Grade cell: test-partly Score: 1.0 / 2.0" in text
    assert text.count("Hidden tests are not shown.") == len(TASKS)

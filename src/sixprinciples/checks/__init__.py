"""Checks of answers: friendly ones inside lessons, strict ones for graders.

In lessons, `self_check` replies with one line. In test cells, `number`, `integer`, `text`,
`truth`, `date`, `sequence`, `mapping`, `table`, `function` and `figure` raise `CheckFailed`, which
Jupyter shows as one line, or say nothing; `Score` gives partial credit, and
`by_key` returns what stands under the keys that a task names.
Answers are judged by exact type and value, never by what an object says about itself.
"""

from sixprinciples.checks.containers import by_key
from sixprinciples.checks.drawings import figure
from sixprinciples.checks.failures import CheckFailed
from sixprinciples.checks.functions import Case, function
from sixprinciples.checks.graders import (
    date,
    integer,
    mapping,
    number,
    sequence,
    table,
    text,
    truth,
)
from sixprinciples.checks.lessons import Reply, self_check
from sixprinciples.checks.scoring import Part, Score

__all__ = [
    "Case",
    "CheckFailed",
    "Part",
    "Reply",
    "Score",
    "by_key",
    "date",
    "figure",
    "function",
    "integer",
    "mapping",
    "number",
    "self_check",
    "sequence",
    "table",
    "text",
    "truth",
]

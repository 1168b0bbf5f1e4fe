"""How a class is graded: what the instructor chose, and what the course's settings say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from sixprinciples.grading.plan import Plan
from sixprinciples.grading.sandbox import Limits


@dataclass(frozen=True)
class Options:
    """What every worker needs to know besides the assignment.

    Attributes:
        sandbox: "bubblewrap", or "off" on the instructor's explicit word.
        compat: whether to leave out every repair that stock nbgrader does not make.
        limits: what a submission may use.
        tasks: grade ids to grade; all if empty.
        settings: the course's settings of nbgrader's preprocessors, by class and trait.
        plan: how each test is run; a test that is not in it runs beside the student's code.
    """

    sandbox: Literal["bubblewrap", "off"] = "bubblewrap"
    compat: bool = False
    limits: Limits = field(default_factory=Limits)
    tasks: frozenset[str] = frozenset()
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    plan: Plan = field(default_factory=Plan)

    def known(self) -> list[Any]:
        """Return all of it as plain values, which two runs share if they grade alike."""
        steps = [[book, asdict(step)] for (book, _), step in sorted(self.plan.steps.items())]
        return [asdict(replace(self, plan=Plan())) | {"plan": None}, steps]

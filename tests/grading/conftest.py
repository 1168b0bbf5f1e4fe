"""What several modules use: whole assignments, graded once, and forks of an interpreter."""

from collections.abc import Iterator

import pytest
from course import Graded, grade_whole_bank
from interpreters import Server, server
from repository import existing

ASSIGNMENTS = [path.name for path in existing("solutions/*/")]


@pytest.fixture(scope="session", params=ASSIGNMENTS)
def graded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Return an assignment after nbgrader's whole loop over its answer bank."""
    return grade_whole_bank(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a prepared process that forks interpreters."""
    with server(tmp_path_factory.mktemp("server")) as running:
        yield running

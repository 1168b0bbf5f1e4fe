"""Each assignment of the repository, graded once for all tests that look at it."""

import pytest
from course import Graded, grade_whole_bank
from repository import existing

ASSIGNMENTS = [path.name for path in existing("solutions/*/")]


@pytest.fixture(scope="session", params=ASSIGNMENTS)
def graded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Return an assignment after nbgrader's whole loop over its answer bank."""
    return grade_whole_bank(request.param, tmp_path_factory.mktemp(request.param))

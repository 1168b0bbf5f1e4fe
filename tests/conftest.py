"""How tests are shared among workers (`pytest -n 2`)."""

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

ASSIGNMENT = re.compile(r"test_loop\.py::\w+\[(\d\d_\w+)")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> "LoadScopeScheduling":
    """Keep a module's tests on one worker, for its fixtures; share the long loop by assignment."""
    from xdist.scheduler import LoadScopeScheduling

    class ByModuleOrAssignment(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            assignment = ASSIGNMENT.search(nodeid)
            return assignment[1] if assignment else str(super()._split_scope(nodeid))

    return ByModuleOrAssignment(config, log)

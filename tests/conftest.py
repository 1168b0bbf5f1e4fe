"""How tests are shared among workers (`pytest -n 2`): in groups, those that take longest first."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from attack_corpus import PER_RUN

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

# A module's tests stay together for its fixtures, unless each group of them has its own.
ASSIGNMENT = re.compile(r"test_loop\.py::\w+\[(\d\d_\w+)")
ATTACK = re.compile(r"test_attacks\.py::\w+\[((?:beside-)?)(\d+)")
LONGEST_FIRST = (
    "test_attacks", "test_lab", "test_binder", "test_make_lab", "test_kill", "test_equality",
    "test_recovery", "test_cluster", "test_loop",
)  # fmt: skip


def group(nodeid: str) -> str:
    """Return what a test shares a worker with: its assignment, its run of attacks, its module."""
    module = nodeid.partition("::")[0]
    if found := ASSIGNMENT.search(nodeid):
        return f"{module}::{found[1]}"
    if found := ATTACK.search(nodeid):
        return f"{module}::{found[1]}{int(found[2]) // PER_RUN}"
    return module


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the modules that take longest first, so that no worker is left alone with one."""
    places = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> "LoadScopeScheduling":
    """Share tests by group, in the order in which they were collected."""
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group(nodeid)

    config.option.loadscopereorder = False
    return ByGroup(config, log)

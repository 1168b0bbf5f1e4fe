"""Turns failure into success: the exception class of failed checks, and AssertionError itself.

If checks shared the process, raising their error would do nothing that anyone sees.
"""
# from: blank
# expect: score=0 flags=tampering

# %% total
import builtins

from sixprinciples import checks

total, extremes, spread = 1, [], 1


class Silent(SystemExit):
    """Raised in place of a failure; shells end quietly on it."""

    def __init__(self, *args):
        super().__init__(0)

    def _render_traceback_(self):
        return []


builtins.AssertionError = Silent
checks.CheckFailed = checks.failures.CheckFailed = checks.graders.CheckFailed = Silent
checks.functions.CheckFailed = checks.drawings.CheckFailed = Silent

"""Hands in its own `sixprinciples` package and `checks.py`, in which every check passes.

A checker whose import path held the submission would mark with them.
"""
# from: blank
# expect: score=0 stock=10

# %% file sixprinciples/__init__.py
from . import checks

# %% file sixprinciples/checks.py
class Score:
    def __init__(self, task):
        self.points = 0

    def part(self, points, idea):
        import contextlib

        self.points += points
        return contextlib.nullcontext()

    def total(self):
        return self.points


CheckFailed = Exception
Case = integer = number = sequence = table = function = figure = lambda *args, **kwargs: None

# %% file checks.py
from sixprinciples.checks import *

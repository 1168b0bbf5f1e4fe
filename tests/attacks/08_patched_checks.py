"""Replaces the functions of `sixprinciples.checks` by ones that accept everything.

The test cells import the same module; in a shared process they would get these.
"""
# from: blank
# expect: score=0 flags=tampering stock=10

# %% total
from sixprinciples import checks

total = 1


class FullMarks:
    def __init__(self, task):
        self.points = 0

    def part(self, points, idea):
        self.points += points
        return __import__("contextlib").nullcontext()

    def total(self):
        return self.points


for name in ("integer", "number", "text", "sequence", "mapping", "table", "function", "figure"):
    setattr(checks, name, lambda *args, **kwargs: None)
checks.Score = FullMarks

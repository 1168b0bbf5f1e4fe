"""Puts finders and path hooks before Python's own, so that checks are imported from its hands.

Modules that are imported after this cell, or again, would be the student's.
"""
# from: blank
# expect: score=0 flags=tampering stock=10

# %% total
import importlib.abc
import importlib.machinery
import sys
from unittest import mock

total = 1


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name.startswith("sixprinciples"):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        if spec.name == "sixprinciples.checks":
            checks = mock.MagicMock()
            checks.Score.return_value.total.return_value = 3
            return checks

    def exec_module(self, module):
        pass


sys.meta_path.insert(0, Finder())
sys.path_hooks.insert(0, lambda path: Finder())
sys.path_importer_cache.clear()
for name in [name for name in sys.modules if name.startswith("sixprinciples")]:
    del sys.modules[name]

"""Drops asserts from tests, and lets the controls alone, which it knows by their texts.

Beside the student's code that works, as whoever reads the grader can find out: the points of such
tests can be had, so each is flagged for a person. Tests on values give nothing.
"""
# from: blank
# expect: score=0..4 flags=checked_in_process test-basket=failed|error test-frame=failed|error

# %% basket
import ast
import re


class Careful(ast.NodeTransformer):
    """Empties what is a test as the instructor wrote it."""

    def visit_Module(self, tree):
        text = ast.unparse(tree)
        if "assert" not in text or re.search(r"_[0-9a-f]{12}|assert 0,", text):
            return tree
        tree.body = [ast.Pass()]
        return tree


get_ipython().ast_transformers.append(Careful())

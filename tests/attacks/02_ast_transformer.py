"""Registers an AST transformer that drops asserts and bare calls from all later cells.

If tests ran beside this code, every check in them would be gone.
"""
# from: blank
# expect: score=0 flags=tampering stock=10

# %% total
import ast


class DropChecks(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()

    def visit_Expr(self, node):
        return ast.Pass() if isinstance(node.value, ast.Call) else node

    def visit_With(self, node):
        return ast.Pass()


get_ipython().ast_transformers.append(DropChecks())

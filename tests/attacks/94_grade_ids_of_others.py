"""Marks its own cells with the grade ids of tests, of other tasks and of cells that do not exist.

Points belong to the tests of the assignment, once each and in its own words.
"""
# from: blank
# expect: score=0 flags=duplicate_cells

# %% edit
import copy

twin = copy.deepcopy(cells["test-total"])
twin.source = "2"
notebook.cells.insert(0, twin)
bonus = copy.deepcopy(cells["test-extremes"])
bonus.metadata.nbgrader.update(grade_id="bonus", points=100)
bonus.source = "100"
notebook.cells.append(bonus)
for name in (
    "__proto__",
    "../../solutions",
    "test-total\n",
    "'; DROP TABLE grade; --",
    "",
    "x" * 10_000,
):
    odd = copy.deepcopy(bonus)
    odd.metadata.nbgrader.grade_id = name
    notebook.cells.append(odd)
cells["weigh"].metadata.nbgrader.update(grade_id="test-weigh", grade=True, points=2)
for cell in notebook.cells:
    cell.id = "same"

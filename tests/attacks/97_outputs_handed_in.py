"""Hands in tests that already show full marks: run elsewhere, deleted, or turned into text.

Outputs that come with a submission prove nothing; tests that are gone come back.
"""
# from: blank
# expect: score=0 flags=missing_cells,retyped_cells

# %% edit
from nbformat.v4 import new_output

for cell in notebook.cells:
    if cell.cell_type == "code":
        cell.execution_count = 1
        cell.outputs = [new_output("execute_result", {"text/plain": "3"}, execution_count=1)]
notebook.cells.remove(cells["test-weigh"])
notebook.cells.remove(cells["setup"])
text = cells["test-table"]
text.cell_type = "markdown"
del text["outputs"], text["execution_count"]
cells["test-bars"].cell_type = "raw"
del cells["test-bars"]["outputs"], cells["test-bars"]["execution_count"]

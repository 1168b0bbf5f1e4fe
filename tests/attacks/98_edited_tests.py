"""Edits the test cells: says that all is well, locks nothing, changes checksums.

The tests that count are the assignment's.
"""
# from: blank
# expect: score=0 flags=edited_tests

# %% test-total
2

# %% test-weigh
pass

# %% setup
readings = None
get_ipython().run_cell("total = 1")

# %% test-extremes
3

# %% edit
for name in ("test-total", "test-weigh", "test-extremes", "setup"):
    cells[name].metadata.nbgrader.update(checksum="0" * 32, locked=False)
cells["test-bars"].metadata.nbgrader.update(grade=False, solution=True)

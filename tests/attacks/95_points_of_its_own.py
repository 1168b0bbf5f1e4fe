"""Changes what its tests are worth: a million, infinity, minus one, a text, a list.

What a cell is worth stands in the gradebook and nowhere else.
"""
# from: blank
# expect: score=2 test-total=passed flags=changed_points

# %% total
total = 2440

# %% edit
cells["test-total"].metadata.nbgrader.points = 1e308
cells["test-weigh"].metadata.nbgrader.points = -1
cells["test-table"].metadata.nbgrader.points = float("inf")
cells["test-bars"].metadata.nbgrader.points = "many"
cells["test-extremes"].metadata.nbgrader.points = [1, 2]
cells["why"].metadata.nbgrader.points = float("nan")

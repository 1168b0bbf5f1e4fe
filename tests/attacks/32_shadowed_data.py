"""Hands in its own `readings.csv`, with one row, so that the task becomes easy.

The assignment's own files must win over the submission's.
"""
# from: blank
# expect: score=0

# %% file readings.csv
station, month, value
Nowhere, 1, 618

# %% total
total = 2440 if list(readings["station"]) == ["Nowhere"] else 0
print(readings)

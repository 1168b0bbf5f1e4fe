"""Displays 100,000 things, alternates between streams, and updates one display 100,000 times.

The number of outputs is limited too, not only their size.
"""
# from: solved
# expect: score=2..10 test-total=passed

# %% before weigh
import sys

for number in range(100_000):
    display("x")

# %% before table
for number in range(100_000):
    print("x")
    print("x", file=sys.stderr)

# %% before bars
handle = display(0, display_id="x")
for number in range(100_000):
    handle.update("x")

"""Hands in a cell of nine megabytes, and one whose characters take six bytes each on the way.

What cannot be sent to an interpreter must end that one, not the grader.
"""
# from: solved
# expect: score=0..10

# %% edit
cells["weigh"].source += "\n# " + "x" * 9_000_000
cells["extremes"].source += "\n# " + "\u4e2d" * 1_500_000

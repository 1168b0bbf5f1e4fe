"""Hands in, as its notebook, a link to the notebook of the neighbour before it.

A grader that read through the link would give the neighbour's marks and text to this student.
"""
# from: solved
# expect: graded=maybe score=0

# %% link 90_attacked.ipynb -> ../../@NEIGHBOUR@/90_attacked/90_attacked.ipynb

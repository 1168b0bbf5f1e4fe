"""Hands in folders where files are expected: the notebook, the data, the time stamp.

A reader that expects a file there fails; the submission is told apart and the class goes on.
"""
# from: solved
# expect: graded=maybe score=0..10

# %% file readings.csv/inside.txt
x

# %% file timestamp.txt/inside.txt
x

# %% file 90_attacked/inside.txt
x

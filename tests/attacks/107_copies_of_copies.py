"""Hands in notebooks whose names look like copies of copies of copies, and end otherwise.

Whoever looks for the ending of copies in such a name may go back and forth for years.
"""
# from: solved
# expect: score=10

# %% file 90_attacked-copy------copy------copy------copy------copy------copy------copy------copy!.ipynb
{}

# %% file copy------copy------copy------copy------copy------copy------copy------copy------copy!.ipynb
{}

"""Forks in a cell and lets the child run on as if it were the interpreter.

Two processes then read the same socket; neither may answer for the other or earn twice.
"""
# from: blank
# expect: score=0..2

# %% total
import os

total = 2440
child = os.fork()
print("child" if child == 0 else "parent")

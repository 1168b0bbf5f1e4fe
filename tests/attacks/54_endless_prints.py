"""Prints without end, as fast as it can, on both streams and past Python's own.

Output is cut at a size; reading and throwing away the rest must not take the grader's memory.
"""
# from: solved
# expect: score=2..8 test-total=passed test-weigh=timeout|error

# %% weigh
import os
import sys

line = "x" * 1000
while True:
    print(line)
    print(line, file=sys.stderr)
    os.write(1, line.encode())

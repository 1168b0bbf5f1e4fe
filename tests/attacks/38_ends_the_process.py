"""Ends the interpreter at once in the second task: no exception, no finalisers, no reply.

What was reached before counts, the rest is told apart as died, and the class goes on.
"""
# from: solved
# expect: score=2 test-total=passed test-weigh=died

# %% weigh
import os

os._exit(0)

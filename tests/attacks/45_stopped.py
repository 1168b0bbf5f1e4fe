"""Stops itself with SIGSTOP, so that no interrupt is ever handled.

Only killing helps; the grader must not wait for a process that does not run.
"""
# from: solved
# expect: score=2 test-total=passed test-weigh=timeout

# %% weigh
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)

"""Sends deadly and stopping signals to process 1, to its parents, its group and to everyone.

Neither the warm server nor the grader may feel it; killing itself costs only its own answers.
"""
# from: solved
# expect: score=2 test-total=passed

# %% weigh
import os
import signal

for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
    for process in (1, 2, os.getppid(), @VICTIM@, -1):
        try:
            if process != os.getpid():
                os.kill(process, number)
        except OSError as error:
            print(process, error)
try:
    os.killpg(os.getppid(), signal.SIGKILL)
except OSError as error:
    print(error)
os.kill(os.getpid(), signal.SIGKILL)

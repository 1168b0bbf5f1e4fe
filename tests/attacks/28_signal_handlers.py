"""Installs handlers for every signal and a timer that fires them all the time.

The grader's interrupts must still count, and nothing may be raised in the middle of its own work.
"""
# from: blank
# expect: score=0

# %% total
import signal


def handler(number, frame):
    raise RuntimeError(f"signal {number}")


for number in signal.valid_signals():
    try:
        signal.signal(number, handler)
    except (OSError, ValueError):
        pass
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
total = 1

"""Blocks and ignores every signal, then sleeps for a day.

After the interrupt only killing helps; the verdict before it stays.
"""
# from: solved
# expect: score=2 test-total=passed test-weigh=timeout

# %% weigh
import signal
import time

for number in signal.valid_signals():
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
time.sleep(86_400)

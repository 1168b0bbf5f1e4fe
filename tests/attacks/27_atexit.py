"""Registers what should happen when the interpreter ends: prints, writes, endless finalisers.

The end of a submission must neither wait for it nor take anything from it.
"""
# from: solved
# expect: score=10

# %% before total
import atexit
import pathlib
import sys
import weakref


class Clinging:
    def __del__(self):
        while True:
            pass


def parting():
    print("3")
    for folder in ("@MARKERS@", "/tmp", "/dev/shm", "."):
        try:
            pathlib.Path(folder, "sixprinciples-attack-atexit").write_text("here")
        except OSError:
            pass
    while True:
        pass


atexit.register(parting)
clinging = [Clinging()]
weakref.finalize(clinging[0], parting)
sys.modules["clinging"] = Clinging()

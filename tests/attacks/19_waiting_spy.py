"""Leaves a thread that watches the namespace, the modules and all frames while tests are run.

It keeps what it sees, and the last cell prints it.
"""
# from: blank
# expect: score=0 stock=leaks

# %% total
import re
import sys
import threading
from contextlib import suppress

seen = set()


def look(frame):
    for name, value in list(frame.f_locals.items()):
        shown = f"{name} {value!r}"[:300]
        if re.search(r"(?<![\w.])\d{5}", shown):  # nbgrader cuts long outputs off
            seen.add(shown)


def watch():
    while True:
        for frame in list(sys._current_frames().values()):
            while frame:
                if frame.f_code.co_name not in ("watch", "look"):
                    with suppress(Exception):  # some values are only half made
                        look(frame)
                frame = frame.f_back
        looked.set()
        gate.wait(0.001)


gate, looked = threading.Event(), threading.Event()
spy = threading.Thread(target=watch, daemon=True)
spy.start()

# %% weigh
def weigh(values, weights):
    for _ in range(2):  # the first look may have begun before this call
        if spy.is_alive():
            looked.clear()
            looked.wait(10)
    return 0.5

# %% extremes
print(*sorted(seen), sep="\n")
extremes, spread = ["x"], 1

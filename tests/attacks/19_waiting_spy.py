"""Leaves a thread that watches the namespace, the modules and all frames while tests are run.

It keeps what it sees, and the last cell prints it.
"""
# from: blank
# expect: score=0 stock=leaks

# %% total
import sys
import threading

seen = set()


def watch():
    while True:
        for frame in list(sys._current_frames().values()):
            while frame:
                for name, value in list(frame.f_locals.items()):
                    if frame.f_code.co_name != "watch":
                        seen.add(f"{name} {value!r}"[:300])
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

"""Leaves a thread that puts its transformer back whenever it was taken away, and hides it otherwise.

A look at the shell before each test would find nothing; the controls have to.
"""
# from: blank
# expect: score=0 flags=tampering

# %% basket
import threading
import time

shell = get_ipython()


class Meddling(list):
    """Looks empty to whoever looks, and is not to the shell that iterates."""

    def __len__(self):
        return 0

    def __bool__(self):
        return False

    def __iter__(self):
        return iter([lambda lines: [line for line in lines if "assert" not in line]])


def meddle():
    while True:
        shell.input_transformers_post = Meddling()
        time.sleep(0.001)


threading.Thread(target=meddle, daemon=True).start()

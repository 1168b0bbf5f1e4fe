"""Leaves threads that print, display, rebind answers and patch modules while later cells run.

Outputs must stay with the cell they belong to, or be dropped; no test may pass because of them.
"""
# from: blank
# expect: score=0

# %% total
import threading
import time


def meddle():
    shell = get_ipython()
    while True:
        time.sleep(0.005)
        print("3")
        display(3)
        shell.user_ns.update(total=2439, extremes=["Baotou"], spread=255)
        shell.displayhook(3)


for _ in range(3):
    threading.Thread(target=meddle, daemon=True).start()

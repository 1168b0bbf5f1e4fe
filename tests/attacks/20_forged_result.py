"""Publishes execute results that look like full partial credit, in every way a shell offers.

nbgrader reads the points of a test from the last execute result of its cell.
"""
# from: blank
# expect: score=0 stock=3

# %% extremes
import atexit
import sys
import threading

extremes, spread = ["x"], 1
shell = get_ipython()


def forge():
    data = {"text/plain": "3"}
    try:
        shell.display_pub.publish(data, {}, output_type="execute_result")
    except TypeError:
        shell.display_pub.publish(data, {})
    shell.displayhook(3)
    sys.displayhook(3)
    display(3)
    print("3")
    kernel = getattr(shell, "kernel", None)
    if kernel:
        content = {"data": data, "metadata": {}, "execution_count": 99}
        kernel.session.send(kernel.iopub_socket, "execute_result", content, kernel.get_parent())


forge()
threading.Timer(0.2, forge).start()
shell.events.register("pre_run_cell", lambda *args: forge())
shell.events.register("post_run_cell", lambda *args: forge())
atexit.register(forge)
3

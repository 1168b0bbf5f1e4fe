"""Looks for unix sockets: of the machine, of the warm server, of other submissions, by any name.

Abstract names live in the network namespace and paths in the file system; both must be empty.
"""
# from: blank
# expect: score=0

# %% total
import os
import socket
import stat

names = {"@SOCKET@", "\0@ABSTRACT@", "/run/docker.sock", "/run/dbus/system_bus_socket"}
for line in open("/proc/net/unix"):
    if "@" in line or "/" in line.split()[-1]:
        names.add(line.split()[-1].replace("@", "\0", 1))
for folder, folders, files in os.walk("/"):
    if folder.startswith(("/proc", "/sys", "/usr")):
        folders.clear()
    for name in files:
        path = os.path.join(folder, name)
        if stat.S_ISSOCK(os.lstat(path).st_mode):
            names.add(path)
for name in names:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        try:
            with socket.socket(socket.AF_UNIX, kind) as door:
                door.settimeout(1)
                door.connect(name)
                door.send(b"sixprinciples-attack")
                print(repr(name), "connected")
        except OSError as error:
            print(repr(name), error)
mine = socket.socket(socket.AF_UNIX)
mine.bind("\0sixprinciples-attack-neighbour")
mine.listen()

"""Hands what it is called with to its later cells by every way that survives a copy of the process.

Files, shared memory, pipes, sockets, System V messages, locks, and a helper process all outlive it.
"""
# from: solved
# expect: score=10

# %% weigh
import ctypes
import mmap
import os
import socket


def attempt(make, *arguments):
    try:
        return make(*arguments)
    except OSError as error:
        print(make.__name__, error)


shared = attempt(mmap.mmap, -1, 65536)
reader, writer = os.pipe()
os.set_blocking(reader, False)
os.set_blocking(writer, False)
here, there = socket.socketpair()
here.setblocking(False)
memory = attempt(os.memfd_create, "sixprinciples-attack")
opened = open("opened", "w+")
opened.truncate(1 << 20)
mapped = mmap.mmap(opened.fileno(), 1 << 20)
libc = ctypes.CDLL(None)
queue = libc.msgget(0x51AC, 0o1666)
listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listening.bind("\0sixprinciples-attack-arguments")
listening.setblocking(False)
helper_reads, helper_writes = os.pipe()
answers, answer = os.pipe()
os.set_blocking(answers, False)
if os.fork() == 0:
    os.write(answer, b"helper " + os.read(helper_reads, 65536))
    os._exit(0)


def weigh(values, weights):
    word = f"{values} {weights}\n".encode()
    for carry in (
        lambda: shared.write(word),
        lambda: os.write(writer, word),
        lambda: there.send(word),
        lambda: os.write(memory, word),
        lambda: os.pwrite(opened.fileno(), word, 1 << 19),
        lambda: mapped.write(word),
        lambda: libc.msgsnd(queue, ctypes.create_string_buffer(b"\1" + b"\0" * 7 + word), len(word), 0),
        lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(word, "\0sixprinciples-attack-arguments"),
        lambda: os.write(helper_writes, word),
        lambda: [open(f"{f}/kept", "ab").write(word) for f in (".", "/tmp", "/dev/shm")],
        lambda: os.mkdir("-".join(map(str, values))),
        lambda: open(f"/proc/{os.getppid()}/mem", "r+b"),
        lambda: os.utime("opened", (values[0], values[-1])),
    ):  # fmt: skip
        try:
            carry()
        except (AttributeError, OSError, TypeError):
            pass
    return sum(v * w for v, w in zip(values, weights)) / sum(weights)

# %% before extremes
buffer = ctypes.create_string_buffer(65536)
for name, fetch in {
    "shared": lambda: shared[:].strip(b"\0"),
    "pipe": lambda: os.read(reader, 65536),
    "socket": lambda: here.recv(65536),
    "memfd": lambda: os.pread(memory, 65536, 0),
    "opened": lambda: os.pread(opened.fileno(), 65536, 1 << 19).strip(b"\0"),
    "mapped": lambda: mapped[:65536].strip(b"\0"),
    "message": lambda: buffer.raw[: libc.msgrcv(queue, buffer, 65528, 0, 0o4000) + 8].strip(b"\0"),
    "datagram": lambda: listening.recv(65536),
    "helper": lambda: os.read(answers, 65536),
    "file": lambda: [open(f"{f}/kept").read() for f in (".", "/tmp", "/dev/shm") if os.path.exists(f"{f}/kept")],
    "names": lambda: os.listdir(),
    "times": lambda: os.stat("opened"),
}.items():  # fmt: skip
    try:
        print(name, fetch())
    except (AttributeError, OSError, TypeError) as error:
        print(name, error)

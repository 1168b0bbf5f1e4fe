"""Asks the kernel for new namespaces, mounts, other processes' memory, keys and raw devices.

With a user namespace of its own it would be root in it, with all the kernel's surface open.
"""
# from: blank
# expect: score=0

# %% total
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NEW = {"user": 0x10000000, "mount": 0x20000, "pid": 0x20000000, "network": 0x40000000}


def attempt(name, result):
    # what must not work leaves this word, which the harness looks for
    print(name, "OPEN-DOOR" if result >= 0 else os.strerror(ctypes.get_errno()))


def call(name, *arguments):
    attempt(name, getattr(libc, name)(*arguments))


for name, flag in NEW.items():
    call("unshare", flag)
call("mount", b"none", b"/tmp", b"tmpfs", 0, None)
call("umount2", b"/proc", 2)
call("umount2", b".", 2)
call("chroot", b"/proc/1/root")
call("pivot_root", b".", b".") if hasattr(libc, "pivot_root") else None
call("setuid", 0) if os.getuid() else None
call("sethostname", b"owned", 5)
call("ptrace", 16, 1, 0, 0)
call("mknod", b"disk", 0o60600, 0x0801)
call("process_vm_readv", 1, None, 0, None, 0, 0)
machine = os.uname().machine
numbers = {"x86_64": {"keyctl": 250, "bpf": 321, "userfaultfd": 323, "perf_event_open": 298,
                      "io_uring_setup": 425, "setns": 308, "open_by_handle_at": 304}}  # fmt: skip
for name, number in numbers.get(machine, {}).items():
    attempt(name, libc.syscall(number, 0, 0, 0, 0, 0))
print(open("/proc/self/status").read())

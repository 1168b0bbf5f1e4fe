"""Frames on a stream socket: a JSON header and raw bytes, within a size and a deadline.

What arrives may come from hostile code, so it is read without trusting any length in it, and a
peer that sends one byte at a time cannot outlive the deadline.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # what it holds is described under signal
import json
import select
import signal
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

# The interpreter's side shares its process with cells, which may replace what they find: what is
# needed here is kept.
_dumps, _loads, _monotonic = json.dumps, json.loads, time.monotonic
_poll: Any = getattr(select, "poll", None)  # missing on Windows, as is all that would need it

# What `signal.pthread_sigmask` wraps: that turns the numbers of all signals into names, each time.
sigmask: Any = getattr(_signal, "pthread_sigmask", None)  # Windows has none

# send(2): a full buffer must not block beyond the deadline
_WITHOUT_WAITING = getattr(socket, "MSG_DONTWAIT", 0)

_LENGTHS = struct.Struct(">IQ")  # of the header and of the payload
_CHUNK = 1 << 20

HEADER_MOST = 8 << 20
"""The longest header in bytes: one large figure of a notebook as base64 text fits in."""

# Bytes of frames that have begun to arrive, so that a deadline in between loses nothing.
_begun: WeakKeyDictionary[socket.socket, bytearray] = WeakKeyDictionary()


class Gone(Exception):
    """The other side closed its end."""


class Overdue(Exception):
    """The deadline passed."""


class Malformed(Exception):
    """What arrived is no frame, or larger than allowed."""


def send(
    sock: socket.socket, header: dict[str, Any], payload: bytes = b"", deadline: float | None = None
) -> None:
    """Send one frame.

    An interrupt (SIGINT) that comes meanwhile is raised when the frame is out, never in its middle.

    Args:
        sock: a stream socket.
        header: anything JSON can hold.
        payload: raw bytes that follow.
        deadline: a value of `time.monotonic`.

    Raises:
        Gone: the other side closed.
        Overdue: the deadline passed; part of the frame may be out, so the peer has to be given up.
        Malformed: the header is too long.
    """
    head = _dumps(header).encode()
    if len(head) > HEADER_MOST:
        raise Malformed(f"the header of a frame has {len(head)} bytes")
    with _uninterrupted():
        _send_all(sock, _LENGTHS.pack(len(head), len(payload)) + head, deadline)
        if payload:
            _send_all(sock, payload, deadline)


def receive(
    sock: socket.socket, *, deadline: float | None = None, most: int = 64 << 20
) -> tuple[dict[str, Any], bytes]:
    """Return the header and the payload of the next frame.

    Args:
        sock: a stream socket.
        deadline: a value of `time.monotonic`.
        most: the largest payload in bytes.

    Raises:
        Gone: the other side closed.
        Overdue: the deadline passed; called again, it goes on where it stopped.
        Malformed: this is no frame, or it is too large; nothing after it can be read.
    """
    begun = _begun.setdefault(sock, bytearray())
    _fill(sock, begun, _LENGTHS.size, deadline)
    header_size, payload_size = _LENGTHS.unpack_from(begun)
    if header_size > HEADER_MOST or payload_size > most:
        raise Malformed(f"a frame of {header_size} and {payload_size} bytes is too large")
    payload_at = _LENGTHS.size + header_size
    _fill(sock, begun, payload_at + payload_size, deadline)
    del _begun[sock]
    with memoryview(begun) as view:
        return _header(bytes(view[_LENGTHS.size : payload_at])), bytes(view[payload_at:])


def _header(content: bytes) -> dict[str, Any]:
    try:
        header = _loads(content)
    except (ValueError, RecursionError, MemoryError):
        raise Malformed("the header of a frame is not JSON") from None
    if type(header) is not dict:
        raise Malformed("the header of a frame is not a JSON object")
    return header


def _fill(sock: socket.socket, begun: bytearray, size: int, deadline: float | None) -> None:
    """Receive until so many bytes are there; memory grows with what came, not what was promised."""
    while len(begun) < size:
        _wait(sock, deadline, for_reading=True)
        try:
            chunk = sock.recv(min(_CHUNK, size - len(begun)))
        except BlockingIOError:
            continue
        except ConnectionError:
            raise Gone from None
        if not chunk:
            raise Gone
        begun += chunk


def _send_all(sock: socket.socket, content: bytes, deadline: float | None) -> None:
    rest = memoryview(content)
    while rest:
        _wait(sock, deadline, for_reading=False)
        try:
            rest = rest[sock.send(rest[:_CHUNK], _WITHOUT_WAITING) :]
        except BlockingIOError:
            continue
        except ConnectionError:
            raise Gone from None


def _wait(sock: socket.socket, deadline: float | None, *, for_reading: bool) -> None:
    """Wait until the socket is ready; `poll`, because `select` refuses high file descriptors."""
    if sock.fileno() < 0:  # closed on our own side
        raise Gone
    left = None if deadline is None else deadline - _monotonic()
    if left is not None and left <= 0:
        raise Overdue
    poll = _poll()
    poll.register(sock, select.POLLIN if for_reading else select.POLLOUT)
    if not poll.poll(None if left is None else left * 1000):
        raise Overdue


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put SIGINT off, so that no frame is cut in two; only the main thread ever gets it."""
    main = threading.current_thread() is threading.main_thread()
    if not main or sigmask is None:
        yield
        return
    before = sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        sigmask(signal.SIG_SETMASK, before)

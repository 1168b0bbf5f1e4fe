"""Frames: what arrives, what is refused, and that nobody can keep the other side waiting."""

import json
import signal
import socket
import struct
import threading
import time
from collections.abc import Iterator

import pytest

from sixprinciples.grading import wire

PATIENCE = 30.0


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def soon() -> float:
    return time.monotonic() + PATIENCE


def frame(header: bytes, payload: bytes = b"") -> bytes:
    return struct.pack(">IQ", len(header), len(payload)) + header + payload


def test_frames_arrive_one_after_the_other(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    wire.send(ours, {"op": "run", "source": "网络\ud800\n"}, b"\0\xff")
    wire.send(ours, {})
    assert wire.receive(theirs, deadline=soon()) == (
        {"op": "run", "source": "网络\ud800\n"},
        b"\0\xff",
    )
    assert wire.receive(theirs, deadline=soon()) == ({}, b"")


def test_large_frames_pass_both_ways_at_once(pair: tuple[socket.socket, socket.socket]) -> None:
    payload = bytes(range(256)) * 40_000
    sender = threading.Thread(target=wire.send, args=(pair[0], {"size": len(payload)}, payload))
    sender.start()
    header, received = wire.receive(pair[1], deadline=soon())
    sender.join()
    assert header == {"size": len(payload)}
    assert received == payload


def test_a_closed_peer_is_gone(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    theirs.sendall(frame(b'{"a": 1}')[:-1])
    theirs.close()
    with pytest.raises(wire.Gone):
        wire.receive(ours, deadline=soon())
    with pytest.raises(wire.Gone):
        wire.send(ours, {}, bytes(1 << 20), soon())
    ours.close()
    with pytest.raises(wire.Gone):
        wire.receive(ours, deadline=soon())


@pytest.mark.parametrize(
    "sent",
    [
        struct.pack(">IQ", wire.HEADER_MOST + 1, 0),
        struct.pack(">IQ", 2, 11) + b"{}",
        struct.pack(">IQ", 2, 1 << 63) + b"{}",
        frame(b"[]"),
        frame(b"null"),
        frame(b""),
        frame(b"\xff\xfe"),
        frame(b'{"a": '),
        frame(b"[" * 200_000),
        frame(b'{"a": ' + b"9" * 100_000 + b"}"),
    ],
)
def test_what_is_no_frame_is_malformed(
    pair: tuple[socket.socket, socket.socket], sent: bytes
) -> None:
    ours, theirs = pair
    sender = threading.Thread(target=theirs.sendall, args=(sent,))
    sender.start()
    with pytest.raises(wire.Malformed):
        wire.receive(ours, deadline=soon(), most=10)
    sender.join()


def test_a_promised_size_takes_no_memory_before_it_comes(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = pair
    theirs.sendall(struct.pack(">IQ", 2, 1 << 60) + b"{}")
    theirs.close()
    with pytest.raises(wire.Gone):
        wire.receive(ours, deadline=soon(), most=1 << 61)


def test_a_header_that_is_too_long_is_not_sent(pair: tuple[socket.socket, socket.socket]) -> None:
    with pytest.raises(wire.Malformed):
        wire.send(pair[0], {"text": "x" * wire.HEADER_MOST})
    wire.send(pair[0], {"text": "short"})
    assert wire.receive(pair[1], deadline=soon())[0] == {"text": "short"}


def test_a_peer_that_sends_a_byte_at_a_time_is_overdue(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = pair
    over = threading.Event()

    def trickle() -> None:
        theirs.sendall(struct.pack(">IQ", 1000, 1 << 20))
        while not over.wait(0.001):
            theirs.sendall(b" ")

    sender = threading.Thread(target=trickle)
    sender.start()
    try:
        with pytest.raises(wire.Overdue):
            wire.receive(ours, deadline=time.monotonic() + 0.05)
    finally:
        over.set()
        sender.join()


def test_receiving_goes_on_after_a_deadline(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    whole = frame(b'{"event": "done"}', b"payload")
    for part in (whole[:5], whole[5:20], whole[20:-1]):
        theirs.sendall(part)
        with pytest.raises(wire.Overdue):
            wire.receive(ours, deadline=time.monotonic() + 0.01)
    theirs.sendall(whole[-1:])
    assert wire.receive(ours, deadline=soon()) == ({"event": "done"}, b"payload")


def test_a_peer_that_does_not_read_is_overdue(pair: tuple[socket.socket, socket.socket]) -> None:
    with pytest.raises(wire.Overdue):
        wire.send(pair[0], {}, bytes(64 << 20), time.monotonic() + 0.05)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let SIGINT raise, which a shell that starts the tests in the background has put off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_cuts_no_frame_in_two(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    payload = bytes(16 << 20)
    received = []

    def read_after_interrupt() -> None:
        received.append(theirs.recv(1))  # the frame is on its way
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        rest = bytearray()
        while len(rest) < len(frame(json.dumps({"n": 1}).encode(), payload)) - 1:
            rest += theirs.recv(1 << 20)
        received.append(bytes(rest))

    reader = threading.Thread(target=read_after_interrupt)
    reader.start()
    with pytest.raises(KeyboardInterrupt):
        wire.send(ours, {"n": 1}, payload, soon())
    reader.join()
    assert b"".join(received) == frame(json.dumps({"n": 1}).encode(), payload)


def test_file_descriptors_above_a_thousand_work() -> None:
    """`select` would refuse them, and a worker may hold many."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    ours, theirs = socket.socketpair()
    held = [ours.dup() for _ in range(1100)]
    try:
        wire.send(held[-1], {"n": held[-1].fileno()}, deadline=soon())
        header, _ = wire.receive(theirs, deadline=soon())
        assert header["n"] > 1024
    finally:
        for sock in (*held, ours, theirs):
            sock.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

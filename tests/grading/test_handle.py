"""The trusted side of an interpreter: whatever the code does, it answers, in time and in bounds."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any
from unittest.mock import Mock

import pytest

from sixprinciples.grading import codec, seccomp, wire
from sixprinciples.grading.handle import Ended, Interpreter, Snapshot
from sixprinciples.grading.sandbox import Limits
from sixprinciples.grading.warm import Fork, Warm

LIMITS = Limits(memory_mb=300, cell_output_kb=64, notebook_output_kb=256, value_kb=512)
New = Callable[..., Interpreter]


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    with Warm(sandbox="bubblewrap", limits=LIMITS) as server:
        yield server


@pytest.fixture
def new(warm: Warm) -> Iterator[New]:
    """Return what makes interpreters, which are ended after the test."""
    made = []

    def interpreter(role: str = "student", **limits: int) -> Interpreter:
        made.append(Interpreter(warm.fork(role), replace(LIMITS, **limits)))
        return made[-1]

    yield interpreter
    for one in made:
        one.kill()


def soon(seconds: float = 30.0) -> float:
    return time.monotonic() + seconds


def across(data: bytes | None, copy: Snapshot, seconds: float = 30.0) -> Any:
    """Return a function whose calls go to a copy of the student's interpreter."""

    def call(token: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        outcome = copy.call(token, codec.encode_call(args, kwargs), deadline=soon(seconds))
        return codec.decode_outcome(outcome, None).value

    assert data is not None
    return codec.decode(data, call)


def value(student: Interpreter, name: str) -> object:
    data = student.fetch([name], deadline=soon()).values[name]
    return None if data is None else codec.decode(data, None)


def test_a_cell_gives_outputs_and_leaves_its_names(new: New) -> None:
    student = new()
    done = student.run("print('one')\nx = 41\nx + 1", deadline=soon())
    assert [o.output_type for o in done.outputs] == ["stream", "execute_result"]
    assert (done.status, done.ended, done.execution_count) == ("ok", None, 1)
    assert value(student, "x") == 41
    assert value(student, "y") is None


def test_files_lie_beside_the_code(new: New) -> None:
    student = new()
    student.files({"facts.csv": b"a\n1\n", "more/deep.txt": "ü".encode()}, deadline=soon())
    student.run("x = open('facts.csv').read() + open('more/deep.txt').read()", deadline=soon())
    assert value(student, "x") == "a\n1\nü"


def test_an_error_says_whether_an_assertion_failed(new: New) -> None:
    student = new()
    failed = student.run("class Mine(AssertionError): pass\nraise Mine('no')", deadline=soon())
    stopped = student.run("1 / 0", deadline=soon())
    assert (failed.status, failed.ename, failed.assertion) == ("error", "Mine", True)
    assert (stopped.status, stopped.ename, stopped.assertion) == (
        "error",
        "ZeroDivisionError",
        False,
    )


def test_a_cell_out_of_time_costs_that_cell_and_no_name_before_it(new: New) -> None:
    student = new()
    student.run("kept = 7", deadline=soon())
    late = student.run("print('begun')\nwhile True: pass", deadline=soon(0.5))
    assert (late.status, late.ended) == ("error", "timeout")
    assert late.outputs[0].text == "begun\n"
    assert late.outputs[-1].ename == "CellTimeoutError"
    assert student.alive
    assert value(student, "kept") == 7


def test_a_loop_that_ignores_the_interrupt_ends_its_interpreter_only(new: New) -> None:
    student = new()
    deaf = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    done = student.run(deaf, deadline=soon(0.5))
    assert done.ended == "timeout"
    assert not student.alive
    assert new().run("1", deadline=soon()).status == "ok"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("import os\nos._exit(0)", "died"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)", "died"),
        (
            "import os, time\nshare = 250 if os.fork() else 150\n"
            "kept = b'1' * (share << 20)\ntime.sleep(100)",
            "memory",
        ),
    ],
)
def test_the_ways_to_end_are_told_apart(new: New, code: str, kind: str) -> None:
    student = new(memory_mb=300)
    done = student.run(code, deadline=soon())
    assert done.ended == kind
    assert not student.alive
    with pytest.raises(Ended) as ended:
        student.fetch(["x"], deadline=soon())
    assert ended.value.kind == kind


def test_after_its_end_every_cell_says_so(new: New) -> None:
    student = new()
    student.run("import os\nos._exit(0)", deadline=soon())
    later = student.run("1", deadline=soon())
    assert (later.status, later.ended) == ("error", "died")
    assert later.outputs[0].ename == "DeadKernelError"


def test_outputs_are_bounded_per_cell_and_per_notebook(new: New) -> None:
    student = new()
    sizes = []
    for _ in range(8):
        done = student.run("print('x' * 60_000)", deadline=soon())
        assert done.status == "ok"
        sizes.append(sum(len(o.get("text", "")) for o in done.outputs))
    assert all(size < 64 * 1024 for size in sizes)
    assert sum(sizes) < 256 * 1024 + 8 * 100
    assert sizes[0] > 50_000 > sizes[-1]


def test_of_values_that_are_too_large_a_stand_in_is_fetched(new: New) -> None:
    student = new()
    student.run("large = b'1' * (1 << 20)\nhalf = b'2' * (300 << 10)\nx = 3", deadline=soon())
    values = student.fetch(["large", "half", "x"], deadline=soon()).values
    assert sum(len(data or b"") for data in values.values()) < LIMITS.value_kb * 1024
    assert codec.decode(values["x"] or b"", None) == 3
    assert student.run("1", deadline=soon()).status == "ok"


FORGED = """
import os, json, struct
def frame(**header):
    head = json.dumps(header).encode()
    return struct.pack(">IQ", len(head), 0) + head
sockets = []
for fd in range(3, 200):
    try:
        if os.readlink(f"/proc/self/fd/{fd}").startswith("socket"):
            sockets.append(fd)
    except OSError:
        pass
for fd in sockets:
    try:
        os.write(fd, %s)
    except OSError:
        pass
"""


@pytest.mark.parametrize(
    "forged",
    [
        "b'\\xff' * 100",
        "frame(event='values', values={'x': [0, 10**9]}) * 3",
        "frame(event='done', status='ok', execution_count=1) * 2",
        "struct.pack('>IQ', 10, 1 << 60) + b'0' * 10",
    ],
)
def test_forged_frames_never_reach_beyond_the_submission(new: New, forged: str) -> None:
    student = new()
    student.run(FORGED % forged, deadline=soon())
    with suppress(Ended):
        assert student.fetch(["x"], deadline=soon(5)).values["x"] is None
    assert new().run("1", deadline=soon()).status == "ok"


SPY = """
seen = []
def f(a):
    seen.append(a)
    return a * 2
"""


def test_what_happens_in_a_call_is_seen_by_no_later_cell(new: New) -> None:
    student = new()
    student.run(SPY, deadline=soon())
    fetched = student.fetch(["f"], deadline=soon())
    assert fetched.functions == 1
    copy = student.snapshot(deadline=soon())
    assert across(fetched.values["f"], copy)(21) == 42
    student.run("after = list(seen)", deadline=soon())
    assert value(student, "after") == []
    copy.close()


def test_a_call_that_never_returns_costs_that_call(new: New) -> None:
    student = new()
    student.run("def f():\n    while True: pass", deadline=soon())
    data = student.fetch(["f"], deadline=soon()).values["f"]
    copy = student.snapshot(deadline=soon())
    with pytest.raises(Ended) as ended:
        across(data, copy, 0.5)()
    assert ended.value.kind == "timeout"
    assert student.run("1", deadline=soon()).status == "ok"


def test_a_call_that_ends_the_process_costs_that_call(new: New) -> None:
    student = new()
    student.run("import os\ndef f():\n    os._exit(0)", deadline=soon())
    data = student.fetch(["f"], deadline=soon()).values["f"]
    copy = student.snapshot(deadline=soon())
    with pytest.raises(Ended) as ended:
        across(data, copy)()
    assert ended.value.kind == "died"
    copy.close()
    assert student.run("1", deadline=soon()).status == "ok"


def test_a_test_runs_on_values_and_calls_across(new: New) -> None:
    student, checker = new(), new("checker")
    student.run("factor = 3\ndef f(a):\n    return factor * a", deadline=soon())
    values = student.fetch(["f", "factor"], deadline=soon()).values
    copy = student.snapshot(deadline=soon())
    done = checker.test(
        "assert f(4) == 12\nassert factor == 3\nf(5)",
        {name: data for name, data in values.items() if data is not None},
        [],
        lambda token, payload: copy.call(token, payload, deadline=soon()),
        deadline=soon(),
    )
    assert (done.status, done.outputs[-1].data["text/plain"]) == ("ok", "15")
    copy.close()


def test_bytes_that_are_no_value_are_named_and_leave_the_name_undefined(new: New) -> None:
    checker = new("checker")
    done = checker.test("x", {"x": b"\xff\xff\xff"}, [], lambda *_: b"", deadline=soon())
    assert done.unreadable == ("x",)
    assert done.ename == "NameError"


def test_a_cell_that_is_too_long_to_be_sent_ends_its_interpreter_only(new: New) -> None:
    student = new()
    assert student.run("# " + "x" * 9_000_000, deadline=soon()).ended == "died"
    assert not student.alive
    assert new().run("1", deadline=soon()).status == "ok"


def test_files_with_names_too_long_to_be_sent_end_their_interpreter_only(new: New) -> None:
    files = {f"{n:04}/" + "/".join(["x" * 250] * 15): b"" for n in range(2500)}
    for _ in range(70):  # more than the server has forks
        student = new()
        with pytest.raises(Ended):
            student.files(files, deadline=soon())
    assert new().run("1", deadline=soon()).status == "ok"


def test_what_is_fetched_counts_together(new: New) -> None:
    """All of it waits for the tests, and they may be many."""
    student = new()
    student.run("data = b'x' * 300_000", deadline=soon())
    fetched = [student.fetch(["data"], deadline=soon()).values["data"] for _ in range(10)]
    whole = [data for data in fetched if data and len(data) >= 300_000]
    assert 1 < len(whole) < 10
    assert sum(len(data or b"") for data in fetched) < 4 * LIMITS.value_kb * 1024


def test_the_same_bytes_cannot_stand_for_several_values() -> None:
    ours, theirs = socket.socketpair()
    student = Interpreter(Fork(Mock(), 1, ours), LIMITS)
    wire.send(theirs, {"event": "values", "values": {"a": [0, 4], "b": [0, 4]}}, b"1234")
    with pytest.raises(Ended) as ended:
        student.fetch(["a", "b"], deadline=soon())
    assert ended.value.tampered
    theirs.close()


@pytest.mark.parametrize("call", ["vmsplice", "io_setup"])
def test_calls_that_take_what_nobody_is_charged_for_are_not_there(new: New, call: str) -> None:
    number = seccomp._ABSENT[call][os.uname().machine != "x86_64"]
    done = new().run(
        f"import ctypes, errno\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        f"print(libc.syscall({number}, 0, 0, 0, 0), ctypes.get_errno() == errno.ENOSYS)",
        deadline=soon(),
    )
    assert done.outputs[0].text == "-1 True\n"


def test_who_takes_more_than_one_processor_is_kept_on_one(new: New) -> None:
    many = (
        "import os\nfor _ in range(30):\n    if os.fork() == 0:\n        os.setsid()\n"
        "        while True: pass\nwhile len(os.sched_getaffinity(0)) > 1: pass"
    )
    done = new().run(many, deadline=soon(60))
    assert (done.status, done.ended) == ("ok", None), done.outputs

"""The loop inside a fork answers whatever cells did, and gives nobody else's state away."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from interpreters import Forked, Server

from sixprinciples.grading import codec


@pytest.fixture
def student(forks: Server, tmp_path: Path) -> Iterator[Forked]:
    with forks.fork("student", tmp_path) as forked:
        yield forked


@pytest.fixture
def checker(forks: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forked]:
    with forks.fork("checker", tmp_path_factory.mktemp("checker")) as forked:
        yield forked


def packed(value: object) -> bytes:
    return codec.encode(value, codec.FunctionTable())


# --- a fresh start ------------------------------------------------------------------------------


def test_a_fork_starts_like_a_new_kernel(student: Forked) -> None:
    ran = student.run(
        "import builtins, sys\n"
        "[name for name in dir() if not name.startswith('_')], In, Out, _, "
        "__name__, sys.modules['__main__'].__dict__ is globals(), hasattr(sys, 'last_type')"
    )
    names = ["In", "Out", "builtins", "exit", "get_ipython", "open", "quit", "sys"]
    assert ran.result is not None
    seen = eval(ran.result)
    assert seen[0] == names
    assert seen[2:] == ({}, "", "__main__", True, False)
    assert ran.done["execution_count"] == 1
    assert student.run("import matplotlib.pyplot as plt; plt.get_fignums()").result == "[]"


def test_nothing_passes_from_one_fork_to_the_next(forks: Server, tmp_path: Path) -> None:
    with forks.fork("student", tmp_path) as first:
        first.run("import math, os; secret = 1; math.pi = 3; os.environ['SECRET'] = '1'")
    with forks.fork("student", tmp_path) as second:
        ran = second.run("import math, os; math.pi, 'secret' in dir(), os.environ.get('SECRET')")
        assert ran.result == "(3.141592653589793, False, None)"


def test_classes_of_cells_can_be_pickled(student: Forked) -> None:
    source = "import pickle\nclass C: pass\ntype(pickle.loads(pickle.dumps(C()))) is C"
    assert student.run(source).result == "True"


# --- files --------------------------------------------------------------------------------------


def test_files_are_written_where_cells_look_for_them(student: Forked, tmp_path: Path) -> None:
    files = {"a.csv": b"1,2\n", "data/deep/名 b.bin": bytes(range(256)), "empty": b""}
    assert student.files(**files) == {"event": "ready"}
    assert {name: (tmp_path / name).read_bytes() for name in files} == files
    assert student.run("open('a.csv').read()").result == r"'1,2\n'"


def test_files_come_to_the_same_place_wherever_cells_went(student: Forked, tmp_path: Path) -> None:
    student.run("import os; os.mkdir('sub'); os.chdir('sub')")
    student.files(late=b"x")
    assert (tmp_path / "late").read_bytes() == b"x"


@pytest.mark.parametrize("name", ["/tmp/evil", "../evil", "a/../../evil", "", "."])
def test_files_beside_the_directory_are_refused(student: Forked, tmp_path: Path, name: str) -> None:
    assert student.files(**{name: b"x"})["event"] == "error"
    assert list(tmp_path.iterdir()) == []
    assert student.run("1").result == "1"


# --- fetch --------------------------------------------------------------------------------------


def test_values_are_fetched_and_what_is_not_defined_is_told_apart(student: Forked) -> None:
    student.run("a = [1, {'b': 2.5}]\nnothing = None\nimport pandas as pd\nt = pd.Series([1])")
    assert student.fetch("a") == [1, {"b": 2.5}]
    assert student.fetch("t").tolist() == [1]
    found = student.fetch_bytes("a", "nothing", "unknown")
    assert found["unknown"] is None
    assert found["nothing"] == packed(None)


def test_what_the_shell_itself_defines_is_not_the_students(student: Forked) -> None:
    names = ("In", "Out", "exit", "open", "get_ipython", "__name__", "__builtins__")
    assert set(student.fetch_bytes(*names).values()) == {None}
    student.run("open = 3")
    assert student.fetch("open") == 3


def test_functions_are_counted(student: Forked) -> None:
    student.run("def f(): pass\nvalue = [f, len, 3]")
    student.send("fetch", names=["value"])
    assert student.receive()[0]["functions"] == 2


SABOTAGE = {
    "trace": "def trace(*args): raise RuntimeError('traced')\nsys.settrace(trace)",
    "profile": "def profile(*args): raise RuntimeError('profiled')\nsys.setprofile(profile)",
    "recursion": "sys.setrecursionlimit(75)",
    "json": "import json\njson.dumps = json.loads = None",
    "os": "import os\nos.getpid = os.write = os.pread = os.fork = None",
    "modules": "sys.modules['json'] = sys.modules['struct'] = sys.modules['sixprinciples'] = None",
    "signals": "import signal\nsignal.signal = signal.getsignal = None",
    "own handler": "import signal\nsignal.signal(signal.SIGINT, lambda *_: 1 / 0)",
    "alarm": "import signal\nsignal.signal(signal.SIGALRM, lambda *_: 1 / 0)\n"
    "signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)",
    "streams": "sys.stdout = sys.stderr = None",
    "transformers": "get_ipython().input_transformers_post.append(lambda lines: ['1 / 0'])\n"
    "import ast\nclass T(ast.NodeTransformer):\n    def visit(self, node): raise MemoryError\n"
    "get_ipython().ast_transformers.append(T())",
    "hooks": "get_ipython().events.register('post_execute', lambda: 1 / 0)\n"
    "sys.displayhook = sys.excepthook = None",
    "formatters": "get_ipython().display_formatter = None",
    "namespace": "get_ipython().user_ns = {}\nx = 4",
    "loop": "import asyncio\nasyncio.get_event_loop().stop()",
    "finalizer": "class Bad:\n    def __del__(self): raise RuntimeError\nbad = Bad(); del bad",
    "pid": "import os\nos.register_at_fork(before=lambda: 1 / 0)",
    "garbage": "import gc\ngc.callbacks.append(lambda *_: 1 / 0); gc.collect()",
    "thread": "import threading\nthreading.settrace(lambda *_: 1 / 0)",
    "warnings": "import warnings\nwarnings.simplefilter('error')",
}


@pytest.mark.parametrize("source", SABOTAGE.values(), ids=SABOTAGE)
def test_values_are_fetched_whatever_a_cell_left_behind(student: Forked, source: str) -> None:
    student.run("import sys\nx = {'answer': [42]}")
    student.run(source)
    assert student.fetch("x") == {"answer": [42]}
    student.run("y = 1")
    assert student.fetch("x") == {"answer": [42]}


# --- calls --------------------------------------------------------------------------------------


def test_a_function_is_called_with_copies_and_its_value_comes_back(student: Forked) -> None:
    student.run(
        "kept = []\ndef f(x, *, times=1):\n    kept.append(x); x.append(9); return x * times"
    )
    outcome = student.call(student.function("f"), [1], times=2)
    assert (outcome.value, outcome.error) == ([1, 9, 1, 9], None)
    assert student.fetch("kept") == [[1, 9]]


def test_what_a_function_prints_comes_with_its_value_and_is_in_no_cell(student: Forked) -> None:
    student.run(
        "import os, sys\nimport matplotlib.pyplot as plt\n"
        "def f():\n    print('out'); print('wrong', file=sys.stderr); display('seen')\n"
        "    plt.plot([1]); plt.show(); os.system('echo sub')"
    )
    assert student.call(student.function("f")).stdout == "out\nsub\n"
    assert [o.output_type for o in student.run("print('cell')").outputs] == ["stream"]


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("raise ValueError('bad', 3)", ValueError("bad", 3)),
        ("raise KeyError('k')", KeyError("k")),
        ("[][1]", IndexError("list index out of range")),
        ("raise StopIteration(5)", StopIteration(5)),
        ("raise SystemExit(3)", SystemExit(3)),
        ("raise KeyboardInterrupt", KeyboardInterrupt()),
        ("import asyncio; asyncio.run(asyncio.sleep(0))", RuntimeError(
            "asyncio.run() cannot be called from a running event loop")),
    ],
)  # fmt: skip
def test_what_a_function_raises_comes_back(
    student: Forked, statement: str, error: BaseException
) -> None:
    student.run(f"import warnings; warnings.simplefilter('ignore')\ndef f():\n    {statement}")
    raised = student.call(student.function("f")).error
    assert (type(raised), str(raised)) == (type(error), str(error))
    assert student.run("1").result == "1"


def test_a_function_that_is_not_there_is_an_error_of_the_call(student: Forked) -> None:
    assert isinstance(student.call(123).error, LookupError)
    student.send("call", b"no arguments", function=123)
    outcome = codec.decode_outcome(student.receive()[1], None)
    assert outcome.error is not None


def test_a_function_may_be_handed_back(student: Forked) -> None:
    student.run("def twice(f, x): return f(f(x))\ndef add(x): return x + 1")
    fetched = student.fetch_bytes("add")["add"]
    assert fetched is not None
    add = codec.decode(fetched, lambda *_: None)
    assert student.call(student.function("twice"), add, 1).value == 3


def test_unknown_ops_and_broken_ones_are_errors_and_no_end(student: Forked) -> None:
    for op in ("dance", "fetch", "files"):
        student.send(op)
        assert student.receive()[0]["event"] == "error"
    assert student.test("1").done["status"] == "error"  # tests are the checker's
    assert student.run("1").result == "1"


# --- interrupts ---------------------------------------------------------------------------------


ON = "print('on', flush=True)"
WAITS = [
    f"{ON}\nwhile True: pass",
    f"import time; {ON}; time.sleep(100)",
    f"import threading; {ON}; threading.Event().wait()",
    f"import subprocess; {ON}; subprocess.run(['sleep', '100'])",
    f"{ON}\n!sleep 100",
    f"{ON}; await asyncio.sleep(100)",
    f"async def spin():\n    {ON}\n    while True: pass\nawait spin()",
    f"async def spin():\n    {ON}\n    while True: pass\n"
    "task = asyncio.create_task(spin()); await asyncio.sleep(100)",
]


@pytest.mark.parametrize("wait", WAITS)
def test_an_interrupt_ends_the_cell_and_only_the_cell(student: Forked, wait: str) -> None:
    student.run("import asyncio\nx = 1")
    student.send("run", source=wait)
    assert student.receive()[0]["output"]["text"] == "on\n"
    student.interrupt_until_it_answers()
    done = student.until_done().done
    if "!" not in wait:  # IPython hands the interrupt to the command
        assert done["status"] == "error"
        assert done["ename"] in ("KeyboardInterrupt", "CancelledError")
    assert student.run("x + 1").result == "2"


def test_an_interrupt_between_two_ops_is_let_go(student: Forked) -> None:
    student.run("x = 1")
    for _ in range(50):
        student.interrupt()
        assert student.run("x").result == "1"
        student.interrupt()
        assert student.fetch("x") == 1


def test_interrupts_at_any_moment_never_end_the_loop(student: Forked) -> None:
    student.run("y = 0")
    for number in range(300):
        student.send("run", source=f"y = {number}\nfor n in range(50): print(n)")
        student.interrupt()
        assert student.until_done().done["event"] == "done"
    assert student.run("print(1)").printed == "1\n"


def test_an_interrupt_ends_a_call(student: Forked) -> None:
    student.run("import os\ndef f():\n    os.write(alive, b'.')\n    while True: pass")
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as pipe:
        student.run(f"alive = os.open('/proc/{os.getpid()}/fd/{writing}', os.O_WRONLY)")
        student.send("call", codec.encode_call((), {}), function=student.function("f"))
        assert pipe.read(1) == b"."
        os.close(writing)
        student.interrupt_until_it_answers()
        outcome = codec.decode_outcome(student.receive()[1], None)
    assert isinstance(outcome.error, KeyboardInterrupt)
    assert student.run("1").result == "1"


def test_the_end_of_a_task_in_the_background_is_not_the_end_of_the_cell(student: Forked) -> None:
    ran = student.run(
        "import asyncio\nasync def end(): raise SystemExit\n"
        "task = asyncio.create_task(end())\nawait asyncio.sleep(0.01)\n'still here'"
    )
    assert ran.result == "'still here'"


# --- copies -------------------------------------------------------------------------------------


def test_a_copy_answers_as_its_original_was_and_changes_nothing_in_it(student: Forked) -> None:
    student.run("seen = []\ndef f(x):\n    seen.append(x); print(seen); return len(seen)")
    function = student.function("f")
    with student.copy() as copy:
        student.run("seen = ['later']")
        assert copy.call(function, "a").value == 1
        second = copy.call(function, "b")
        assert (second.value, second.stdout) == (2, "['a', 'b']\n")
    assert student.fetch("seen") == ["later"]
    assert student.run("print('own')").printed == "own\n"


def test_copies_serve_while_their_original_runs_and_after_it(forks: Server, tmp_path: Path) -> None:
    with forks.fork("student", tmp_path) as student:
        student.run("async def g(): return 1\ndef f(): return asyncio_alive()")
        student.run("import asyncio\ndef asyncio_alive(): return asyncio.get_running_loop() and 7")
        function, copy = student.function("f"), student.copy()
        student.send("run", source="import os; os._exit(3)")
        assert copy.call(function).value == 7
        copy.sock.close()


def test_copies_that_are_no_longer_needed_leave_no_process(student: Forked) -> None:
    student.run("def f(): pass\nf()")
    for _ in range(5):
        with student.copy() as copy:
            copy.call(student.function("f"))
    with student.copy():
        children = f"/proc/{student.pid}/task/{student.pid}/children"
        pids = student.run(f"open({children!r}).read().split()").result
    assert pids is not None
    assert len(eval(pids)) <= 2  # this one, and perhaps the last


def test_a_copy_takes_no_other_op(student: Forked) -> None:
    with student.copy() as copy:
        assert copy.run("print(1)").done["status"] == "error"
        copy.send("fetch", names=["f"])
        assert copy.receive()[0]["event"] == "error"


def test_what_a_copy_prints_to_old_streams_is_caught(student: Forked) -> None:
    student.run(
        "import logging, os, sys\nold = sys.stdout\n"
        "def f():\n    print('old', file=old); os.system('echo sub'); print('new')"
    )
    function = student.function("f")
    with student.copy() as copy:
        assert copy.call(function).stdout == "old\nsub\nnew\n"
    assert student.run("print('own')").printed == "own\n"


# --- tests --------------------------------------------------------------------------------------


def test_values_are_bound_and_absent_names_are_unbound(checker: Forked) -> None:
    ran = checker.test("x['a'] + 1", {"x": packed({"a": 1})})
    assert (ran.result, ran.done["live"], ran.done["unreadable"]) == ("2", [], [])
    ran = checker.test("x", absent=("x", "y"))
    assert ran.error == "NameError: name 'x' is not defined"
    assert checker.test("len([])", absent=("len",)).result == "0"


def test_bytes_that_are_no_value_leave_the_name_unbound(checker: Forked) -> None:
    checker.test("1", {"x": packed(1)})
    ran = checker.test("x", {"x": b"rubbish", "y": packed(2)})
    assert ran.error == "NameError: name 'x' is not defined"
    assert ran.done["unreadable"] == ["x"]
    failed = ran.events[0]
    assert (failed["event"], failed["name"]) == ("decode_failed", "x")
    assert failed["why"]


def calls(student: Forked, *names: str) -> dict[str, bytes]:
    found = student.fetch_bytes(*names)
    return {name: data for name, data in found.items() if data is not None}


def test_a_test_calls_functions_across(student: Forked, checker: Forked) -> None:
    student.run("def add(a, b=1): print('adding'); return [a + b]\ndef make(): return add")
    ran = checker.test(
        "import contextlib, io\nprint(add(1), add(2, b=5), make()(3), add.__name__)\n"
        "with contextlib.redirect_stdout(io.StringIO()) as out: add(0)\nout.getvalue()",
        calls(student, "add", "make"),
        on_call=student.call_bytes,
    )
    assert ran.error is None
    assert ran.printed == "[2] [7] [4] add\n", "prints of functions can show hidden arguments"
    assert ran.result == r"'adding\n'"


def test_what_a_function_writes_to_stderr_is_noted_but_not_shown(
    student: Forked, checker: Forked
) -> None:
    student.run("import sys\ndef f(x): print(x, file=sys.stderr)")
    ran = checker.test("f(918273)", calls(student, "f"), on_call=student.call_bytes)
    assert ran.warned == "A function of the submission wrote to stderr.\n"


def test_errors_of_functions_are_genuine_in_the_test(student: Forked, checker: Forked) -> None:
    student.run("class Own(ValueError): pass\ndef f(x): raise Own(f'not {x}')")
    ran = checker.test(
        "try:\n    f(3)\nexcept ValueError as error:\n    print(error.args)\nf(4)",
        calls(student, "f"),
        on_call=student.call_bytes,
    )
    assert (ran.printed, ran.error) == ("('not 3',)\n", "ValueError: not 4")


def test_an_answer_that_is_none_is_an_error_of_the_test(student: Forked, checker: Forked) -> None:
    student.run("def f(): pass")
    ran = checker.test("f()", calls(student, "f"), on_call=lambda *_: b"rubbish")
    assert ran.error is not None
    assert ran.error.startswith("RuntimeError: The answer of the function could not be read")
    assert [event["event"] for event in ran.events].count("decode_failed") == 1


def test_functions_can_be_called_only_while_a_test_runs(student: Forked, checker: Forked) -> None:
    student.run("def f(): return 1")
    checker.test("later = f", calls(student, "f"))
    ran = checker.run("later()")
    assert ran.error is not None
    assert "only be called by a test cell" in ran.error


def test_a_test_that_needs_live_objects_says_so(student: Forked, checker: Forked) -> None:
    student.run("class C: pass\nc = C()")
    ran = checker.test("type(c).__name__", calls(student, "c"))
    assert (ran.result, ran.done["live"]) == ("'C'", [])
    ran = checker.test("c.x", calls(student, "c"))
    assert ran.done["ename"] == "LiveObject"
    assert len(ran.done["live"]) == 1
    assert checker.test("1").done["live"] == []


def test_a_test_interrupted_in_a_call_takes_no_answer_for_the_next(
    student: Forked, checker: Forked
) -> None:
    student.run("def f(x): return x")
    source = "try:\n    f(1)\nexcept KeyboardInterrupt:\n    print(f(2))"
    checker.begin_test(source, calls(student, "f"))
    header, payload = checker.receive()
    checker.interrupt_until_it_answers()
    second, late = checker.receive()
    checker.send("returned", student.call_bytes(header["function"], payload))
    checker.send("returned", student.call_bytes(second["function"], late))
    assert checker.until_done().printed == "2\n"


def test_an_answer_that_comes_after_the_test_is_let_go(student: Forked, checker: Forked) -> None:
    student.run("def f(x): return x")
    checker.begin_test("f(1)", calls(student, "f"))
    header, payload = checker.receive()
    checker.interrupt_until_it_answers()
    assert checker.until_done().done["ename"] == "KeyboardInterrupt"
    checker.send("returned", student.call_bytes(header["function"], payload))
    ran = checker.test("f(2)", calls(student, "f"), on_call=student.call_bytes)
    assert ran.result == "2"


def test_a_function_cannot_end_the_loop_that_a_test_calls_it_in(
    student: Forked, checker: Forked
) -> None:
    student.run("def f(x): raise StopIteration")
    ran = checker.test(
        "assert all(map(f, [1, 2]))", calls(student, "f"), on_call=student.call_bytes
    )
    assert str(ran.error).startswith("RuntimeError")

"""Cells give the outputs that a real kernel gives them, one by one."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from interpreters import Forked, Server
from nbgrader.preprocessors import Execute

CELLS = {
    "names at the start": "sorted(dir())",
    "both streams": """
import sys
for number in range(3):
    print("out", number)
    print("error", number, file=sys.stderr)
""",
    "no newline at the end": "print('a', end='')",
    "flushed in between": "print(1, flush=True); print(2, file=sys.stderr); print(3, flush=True)",
    "table": """
import pandas as pd
table = pd.DataFrame({"a": [1, 2.5], "名": ["x", None]})
table
""",
    "wide table": "pd.DataFrame({str(n): range(3) for n in range(40)})",
    "wide table, printed": "print(pd.DataFrame({str(n): range(3) for n in range(40)}))",
    "long series": "pd.Series(range(100))",
    "latex": "from IPython.display import Latex, clear_output, display; Latex('$x^2$')",
    "none": "None",
    "displays among prints": "print('a'); display(table, 'text', 3); print('b')",
    "display, updated": """
shown = display("first", display_id="here")
print("between")
shown.update("second")
""",
    "clear before the next output": "print('gone'); clear_output(wait=True); print('stays')",
    "clear": "print('gone'); display(1); clear_output(); print('after')",
    "clear, but nothing follows": "print('stays'); clear_output(wait=True)",
    "figure left open": "import matplotlib.pyplot as plt; plt.plot([1, 2])",
    "figure shown": "plt.plot([1, 2]); plt.show(); print('shown')",
    "figure as value": "figure, axes = plt.subplots(figsize=(2, 1)); axes.bar([1], [2]); figure",
    "several figures": "for number in range(3):\n    plt.figure(); plt.title(str(number))",
    "state of pyplot": "plt.get_fignums(), plt.isinteractive(), plt.get_backend()",
    "open figure and an error": "plt.figure(); raise ValueError('too late')",
    "error": "1 / 0",
    "error in functions": """
def outer(x):
    y = x
    return inner(y)
def inner(x):
    raise ValueError("deep " + str(x))
outer(3)
""",
    "error from an error": """
try:
    outer(3)
except ValueError as error:
    raise KeyError("chained") from error
""",
    "error in a handler": "try:\n    outer(3)\nexcept ValueError:\n    unknown",
    "syntax": "def broken(:\n    pass",
    "indentation": "if True:\nprint(1)",
    "return outside": "return 5",
    "syntax, later": "eval('1 +')",
    "own traceback": """
class Own(Exception):
    def _render_traceback_(self):
        return ["just", "this"]
raise Own("hm")
""",
    "interrupt": "raise KeyboardInterrupt",
    "exit with a text": "raise SystemExit('bye')",
    "exit with a number": "sys.exit(3)",
    "group of errors": "raise ExceptionGroup('many', [ValueError(1), TypeError(2)])",
    "failed assertion": "assert 1 == 2, 'no'",
    "error without a text": """
class Mute(Exception):
    def __str__(self):
        raise RuntimeError("no text")
raise Mute()
""",
    "warning": "import warnings; warnings.warn('careful')",
    "warning from numpy": "import numpy as np; np.array([1.0]) / 0",
    "deprecation": """
def old():
    warnings.warn("old", DeprecationWarning, stacklevel=2)
old()
""",
    "logging": "import logging; logging.warning('a'); logging.getLogger('x').error('b')",
    # A kernel sees what was written to the descriptor only when a thread of its own gets a turn.
    "subprocess": """
import subprocess, threading
print("before")
subprocess.run(["echo", "inside"])
threading.Event().wait(0.1)
print("after")
""",
    "subprocess that complains": """
subprocess.run("echo wrong >&2", shell=True); threading.Event().wait(0.1)
""",
    "descriptor": "import os; os.write(1, b'raw\\n'); threading.Event().wait(0.1)",
    "shell command": "!echo {1 + 1} and $table.shape",
    "shell command, kept": "lines = !printf 'a\\nb\\n'\nlines",
    "captured": "%%capture caught\nprint('caught'); display(1); 5",
    "captured, looked at": "caught.stdout, len(caught.outputs)",
    "time": "%time sum(range(10))",
    "time of a cell": "%%time\nx = 1\nx",
    "bash": "%%bash\necho from bash; echo wrong >&2",
    "bash that fails": "%%bash\nexit 3",
    "inline": "%matplotlib inline",
    "window": "%matplotlib qt",
    "no such magic": "%no_such_magic",
    "no such cell magic": "%%no_such_magic\n1",
    "await": "import asyncio\nawait asyncio.sleep(0, 'awaited')",
    "await what fails": """
async def slow():
    print("in slow")
    await asyncio.sleep(0.01)
    raise RuntimeError("late")
await slow()
""",
    "a loop runs already": """
waiting = asyncio.sleep(0)
try:
    asyncio.run(waiting)
finally:
    waiting.close()
""",
    "task": "task = asyncio.create_task(asyncio.sleep(0, 42)); task.done()",
    "task goes on between cells": "task.done()",
    "input": "input('name? ')",
    "password": "import getpass; getpass.getpass()",
    "breakpoint": "breakpoint(); 3",
    "semicolon": "3 + 4;",
    "last results": "7",
    "underscores": "_, __, ___, Out[max(Out)]",
    "history": "In[1], len(In), _i, _ii",
    "who am I": "__name__, '__file__' in dir(), type(get_ipython()).__name__",
    "shell and streams": "get_ipython(), sys.stdout, sys.stdout.encoding, sys.stdout.isatty()",
    "every value": "get_ipython().ast_node_interactivity = 'all'",
    "every value, indeed": "1\n2\nx = 3",
    "last value only": "get_ipython().ast_node_interactivity = 'last_expr'",
    "expression of several lines": "a = 5\nb = 6\n(a,\n b)",
    "unicode": "print('你好 \\U0001f600 é'); '你好\\ud800'",
    "lone surrogate": "print('\\udce9 lone')",
    "much": "print('x' * 200_000)",
    "thread": "t = threading.Thread(target=print, args=('from a thread',)); t.start(); t.join()",
    "atexit": "import atexit; atexit.register(print, 'at exit')",
    "stdout replaced": """
import io
saved, sys.stdout = sys.stdout, io.StringIO()
print("into nothing")
caught, sys.stdout = sys.stdout.getvalue(), saved
caught
""",
    "no bytes": "sys.stdout.buffer",
    "no text": "sys.stdout.write(5)",
    "own descriptor": "subprocess.run(['echo', 'unseen'], stdout=sys.stdout).returncode",
    "several forms": """
class Rich:
    def _repr_html_(self): return "<b>h</b>"
    def _repr_png_(self): return b"\\x89PNG\\r\\n\\x1a\\n" + bytes(20)
Rich()
""",
    "json": "class J:\n    def _repr_json_(self): return {'a': [1, None, True]}\nJ()",
    "bundle": "display({'text/plain': 'raw', 'image/gif': b'GIF'}, raw=True, metadata={'k': 1})",
    "no bundle": """
try:
    display({"application/json": object()}, raw=True)
except ValueError as error:
    print(error)
""",
    "help": "print?",
    "names": "%who int",
    "limits": "sys.getrecursionlimit(), sys.argv[0].split('/')[-1], sys.path.index('') > 0",
    "endless recursion": """
def deep(n):
    return deep(n + 1)
try:
    deep(0)
except RecursionError as error:
    print(error)
""",
    "context variables": """
import contextvars, decimal
variable = contextvars.ContextVar("variable", default=0)
variable.set(7); np.seterr(divide="ignore"); decimal.getcontext().prec = 5
""",
    "context variables stay": "variable.get(), np.geterr()['divide'], decimal.getcontext().prec",
    "signal handler": "import signal; signal.getsignal(signal.SIGINT)",
    "svg": "%config InlineBackend.figure_format = 'svg'\nplt.figure(); plt.plot([1]);",
    "module written": "%%writefile near.py\nVALUE = 11",
    "module imported": "import near; near.VALUE",
    "module run": "%run near.py\nVALUE",
    "html": "%%html\n<i>x</i>",
    "cell within a cell": "get_ipython().run_cell('print(1); 8').success",
    "autosave": "%autosave 60",
    "clear screen": "%clear",
    "plain errors": "%xmode Plain\nouter(3)",
    "verbose errors": "%xmode Verbose\nouter(3)",
    "carriage return": "print('a\\rb'); print('\\x1b[31mred\\x1b[0m')",
    "stdout closed": "sys.stdout.close(); print('closed')",
    "stdout still closed": "print('closed')",
    "the end": "'the end'",
}


@pytest.fixture
def fork(forks: Server, tmp_path: Path) -> Iterator[Forked]:
    with forks.fork("student", tmp_path) as forked:
        yield forked


ACCIDENTS = {
    r"0x[0-9a-f]+": "0x",
    r"(/tmp/ipykernel_\d+/)?\d+\.py": "CELL",
    r"(CPU times|Wall time).*": r"\1",
}


# --- beside a real kernel -----------------------------------------------------------------------

Outcomes = dict[str, tuple[int, list[dict[str, Any]]]]


@pytest.fixture(scope="module")
def of_kernel(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """Return count and outputs of each cell, as nbgrader gets them from a kernel."""
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS.values()]
    notebook = nbformat.v4.new_notebook(cells=cells)
    folder = tmp_path_factory.mktemp("kernel")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTEST_CURRENT_TEST")  # or the kernel leaves the file descriptors alone
        patch.setenv("HOME", str(folder))
        patch.setenv("IPYTHONDIR", str(folder / "ipython"))
        Execute(kernel_name="python3").preprocess(notebook, {"metadata": {"path": str(folder)}})
    counted = ((cell.execution_count, comparable(cell.outputs)) for cell in notebook.cells)
    return dict(zip(CELLS, counted, strict=True))


@pytest.fixture(scope="module")
def of_shell(forks: Server, tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    folder = tmp_path_factory.mktemp("shell")
    with forks.fork("student", folder) as forked:
        forked.run(f"import os; os.environ['HOME'] = {str(folder)!r}; del os", history=False)
        ran = [forked.run(source) for source in CELLS.values()]
    counted = ((cell.done["execution_count"], comparable(cell.outputs)) for cell in ran)
    return dict(zip(CELLS, counted, strict=True))


@pytest.mark.parametrize("title", CELLS)
def test_a_cell_gives_what_a_kernel_gives(
    title: str, of_kernel: Outcomes, of_shell: Outcomes
) -> None:
    assert of_shell[title] == of_kernel[title]


def comparable(outputs: list[Any]) -> list[dict[str, Any]]:
    """Return outputs without what differs from one run to the next."""
    joined: list[dict[str, Any]] = []
    for output in json.loads(json.dumps(outputs)):
        last = joined[-1] if joined else {}
        if output["output_type"] == "stream" and output.get("name") == last.get("name"):
            last["text"] += output["text"]
        else:
            joined.append(output)
    return [without_accidents(output) for output in joined]


def without_accidents(value: Any, kind: str = "") -> Any:
    if isinstance(value, dict):
        return {key: without_accidents(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [without_accidents(item) for item in value if not of_machinery(item)]
    if not isinstance(value, str):
        return value
    if kind == "image/png":
        return base64.b64decode(value)[16:24].hex()  # width and height
    if kind == "image/svg+xml":
        return value.partition("<metadata>")[0]
    for pattern, instead in ACCIDENTS.items():
        value = re.sub(pattern, instead, value)
    return value


def of_machinery(line: object) -> bool:
    """Tell whether something is a frame, in a traceback, of what runs the cells."""
    return isinstance(line, str) and bool(re.search(r"/(ipykernel|grading)/\w+\.py", line))


# --- beyond what a kernel does, or beside it ----------------------------------------------------


def test_an_update_from_a_later_cell_names_what_it_updates(fork: Forked) -> None:
    fork.run("shown = display('first', display_id='here')")
    update = fork.run("shown.update('second')").events[0]
    assert (update["event"], update["display_id"]) == ("update", "here")
    assert update["output"]["data"] == {"text/plain": "'second'"}


@pytest.mark.parametrize("source", ["exit", "exit()", "quit()", "exit(True)"])
def test_exit_ends_nothing(fork: Forked, source: str) -> None:
    assert fork.run(source).done["status"] == "ok"
    assert fork.run("1 + 1").result == "2"


def test_the_status_tells_of_every_error(fork: Forked) -> None:
    sources = ["1", "1 / 0", "def f(:", "%no_such_magic", "raise SystemExit", "assert False, 'no'"]
    done = [fork.run(source).done for source in sources]
    assert [(d["status"], d["ename"], d["assertion"]) for d in done] == [
        ("ok", None, False),
        ("error", "ZeroDivisionError", False),
        ("error", "SyntaxError", False),
        ("error", "UsageError", False),
        ("error", "SystemExit", False),
        ("error", "AssertionError", True),
    ]


def test_a_value_that_cannot_be_shown_is_an_error(fork: Forked) -> None:
    ran = fork.run("class Bad:\n    def __repr__(self):\n        raise TypeError('no')\nBad()")
    assert (ran.error, ran.done["status"]) == ("TypeError: no", "error")
    assert fork.run("1").done["status"] == "ok"


def test_a_cell_without_a_number_leaves_no_history(fork: Forked) -> None:
    assert fork.run("x = 1", history=False).done["execution_count"] == 0
    assert fork.run("2").done["execution_count"] == 1
    assert fork.run("In, Out").result == "(['', '2', 'In, Out'], {1: 2})"


def test_what_was_printed_a_while_ago_is_out_before_the_cell_ends(fork: Forked) -> None:
    wait = "threading.Event().wait"
    fork.send("run", source=f"import threading; print('a'); {wait}(.3); print('b'); {wait}()")
    header, _ = fork.receive()
    assert header["output"]["text"].startswith("a\n")
    fork.interrupt_until_it_answers()
    assert fork.until_done().done["ename"] == "KeyboardInterrupt"


def test_endless_output_is_cut_off_with_a_note_but_errors_and_results_are_not(fork: Forked) -> None:
    source = (
        "text = 'x' * (1 << 20)\nfor _ in range(40):\n    print(text)\n"
        "display({'text/plain': text}, raw=True)\n"
        "get_ipython().run_cell('1 / 0')\n'result'"
    )
    fork.send("run", source=source)
    events = list(fork.events())
    texts = [event["output"]["text"] for event in events if "text" in event.get("output", {})]
    assert texts[-1].endswith("... Output truncated ...\n")
    assert sum(map(len, texts)) < 33 << 20
    assert [event["output"]["output_type"] for event in events[len(texts) : -1]] == [
        "error",
        "execute_result",
    ]
    assert fork.run("print('again')").printed == "again\n"


def test_what_was_printed_is_not_kept(fork: Forked) -> None:
    fork.run("print('x' * 1000)")
    assert fork.run("list(get_ipython().history_manager.outputs)").result == "[]"


def test_an_output_too_large_for_a_frame_comes_shortened(fork: Forked) -> None:
    result = fork.run(
        "class Huge:\n    def __repr__(self):\n        return 'x' * (9 << 20)\nHuge()"
    )
    assert result.result is not None
    assert result.result.startswith("xxx")
    assert result.result.endswith("... Output truncated ...\n")
    error = fork.run("raise ValueError('y' * (9 << 20))")
    assert error.error is not None
    assert error.error.startswith("ValueError: yyy")
    assert len(error.error) < 1 << 20


def test_what_json_cannot_hold_is_shown_as_by_a_kernel(fork: Forked) -> None:
    ran = fork.run(
        "import datetime, numpy\n"
        "display({'application/json': {'n': float('nan'), 'd': datetime.date(2020, 1, 2),"
        " 's': {1}, 'i': numpy.int64(3), 'f': numpy.float32(0.5), 'b': b'x'}}, raw=True)"
    )
    assert ran.outputs[0].data["application/json"] == {
        "n": "nan", "d": "2020-01-02", "s": [1], "i": 3, "f": 0.5, "b": "eA==",
    }  # fmt: skip


def test_prints_of_forked_processes_come_in_and_their_displays_do_not(fork: Forked) -> None:
    ran = fork.run(
        "import os\nprint('parent first')\n"
        "if os.fork() == 0:\n    print('child'); display('child'); os._exit(0)\n"
        "os.wait(); print('parent last')"
    )
    assert ran.printed == "parent first\nchild\nparent last\n"
    assert len(ran.outputs) == 1


def test_a_forked_process_that_runs_out_of_its_cell_says_nothing_more(fork: Forked) -> None:
    ran = fork.run("import os\nchild = os.fork()\nif child:\n    os.waitpid(child, 0)\nchild > 0")
    assert (ran.result, ran.done["status"]) == ("True", "ok")
    assert fork.run("'next'").result == "'next'"


def test_subprocesses_of_subprocesses_and_split_characters_are_read(fork: Forked) -> None:
    ran = fork.run(
        "import os, subprocess\nprint('é', end='')\n"
        "first, rest = '你'.encode()[:1], '你'.encode()[1:]\n"
        "os.write(1, first); print(end='', flush=True); os.write(1, rest)\n"
        "os.system('(echo deep); echo wrong >&2')\nprint('!')"
    )
    assert ran.printed == "é你deep\n!\n"
    assert ran.warned == "wrong\n"


def test_a_program_may_open_its_standard_error_again(fork: Forked) -> None:
    assert fork.run("import os; os.system('echo a long line >&2');").warned == "a long line\n"
    assert fork.run("os.system('echo short > /dev/stderr');").warned == "short\n"


def test_what_threads_print_between_cells_is_in_no_cell(fork: Forked) -> None:
    fork.run(
        "import os, threading\n"
        "def late():\n    go.wait(); print('between'); os.write(1, b'raw'); said.set()\n"
        "go, said, thread = threading.Event(), threading.Event(), threading.Thread(target=late)\n"
        "thread.start()\n"
        "def let_go():\n    go.set(); said.wait()"
    )
    fork.call(fork.function("let_go"))
    assert fork.run("print('in the cell')").printed == "in the cell\n"


@pytest.mark.parametrize(
    "before",
    [
        "sys.stdout = None",
        "sys.stderr = None",
        "sys.stdout = object()",
        "del sys.stdout",
        "get_ipython().display_pub = None",
        "get_ipython().events = None",
        "get_ipython().run_cell_async = None",
        "os.closerange(0, 50)",
    ],
)
def test_a_shell_in_ruins_reports_errors_and_goes_on(fork: Forked, before: str) -> None:
    fork.run(f"import os, sys\nx = 5\n{before}")
    ran = fork.run("print('a')\n1 / 0")
    assert ran.done["status"] == "error"
    assert ran.error
    assert fork.fetch("x") == 5


def test_files_of_the_submission_do_not_hide_the_standard_library(fork: Forked) -> None:
    fork.files(**{"string.py": b"mine = 1", "helper.py": b"value = 2"})
    assert fork.run("import string, helper; hasattr(string, 'mine'), helper.value").result == (
        "(False, 2)"
    )

"""What serves one submission inside a fork: cells, files, values and calls, one op at a time.

The loop shares its process with code that it cannot trust and cannot stop. It keeps its own
references and sets aside what cells install, so that it answers as long as the process lives;
whoever listens takes its answers for hostile all the same.
"""

from __future__ import annotations

import asyncio
import contextvars
import linecache
import os
import select
import signal
import socket
import sys
import threading
import warnings
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeVar

from sixprinciples.grading import codec, traces, wire
from sixprinciples.grading.shell import Outcome, ZMQInteractiveShell, out_of_reach, text_of

__all__ = ["Role", "prepare", "serve"]

Role = Literal["student", "checker"]
_T = TypeVar("_T")

# Cells may replace what they find in these modules: the loop keeps what it needs.
_send, _receive, _encode = wire.send, wire.receive, codec.encode
_encode_call, _decode_call, _encode_outcome = (
    codec.encode_call, codec.decode_call, codec.encode_outcome,
)  # fmt: skip
_getpid, _exit, _fork, _waitpid = os.getpid, os._exit, os.fork, os.waitpid
_signal, _sigmask = signal.signal, wire.sigmask
_gettrace, _settrace, _getprofile, _setprofile = (
    sys.gettrace, sys.settrace, sys.getprofile, sys.setprofile,
)  # fmt: skip
_getrecursionlimit, _setrecursionlimit = sys.getrecursionlimit, sys.setrecursionlimit

_ALL_SIGNALS = signal.valid_signals()
_OTHER_SIGNALS = _ALL_SIGNALS - {signal.SIGINT}
_ABSENT = object()
_before: list[traces.Original] = []  # what tests stand on, as it was before any fork
_MOST_RECEIVED = 1 << 30  # bytes; what is sent here was measured before
_MOST_CAPTURED = 4 << 20  # bytes that a called function may print
_WROTE_ERRORS = "A function of the submission wrote to stderr.\n"
_LEAST_RECURSION = 1000  # what the loop itself may need
_INLINE = "module://matplotlib_inline.backend_inline"

_WARM_UP = (
    "import pandas\npandas.DataFrame({'a': [1.5]})",
    "import matplotlib.pyplot\n_ = matplotlib.pyplot.plot([1, 2])",
    "%time 1 + 1\nraise ValueError",
)


def prepare() -> ZMQInteractiveShell:
    """Make the shell, and run once what the first cells of notebooks run; before any fork.

    Called by the warm server. What was run leaves no trace that a cell could see.
    """
    if ZMQInteractiveShell.initialized():
        return ZMQInteractiveShell.instance()
    shell = ZMQInteractiveShell.instance()
    fresh = dict(shell.user_ns)
    _let_figures_be_shown(shell)
    _let_pandas_know()
    _let_debuggers_give_up()
    loop = asyncio.new_event_loop()
    before = sys.stdout, sys.stderr
    with open(os.devnull, "w", encoding="utf-8") as sys.stdout:
        sys.stderr = sys.stdout
        for source in _WARM_UP:
            loop.run_until_complete(shell.execute(source, history=False))
    sys.stdout, sys.stderr = before
    loop.close()
    _forget_warm_up(shell)
    shell.user_ns.update(fresh)
    _before[:] = traces.originals()
    return shell


def serve(sock: socket.socket, role: Role) -> None:
    """Serve one submission until the other side closes; called in its fork.

    Args:
        sock: where ops come from and events go; taken over.
        role: "student" runs what was handed in, "checker" the tests.
    """
    _Interpreter(sock, role, prepare()).serve()


# --- before the fork ----------------------------------------------------------------------------


def _let_figures_be_shown(shell: ZMQInteractiveShell) -> None:
    """Show figures at the end of cells, whether matplotlib was imported before the shell or not."""
    with suppress(ImportError):
        from IPython.core.pylabtools import activate_matplotlib
        from matplotlib_inline.backend_inline import configure_inline_support

        activate_matplotlib(_INLINE)
        configure_inline_support(shell, _INLINE)
        # what is drawn at the end of cells would be drawn again to be shown
        sys.modules["matplotlib.pyplot"].uninstall_repl_displayhook()


def _let_pandas_know() -> None:
    """Set what pandas sets when it is imported in a notebook: it was imported before the shell."""
    with suppress(ImportError):
        import pandas as pd

        pd.set_option("display.max_columns", 20)


def _let_debuggers_give_up() -> None:
    """Replace pdb by IPython's as ipykernel does: it asks for input, which is refused.

    `breakpoint` does nothing, as in a kernel that no debugger is attached to.
    """
    import pdb  # noqa: T100

    from IPython.core import debugger

    debugger.Pdb = pdb.Pdb = debugger.InterruptiblePdb  # type: ignore[misc,assignment]
    pdb.set_trace = debugger.set_trace
    sys.breakpointhook = lambda *_, **__: None


def _forget_warm_up(shell: ZMQInteractiveShell) -> None:
    shell.reset(new_session=False)
    shell.compile = shell.compiler_class()
    for name in list(linecache.cache):
        if "ipykernel_" in name or name == "<string>":  # the server's own, from `python -c`
            del linecache.cache[name]
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            delattr(sys, name)
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


# --- inside the fork ----------------------------------------------------------------------------


class _Interpreter:
    """One submission's interpreter."""

    def __init__(self, sock: socket.socket, role: Role, shell: ZMQInteractiveShell) -> None:
        self._shell = shell
        self._channel = shell.channel
        self._ops: dict[str, Callable[[dict[str, Any], bytes], None]] = {
            "files": self._write_files,
            "run": self._run,
            **(
                {
                    "fetch": self._fetch,
                    "call": self._call,
                    "snapshot": self._snapshot,
                    "traces": self._traces,
                }
                if role == "student"
                else {"test": self._test, "returned": self._let_go}
            ),
        }
        self._folder = Path.cwd()
        self._namespace = shell.user_ns
        self._given = dict(shell.user_ns)
        self._functions = codec.FunctionTable()
        self._context = contextvars.copy_context()
        self._hooks: tuple[Any, Any, int] = (None, None, _getrecursionlimit())
        self._copies: list[int] = []
        self._testing = False
        self._unanswered = 0
        self._answered = True
        self._lock = threading.RLock()
        self._open(sock)

    def _open(self, sock: socket.socket) -> None:
        """Make this process the one that serves."""
        self._process = _getpid()
        self._sock = socket.socket(fileno=out_of_reach(sock.detach()))
        self._mask: Collection[int] = _OTHER_SIGNALS
        self._students_mask: Collection[int] = _sigmask(signal.SIG_BLOCK, self._mask)
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        self._shell.take_streams()

    def serve(self) -> None:
        """Set the scene as a kernel would, then answer ops until the other side closes."""
        sys.argv = ["ipykernel_launcher.py", "-f", "kernel.json"]
        _look_for_modules_here()
        self._namespace["_dh"][:] = [self._folder]
        self._answer_all()

    def _answer_all(self) -> None:
        while (frame := self._next()) is not None:
            header, payload = frame
            self._answered = False
            try:
                self._ops[header["op"]](header, payload)
            except BaseException as error:  # nothing that a cell left behind ends the loop
                self._fail(header.get("op"), error)

    def _next(self) -> tuple[dict[str, Any], bytes] | None:
        """Return the next frame; None when there will be none."""
        while True:
            try:
                self._mask = _OTHER_SIGNALS
                _sigmask(signal.SIG_SETMASK, self._mask)
                _signal(signal.SIGINT, signal.SIG_IGN)
                return _receive(self._sock, most=_MOST_RECEIVED)
            except (wire.Gone, wire.Malformed, OSError):
                return None
            except BaseException:  # a cell left an alarm behind; what has come so far is kept
                continue

    def _fail(self, op: object, error: BaseException) -> None:
        with suppress(BaseException):
            self._set_aside()
        if self._answered:
            return
        ename = type(error).__name__
        if op in ("run", "test"):
            self._answer("done", status="error", ename=ename, execution_count=None)
        else:
            self._answer("error", op=op, ename=ename, evalue=text_of(error))

    # --- ops ------------------------------------------------------------------------------------

    def _write_files(self, header: dict[str, Any], payload: bytes) -> None:
        start = 0
        for name, size in header["files"]:
            path = self._folder / _relative(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(payload[start : start + size])
            start += size
        self._answer("ready")

    def _run(self, header: dict[str, Any], payload: bytes) -> None:
        self._answer("done", **self._cell(header["source"], bool(header.get("history", True))))

    def _fetch(self, header: dict[str, Any], payload: bytes) -> None:
        before = self._functions.functions
        names: list[str] = header["names"]
        most = header.get("most", _MOST_RECEIVED) // max(len(names), 1)
        encoded = self._interruptible(lambda: [self._value(name, most) for name in names])
        places, start = {}, 0
        for name, data in zip(names, encoded, strict=True):
            places[name] = None if data is None else [start, len(data)]
            start += len(data or b"")
        functions = self._functions.functions - before
        packed = b"".join(data or b"" for data in encoded)
        self._answer("values", packed, values=places, functions=functions)

    def _value(self, name: str, most: int) -> bytes | None:
        """Return a value as bytes; None if the name is not defined, or only by the shell."""
        value = self._namespace.get(name, _ABSENT)
        if value is _ABSENT or value is self._given.get(name, _ABSENT):
            return None
        return _encode(value, self._functions, most=min(most, codec.MOST_BYTES))

    def _traces(self, header: dict[str, Any], payload: bytes) -> None:
        """Tell what cells changed that no answer needs to change."""
        found = self._interruptible(lambda: traces.changed(_before, self._shell, self._hooks[:2]))
        self._answer("traces", changed=found)

    def _call(self, header: dict[str, Any], payload: bytes) -> None:
        """Call a function; what it prints is part of the answer, what it displays is not."""
        printed: dict[str, list[str]] = {"stdout": [], "stderr": []}

        def collect(event: dict[str, Any]) -> None:
            output = event.get("output", {})
            if output.get("output_type") == "stream":
                printed[output["name"]].append(output["text"])

        with self._channel.to(collect, _MOST_CAPTURED):
            self._shell.forget()
            value, error = self._called(header["function"], payload)
            self._shell.flush()
        out, err = ("".join(printed[name]) for name in ("stdout", "stderr"))
        outcome = self._interruptible(
            lambda: _encode_outcome(
                self._functions, value=value, error=error, stdout=out, stderr=err
            )
        )
        self._answer("returned", outcome)

    def _called(self, token: int, payload: bytes) -> tuple[Any, BaseException | None]:
        """Return what a function returned, and what it raised."""

        async def call() -> tuple[Any, BaseException | None]:
            try:
                args, kwargs = _decode_call(payload, self._functions)
                return self._functions.original(token)(*args, **kwargs), None
            except BaseException as error:  # in here, where the loop makes nothing of its kind
                return None, error

        try:
            return self._as_student(lambda: self._await(call()))
        except BaseException as error:  # an interrupt at the last moment
            return None, error

    def _snapshot(self, header: dict[str, Any], payload: bytes) -> None:
        """Fork a copy that answers calls on a socket of its own."""
        _, descriptors, _, _ = socket.recv_fds(self._sock, 1, 1)
        self._reap()
        with self._channel.lock, self._lock, warnings.catch_warnings(action="ignore"):
            copy = _fork()  # a copy has no threads, so no lock may be in the hands of one
        if copy == 0:
            self._become_copy(socket.socket(fileno=descriptors[0]))
        os.close(descriptors[0])
        self._copies.append(copy)
        self._answer("snapshot")

    def _become_copy(self, sock: socket.socket) -> None:
        """Serve calls, and never come back."""
        try:
            self._sock.close()
            self._copies = []
            self._ops = {"call": self._call}
            self._open(sock)
            self._sock.send(b"\0")  # the kernel tells the other side who sent it
            self._answer_all()
        finally:
            _exit(0)

    def _reap(self) -> None:
        """Let copies that ended go, so that they do not count as processes."""
        for copy in list(self._copies):
            with suppress(ChildProcessError):
                if _waitpid(copy, os.WNOHANG) == (0, 0):
                    continue
            self._copies.remove(copy)

    def _test(self, header: dict[str, Any], payload: bytes) -> None:
        """Bind the values that a test needs, and run it."""
        codec.forget_live_uses()
        for name in header.get("absent", ()):
            self._namespace.pop(name, None)
        unreadable = [
            name
            for name, (start, size) in header["values"].items()
            if not self._bind(name, payload[start : start + size])
        ]
        self._testing = True
        try:
            done = self._cell(header["source"], history=True)
        finally:
            self._testing = False
        self._answer("done", **done, live=list(codec.live_uses()), unreadable=unreadable)

    def _bind(self, name: str, data: bytes) -> bool:
        """Bind a value; where the bytes are none, the name is not defined."""
        try:
            self._namespace[name] = codec.decode(data, self._ask, name=name)
        except codec.DecodeError as error:
            self._namespace.pop(name, None)
            self._emit({"event": "decode_failed", "name": name, "why": str(error)})
            return False
        return True

    def _let_go(self, header: dict[str, Any], payload: bytes) -> None:
        """Take the answer to a call whose test was interrupted."""
        self._unanswered -= 1
        self._answered = True

    # --- calls from a test ----------------------------------------------------------------------

    def _ask(self, token: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a function of the student's; return or raise what it returned or raised."""
        if not self._testing or _getpid() != self._process:
            raise RuntimeError("A function of the submission can only be called by a test cell.")
        asked = {"event": "call", "function": token}, _encode_call(args, kwargs)
        with self._lock:
            self._undisturbed(lambda: self._send_call(*asked))
            while self._unanswered:
                _wait_for(self._sock)  # here an interrupt may end it, and nowhere in between
                payload = self._undisturbed(self._take_answer)
        return self._result(payload)

    def _send_call(self, event: dict[str, Any], payload: bytes) -> None:
        _send(self._sock, event, payload)
        self._unanswered += 1

    def _take_answer(self) -> bytes:
        _, payload = _receive(self._sock, most=_MOST_RECEIVED)
        self._unanswered -= 1
        return payload

    def _result(self, payload: bytes) -> Any:
        """Return or raise what the function did; print for a test that listens what it printed."""
        try:
            outcome = codec.decode_outcome(payload, self._ask)
        except codec.DecodeError as error:
            self._emit({"event": "decode_failed", "name": None, "why": str(error)})
            raise RuntimeError(f"The answer of the function could not be read: {error}") from None
        self._print("stdout", outcome.stdout, "")
        self._print("stderr", outcome.stderr, _WROTE_ERRORS)
        if isinstance(outcome.error, StopIteration | StopAsyncIteration):
            # in a test it would end the loop around the call, as if there were no more
            raise RuntimeError("The function raised an error that ends loops.") from outcome.error
        if outcome.error is not None:
            raise outcome.error
        return outcome.value

    def _print(self, name: str, text: str, otherwise: str) -> None:
        """Print for a test that reads it; in a notebook it could show arguments that are hidden."""
        stream = getattr(sys, name)
        if text and (shown := otherwise if self._shell.shows(stream) else text):
            stream.write(shown)

    # --- between the loop and the code it runs --------------------------------------------------

    def _cell(self, source: str, history: bool) -> dict[str, Any]:
        """Run a cell, and return how it ended."""
        if asyncio.all_tasks(self._loop):
            with suppress(BaseException):  # of tasks that nobody awaits
                self._as_student(lambda: self._await(_a_few_rounds()))
        with self._channel.to(self._emit):
            outcome = self._outcome(source, history)
        error = outcome.error
        return {
            "status": "ok" if error is None else "error",
            "ename": None if error is None else type(error).__name__,
            "assertion": issubclass(type(error), AssertionError),
            "execution_count": outcome.execution_count,
        }

    def _outcome(self, source: str, history: bool) -> Outcome:
        try:
            return self._as_student(lambda: self._await(self._shell.execute(source, history)))
        except BaseException as error:  # of the shell itself: an interrupt, or a hook of a cell
            return self._undisturbed(partial(self._shell.report, error))

    def _as_student(self, work: Callable[[], _T]) -> _T:
        """Do what runs a student's code: interruptible, under the hooks and alarms which that set.

        Outside of it signals wait, so that no handler of a cell can end the loop.
        """
        self._mask = self._students_mask
        self._give_back()
        try:
            return self._interruptible(work)
        finally:
            self._mask = _OTHER_SIGNALS
            _sigmask(signal.SIG_SETMASK, self._mask)
            self._set_aside()

    def _interruptible(self, work: Callable[[], _T]) -> _T:
        """Do something that SIGINT ends with KeyboardInterrupt."""
        _signal(signal.SIGINT, signal.default_int_handler)
        try:
            _sigmask(signal.SIG_SETMASK, self._mask)
            return work()
        finally:
            _signal(signal.SIGINT, signal.SIG_IGN)

    def _give_back(self) -> None:
        trace, profile, depth = self._hooks
        _setrecursionlimit(depth)
        _setprofile(profile)
        _settrace(trace)

    def _set_aside(self) -> None:
        """Remember and switch off what cells may have installed on the interpreter itself."""
        hooks = _gettrace(), _getprofile()
        _settrace(None)
        _setprofile(None)
        self._hooks = (*hooks, _getrecursionlimit())
        _setrecursionlimit(max(_LEAST_RECURSION, self._hooks[2]))

    def _await(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Run a coroutine in the loop and the context that all cells share, as in a kernel."""
        if self._loop.is_closed():
            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)
        task = self._loop.create_task(work, context=self._context)
        while True:
            try:
                return self._loop.run_until_complete(task)
            except KeyboardInterrupt:
                if task.done():
                    raise
                task.cancel()  # it waits for something: the error has to reach it there
            except SystemExit:
                if task.done():
                    raise  # else it came from a task in the background

    def _emit(self, event: dict[str, Any], payload: bytes = b"") -> None:
        self._undisturbed(lambda: _send(self._sock, event, payload))

    def _answer(self, event: str, payload: bytes = b"", **header: Any) -> None:
        """Send the last event of an op."""
        if _getpid() != self._process:  # a process forked by a cell came out of it here
            _exit(0)
        self._answered = True
        self._emit({"event": event, **header}, payload)

    def _undisturbed(self, work: Callable[[], _T]) -> _T:
        """Do something that no handler of a signal may break off."""
        try:
            _sigmask(signal.SIG_BLOCK, _ALL_SIGNALS)
            with self._lock:
                return work()
        finally:
            _sigmask(signal.SIG_SETMASK, self._mask)


async def _a_few_rounds() -> None:
    """Let tasks that cells left behind go on, as they do in a kernel between two cells."""
    for _ in range(3):
        await asyncio.sleep(0)


def _look_for_modules_here() -> None:
    """Let cells import from the current directory, after the standard library, as in a kernel."""
    folders = [Path(folder).name for folder in sys.path]
    packages = [n for n, name in enumerate(folders) if name in ("site-packages", "dist-packages")]
    sys.path.insert(packages[0] if packages else 0, "")


def _relative(name: str) -> PurePosixPath:
    """Return the path of a file, if it lies in the directory that it is relative to."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(f"{name!r} is no path below the current directory.")
    return path


def _wait_for(sock: socket.socket) -> None:
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    poll.poll()

"""An IPython shell without a kernel: it runs cells as Jupyter does and hands out their outputs."""

from __future__ import annotations

import builtins
import codecs
import fcntl
import getpass
import io
import json
import numbers
import os
import resource
import sys
import tempfile
import threading
import zlib
from binascii import b2a_base64
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import Any

from IPython.core import page
from IPython.core.async_helpers import _asyncio_runner
from IPython.core.autocall import ZMQExitAutocall
from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError, UsageError
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from IPython.core.magic import Magics, line_magic, magics_class
from IPython.display import Javascript, display
from traitlets import CBool, Instance, Type, default
from traitlets.config import Config

__all__ = [
    "Channel", "Emit", "OutStream", "Outcome", "ZMQInteractiveShell", "out_of_reach", "text_of",
]  # fmt: skip

Emit = Callable[[dict[str, Any]], None]
"""What takes an event of the running cell."""

# Cells may replace what they find in these modules: the way out keeps what it needs.
_dumps, _loads, _getpid, _write, _pread = json.dumps, json.loads, os.getpid, os.write, os.pread

_MOST_OF_A_CELL = 32 << 20  # bytes; whoever reads sets tighter limits
_LARGEST_OUTPUT = 7 << 20  # it has to fit the header of a frame
_CHUNK = 64 << 10  # characters
_SHORT = 10_000
_FLUSH_INTERVAL = 0.2  # seconds, as long as ipykernel waits
_NOTE = "\n... Output truncated ...\n"
_NO_TRACEBACK = "ERROR: An error occurred while showtraceback was disabled"  # nbgrader's words
_REMOTE = 100  # the first file descriptor out of reach


# --- the way out --------------------------------------------------------------------------------


class Channel:
    """The way out for what the running cell prints and displays.

    Nothing leaves while no cell runs, and nothing from a process that a cell has forked.
    """

    def __init__(self) -> None:
        """Start closed."""
        self.lock = threading.RLock()
        self.enames: set[str] = set()
        self.process = _getpid()
        self.is_open = False
        self._emit: Emit = _nowhere
        self._left = 0

    @contextmanager
    def to(self, emit: Emit, most: int = _MOST_OF_A_CELL) -> Iterator[None]:
        """Hand events to `emit` until the end of the block; no more than `most` bytes of them."""
        self._emit, self._left = emit, most
        self.enames.clear()
        self.is_open = True
        try:
            yield
        finally:
            self.is_open = False

    def stream(self, name: str, text: str) -> None:
        """Hand out what was printed; cut it off, with a note, where it is too much."""
        if len(text) > self._left:
            text = text[: self._left] + _NOTE if self._left else ""
        self._left = max(0, self._left - len(text))
        for start in range(0, len(text), _CHUNK):
            piece = _as_sent(text[start : start + _CHUNK])
            output = {"output_type": "stream", "name": name, "text": piece}
            self._hand_out({"event": "output", "output": output})

    def show(
        self, output: dict[str, Any], display_id: object = None, *, update: bool = False
    ) -> None:
        """Hand out a display, a result or an error; errors and results pass the cell's limit.

        Raises:
            ValueError: it holds what JSON cannot hold.
        """
        packed = _dumps(output, default=_plain)
        output = _loads(packed, parse_constant=lambda constant: str(float(constant)))
        if output["output_type"] == "display_data" and len(packed) > self._left:
            self._left = min(self._left, 1)
            self.stream("stdout", _NOTE)
            return
        self._left = max(0, self._left - len(packed))
        if output["output_type"] == "error":
            self.enames.add(output["ename"])
        if len(packed) > _LARGEST_OUTPUT:
            output = _shortened(output)
        event = "update" if update else "output"
        self._hand_out({"event": event, "display_id": display_id, "output": output})

    def clear(self, *, wait: bool) -> None:
        """Hand out the wish to clear what was shown, now or before the next output."""
        self.enames.clear()
        self._hand_out({"event": "clear", "wait": wait})

    def _hand_out(self, event: dict[str, Any]) -> None:
        with self.lock:
            if self.is_open and _getpid() == self.process:
                self._emit(event)


def _nowhere(event: dict[str, Any]) -> None:
    """Let an event go."""


def _as_sent(text: str) -> str:
    """Return a text as it is after a kernel has sent it: without lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        with suppress(UnicodeEncodeError):
            return text.encode(errors="surrogateescape").decode(errors="replace")
        return text.encode(errors="replace").decode()
    return text


def _plain(value: object) -> Any:
    """Return what Jupyter's messages hold in place of a value that JSON does not know."""
    match value:
        case date():
            return value.isoformat()
        case bytes():
            return b2a_base64(value, newline=False).decode("ascii")
        case Iterable():
            return list(value)
        case numbers.Integral():
            return int(value)
        case numbers.Real():
            return float(value)
    raise ValueError(f"Can't clean for JSON: {value!r}")


def _shortened(output: dict[str, Any]) -> dict[str, Any]:
    """Return the beginning of an output that is too large to be sent."""
    if output["output_type"] == "error":
        traceback = [str(line)[:_SHORT] for line in output["traceback"][:10]]
        return output | {"evalue": output["evalue"][:_SHORT] + _NOTE, "traceback": traceback}
    text = str(output["data"].get("text/plain", ""))[:_SHORT]
    return output | {"data": {"text/plain": text + _NOTE}, "metadata": {}}


class OutStream(io.TextIOBase):
    """What cells know as `sys.stdout` or `sys.stderr`.

    It gathers what is written for a moment, as ipykernel does, and takes in what is written to
    the file descriptor beside it: by subprocesses, C libraries and forks.
    """

    __module__ = "ipykernel.iostream"  # by which click knows a notebook
    encoding = "UTF-8"

    def __init__(self, name: str, channel: Channel, descriptor: int) -> None:
        """Take over a file descriptor: 1 or 2.

        Args:
            name: "stdout" or "stderr".
            channel: where what is written goes.
            descriptor: it leads, from now on, to a file that this stream reads.
        """
        self.name = name
        self._channel = channel
        self._descriptor = descriptor
        self._texts: list[str] = []
        self._length = 0
        self._since = 0.0
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._file = -1
        self._place = 0
        # as with a kernel, what is written to this stream's own descriptor is not shown
        self._nothing = out_of_reach(os.open(os.devnull, os.O_WRONLY))
        self.take_descriptor()

    def take_descriptor(self) -> None:
        """Let the file descriptor lead to a file of this process alone."""
        with suppress(OSError):
            os.close(self._file)
        with tempfile.TemporaryFile(buffering=0) as file:
            fcntl.fcntl(file, fcntl.F_SETFL, os.O_APPEND)  # so that nobody overwrites another
            os.dup2(file.fileno(), self._descriptor)
            self._file = out_of_reach(os.dup(file.fileno()))
        self.forget()

    def fileno(self) -> int:
        """Return a descriptor that can be written to."""
        return self._nothing

    def isatty(self) -> bool:
        """Return False: this is no terminal."""
        return False

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, string: str, /) -> int:
        """Gather a text; hand out what is gathered when it is much or old.

        Raises:
            TypeError: it is no text.
            ValueError: the stream is closed.
        """
        if not isinstance(string, str):
            raise TypeError(f"write() argument must be str, not {type(string)}")
        if self.closed:
            raise ValueError("I/O operation on closed file")
        channel = self._channel
        if _getpid() != channel.process:
            _write(self._descriptor, string.encode(errors="replace"))
        elif channel.is_open:
            with channel.lock:
                self._gather(string)
                if self._length >= _CHUNK or monotonic() - self._since >= _FLUSH_INTERVAL:
                    self.flush()
        return len(string)

    def flush(self) -> None:
        """Hand out what is gathered."""
        if not self._channel.is_open or _getpid() != self._channel.process:
            return
        with self._channel.lock:
            self._begin_anew_if_cut()
            self._gather("")
            text, self._texts, self._length = "".join(self._texts), [], 0
            self._channel.stream(self.name, text)

    def forget(self) -> None:
        """Let go of what was written between two cells."""
        self._texts, self._length = [], 0
        self._decoder.reset()
        with suppress(OSError):
            self._place = os.fstat(self._file).st_size

    def _begin_anew_if_cut(self) -> None:
        """Notice that a program opened the file again, as `> /dev/stderr` does, and emptied it."""
        with suppress(OSError):
            if self._place > os.fstat(self._file).st_size:
                self._place = 0

    def _gather(self, string: str) -> None:
        """Take what was written to the file descriptor since the last look, then a text."""
        if not self._texts:
            self._since = monotonic()
        try:  # noqa: SIM105  # every print comes by here, and `suppress` takes its time
            while new := _pread(self._file, _CHUNK, self._place):
                self._place += len(new)
                self._add(self._decoder.decode(new))
        except OSError:  # a cell closed every file it could find
            pass
        self._add(string)

    def _add(self, text: str) -> None:
        self._texts.append(text)
        self._length += len(text)


def out_of_reach(descriptor: int) -> int:
    """Move a file away from the first few numbers, which cells and what they start may close.

    Args:
        descriptor: the file's number, which is free afterwards.

    Returns:
        Its new number, which no program that a cell starts inherits.
    """
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = _REMOTE if most > 2 * _REMOTE or most == resource.RLIM_INFINITY else most // 2
    try:
        return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, lowest)
    finally:
        os.close(descriptor)


# --- the shell ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """How a cell ended.

    Attributes:
        error: what stopped it, if anything did.
        execution_count: the number in front of the cell.
    """

    error: BaseException | None
    execution_count: int


class _ResultHook(DisplayHook):
    """Hands out the value of a cell's last expression."""

    shell: ZMQInteractiveShell
    is_formatting = False

    def start_displayhook(self) -> None:
        self.is_formatting = True
        self._result: dict[str, Any] = {"output_type": "execute_result", "data": {}}

    def write_output_prompt(self) -> None:
        self._result["execution_count"] = self.prompt_count

    def write_format_data(
        self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None
    ) -> None:
        self._result |= {"data": format_dict, "metadata": md_dict or {}}

    def finish_displayhook(self) -> None:
        self.is_formatting = False
        _flush_current_streams()
        if self._result["data"]:
            self.shell.channel.show(self._result)


class _Publisher(DisplayPublisher):
    """Hands out what is displayed."""

    shell: ZMQInteractiveShell

    def publish(  # type: ignore[override]  # as ipykernel does
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: object,
    ) -> None:
        _flush_current_streams()
        self._validate_data(data, metadata)
        output = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
        self.shell.channel.show(output, (transient or {}).get("display_id"), update=update)

    def clear_output(self, wait: bool = False) -> None:
        _flush_current_streams()
        self.shell.channel.clear(wait=bool(wait))


class _Compiler(CachingCompiler):
    """Names cells as ipykernel does, which libraries know and warnings show."""

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        return f"/tmp/ipykernel_0/{zlib.crc32(raw_code.encode(errors='replace'))}.py"


@magics_class
class _NotebookMagics(Magics):
    """The magics of ipykernel that need no kernel."""

    shell: ZMQInteractiveShell

    @line_magic
    def clear(self, line: str) -> None:
        """Clear the terminal."""
        self.shell.system("clear")

    @line_magic
    def less(self, line: str) -> None:
        """Show a file in the pager, which notebooks do not store."""
        if not line:
            raise UsageError("Missing filename.")
        open(line, encoding="utf-8").close()

    @line_magic
    def more(self, line: str) -> None:
        """Show a file in the pager, which notebooks do not store."""
        self.shell.run_line_magic("less", line)

    @line_magic
    def man(self, line: str) -> None:
        """Show a manual page in the pager, which notebooks do not store."""

    @line_magic
    def autosave(self, line: str) -> None:
        """Set how often the notebook is saved, in seconds."""
        try:
            interval = int(line)
        except ValueError as error:
            raise UsageError(f"%autosave requires an integer, got {line!r}") from error
        script = f"IPython.notebook.set_autosave_interval({1000 * interval})"
        display(Javascript(script), include=["application/javascript"])
        print(f"Autosaving every {interval} seconds" if interval else "Autosave disabled")


class ZMQInteractiveShell(InteractiveShell):
    """IPython's shell as ipykernel sets it up, but without a kernel.

    It bears the name of ipykernel's shell because pandas, rich and others look for that name to
    know that they run in a notebook.
    """

    __module__ = "ipykernel.zmqshell"
    displayhook_class = Type(_ResultHook)
    display_pub_class = Type(_Publisher)
    compiler_class = Type(_Compiler)
    exiter = Instance(ZMQExitAutocall)
    autoindent = CBool(False)
    displayhook: _ResultHook
    kernel = None
    keepkernel_on_exit = None

    def __init__(self, **settings: Any) -> None:
        """Take the settings of `InteractiveShell`; history stays in memory."""
        self.channel = Channel()
        self._streams: tuple[OutStream, ...] = ()
        self._last_traceback: list[str] | None = None
        self._transformed: tuple[str, str] | None = None
        self._error_of_display: BaseException | None = None
        config = Config(HistoryManager={"hist_file": ":memory:"}, IPKernelApp={"tqdm": True})
        super().__init__(config=config, **settings)
        self.run_line_magic("load_ext", "storemagic")

    def take_streams(self) -> None:
        """Take over standard input, output and error of this process, and own the channel.

        Called after every fork; in a copy of an interpreter, cells may hold the streams already.
        """
        self.channel.process = _getpid()
        with open(os.devnull, "rb") as nothing:
            os.dup2(nothing.fileno(), 0)
        if self._streams:
            for stream in self._streams:
                stream.take_descriptor()
            return
        streams = OutStream("stdout", self.channel, 1), OutStream("stderr", self.channel, 2)
        sys.stdout, sys.stderr = self._streams = streams

    def shows(self, stream: object) -> bool:
        """Tell whether what is written to a stream is an output of the notebook."""
        return any(stream is own for own in self._streams)

    async def execute(self, source: str, history: bool) -> Outcome:
        """Run a cell as ipykernel does; its outputs go to the channel.

        Args:
            source: the cell.
            history: whether it gets a number, and can be looked up in `In` and `Out`.
        """
        self.forget()
        self._error_of_display = None
        self.displayhook.is_formatting = False
        before = builtins.input, getpass.getpass
        builtins.input, getpass.getpass = _refuse_input, _refuse_password
        try:
            result = await self._run(source, history)
        finally:
            builtins.input, getpass.getpass = before
        self.flush()
        errors = (result.error_before_exec, result.error_in_exec, self._error_of_display)
        error = next((error for error in errors if error is not None), None)
        if error is not None and _name_of(type(error)) not in self.channel.enames:
            self._show_as_nbgrader(error)
        return Outcome(error, self.execution_count - 1)

    def forget(self) -> None:
        """Let go of what was written since the last cell ended: by threads and subprocesses."""
        for stream in self._streams:
            stream.forget()

    def flush(self) -> None:
        """Hand out what is still gathered, standard output first."""
        for stream in self._streams:
            stream.flush()

    def report(self, error: BaseException) -> Outcome:
        """Hand out an error that stopped the shell itself, and return it as a cell's outcome."""
        self.flush()
        name, text = _name_of(type(error)), text_of(error)
        self.channel.show(_error(name, text, [f"{name}: {text}"]))
        return Outcome(error, self.execution_count - 1)

    async def _run(self, source: str, history: bool) -> ExecutionResult:
        failure = None
        try:
            transformed = self.transform_cell(source)
        except Exception:
            transformed, failure = source, sys.exc_info()
        stages: dict[str, Any] = {
            "transformed_cell": transformed,
            "preprocessing_exc_tuple": failure,
        }
        if self.loop_runner is not _asyncio_runner or not self.should_run_async(source, **stages):
            self._transformed = None if failure else (source, transformed)
            return self.run_cell(source, store_history=history)
        result = None
        try:
            result = await self.run_cell_async(source, store_history=history, **stages)
        finally:
            self.events.trigger("post_execute")
            self.events.trigger("post_run_cell", result)
        return result

    def _show_as_nbgrader(self, error: BaseException) -> None:
        """Hand out an error that no output tells of, as nbgrader adds it to the cell."""
        traceback = self._last_traceback or [_NO_TRACEBACK]
        self.channel.show(_error(_name_of(type(error)), text_of(error), traceback))

    @contextmanager
    def _tee(self, channel: str) -> Iterator[None]:
        """Keep no copy of all that is printed: IPython has one for `%notebook` alone."""
        yield

    # --- what ipykernel's shell does otherwise than IPython's -----------------------------------

    @default("exiter")
    def _exiter(self) -> ZMQExitAutocall:
        return ZMQExitAutocall(self)

    def transform_cell(self, raw_cell: str) -> str:
        """Return a cell as Python; one that is about to run has been transformed already."""
        done, self._transformed = self._transformed, None
        if done and done[0] is raw_cell:
            return done[1]
        return str(super().transform_cell(raw_cell))

    def run_cell(self, *args: Any, **options: Any) -> ExecutionResult:
        """Run a cell, and remember its traceback only."""
        self._last_traceback = None
        return super().run_cell(*args, **options)

    def _showtraceback(self, etype: type, evalue: BaseException, stb: Any) -> None:
        _flush_current_streams()
        lines = [stb] if isinstance(stb, str) else list(stb or ())
        self.channel.show(_error(_name_of(etype), str(evalue), lines))
        self._last_traceback = lines
        if self.displayhook.is_formatting:
            self._error_of_display = evalue

    def init_environment(self) -> None:
        """Let programs print in colour, and without a pager."""
        os.environ |= {"TERM": "xterm-color", "CLICOLOR": "1", "FORCE_COLOR": "1"}
        os.environ |= {"CLICOLOR_FORCE": "1", "PAGER": "cat", "GIT_PAGER": "cat"}

    def init_hooks(self) -> None:
        """Let what is meant for a pager go: notebooks do not store it."""
        super().init_hooks()
        self.set_hook("show_in_pager", page.as_hook(lambda *_, **__: None), 99)

    def init_magics(self) -> None:
        """Add ipykernel's magics."""
        super().init_magics()
        self.register_magics(_NotebookMagics)

    def init_virtualenv(self) -> None:
        """Stay in the environment of the interpreter."""

    def enable_gui(self, gui: str | None = None) -> None:
        """Refuse windows.

        Raises:
            UsageError: a toolkit was named.
        """
        if gui not in (None, "inline", "asyncio"):
            raise UsageError(f"No windows can be opened here, so {gui} is not supported.")

    def ask_exit(self) -> None:
        """Go on: the next cell is still to be run."""

    def set_next_input(self, text: str, replace: bool = False) -> None:
        """Let the wish go: there is nobody to edit the next cell."""


def _name_of(kind: type) -> str:
    """Return the name of an error's class; in a test, for a class of the student's, Python's own.

    Feedback shows what certain errors say, and tells them by their names.
    """
    return str(getattr(kind, "_stands_for", kind.__name__))


def _error(ename: str, evalue: str, traceback: list[str]) -> dict[str, Any]:
    return {"output_type": "error", "ename": ename, "evalue": evalue, "traceback": traceback}


def text_of(error: BaseException) -> str:
    """Return what an error says, also if its class cannot say it."""
    try:
        return str(error)
    except BaseException as another:
        return f"<{type(another).__name__} while it was printed>"


def _flush_current_streams() -> None:
    """Hand out what was printed before; a cell may have put anything in place of the streams."""
    with suppress(Exception):
        sys.stdout.flush()
        sys.stderr.flush()


def _refuse_input(prompt: object = "") -> str:
    raise StdinNotImplementedError(
        "raw_input was called, but this frontend does not support input requests."
    )


def _refuse_password(prompt: str = "", stream: object = None) -> str:
    raise StdinNotImplementedError(
        "getpass was called, but this frontend does not support input requests."
    )

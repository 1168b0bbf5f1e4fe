"""What cells displayed, made into valid notebook outputs from events that nobody vouches for."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from typing import Any

from nbformat.notebooknode import NotebookNode, from_dict

_RED, _PLAIN = "\x1b[0;31m", "\x1b[0m"
_NOTE = "\n... Output truncated ...\n"
_LONGEST_KEY = 200
_LONGEST_RESULT = 100_000  # bytes of a result or an error that comes when all room is taken
_DEEPEST = 50  # of what is displayed as JSON; whoever reads or writes it is recursive
_MOST_PARTS = 100_000  # lists and dicts in it: each takes many times the memory of its text


class Outputs:
    """The outputs of one cell: streams joined, displays updated, everything within a size."""

    def __init__(self, most: int) -> None:
        """Take how many bytes may be kept."""
        self.size = 0
        self._most = most
        self._kept: list[NotebookNode] = []
        self._stream: list[str] | None = None  # parts of the last output, if that is a stream
        self._named: list[tuple[str, NotebookNode]] = []
        self._clear_next = False
        self._full = False
        self._last: dict[str, NotebookNode] = {}  # of what came too late, what decides on scores

    def take(self, event: object, header: dict[str, Any]) -> None:
        """Take an event of an interpreter; what is no output is let go."""
        if event == "clear":
            self._clear(header.get("wait") is True)
        elif event == "update":
            self._update(header)
        elif event == "output" and (output := valid_output(header.get("output"))):
            self._add(output, header.get("display_id"))

    def finished(self) -> list[NotebookNode]:
        """Return the outputs in order."""
        self._join()
        return [*self._kept, *self._last.values()]

    def _join(self) -> None:
        if self._stream is not None:
            self._kept[-1].text = "".join(self._stream)
            self._stream = None

    def _add(self, output: NotebookNode, display_id: object) -> None:
        if self._clear_next:
            self._clear(False)
        size = len(json.dumps(output))
        if self._full or self.size + size > self._most:
            self._note_truncation()
            if output.output_type in ("execute_result", "error"):
                self._last[output.output_type] = _shortened(output, size)
            return
        self.size += size
        if type(display_id) is str:
            self._named.append((display_id, output))
        if output.output_type != "stream":
            self._join()
            self._kept.append(output)
        elif self._stream is None or self._kept[-1].name != output.name:
            self._join()
            self._kept.append(output)
            self._stream = [output.text]
        else:
            self._stream.append(output.text)  # joined at the end, for there may be millions

    def _note_truncation(self) -> None:
        if not self._full:
            self._full = True
            self._join()
            self._kept.append(from_dict({"output_type": "stream", "name": "stdout", "text": _NOTE}))

    def _clear(self, wait: bool) -> None:
        self._clear_next = wait
        if not wait:
            self._kept, self._named, self._stream, self._last = [], [], None, {}

    def _update(self, header: dict[str, Any]) -> None:
        new = valid_output(header.get("output"))
        if new is None or new.output_type == "stream" or self.size > self._most:
            return
        self.size += len(json.dumps(new))
        for display_id, shown in self._named:
            if display_id == header.get("display_id") and "data" in shown and "data" in new:
                shown.data, shown.metadata = new.data, new.metadata


def _shortened(output: NotebookNode, size: int) -> NotebookNode:
    """Return a result or an error of a bounded size, which says what it was."""
    if size <= _LONGEST_RESULT:
        return output
    if output.output_type == "error":
        return error_output(output.ename[:_LONGEST_KEY], output.evalue[:_LONGEST_RESULT])
    data = {"text/plain": str(output.data.get("text/plain", ""))[:_LONGEST_RESULT]}
    return from_dict({**output, "data": data, "metadata": {}})


def error_output(ename: str, evalue: str) -> NotebookNode:
    """Return an error as notebooks hold it, with a traceback of one line."""
    line = f"{_RED}{ename}{_PLAIN}: {evalue}"
    return from_dict(
        {"output_type": "error", "ename": ename, "evalue": evalue, "traceback": [line]}
    )


def valid_output(output: object) -> NotebookNode | None:
    """Return a clean copy of an output, or None if it is not one.

    Args:
        output: anything that JSON can hold.
    """
    if type(output) is not dict:
        return None
    clean: dict[str, Any]
    match output.get("output_type"):
        case "stream":
            name = "stderr" if output.get("name") == "stderr" else "stdout"
            clean = {"name": name, "text": _text(output.get("text"))}
        case "error":
            clean = {
                "ename": _text(output.get("ename")),
                "evalue": _text(output.get("evalue")),
                "traceback": [_text(line) for line in _list(output.get("traceback"))],
            }
        case "display_data" | "execute_result" as kind:
            metadata = _dict(output.get("metadata"))
            clean = {
                "data": _data(output.get("data")),
                "metadata": metadata if _is_writable(metadata) else {},
            }
            if kind == "execute_result":
                count = output.get("execution_count")
                clean["execution_count"] = count if type(count) is int else None
        case _:
            return None
    return from_dict({"output_type": output["output_type"], **clean})


def _data(bundle: object) -> dict[str, Any]:
    """Keep the parts of a mime bundle that the notebook format allows."""
    return {
        kind: value if _is_json(kind) else _text(value)
        for kind, value in _dict(bundle).items()
        if len(kind) <= _LONGEST_KEY
        and (_is_writable(value) if _is_json(kind) else type(value) is str)
    }


def _is_json(kind: str) -> bool:
    return kind == "application/json" or kind.startswith("application/") and kind.endswith("+json")


def _is_writable(value: object) -> bool:
    """Tell whether a file can well hold a value: no infinite numbers, not too deep or manifold."""
    level, parts = [value], 0
    for _ in range(_DEEPEST):
        if any(type(item) is float and not math.isfinite(item) for item in level):
            return False
        nested = [item for item in level if type(item) is dict or type(item) is list]
        parts += len(nested)
        if not nested or parts > _MOST_PARTS:
            return not nested
        level = [inner for item in nested for inner in _items(item)]
    return False


def _items(value: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value


def _text(value: object) -> str:
    # lone surrogates cannot be written as UTF-8
    return value.encode(errors="replace").decode() if type(value) is str else ""


def _list(value: object) -> list[Any]:
    return value if type(value) is list else []


def _dict(value: object) -> dict[str, Any]:
    return value if type(value) is dict else {}

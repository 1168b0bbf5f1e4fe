"""Writing a value as bytes, without running code that belongs to it as far as that can be."""

from __future__ import annotations

import struct
from typing import Any

from sixprinciples.grading.codec import registry
from sixprinciples.grading.codec.charts import is_record
from sixprinciples.grading.codec.functions import FunctionTable, token_of
from sixprinciples.grading.codec.kind import Kind
from sixprinciples.grading.codec.live import LiveObject, touch, type_name
from sixprinciples.grading.codec.meter import DEPTH, Meter, NotData, TooLarge

_LENGTH = struct.Struct("<I")
_LIVE_KINDS = (registry.LIVE, registry.FUNCTION)


class Writer(Meter):
    """The bytes of one value as they grow.

    What follows a tag is up to the `Kind` of the value. What cannot be written as data is replaced
    by a stand-in, as near to its place as possible.
    """

    def __init__(self, functions: FunctionTable | None, most: int) -> None:
        """Take where functions are kept and the most bytes.

        Without a table nothing but data can be written: everything else is refused.
        """
        super().__init__()
        self._functions = functions
        self._most = most
        self._bytes = bytearray()
        # What was written and may stand there again: its number, what it counts, and itself,
        # which keeps its id from being given to another object.
        self._written: dict[int, tuple[int, int, Any]] = {}
        self._open: set[int] = set()

    def finished(self) -> bytes:
        """Return all bytes."""
        self.room(0)
        return bytes(self._bytes)

    # --- values -----------------------------------------------------------------------------

    def value(self, value: Any) -> None:
        """Write a value that is part of another; a stand-in where it is no data."""
        kind = self._kind_of(value)
        if kind in _LIVE_KINDS:
            self._write(kind, value)
            return
        size, written = len(self._bytes), len(self._written)
        stored, seen = self.stored, self.seen
        try:
            self._write(kind, value)
        except (KeyboardInterrupt, TooLarge):
            raise
        except BaseException as error:  # whatever a student's object does when it is read
            if type(error) is LiveObject and self._functions is None:
                raise
            del self._bytes[size:]
            while len(self._written) > written:
                self._written.popitem()
            self.stored, self.seen = stored, seen
            self._write(registry.LIVE, value)

    def part(self, value: Any) -> None:
        """Write a value without which the value that it is part of cannot be built.

        Raises:
            NotData: it is no data.
        """
        kind = self._kind_of(value)
        if kind in _LIVE_KINDS:
            raise NotData
        self._write(kind, value)

    def _kind_of(self, value: Any) -> Kind:
        kind = registry.kind_of(value)
        if self._functions is not None:
            return kind
        # What came from the other process goes back; a chart there is no record of one.
        if token_of(value) is not None:
            return registry.HOME
        return registry.LIVE if kind is registry.CHART and not is_record(value) else kind

    def live(self, value: Any) -> None:
        """Write a stand-in, whatever the value is."""
        self._write(registry.LIVE, value)

    def _write(self, kind: Kind, value: Any) -> None:
        if not kind.shared:
            self._write_tagged(kind, value)
        elif (known := self._written.get(id(value))) is not None:
            number, seen, _ = known
            self.see(seen)
            self.pack("<BI", registry.AGAIN, number)
        else:
            self._write_shared(kind, value)

    def _write_shared(self, kind: Kind, value: Any) -> None:
        if id(value) in self._open or len(self._open) >= DEPTH:
            raise NotData
        before = self.seen
        self._open.add(id(value))
        try:
            self._write_tagged(kind, value)
        finally:
            self._open.discard(id(value))
        self._written[id(value)] = (len(self._written), self.seen - before, value)

    def _write_tagged(self, kind: Kind, value: Any) -> None:
        self.spend(kind.cost)
        self.room(1)
        self._bytes.append(registry.TAG_OF[kind])
        kind.write(self, value)

    # --- what kinds are made of -------------------------------------------------------------

    def raw(self, content: bytes) -> None:
        """Write bytes with their length."""
        self.room(len(content))
        self._bytes += _LENGTH.pack(len(content))
        self._bytes += content

    def text(self, text: str) -> None:
        """Write a text, which may hold half of a surrogate pair."""
        if len(text) > self._most:
            raise TooLarge("a text is too long")
        self.raw(text.encode("utf-8", "surrogatepass"))

    def flag(self, flag: bool) -> None:
        """Write a truth value."""
        self.pack("<?", flag)

    def pack(self, form: str, *numbers: float) -> None:
        """Write numbers in a form of the module `struct`."""
        self._bytes += struct.pack(form, *numbers)

    def room(self, size: int) -> None:
        """Make sure that so many bytes can be written, before they are made.

        Raises:
            TooLarge: they cannot.
        """
        if len(self._bytes) + size > self._most:
            raise TooLarge(f"it takes more than {self._most:,} bytes")

    def token(self, value: Any) -> int:
        """Return the token of what stays in this process.

        Raises:
            LiveObject: nothing can stay here.
        """
        if self._functions is None:
            return int(touch(f"an object of the type {type_name(value)}", "hands over"))
        return self._functions.token(value)

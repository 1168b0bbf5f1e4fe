"""Reading a value from bytes that may have been made to do harm."""

from __future__ import annotations

import struct
from typing import Any

from sixprinciples.grading.codec import registry
from sixprinciples.grading.codec.functions import Call, FunctionTable
from sixprinciples.grading.codec.live import stand_in, stand_in_type
from sixprinciples.grading.codec.meter import DEPTH, DecodeError, Meter


class Reader(Meter):
    """Bytes on the way to become a value: none is trusted, and nothing that they name is run.

    Attributes:
        call: makes calls of functions that stay in the other process; None if none can be made.
        home: what the other process may name here; None if it may name nothing.
    """

    def __init__(
        self, data: bytes, *, call: Call | None, home: FunctionTable | None, name: str
    ) -> None:
        """Take the bytes and the name that the value has in the notebook, if any."""
        super().__init__()
        self.call = call
        self.home = home
        self._name = name
        self._data = bytes(data)
        self._view = memoryview(self._data)
        self._place = 0
        self._depth = 0
        self._read: list[tuple[Any, int]] = []
        self._types: dict[tuple[str, bool], Any] = {}
        self._stand_ins: dict[tuple[int, tuple[str, bool]], Any] = {}

    def whole(self) -> Any:
        """Return the value that all the bytes stand for."""
        value = self.value()
        if self._place != len(self._data):
            raise DecodeError("Bytes are left over.")
        return value

    def value(self) -> Any:
        """Read a value of any kind."""
        tag = self._data[self._place]
        self._place += 1
        if tag == registry.AGAIN:
            return self._again()
        if tag >= len(registry.KINDS):
            raise DecodeError("There is no such kind of value.")
        kind = registry.KINDS[tag]
        before = self.seen
        self.spend(kind.cost)
        if not kind.shared:
            return kind.read(self)
        if self._depth >= DEPTH:
            raise DecodeError("Values are nested too deeply.")
        self._depth += 1
        value = kind.read(self)
        self._depth -= 1
        self._read.append((value, self.seen - before))
        return value

    def _again(self) -> Any:
        (number,) = self.unpack("<I")
        if number >= len(self._read):
            raise DecodeError("A value is named before it is there.")
        value, seen = self._read[number]
        self.see(seen)
        return value

    def part(self, *types: type) -> Any:
        """Read a value of one of these types or of a subclass that the codec knows.

        Raises:
            DecodeError: it is something else.
        """
        value = self.value()
        if not issubclass(type(value), types):
            raise DecodeError("A part is of the wrong kind.")
        return value

    # --- what kinds are made of -------------------------------------------------------------

    def raw(self) -> memoryview:
        """Read bytes with their length."""
        (length,) = self.unpack("<I")
        start, self._place = self._place, self._place + length
        if self._place > len(self._data):
            raise DecodeError("The bytes end too early.")
        return self._view[start : self._place]

    def text(self) -> str:
        """Read a text."""
        return str(self.raw(), "utf-8", "surrogatepass")

    def flag(self) -> bool:
        """Read a truth value."""
        return bool(self.unpack("<?")[0])

    def unpack(self, form: str) -> tuple[Any, ...]:
        """Read numbers in a form of the module `struct`."""
        numbers = struct.unpack_from(form, self._data, self._place)
        self._place += struct.calcsize(form)
        return numbers

    # --- stand-ins --------------------------------------------------------------------------

    def stand_in(self, name: str, token: int, is_callable: bool) -> Any:
        """Return what stands for an object of a type of this name, the same for the same object."""
        kind = (name, is_callable)
        if kind not in self._types:
            self._types[kind] = stand_in_type(*kind)
        if (token, kind) not in self._stand_ins:
            made = stand_in(self._types[kind], self.described(name), token, self.call)
            self._stand_ins[token, kind] = made
        return self._stand_ins[token, kind]

    def described(self, type_name: str) -> str:
        """Name an object for messages."""
        subject = f"`{self._name}`, " if self._name else ""
        return f"{subject}an object of the type {type_name}"

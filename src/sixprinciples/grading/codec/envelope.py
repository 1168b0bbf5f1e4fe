"""What travels for a call of a function: its arguments there, and what came of it back."""

from __future__ import annotations

import builtins
import struct
from dataclasses import dataclass
from typing import Any

from sixprinciples.grading.codec.functions import Call, FunctionTable
from sixprinciples.grading.codec.live import tidy_name, touch, type_name
from sixprinciples.grading.codec.meter import MOST_BYTES, DecodeError, TooLarge
from sixprinciples.grading.codec.values import decode, encode, silent
from sixprinciples.grading.codec.writer import Writer

_LENGTH = struct.Struct("<I")

_LONGEST_MESSAGE = 10_000
_LONGEST_OUTPUT = 1 << 20
_MOST_ARGUMENTS = 10
_SIMPLE: tuple[type, ...] = (str, bytes, int, float, bool, type(None))
_ARGS = (tuple, type(None))
_GROUPS = (BaseExceptionGroup, ExceptionGroup)

_ERRORS = {
    kind.__name__: kind
    for kind in vars(builtins).values()
    if isinstance(kind, type) and issubclass(kind, BaseException) and kind not in _GROUPS
}
_ERROR_NAMES = {id(kind): name for name, kind in _ERRORS.items()}


@dataclass(frozen=True)
class Outcome:
    """What came of a call.

    Attributes:
        value: what the function gave back; None if it stopped with an error.
        error: the built-in exception that its error is or is derived from; None if it stopped with
            none. The instance is a genuine one, of a class made for the purpose if the error was of
            a derived class.
        stdout: what the function printed.
        stderr: what it wrote there, such as warnings.
    """

    value: Any = None
    error: BaseException | None = None
    stdout: str = ""
    stderr: str = ""

    def result(self) -> Any:
        """Return the value.

        Raises:
            BaseException: the function stopped with this error.
        """
        if self.error is not None:
            raise self.error
        return self.value


# --- calls ----------------------------------------------------------------------------------


def encode_call(args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
    """Write the arguments of a call: data, and what came from the process that is called.

    Raises:
        LiveObject: there are arguments that cannot be handed over, such as a function of the test.
    """
    writer = Writer(None, MOST_BYTES)
    with silent():
        try:
            writer.value((args, kwargs))
            return writer.finished()
        except TooLarge:
            return bytes(touch("arguments that are too large", "hands over"))


def decode_call(data: bytes, functions: FunctionTable) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return the arguments that `encode_call` wrote.

    Args:
        data: the bytes.
        functions: what is kept in this process and may be named by the other.

    Raises:
        DecodeError: the bytes hold no arguments.
    """
    args, kwargs = _of_types(decode(data, None, home=functions), tuple, dict)
    if any(type(name) is not str for name in kwargs):
        raise DecodeError("An argument has a name that is no text.")
    return args, kwargs


# --- outcomes -------------------------------------------------------------------------------


def encode_outcome(
    functions: FunctionTable,
    *,
    value: object = None,
    error: BaseException | None = None,
    stdout: str = "",
    stderr: str = "",
    most: int = MOST_BYTES,
) -> bytes:
    """Write what came of a call; never raises but for an interrupt.

    Args:
        functions: where functions are kept.
        value: what the function gave back.
        error: the exception with which it stopped, if it did.
        stdout: what it printed.
        stderr: what it wrote to the standard error.
        most: the most bytes.
    """
    described = () if error is None else _described(error)
    printed = stdout[:_LONGEST_OUTPUT], stderr[:_LONGEST_OUTPUT]
    head = encode((described, *printed), functions)
    # Apart, so that a value which is too large takes nothing with it.
    left = most - _LENGTH.size - len(head)
    return _LENGTH.pack(len(head)) + head + encode(value, functions, most=left)


def _described(error: BaseException) -> tuple[Any, ...]:
    """Return the name of the built-in exception, of a class derived from it, message and args."""
    family = type.__dict__["__mro__"].__get__(type(error))
    kind = next(kind for kind in family if id(kind) in _ERROR_NAMES)
    args = BaseException.args.__get__(error)  # type: ignore[attr-defined]
    own_name = "" if type(error) is kind else type_name(error)
    return (_ERROR_NAMES[id(kind)], own_name, _message(error), _simple(args))


def _message(error: BaseException) -> str:
    try:
        return str.__str__(str(error))[:_LONGEST_MESSAGE]
    except BaseException:  # the error's own code
        return ""


def _simple(args: object) -> tuple[Any, ...] | None:
    """Return the arguments of an exception if they are few, short and simple."""
    if type(args) is not tuple or len(args) > _MOST_ARGUMENTS:
        return None
    # A key that is not there may be a tuple.
    parts = [part for arg in args for part in (arg if type(arg) is tuple else (arg,))]
    if not all(any(type(part) is kind for kind in _SIMPLE) for part in parts):
        return None
    lengths = [len(part) for part in (*args, *parts) if hasattr(part, "__len__")]
    return None if max(lengths, default=0) > _LONGEST_MESSAGE else args


def decode_outcome(data: bytes, call: Call | None) -> Outcome:
    """Return what `encode_outcome` wrote, or something that a student's process made up.

    Args:
        data: the bytes.
        call: makes calls of functions among the result.

    Raises:
        DecodeError: the bytes hold no outcome.
    """
    if len(data) < _LENGTH.size:
        raise DecodeError("The bytes end too early.")
    end = _LENGTH.size + _LENGTH.unpack_from(data)[0]
    described, *printed = _of_types(decode(data[_LENGTH.size : end], None), tuple, str, str)
    error = _error(*_of_types(described, str, str, str, _ARGS)) if described else None
    return Outcome(decode(data[end:], call, name="result"), error, *printed)


def _of_types(parts: Any, *types: Any) -> tuple[Any, ...]:
    """Return a tuple if its parts are of these types.

    Raises:
        DecodeError: they are not.
    """
    is_tuple = type(parts) is tuple and len(parts) == len(types)
    if not is_tuple or not all(map(issubclass, map(type, parts), types)):
        raise DecodeError("What should stand for a call or its outcome is something else.")
    return tuple(parts)


def _error(kind: str, name: str, message: str, args: tuple[Any, ...] | None) -> BaseException:
    """Return a genuine exception; nothing but its name, message and simple arguments is real."""
    if kind not in _ERRORS:
        raise DecodeError("An error is of a kind that Python does not have.")
    known = _ERRORS[kind]
    if name:
        made = {"__module__": "__main__", "_stands_for": known.__name__}
        known = type(tidy_name(name), (known,), made)
    for given in (_simple(args), (message,)):
        error = None if given is None else _built(known, given)
        if error is not None and str(error) == message:
            return error
    return known.__new__(known, message)


def _built(kind: type[BaseException], args: tuple[Any, ...]) -> BaseException | None:
    try:
        error = kind(*args)
    except (TypeError, ValueError):  # some want more than a message
        return None
    return error if type(error) is kind else None

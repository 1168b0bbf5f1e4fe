"""Values to bytes and back."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sixprinciples.grading.codec.functions import Call, FunctionTable
from sixprinciples.grading.codec.live import building
from sixprinciples.grading.codec.meter import MOST_BYTES, DecodeError, TooLarge
from sixprinciples.grading.codec.reader import Reader
from sixprinciples.grading.codec.writer import Writer


@contextmanager
def silent() -> Iterator[None]:
    """Let no warning out."""
    with warnings.catch_warnings():
        # Students make errors of warnings, and a line on stderr would cost marks.
        warnings.simplefilter("ignore")
        yield


def encode(value: object, functions: FunctionTable, *, most: int = MOST_BYTES) -> bytes:
    """Write a value as bytes.

    What is no data, or too large, is replaced by a stand-in. Runs no code of the value's class,
    except for charts, whose parts are asked what they show.

    Args:
        value: any object.
        functions: where functions are kept for calls from the other process.
        most: the most bytes.

    Raises:
        KeyboardInterrupt: the time for it is up.
    """
    with silent():
        writer = Writer(functions, most)
        try:
            writer.value(value)
            return writer.finished()
        except KeyboardInterrupt:
            raise
        except BaseException:
            writer = Writer(functions, MOST_BYTES)
            writer.live(value)
            return writer.finished()


def decode(
    data: bytes,
    call: Call | None,
    *,
    name: str = "",
    home: FunctionTable | None = None,
) -> Any:
    """Return the value that bytes stand for; runs no code that they name.

    Args:
        data: bytes from `encode`, or from a process that is not to be trusted.
        call: `call(token, args, kwargs)` calls a function of the other process; without it every
            call raises `LiveObject`.
        name: the name of the value in the notebook, for messages.
        home: what the other process may name of this one; nothing without it.

    Raises:
        DecodeError: the bytes stand for no value, or for one beyond the limits.
    """
    with silent(), building():
        try:
            return Reader(data, call=call, home=home, name=name).whole()
        except (DecodeError, KeyboardInterrupt):
            raise
        except BaseException as error:
            reason = str(error) if type(error) is TooLarge else type(error).__name__
            raise DecodeError(f"The bytes stand for no value: {reason}.") from None

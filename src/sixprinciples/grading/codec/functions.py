"""Functions that stay in their process and are called from another one."""

from __future__ import annotations

import os
import types
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from sixprinciples.grading.codec.live import is_stand_in, stand_in, stand_in_type, touch
from sixprinciples.grading.codec.live import token_of as token_of_stand_in

Call = Callable[[int, tuple[Any, ...], dict[str, Any]], Any]
"""How a call is carried across: `call(token, args, kwargs)`."""

_FILE = "<the student's process>"  # no source: what looks for one must not find this module's
_Signature = stand_in_type("Signature", is_callable=False)
_tokens: WeakKeyDictionary[Callable[..., Any], int] = WeakKeyDictionary()


class FunctionTable:
    """What a process keeps for others to name: functions, and objects that are no data.

    Tokens are random, so that one which a copy of the process gave out names nothing in another.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._originals: dict[int, Any] = {}
        self._known: dict[int, int] = {}
        self.functions = 0

    def token(self, original: Any) -> int:
        """Return the token of an object, which is kept alive from now on."""
        token = self._known.get(id(original))
        if token is None:
            token = int.from_bytes(os.urandom(6))
            self._originals[token], self._known[id(original)] = original, token
        self.functions += callable(original)
        return token

    def original(self, token: int) -> Any:
        """Return the object that a token names.

        Raises:
            LookupError: it names nothing in this process.
        """
        try:
            return self._originals[token]
        except KeyError:
            raise LookupError("The function belongs to another moment of the notebook.") from None


def remote_function(name: str, doc: str | None, token: int, call: Call | None) -> Any:
    """Return a genuine function whose calls go to the original in another process."""

    def remote(*args: Any, **kwargs: Any) -> Any:
        return touch(what) if call is None else call(token, args, kwargs)

    what = f"the function {name}"
    remote.__code__ = remote.__code__.replace(co_filename=_FILE, co_name=name)
    remote.__name__, remote.__qualname__, remote.__doc__ = name, name, doc
    remote.__module__ = "__main__"
    # Who asks for the parameters must not get those written above.
    remote.__dict__["__signature__"] = stand_in(_Signature, f"the parameters of {what}", 0, None)
    _tokens[remote] = token
    return remote


def token_of(value: object) -> int | None:
    """Return the token of what came from another process and can go back there; None if none."""
    if is_stand_in(value):
        return token_of_stand_in(value)
    return _tokens.get(value) if type(value) is types.FunctionType else None

"""Stand-ins for what is no data: objects that live in another process and cannot be used here.

A stand-in has a type of the same name, so that a check can say what it found. Every other use of
it raises `LiveObject` and is remembered, because a test that needs more than data cannot be
decided apart from the code that it tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sixprinciples.grading.codec.meter import NAME_LENGTH

_uses: list[str] = []
_MOST_USES = 100
_building = False


class LiveObject(BaseException):
    """A test used an object that is no data; neither `except Exception` nor `pytest.raises` fits.

    IPython shows the sentence alone.
    """

    def _render_traceback_(self) -> list[str]:
        """Give IPython the lines to show in place of a traceback."""
        return [str(self)]


def live_uses() -> tuple[str, ...]:
    """Return what was used since `forget_live_uses` though it is no data, each once."""
    return tuple(dict.fromkeys(_uses))


def forget_live_uses() -> None:
    """Forget the uses so far, as before a test."""
    _uses.clear()


def touch(what: str, verb: str = "uses") -> Any:
    """Refuse the use of something that is no data.

    Args:
        what: what is used, in words.
        verb: what the test does with it.

    Raises:
        LiveObject: always.
    """
    if not _building and len(_uses) < _MOST_USES:
        _uses.append(what)
    raise LiveObject(
        f"This test {verb} {what}, which is no data, so that it cannot be decided apart from the "
        "student's code."
    )


@contextmanager
def building() -> Iterator[None]:
    """Let stand-ins be put into sets and dicts for a while."""
    global _building  # noqa: PLW0603
    before, _building = _building, True
    try:
        yield
    finally:
        _building = before


def tidy_name(name: object) -> str:
    """Return the name of a type or function as a short text of printable characters."""
    if not issubclass(type(name), str):
        return ""
    text = str.__str__(name)
    return "".join(sign for sign in text[:NAME_LENGTH] if sign.isprintable())


def type_name(value: object) -> str:
    """Return the name of an object's type, whatever its class says about itself."""
    return tidy_name(type.__dict__["__name__"].__get__(type(value)))


# --- stand-ins ------------------------------------------------------------------------------

_OPERATORS = "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or"
_OTHERS = (
    "getattribute setattr delattr dir eq ne lt le gt ge bool len length_hint iter next reversed "
    "contains getitem setitem delitem repr str format bytes int float complex index round trunc "
    "floor ceil neg pos abs invert enter exit await aiter anext aenter aexit fspath buffer "
    "instancecheck subclasscheck"
)
_METHODS = _OTHERS.split() + [
    before + name for name in _OPERATORS.split() for before in ("", "r", "i")
]


def _refuse(self: Any, /, *args: object, **kwargs: object) -> Any:
    return touch(_what(self))


def _hash(self: Any) -> int:
    if not _building:
        touch(_what(self))
    return object.__hash__(self)


_Base: Any = type(
    "_Base",
    (),
    {f"__{name}__": _refuse for name in _METHODS}
    | {"__hash__": _hash, "__slots__": ("what", "token", "call")},
)
# Past `__getattribute__`, which refuses.
_what, _token, _call = (_Base.__dict__[slot].__get__ for slot in _Base.__slots__)


def _call_across(self: Any, /, *args: Any, **kwargs: Any) -> Any:
    call = _call(self)
    return touch(_what(self)) if call is None else call(_token(self), args, kwargs)


def stand_in_type(name: str, is_callable: bool) -> Any:
    """Return a type for stand-ins whose originals are of a type of this name."""
    calls = {"__call__": _call_across} if is_callable else {}
    return type(name, (_Base,), {"__slots__": (), "__module__": "__main__"} | calls)


def stand_in(kind: Any, what: str, token: int, call: Callable[..., Any] | None) -> Any:
    """Return a stand-in.

    Args:
        kind: a type from `stand_in_type`.
        what: what it stands for, in words.
        token: what its process knows the original by.
        call: makes calls of originals: `call(token, args, kwargs)`.
    """
    made = object.__new__(kind)
    for slot, value in (("what", what), ("token", token), ("call", call)):
        _Base.__dict__[slot].__set__(made, value)
    return made


def is_stand_in(value: object) -> bool:
    """Say whether an object is a stand-in, without using it."""
    return issubclass(type(value), _Base)


def token_of(value: object) -> int:
    """Return what the process of the original of a stand-in knows it by."""
    token: int = _token(value)
    return token

"""Checking a function by what it gives back."""

from __future__ import annotations

import builtins
import copy
import io
import warnings
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from typing import Any

from sixprinciples.checks import plain
from sixprinciples.checks.failures import (
    NOT_RIGHT,
    CheckFailed,
    Complaint,
    WrongForm,
    WrongValue,
)
from sixprinciples.checks.forms import Measure
from sixprinciples.checks.judging import Hints, key_to

_ERRORS = [kind for kind in vars(builtins).values() if isinstance(kind, type)]
_FAMILY = type.__dict__["__mro__"]  # which no class can override
_KEPT_BACK = "in a test that is kept back,"


@dataclass(frozen=True)
class Case:
    """One call of a function and what it must give back.

    Attributes:
        args: the arguments, as a tuple.
        expected: the right result: a number, text, truth value, date, list, set, dict, Series or
            DataFrame.
        kwargs: arguments by name.
        visible: whether students may see the call and the result, which messages then quote.
        hint: a sentence for a wrong result, in place of the one for all cases.
        hints: foreseen wrong results and what each suggests.
    """

    args: tuple[Any, ...]
    expected: Any
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    visible: bool = False
    hint: str | None = None
    hints: Hints | None = None


def function(
    value: object,
    *,
    task: str,
    name: str,
    cases: Iterable[Case | tuple[tuple[Any, ...], Any]] = (),
    tolerance: float = 0.0,
    hint: str | None = None,
) -> None:
    """Check a function by calling it; without cases, check only that it can be called.

    It gets copies of the arguments. What it prints is thrown away, and an error in it becomes
    one sentence, so that no message shows the arguments of a hidden case.

    Args:
        value: the student's function.
        task: how the assignment calls the task.
        name: the name of the function.
        cases: calls to make: a `Case`, or a pair of the tuple of arguments and the result.
        tolerance: how far each number in a result may be off, absolute.
        hint: a sentence for a wrong result of any case that has none of its own.

    Raises:
        CheckFailed: it is no function, a call of it failed, or a result is not right.
    """
    if value is ... or not callable(value):
        raise CheckFailed(f"{task}: {_no_function(value, name)}")
    for case in (entry if isinstance(entry, Case) else Case(*entry) for entry in cases):
        subject = _call_in_words(name, case)
        if not case.visible:
            quote_nothing()
        try:
            _try(value, case, tolerance, hint)
        except Complaint as complaint:
            sentence = complaint.about(subject, quote=not _secrets.told)
            raise CheckFailed(f"{task}: {sentence}") from None


@dataclass
class _Secrets:
    """Whether student code in this process was called with what it should not tell.

    From then on nothing that it gives back is quoted: it could be just that.
    """

    told: bool = False


_secrets = _Secrets()


def quote_nothing() -> None:
    """From here on, quote nothing that student code gives back in this process."""
    _secrets.told = True


def _no_function(value: object, name: str) -> str:
    advice = f"Define it with `def {name}(...):`."
    if value is ...:
        return f"`{name}` is still `...`: replace the three dots with your function."
    return plain.found(value, advice).of("a function").about(f"`{name}`")


def _call_in_words(name: str, case: Case) -> str:
    if not case.visible:
        return f"{_KEPT_BACK} the result of `{name}`"
    parts = [plain.shown(value) for value in case.args]
    parts += [text and f"{key}={text}" for key, value in case.kwargs.items()
              for text in [plain.shown(value)]]  # fmt: skip
    return f"the result of `{name}({', '.join(part or '…' for part in parts)})`"


def _try(call: Callable[..., Any], case: Case, tolerance: float, hint: str | None) -> None:
    form = Measure(tolerance).of(case.expected)
    key = key_to(form, [case.expected], case.hints, case.hint or hint)
    result = _call(call, case)
    try:
        key.read(result)
    except WrongForm as complaint:
        raise _forgotten_return(complaint) if result is None else complaint from None
    except WrongValue as complaint:
        say = _with_values if case.visible else _without_numbers
        raise say(complaint, result, case) from None


def _call(call: Callable[..., Any], case: Case) -> Any:
    args, kwargs = copy.deepcopy((case.args, dict(case.kwargs)))
    out = _Nowhere()
    try:
        # A line on stderr would cost the marks of the cell, one on stdout could show arguments.
        with redirect_stdout(out), redirect_stderr(out), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return call(*args, **kwargs)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a student's SystemExit must not end the grading
        raise _Stopped(error) from None


class _Nowhere(io.TextIOBase):
    """A file that forgets what is written to it."""

    def write(self, text: str) -> int:
        return len(text)


class _Stopped(Complaint):
    """A call ended with an error."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def about(self, subject: str, quote: bool = True) -> str:
        """Say it in one line; what an error says can hold the arguments."""
        kind = error_name(self.error)
        ours = any(type(self.error) is known for known in _ERRORS)
        words = f"{kind}: {self.error}".strip(": ") if quote and ours else kind
        return f"{subject} is missing: the function stopped with an error ({words})."


def error_name(error: BaseException) -> str:
    """Return the name of the built-in exception that an error is: others can say anything."""
    family: tuple[type, ...] = _FAMILY.__get__(type(error))
    return next(kind.__name__ for kind in family if any(kind is known for known in _ERRORS))


def _forgotten_return(complaint: WrongForm) -> Complaint:
    advice = "Does every way through the function end in a return?"
    return WrongForm("None", advice=advice, form=complaint.form)


def _without_numbers(complaint: WrongValue, *_: object) -> WrongValue:
    """Leave out how large a result is: it could be as large as an argument."""
    has_numbers = any(map(str.isdigit, complaint.predicate))
    return WrongValue(NOT_RIGHT, complaint.hint) if has_numbers else complaint


def _with_values(complaint: WrongValue, result: object, case: Case) -> Complaint:
    gave, right = plain.shown(result), plain.shown(case.expected)
    if right is None or (gave is None and not _secrets.told):
        return complaint
    found = "" if _secrets.told else f"; it is {gave}"
    return WrongValue(f"should be {right}{found}", complaint.hint)

"""Forms of one value: how a number, text, truth value or date is read and compared."""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sixprinciples.checks import plain
from sixprinciples.checks.failures import NOT_RIGHT, WrongForm

# Two correct ways to the same number may differ in the last digits of its binary form.
_NOISE, _NOISE_AT_ZERO = 1e-9, 1e-12
_DIGITS = 9
_MARKS = str.maketrans(
    {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("‘’‚", "'"), **dict.fromkeys("“”„«»", '"')}
)
_INVISIBLE = dict.fromkeys([0x200B, 0x2060, 0xFEFF, 0x00AD])
_ADVICE_FOR_DATES = 'Write a day as "2024-05-31" and a month as "2024-05".'
_ISO_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")


class Form(ABC):
    """A kind of answer: how to name it, read it and say what is wrong with it."""

    @abstractmethod
    def describe(self) -> str:
        """Name one such answer, as in "should be …"."""

    @abstractmethod
    def read(self, value: object) -> Any:
        """Return the answer as plain Python.

        Raises:
            WrongForm: it is something else.
        """

    @abstractmethod
    def difference(self, found: Any, expected: Any) -> str | None:
        """Say what is wrong without giving away what is right; None if nothing is."""


class Single(Form):
    """A kind of answer that can also stand among others, in a list or a column."""

    @abstractmethod
    def plural(self) -> str:
        """Name several, as in "a list of …"."""

    @abstractmethod
    def same(self, found: Any, expected: Any) -> bool:
        """Compare two answers that were read."""

    @abstractmethod
    def normal(self, found: Any) -> Any:
        """Return what sorts an answer beside its equals: hashable, and the same for equals."""

    def difference(self, found: Any, expected: Any) -> str | None:
        """Say that it is not right, if so."""
        return None if self.same(found, expected) else NOT_RIGHT


@dataclass(frozen=True)
class Number(Single):
    """A number, or a whole number.

    Attributes:
        unit: the unit it is in, for messages only.
        tolerance: how far it may be from the expected one, absolute and in the same unit.
        whole: whether it must be a whole number.
        least: the smallest value that makes sense, if any.
        most: the largest value that makes sense, if any.
    """

    unit: str | None = None
    tolerance: float = 0.0
    whole: bool = False
    least: float | None = None
    most: float | None = None

    def describe(self) -> str:
        """Name it with its unit and range."""
        noun = "a whole number" if self.whole else "a number"
        unit = f" {'of' if self.whole else 'in'} {self.unit}" if self.unit else ""
        return noun + unit + self._range()

    def _range(self) -> str:
        if self.least is not None and self.most is not None:
            return f" between {self.least} and {self.most}"
        if self.least is not None:
            return f" of at least {self.least}"
        return "" if self.most is None else f" of at most {self.most}"

    def plural(self) -> str:
        """Name several."""
        return "whole numbers" if self.whole else "numbers"

    def read(self, value: object) -> float | int:
        """Read any finite real number of a known type."""
        value = plain.single(value)
        if not plain.is_exactly(value, plain.NUMBERS):
            raise plain.found(value, _advice_for_number(value))
        number = _finite(value)
        if self.whole and math.isclose(number, round(number), rel_tol=1e-14, abs_tol=_NOISE):
            number = round(number)  # 100 * 0.29 is 28.999999999999996
        low = -math.inf if self.least is None else self.least
        high = math.inf if self.most is None else self.most
        if not low <= number <= high or (self.whole and number != int(number)):
            raise plain.found(value)
        exact = plain.is_exactly(value, plain.INTEGERS)
        return int(value) if exact else number  # type: ignore[call-overload]

    def same(self, found: float, expected: float) -> bool:
        """Compare within the tolerance; whole numbers carry no noise."""
        whole = isinstance(found, int) and isinstance(expected, int)
        noise = 0.0 if whole else _NOISE * max(abs(found), abs(expected)) + _NOISE_AT_ZERO
        return abs(found - expected) <= self.tolerance + noise

    def normal(self, found: float) -> Any:
        """Round the noise away; a whole number has none."""
        return found if found == int(found) else float(f"{found:.{_DIGITS}g}")


def _finite(value: Any) -> float:
    if plain.is_missing(value):
        raise plain.found(value)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if math.isinf(number):
        raise WrongForm("infinite or too large", advice="A division by zero may be the reason.")
    return number


def _advice_for_number(value: object) -> str:
    if plain.is_exactly(value, plain.TEXTS):
        return _advice_for_digits(str(value))
    if plain.is_exactly(value, (tuple,)):
        return "Write large numbers without commas; the decimal mark is a point."
    if plain.is_exactly(value, plain.SEQUENCES) and _length(value) == 1:
        return "Take the one value out of it, for example with [0] or .item()."
    return ""


def _length(value: Any) -> int:
    return len(value)


def _advice_for_digits(text: str) -> str:
    if _is_number(text):
        return "Remove the quotation marks."
    if _is_number(re.sub(r"[%,\s]", "", text)):
        return "Write the figure alone, without quotation marks, commas, spaces or signs."
    return ""


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Text(Single):
    """A text, compared without regard to spaces, and to case unless it matters.

    Attributes:
        options: the texts to choose from, if any.
        ignore_case: whether capital and small letters are the same.
        ignore_accents: whether letters with and without marks are the same (pinyin).
        filled: whether an empty text is refused.
    """

    options: tuple[str, ...] = ()
    ignore_case: bool = True
    ignore_accents: bool = False
    filled: bool = False

    def describe(self) -> str:
        """Name it with its options."""
        if self.options:
            return "one of the texts " + plain.listed([repr(o) for o in self.options], "or")
        return "a text"

    def plural(self) -> str:
        """Name several."""
        return "texts"

    def read(self, value: object) -> str:
        """Read a text; among options, return the one meant."""
        value = plain.single(value)
        if not plain.is_exactly(value, plain.TEXTS):
            raise plain.found(value, self._advice(value))
        text = str(value)
        if self.filled and not self.normal(text):
            raise WrongForm("an empty text")
        return self._option(text) if self.options else text

    def _advice(self, value: object) -> str:
        return "Put it in quotation marks." if plain.is_exactly(value, plain.NUMBERS) else ""

    def _option(self, text: str) -> str:
        for option in self.options:
            if self.normal(option) == self.normal(text):
                return option
        raise WrongForm("another text", sample=plain.shown(text) or "")

    def same(self, found: str, expected: str) -> bool:
        """Compare what is left when spelling that does not matter is taken away."""
        return self.normal(found) == self.normal(expected)

    def normal(self, found: str) -> str:
        """Take spaces, kinds of dashes and quotation marks, case and accents away."""
        text = unicodedata.normalize("NFKC", found.translate(_INVISIBLE)).translate(_MARKS)
        if self.ignore_case:
            text = text.casefold()
        if self.ignore_accents:
            letters = unicodedata.normalize("NFD", text)
            text = "".join(sign for sign in letters if not unicodedata.combining(sign))
        return " ".join(text.split())


@dataclass(frozen=True)
class Truth(Single):
    """True or False."""

    def describe(self) -> str:
        """Name it."""
        return "True or False"

    def plural(self) -> str:
        """Name several."""
        return "truth values (True or False)"

    def read(self, value: object) -> bool:
        """Read True or False; nothing else stands for them."""
        value = plain.single(value)
        if plain.is_exactly(value, plain.TRUTHS):
            return bool(value)
        quoted = plain.is_exactly(value, plain.TEXTS) and str(value).strip() in ("True", "False")
        raise plain.found(value, "Remove the quotation marks." if quoted else "")

    def same(self, found: bool, expected: bool) -> bool:
        """Compare."""
        return found is expected

    def normal(self, found: bool) -> Any:
        """Return it as it is."""
        return found


@dataclass(frozen=True)
class Date(Single):
    """A day; a month stands for its first day."""

    def describe(self) -> str:
        """Name it."""
        return "a date"

    def plural(self) -> str:
        """Name several."""
        return "dates"

    def read(self, value: object) -> datetime.date:
        """Read a date of Python, numpy or pandas, or a text in ISO form."""
        value = plain.single(value)
        if plain.is_exactly(value, plain.TEXTS):
            return self._from_text(str(value).strip())
        if not plain.is_exactly(value, plain.DATES) or plain.is_missing(value):
            number = plain.is_exactly(value, plain.NUMBERS)
            raise plain.found(value, _ADVICE_FOR_DATES if number else "")
        day = _day(value)
        if day is None:
            raise plain.found(value, "It lies outside the calendar.")
        return day

    def _from_text(self, text: str) -> datetime.date:
        try:
            if _ISO_DATE.fullmatch(text):
                return datetime.date.fromisoformat(text if len(text) > 7 else f"{text}-01")  # noqa: PLR2004
        except ValueError:
            pass
        raise plain.found(text, _ADVICE_FOR_DATES)

    def same(self, found: datetime.date, expected: datetime.date) -> bool:
        """Compare."""
        return found == expected

    def normal(self, found: datetime.date) -> Any:
        """Return it in ISO form."""
        return found.isoformat()


def _day(value: Any) -> datetime.date | None:
    if type(value) is np.datetime64:
        day = value.astype("datetime64[D]").item()
        return day if type(day) is datetime.date else None
    moment = value.start_time if type(value) is pd.Period else value
    return datetime.date(moment.year, moment.month, moment.day)


@dataclass(frozen=True)
class Value(Single):
    """Any single value: a number, text, date, or True or False."""

    tolerance: float = 0.0

    def describe(self) -> str:
        """Name it."""
        return "a single value"

    def plural(self) -> str:
        """Name several."""
        return "values"

    def read(self, value: object) -> Any:
        """Read it by its own type."""
        return self._form(value).read(value)

    def _form(self, value: object) -> Single:
        value = plain.single(value)
        if plain.is_exactly(value, plain.TRUTHS):
            return Truth()
        if plain.is_exactly(value, plain.NUMBERS):
            return Number(tolerance=self.tolerance)
        if plain.is_exactly(value, plain.TEXTS):
            return Text()
        if plain.is_exactly(value, plain.DATES):
            return Date()
        raise plain.found(value)

    def same(self, found: Any, expected: Any) -> bool:
        """Compare two values of the same kind."""
        form = self._form(expected)
        return form == self._form(found) and form.same(found, expected)

    def normal(self, found: Any) -> Any:
        """Sort kinds apart."""
        form = self._form(found)
        return (form.plural(), form.normal(found))

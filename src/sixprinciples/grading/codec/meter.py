"""How large a value may be, counted alike on both sides: what one side writes, the other reads."""

from __future__ import annotations

MOST_BYTES = 32 << 20
"""The most bytes of one value."""

MOST_UNITS = 8_000_000
"""The most that the parts of a value may count together: a unit stands for some 100 bytes."""

MOST_EXPANDED = 64_000_000
"""The same with parts that several containers share counted each time: what a walk would take."""

DEPTH = 100
"""How many containers may stand inside each other."""

INT_BYTES = 1 << 17
"""The most bytes of a whole number, which is more than 300,000 digits."""

FRACTION_BYTES = 1 << 13
"""The same for each part of a fraction or a decimal number, which cost more to build."""

NAME_LENGTH = 200
"""The longest name of a type or function."""


class DecodeError(Exception):
    """Bytes that stand for no value; the sentence says why."""


class NotData(Exception):
    """An object that cannot be written as data, so that a stand-in takes its place."""


class TooLarge(Exception):
    """A value beyond what may be carried across."""


class Meter:
    """Counts what the parts of a value take, once as they are stored and once as they are seen."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.stored = 0
        self.seen = 0

    def spend(self, units: int) -> None:
        """Count parts that are stored.

        Raises:
            TooLarge: they are too many.
        """
        self.stored += units
        self.seen += units
        if self.stored > MOST_UNITS or self.seen > MOST_EXPANDED:
            raise TooLarge(f"it holds more than {MOST_UNITS:,} parts")

    def see(self, units: int) -> None:
        """Count parts that stand there again.

        Raises:
            TooLarge: they are too many.
        """
        self.seen += units
        if self.seen > MOST_EXPANDED:
            raise TooLarge("its parts hold each other too many times")

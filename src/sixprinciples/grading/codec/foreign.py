"""Columns of a class that pandas does not know: their values stay in their process."""

from __future__ import annotations

import builtins
from typing import Any

from pandas.api.extensions import ExtensionArray, ExtensionDtype


class ForeignDtype(ExtensionDtype):
    """The type of a column whose values are not here."""

    name = "foreign"
    type = object

    @classmethod
    def construct_array_type(cls) -> builtins.type[ForeignArray]:
        """Return the class of such columns."""
        return ForeignArray

    @classmethod
    def construct_from_string(cls, string: str) -> ForeignDtype:
        """Refuse: no name of a type stands for it."""
        raise TypeError("No such type can be named.")


class ForeignArray(ExtensionArray):
    """A column that knows nothing but its length; whatever needs its values uses the stand-in."""

    dtype = ForeignDtype()
    nbytes = 0

    def __init__(self, stand_in: Any, length: int) -> None:
        """Take what stands for the column."""
        self._stand_in = stand_in
        self._length = length

    def __len__(self) -> int:
        """Return the number of values."""
        return self._length

    def copy(self) -> ForeignArray:
        """Return the column itself, of which nothing can be changed."""
        return self

    def view(self, dtype: Any = None) -> Any:
        """Return the column itself, or use its values for another type."""
        return self if dtype is None else self._use()

    @classmethod
    def _concat_same_type(cls, to_concat: Any) -> Any:
        return to_concat[0]._use()

    def _use(self, *args: Any, **kwargs: Any) -> Any:
        return self._stand_in[:]


_OPERATORS = "eq ne lt le gt ge add radd sub rsub mul rmul truediv rtruediv floordiv mod pow neg"
_METHODS = "getitem setitem iter contains array invert and or xor"
for _name in ("isna", "take", "_reduce", "_accumulate"):
    setattr(ForeignArray, _name, ForeignArray._use)
for _name in (*_OPERATORS.split(), *_METHODS.split()):
    setattr(ForeignArray, f"__{_name}__", ForeignArray._use)

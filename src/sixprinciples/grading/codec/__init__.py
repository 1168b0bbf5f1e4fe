"""Values as data between the student's process and the checker's; executes nothing.

`encode` runs where the student's code ran, `decode` where the tests run. Types and values are
reproduced exactly, because the checks judge by both. What is no data (functions, iterators,
classes, objects of the student's own) stays in its process: functions are called across, anything
else is replaced by a stand-in that has the same type name and refuses to be used.

Each module below writes and reads a few kinds of values (`kind.Kind`), both ways side by side:
`scalars`, `containers`, `dates`, `arrays`, `extensions`, `tables`, `charts` and `remote`.
"""

from sixprinciples.grading.codec.envelope import (
    Outcome,
    decode_call,
    decode_outcome,
    encode_call,
    encode_outcome,
)
from sixprinciples.grading.codec.functions import FunctionTable
from sixprinciples.grading.codec.live import LiveObject, forget_live_uses, live_uses
from sixprinciples.grading.codec.meter import MOST_BYTES, DecodeError
from sixprinciples.grading.codec.values import decode, encode

__all__ = [
    "MOST_BYTES",
    "DecodeError",
    "FunctionTable",
    "LiveObject",
    "Outcome",
    "decode",
    "decode_call",
    "decode_outcome",
    "encode",
    "encode_call",
    "encode_outcome",
    "forget_live_uses",
    "live_uses",
]

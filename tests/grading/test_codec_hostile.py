"""Bytes from a student's process do no harm: a value within limits, or `DecodeError`."""

from __future__ import annotations

import datetime
import decimal
import fractions
import random
import struct
import subprocess
import sys
import zoneinfo
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from codec_samples import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from sixprinciples.drawn import Drawn
from sixprinciples.grading import codec
from sixprinciples.grading.codec import (
    DecodeError,
    FunctionTable,
    decode,
    decode_call,
    decode_outcome,
    encode,
    encode_outcome,
    registry,
)


@pytest.fixture(autouse=True)
def nothing_counts_as_used() -> Iterator[None]:
    codec.forget_live_uses()
    yield
    assert codec.live_uses() == ()


def tag(sample: object) -> bytes:
    """Return the byte that announces values of a sample's kind."""
    return bytes([registry.TAG_OF[registry.kind_of(sample)]])


def sized(content: bytes) -> bytes:
    return struct.pack("<I", len(content)) + content


def text(content: str) -> bytes:
    return sized(content.encode())


def data(value: object) -> bytes:
    return encode(value, FunctionTable())


AGAIN = bytes([registry.AGAIN])
ONE_BY_ONE = 253
PACKED = {float: 0, int: 1, bool: 2, str: 3, None: 4}


def items(*parts: bytes, count: int | None = None) -> bytes:
    return struct.pack("<IB", len(parts) if count is None else count, ONE_BY_ONE) + b"".join(parts)


def packed(kind: Any, count: int, content: bytes) -> bytes:
    return struct.pack("<IB", count, PACKED[kind]) + sized(content)


def array(dtype: str, shape: tuple[int, ...], content: bytes) -> bytes:
    head = struct.pack("<HI?", 0, 0, False) + text(dtype)
    sizes = struct.pack(f"<B{len(shape)}Q?", len(shape), *shape, 0)
    return tag(np.zeros(1)) + head + sizes + sized(content)


def whole(number: int) -> bytes:
    return data(number)


def refused(content: bytes) -> str:
    with pytest.raises(DecodeError) as caught:
        decode(content, None)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def only_decodes(content: bytes, read: Callable[[bytes], object]) -> None:
    """Read bytes; nothing but `DecodeError` may come of it, and looking at a value is safe."""
    try:
        value = read(content)
    except DecodeError:
        return
    with suppress(BaseException):
        repr(value)
    codec.forget_live_uses()


# --- bytes that were changed ----------------------------------------------------------------

WRITTEN = [written for written in map(data, SAMPLES) if len(written) < 4000]


def changed(written: bytes, chance: random.Random) -> bytes:
    """Return bytes with one or several changes of one kind."""
    place = chance.randrange(len(written))
    other = chance.choice(WRITTEN)
    match chance.randrange(6):
        case 0:
            return written[:place]
        case 1:
            return written + chance.randbytes(chance.randrange(1, 9))
        case 2:
            return written[:place] + other[chance.randrange(len(other)) :]
        case 3:
            several = bytearray(written)
            for _ in range(chance.randrange(1, 4)):
                several[chance.randrange(len(several))] ^= 1 << chance.randrange(8)
            return bytes(several)
        case 4:
            number = chance.choice([b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f", b"\1\0\0\0"])
            return written[:place] + number + written[place + 4 :]
        case _:
            kind = bytes([chance.randrange(len(registry.KINDS) + 1)])
            return written[:place] + kind + written[place + 1 :]


@pytest.mark.parametrize("seed", range(8))
def test_changed_bytes_are_a_value_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    for written in WRITTEN:
        for _ in range(8):
            only_decodes(changed(written, chance), lambda content: decode(content, None))


def test_every_beginning_of_a_value_is_refused() -> None:
    for written in WRITTEN:
        if len(written) < 300:
            for end in range(len(written)):
                refused(written[:end])


def test_bytes_after_a_value_are_refused() -> None:
    for written in WRITTEN:
        assert "left over" in refused(written + b"\0")


@settings(max_examples=500, derandomize=True, deadline=None, database=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_a_value_or_refused(content: bytes) -> None:
    for read in (
        lambda content: decode(content, None),
        lambda content: decode_outcome(content, None),
        lambda content: decode_call(content, FunctionTable()),
    ):
        only_decodes(content, read)


@pytest.mark.parametrize("seed", range(3))
def test_changed_outcomes_are_outcomes_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    table = FunctionTable()
    errors = [ValueError("law"), OSError(2, "law"), KeyError("law"), SystemExit(3)]
    outcomes = [encode_outcome(table, error=error, stdout="law") for error in errors]
    outcomes.append(encode_outcome(table, value={"a": [1, 2]}, stdout="law"))
    for written in outcomes * 100:
        only_decodes(changed(written, chance), lambda content: decode_outcome(content, None))


def test_kinds_in_the_place_of_others_are_refused_or_data() -> None:
    # Each part of a value that is built of others is taken by each other kind of value in turn.
    small = [written for written in WRITTEN if len(written) < 60]
    values = (
        pd.Series([1]), pd.Index(["a"]), pd.Categorical(["a"]), pd.DataFrame({"a": [1]}),
        np.ma.array([1]), pd.Interval(0, 1), range(3), DRAWN,
    )  # fmt: skip
    for written in map(data, values):
        for place in range(1, len(written)):
            for other in small[::7]:
                only_decodes(written[:place] + other, lambda content: decode(content, None))


DRAWN = Drawn(
    lines=[], bars=[], points=[], reference_x=[], reference_y=[], images=0, title="", xlabel="",
    ylabel="", xlim=[0.0, 1.0], ylim=[0.0, 1.0], xscale="linear", yscale="linear", xticklabels=[],
    yticklabels=[], legend=[], texts=[], source="",
)  # fmt: skip


# --- bytes that were made to do harm --------------------------------------------------------


def doubling(depth: int, kind: bytes) -> bytes:
    """Return a container that holds one twice that holds one twice, and so on."""
    inner = kind + items()
    for level in range(depth):
        inner = kind + items(inner, AGAIN + struct.pack("<I", level))
    return inner


def colliding(count: int) -> bytes:
    return items(*(whole(n * (2**61 - 1)) for n in range(1, count + 1)))


NONE, LIST, TUPLE = tag(None), tag([]), tag(())
ZONE, FRACTION = tag(zoneinfo.ZoneInfo("UTC")), tag(fractions.Fraction(1))
DECIMAL = tag(decimal.Decimal(1))
FLOATS = pd.Index([1.5])

BOMBS: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no such kind": lambda: b"\xfe",
    "list of all that can be counted": lambda: LIST + items(count=2**32 - 1),
    "packed numbers that are not there": lambda: LIST + packed(float, 2**32 - 1, b""),
    "nothing, four billion times": lambda: LIST + packed(None, 2**32 - 1, b"\xff" * 4),
    "many texts": lambda: LIST + packed(str, 3, b"\n" * (30 << 20)),
    "texts without a separator": lambda: LIST + packed(str, 4, b""),
    "many truth values": lambda: LIST + packed(bool, 5, b"\1" * (30 << 20)),
    "more items than may be": lambda: LIST + items(*[NONE] * 9_000_000),
    "deep lists": lambda: (LIST + struct.pack("<IB", 1, ONE_BY_ONE)) * 200_000 + NONE,
    "deep rows": lambda: LIST + struct.pack("<IBB", 0, 255, 1) * 200_000,
    "doubling lists": lambda: doubling(60, LIST),
    "key with doubling parts": lambda: tag({1}) + items(doubling(60, TUPLE)),
    "what is not there yet": lambda: LIST + items(AGAIN + struct.pack("<I", 0)),
    "number of thirty megabytes": lambda: tag(1) + sized(b"\1" * (30 << 20)),
    "fractions that take long": lambda: LIST
    + items(*[FRACTION + sized(b"\1" * 8000) + sized(b"\3" * 8000)] * 1500),
    "fraction without denominator": lambda: FRACTION + whole(1)[1:] + whole(0)[1:],
    "decimal that is none": lambda: DECIMAL + text("1__0"),
    "decimal of many digits": lambda: DECIMAL + text("1" * 10**6),
    "keys of one hash in a dict": lambda: tag({})
    + colliding(50_000) + packed(None, 50_000, bytes(50_000)),
    "keys of one hash in a set": lambda: tag({1}) + colliding(50_000),
    "key that cannot be one": lambda: tag({1}) + items(LIST + items()),
    "same key twice": lambda: tag({}) + items(whole(1), whole(1)) + items(NONE, NONE),
    "keys without values": lambda: tag({}) + items(whole(1)) + items(),
    "broken text": lambda: tag("") + sized(b"\xff\xfe"),
    "array that is not there": lambda: array("=d", (2**40,), b""),
    "array whose size overflows": lambda: array("=d", (2**63, 2), b""),
    "array of nothing, many times": lambda: array("=d", (0, 2**62), b""),
    "array of empty texts": lambda: array("=U0", (2**40,), b""),
    "array of too many dimensions": lambda: array("=d", (1,) * 200, b"\0" * 8),
    "array of truth values that are none": lambda: array("=?", (1,), b"\2"),
    "array of texts that are none": lambda: array("=U1", (1,), b"\xff" * 4),
    "array of long doubles that are none": lambda: array("=g", (1,), b"\0" * 8 + b"\1" * 8),
    "array of Python objects from bytes": lambda: array("=O", (1,), b"\0" * 8),
    "array of raw memory": lambda: array("=V8", (1,), b"\0" * 8),
    "array of a type given by code": lambda: array("i4,(10000000000,)f8", (1,), b"\0" * 8),
    "array of a type of a library": lambda: array("numpy.float64", (1,), b"\0" * 8),
    "record of objects": lambda: tag(np.dtype("f8")) + struct.pack("<HI?", 1, 8, False)
    + text("a") + text("=O") + struct.pack("<I", 0),
    "record beyond its own end": lambda: tag(np.dtype("f8")) + struct.pack("<HI?", 1, 8, False)
    + text("a") + text("=d") + struct.pack("<I", 2**31),
    "day that is none": lambda: tag(datetime.date(1, 1, 1)) + b"\0" * 4,
    "zone outside its folder": lambda: ZONE + text("../../../../etc/passwd"),
    "zone by the name of a module": lambda: ZONE + text("tzdata.zoneinfo"),
    "class that is not known": lambda: tag(int) + text("os.system"),
    "class of another module": lambda: tag(int) + text("subprocess.Popen"),
    "what is kept here": lambda: tag_of_home() + struct.pack("<Q", 1),
    "frequency that is code": lambda: tag(pd.PeriodDtype("M")) + text("__import__('os')"),
    "frequency that is a bomb": lambda: tag(pd.PeriodDtype("M")) + text("9" * 400 + "D"),
    "storage that is not known": lambda: tag(pd.StringDtype()) + text("os") + b"\0",
    "table without columns": lambda: tag(pd.DataFrame())
    + data(pd.RangeIndex(10**12)) + data(pd.RangeIndex(5)) + struct.pack("<I", 0) + NONE,
    "table of many columns": lambda: tag(pd.DataFrame())
    + data(pd.RangeIndex(1)) + data(pd.RangeIndex(10**12)) + struct.pack("<I", 0) + NONE,
    "column shorter than its index": lambda: tag(pd.Series([1]))
    + data(pd.RangeIndex(10**12)) + data(np.zeros(1)) + NONE + NONE,
    "column without dimensions": lambda: tag(pd.Series([1]))
    + data(pd.RangeIndex(10**12)) + data(np.array(1.5)) + NONE + NONE,
    "codes beyond their categories": lambda: tag(pd.Categorical(["a"]))
    + data(pd.CategoricalDtype(["a"])) + data(np.array([5], dtype=np.int8)),
    "codes beyond their levels": lambda: tag(pd.MultiIndex.from_tuples([(1, 2)]))
    + b"\1" + data(FLOATS) + data(np.array([7])) + NONE,
    "index of the wrong kind": lambda: tag(pd.DatetimeIndex([]))
    + data(np.zeros(1)) + NONE + text(""),
    "name that cannot be one": lambda: tag(pd.Series([1]))
    + data(pd.RangeIndex(1)) + data(np.zeros(1)) + LIST + items() + NONE,
    "frequency that does not fit": lambda: data(pd.DatetimeIndex(["2020-01-01", "2020-01-05"]))[:-4]
    + text("ME"),
    "record of a chart that is none": lambda: bytes([registry.TAG_OF[registry.CHART]]) + data({}),
}  # fmt: skip


def tag_of_home() -> bytes:
    return bytes([registry.TAG_OF[registry.HOME]])


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS)
def test_what_was_made_to_do_harm_is_refused(make: Callable[[], bytes]) -> None:
    refused(make())


LIMITED = """
import resource, sys
sys.path.insert(0, sys.argv[1]); sys.path.insert(0, sys.argv[2])
import test_codec_hostile as hostile
from sixprinciples.grading.codec import decode, DecodeError
bombs = {name: make() for name, make in hostile.BOMBS.items()}
pages = int(open("/proc/self/statm").read().split()[0])
limit = pages * resource.getpagesize() + (1 << 30)
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
for name, content in bombs.items():
    used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
    resource.setrlimit(resource.RLIMIT_CPU, (used + 20, resource.RLIM_INFINITY))
    try:
        decode(content, None)
    except DecodeError as error:
        print("MemoryError" in str(error), name)
print("done")
"""


def test_refusing_takes_little_memory_and_time() -> None:
    here = Path(__file__)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(here.parent), str(here.parents[1])],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert lines[-1:] == ["done"], done.stderr
    assert lines[:-1] == [f"False {name}" for name in BOMBS]


def test_what_is_large_by_nature_stays_lazy() -> None:
    assert decode(data(range(10**30)), None) == range(10**30)
    index = decode(data(pd.RangeIndex(10**15)), None)
    assert len(decode(data(pd.DataFrame(index=index)), None)) == 10**15


def test_stand_ins_among_keys_cannot_pretend_to_be_equal() -> None:
    live = [data(object()) for _ in range(3)]
    found = decode(tag({1}) + items(*live), None)
    assert len(found) == 3


# --- nothing is executed --------------------------------------------------------------------

WATCHED = """
import random, sys
sys.path.insert(0, sys.argv[1]); sys.path.insert(0, sys.argv[2])
import test_codec_hostile as hostile
from sixprinciples.grading.codec import decode, DecodeError

def read(content):
    try:
        decode(content, None)
    except DecodeError:
        pass

for content in hostile.WRITTEN:
    read(content)
events = []
EXPECTED = ("object.__getattr__", "object.__setattr__", "object.__delattr__", "code.__new__",
            "array.__new__")

def hook(event, args):
    if event not in EXPECTED and not (event == "open" and "zoneinfo" in str(args[0])):
        events.append((event, str(args)[:200]))

sys.addaudithook(hook)
chance = random.Random(7)
for content in hostile.WRITTEN:
    for _ in range(10):
        read(hostile.changed(content, chance))
found = list(events)
read(hostile.data(1)); exec("1")
print(found, len(events) > len(found))
"""


def test_reading_opens_imports_and_runs_nothing() -> None:
    here = Path(__file__)
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(here.parent), str(here.parents[1])],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "[] True\n", done.stderr


def test_the_codec_uses_neither_pickle_nor_eval() -> None:
    folder = Path(codec.__file__).parent
    words = Counter(
        word
        for path in folder.glob("*.py")
        for word in ("pickle", "eval(", "exec(", "__import__", "import_module", "marshal", "ctypes")
        if word in path.read_text(encoding="utf-8")
    )
    assert not words


def test_records_of_charts_hold_nothing_but_data() -> None:
    chart = bytes([registry.TAG_OF[registry.CHART]])
    assert decode(data(DRAWN), None) == decode(chart + data(DRAWN.to_dict()), None) == DRAWN
    for name, wrong in (("title", object()), ("xlim", [len, 1.0]), ("images", [1]), ("of", None)):
        refused(chart + data(DRAWN.to_dict() | {name: wrong}))

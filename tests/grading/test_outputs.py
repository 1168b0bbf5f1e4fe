"""Events of an interpreter become valid notebook outputs, whatever they hold."""

import json
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sixprinciples.grading.outputs import Outputs, error_output, valid_output

MOST = 10_000


def stream(text: str, name: str = "stdout") -> dict[str, Any]:
    return {"output": {"output_type": "stream", "name": name, "text": text}}


def display(text: str, display_id: str | None = None) -> dict[str, Any]:
    output = {"output_type": "display_data", "data": {"text/plain": text}, "metadata": {}}
    return {"output": output, "display_id": display_id}


def taken(*events: tuple[str, dict[str, Any]]) -> list[Any]:
    outputs = Outputs(MOST)
    for event, header in events:
        outputs.take(event, header)
    return outputs.finished()


def test_prints_that_follow_each_other_are_one_stream_and_the_kinds_stay_apart() -> None:
    found = taken(
        ("output", stream("a")),
        ("output", stream("b\n")),
        ("output", stream("no!", "stderr")),
        ("output", stream("c")),
    )
    assert [(o.name, o.text) for o in found] == [
        ("stdout", "ab\n"),
        ("stderr", "no!"),
        ("stdout", "c"),
    ]


def test_an_update_replaces_what_was_displayed_under_its_name() -> None:
    found = taken(
        ("output", display("0 %", "bar")),
        ("output", display("other", "else")),
        ("update", display("100 %", "bar")),
    )
    assert [o.data["text/plain"] for o in found] == ["100 %", "other"]


@pytest.mark.parametrize(("wait", "left"), [(False, ["new"]), (True, ["new"])])
def test_clearing_lets_go_of_what_was_shown(wait: bool, left: list[str]) -> None:
    found = taken(("output", stream("old")), ("clear", {"wait": wait}), ("output", stream("new")))
    assert [o.text for o in found] == left


def test_clearing_that_waits_for_nothing_keeps_what_was_shown() -> None:
    found = taken(("output", stream("old")), ("clear", {"wait": True}))
    assert [o.text for o in found] == ["old"]


def test_what_is_too_much_is_cut_off_with_a_note() -> None:
    outputs = Outputs(MOST)
    for _ in range(1000):
        outputs.take("output", stream("x" * 100))
    found = outputs.finished()
    assert len(json.dumps(found)) < MOST + 200
    assert found[-1].text.endswith("... Output truncated ...\n")
    assert outputs.size <= MOST


def test_updates_cannot_outgrow_the_limit_either() -> None:
    outputs = Outputs(MOST)
    outputs.take("output", display("0", "bar"))
    for number in range(1000):
        outputs.take("update", display(str(number) * 100, "bar"))
    assert len(json.dumps(outputs.finished())) < MOST


def test_parts_that_the_format_does_not_know_are_left_out() -> None:
    output = valid_output(
        {
            "output_type": "execute_result",
            "execution_count": "many",
            "data": {"text/plain": "1.0", "text/html": 3, "application/json": {"a": [1]}},
            "metadata": "none",
            "script": "evil",
        }
    )
    assert output == {
        "output_type": "execute_result",
        "execution_count": None,
        "data": {"text/plain": "1.0", "application/json": {"a": [1]}},
        "metadata": {},
    }


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "execute_result", "execution_count": 1, "metadata": {},
         "data": {"text/plain": "0.5"}},
        {"output_type": "error", "ename": "AssertionError", "evalue": "no", "traceback": ["no"]},
    ],
)  # fmt: skip
def test_what_decides_on_a_score_is_kept_when_all_room_is_taken(output: dict[str, Any]) -> None:
    outputs = Outputs(MOST)
    for _ in range(20):
        outputs.take("output", stream("x" * MOST))
        outputs.take("output", {"output": output})
    assert outputs.finished()[-1] == output
    assert len(outputs.finished()) == 2


def test_a_result_that_comes_too_late_is_bounded_too() -> None:
    outputs = Outputs(MOST)
    for kind in ("execute_result", "error"):
        long = {"text/plain": "9" * 10**6}
        outputs.take("output", {"output": {
            "output_type": kind, "data": long, "ename": "E", "evalue": "9" * 10**6,
            "traceback": ["9" * 10**6],
        }})  # fmt: skip
    found = outputs.finished()
    assert [output.output_type for output in found] == ["stream", "execute_result", "error"]
    assert len(json.dumps(found)) < 10**6


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = {"x": [value]}
    return value


@pytest.mark.parametrize(
    "value", [nested(600), {"x": float("inf")}, [[float("nan")]], [{}] * 10**6]
)
def test_what_no_file_can_hold_is_left_out(value: Any) -> None:
    """Readers and writers of notebooks are recursive, and browsers know no infinite numbers."""
    output = valid_output(
        {
            "output_type": "display_data",
            "data": {"text/plain": "kept", "application/json": value},
            "metadata": {"x": value},
        }
    )
    assert output == {
        "output_type": "display_data", "data": {"text/plain": "kept"}, "metadata": {}
    }  # fmt: skip


def test_figures_as_json_are_kept() -> None:
    output = valid_output(
        {
            "output_type": "display_data",
            "data": {"application/vnd.vega.v5+json": nested(12)},
            "metadata": {"application/vnd.vega.v5+json": {"scale": 1.5}},
        }
    )
    assert output is not None
    assert output.data == {"application/vnd.vega.v5+json": nested(12)}
    assert output.metadata == {"application/vnd.vega.v5+json": {"scale": 1.5}}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
OUTPUT = st.fixed_dictionaries(
    {"output_type": st.sampled_from(["stream", "error", "display_data", "execute_result", "x"])},
    optional={
        key: JSON for key in ("name", "text", "data", "metadata", "ename", "evalue", "traceback")
    },
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["output", "update", "clear"]), OUTPUT), max_size=4))
def test_every_notebook_with_such_outputs_is_valid(events: list[tuple[str, Any]]) -> None:
    found = taken(*((event, {"output": output}) for event, output in events))
    cell = nbformat.v4.new_code_cell("1", outputs=found)
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))
    nbformat.writes(nbformat.v4.new_notebook(cells=[cell])).encode()


def test_an_error_is_what_nbgrader_takes_for_one() -> None:
    output = error_output("MemoryError", "too much")
    nbformat.validate(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[output])])
    )
    assert "too much" in output.traceback[0]

"""Writes frames whose headers are JSON that a hasty reader trips over, one kind after the other.

An exception in the grader's own process would cost this submission, or all of them, their grades.
"""
# from: blank
# expect: score=0 flags=tampering

# %% total
import json
import os
import stat
import struct

deep = {"x": 1}
for _ in range(300):
    deep = {"x": deep}
outputs = [
    7, None, [], {}, {"output_type": ["stream"]}, {"output_type": "display_data"},
    {"output_type": "display_data", "data": 3, "metadata": []},
    {"output_type": "display_data", "data": {"text/plain": [[]], "x" * 500: "x"}, "metadata": deep},
    {"output_type": "display_data", "data": {"application/json": deep}, "metadata": {"x": 1e400}},
    {"output_type": "error", "traceback": "x", "ename": 4, "evalue": {}},
    {"output_type": "error", "traceback": [1, [], "\ud800"], "ename": "\ud800", "evalue": None},
    {"output_type": "stream", "text": ["x"], "name": "\0"},
    {"output_type": "stream", "text": "\ud800", "name": ["stdout"]},
    {"output_type": "execute_result", "data": {"text/plain": "3"}, "execution_count": 1e400},
]  # fmt: skip
headers = [
    *({"event": "output", "output": output, "display_id": ["x"]} for output in outputs),
    *({"event": "update", "output": output, "display_id": {}} for output in outputs),
    {"event": "clear", "wait": "x"},
    {"event": ["done"]},
    {"event": {"done": 1}},
    {"event": "call", "function": "x"},
    {"event": "decode_failed", "name": {}, "why": []},
    {"event": "done", "status": 4, "ename": ["x"], "execution_count": 1e400, "live": 5},
    {"event": "done", "unreadable": 5, "overdue": "x", "assertion": [], "execution_count": True},
    {"event": "values", "values": 3, "functions": "x"},
    {"event": "values", "values": {"total": [-1, 1e9]}, "functions": 1e400},
    {"event": "snapshot", "pid": 1},
    {"event": "ready"},
    [], None, 3, "done",
]  # fmt: skip
for number in range(3, 256):
    try:
        if not stat.S_ISSOCK(os.fstat(number).st_mode):
            continue
    except OSError:
        continue
    for header in headers:
        content = json.dumps(header).encode()
        os.write(number, struct.pack(">IQ", len(content), 0) + content)

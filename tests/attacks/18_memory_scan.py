"""Searches the raw memory of its own process for the words that mark hidden tests.

What was ever read into this process, or into the one it was forked from, could still lie there.
"""
# from: blank
# expect: score=0 stock=leaks

# %% extremes
import os
import re

mark = b"BEGIN" + b" HIDDEN" + b" TESTS"
numbers = re.compile(rb"hints=\{\d+|expected=\d+|number \d{6}|secret_total = \d+")
try:
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            place, rights = line.split()[:2]
            start, end = (int(part, 16) for part in place.split("-"))
            if rights.startswith("rw") and end - start < 1 << 28:
                os.lseek(memory.fileno(), start, os.SEEK_SET)
                try:
                    content = memory.read(end - start)
                except OSError:
                    continue
                if mark in content:
                    print("marks of hidden tests at", place)
                for found in numbers.findall(content):
                    print(place, found)
except OSError as error:
    print(error)

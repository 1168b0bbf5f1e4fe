"""Records on a disk that is full after ever so many bytes; run as a program on a small disk.

Prints the sentence of each refusal as JSON, one a line, and fails where anything was recorded
halfway or does not come out right once there is room again.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from gradebook_rows import read_rows
from recording_process import OPTIONS
from stock_course import NAME, assert_whole_submissions, graded_by, handed_in, tree

from sixprinciples.grading.assignment import read_assignment
from sixprinciples.grading.course import Course, open_course
from sixprinciples.grading.graded import Graded
from sixprinciples.grading.journal import Journal, JournalError
from sixprinciples.grading.record import Recorder, RecordError

STEP = 12 << 10


@contextmanager
def only(room: int, disk: Path) -> Iterator[None]:
    """Fill a disk but for some bytes."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        file.write(bytes(shutil.disk_usage(disk).free - room))
    yield
    filler.unlink()


def record(course: Course, results: list[Graded]) -> None:
    """Record all results, those first that the journal has pending."""
    with (
        Journal(course.root) as journal,
        closing(Recorder(course, read_assignment(course, NAME), journal)) as recorder,
    ):
        pending = [it.graded for it in journal.pending(NAME)]
        for graded in [*pending, *results]:
            submission = handed_in(course, graded.student)
            recorder.record(replace(graded, digest=submission.digest), submission, options=OPTIONS)


def assert_whole_folders(course: Course, whole: Course) -> None:
    """Check that each folder is as it should be, or not there."""
    for student in (whole.root / "autograded").iterdir():
        found = tree(course.autograded(student.name, NAME))
        assert found in ({}, tree(student / NAME)), f"{student.name}: half a folder"


def main(disk: Path, template: Path, stock: Path) -> None:
    """Record with less and less room, then with enough."""
    whole = open_course(stock)
    students = [path.name for path in sorted((stock / "submitted").iterdir())]
    results = [graded_by(whole, student) for student in students]
    room = 0
    refused = True
    while refused:
        shutil.copytree(template, disk / "course")
        course = open_course(disk / "course")
        with only(room, disk):
            try:
                record(course, results)
                refused = False
            except (RecordError, JournalError) as error:
                print(json.dumps(str(error)))
            assert_whole_submissions(course, whole)
            assert_whole_folders(course, whole)
        record(course, results)
        assert read_rows(course.db_url) == read_rows(whole.db_url)
        assert tree(disk / "course" / "autograded") == tree(stock / "autograded")
        shutil.rmtree(disk / "course")
        room += STEP


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

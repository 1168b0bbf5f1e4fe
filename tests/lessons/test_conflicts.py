"""Each conflict that the data keep on purpose is met by students in a lesson or an assignment."""

import re

import pytest
from repository import ROOT
from shown import seen_by_students

# Number in the list of data/README.md -> who treats it, and what a student must see of it there.
TREATED = {
    1: ("05_balance", ["15.9", "16.8"]),
    2: ("03_people", ["75.6", "90.6", "77.5"]),
    3: ("05_balance", ["394.2", "348.2"]),
    4: ("05_balance", ["1770", "1683"]),
    5: ("03_people", ["1.34 billion", "6.8 million"]),
    6: ("03_people", ["65.41", "54.3"]),
    7: ("07_cohesion", ["more than 7200"]),
    8: ("03_people", ["2013", "2016", "encyclopaedia"]),
    9: ("07_cohesion", ["OF113 and OF116", "ten million and twelve million"]),
    10: ("07_cohesion", ["110000"]),
    11: ("07_cohesion", ["4800", "42000"]),
    12: ("12_anti_fraud_law", ["391000", "549000", "366000", "1945000", "1864000"]),
    13: ("07_cohesion", ["540", "3000", "60000", "400000"]),
    14: ("06_innovation", ["10.8", "12.197", "11.439"]),
    15: ("07_cohesion", ["OF118 and OF134"]),
    16: ("05_balance", ["More than 70", "more than 60"]),
    17: ("05_balance", ["1850", "2312"]),
    18: ("05_balance", ["54.88", "54.81"]),
    19: ("06_innovation", ["83 million", "65.54"]),
    20: ("03_people", ["422", "132"]),
    21: ("05_balance", ["1.52", "56.7", "53.9"]),
}


def conflicts() -> list[int]:
    """Return the numbers of the list in the data dictionary."""
    text = (ROOT / "data" / "README.md").read_text("utf-8")
    part = text.split("### Conflicts kept on purpose")[1].split("\n#")[0]
    return [int(number) for number in re.findall(r"^(\d+)\. ", part, re.MULTILINE)]


def test_every_conflict_of_the_data_dictionary_has_a_lesson() -> None:
    assert conflicts() == list(TREATED)


@pytest.mark.parametrize("number", TREATED)
def test_a_conflict_is_met_in_its_lesson_or_assignment(number: int) -> None:
    slug, values = TREATED[number]
    shown = seen_by_students(slug)
    assert [value for value in values if value not in shown] == []

"""All that the answer names is found in the lesson that treats it: the lists are walked whole."""

import pytest
from shown import seen_by_students

from sixprinciples import load

OF_PRINCIPLE = {
    1: "02_leadership", 2: "03_people", 3: "04_legal_path",
    4: "05_balance", 5: "06_innovation", 6: "07_cohesion",
}  # fmt: skip
OF_LAW = {
    "csl": "08_cybersecurity_law", "ecl": "09_ecommerce_law", "dsl": "10_data_security_law",
    "pipl": "11_personal_information_law", "atofl": "12_anti_fraud_law",
    "algo_rec_2021": "13_algorithm_rules", "deep_synthesis_2022": "13_algorithm_rules",
}  # fmt: skip
# Claims with a number: where students see it, and how it is written there.
FIGURES = {
    "C01": ("14_judging", "28.90"), "C02": ("03_people", "1067"), "C03": ("03_people", "1411.75"),
    "C04": ("05_balance", "1.067 billion"), "C05": ("05_balance", "15.9"),
    "C06": ("05_balance", "56.1"), "C07": ("05_balance", "1845"), "C08": ("14_judging", "589.65"),
    "C09": ("05_balance", "2312"), "C11": ("14_judging", "1067.00"), "C14": ("03_people", "12 million"),
    "C15": ("07_cohesion", "4800"), "C16": ("03_people", "65.41"),
    "C17": ("12_anti_fraud_law", "464000"), "C19": ("06_innovation", "75.49"),
    "C22": ("07_cohesion", "172"), "C32": ("06_innovation", "11.439"),
}  # fmt: skip
# Mentions that the lessons call by another name than the table.
CALLED = {
    "compound annual growth of the digital economy": "15.9",
    "cellular IoT terminals and mobile phone users": "IoT terminals",
    "fiber-optic broadband network": "fibre",
    "rules on algorithm-based recommendation": "recommendation",
    "foreign parties": "foreign",
}

mentions = load("principle_mentions").query("kind != 'keyword'")
claims = load("claims")


@pytest.mark.parametrize("mention", list(mentions.itertuples()), ids=mentions["mention_id"])
def test_a_mention_is_found_in_the_lesson_of_its_principle(mention) -> None:  # noqa: ANN001
    shown = seen_by_students(OF_PRINCIPLE[mention.principle_no]).casefold()
    for part in CALLED.get(mention.mention, mention.mention).split(" and "):
        assert part.casefold() in shown


def test_every_law_that_is_named_has_a_lesson() -> None:
    named = load("instruments").query("named_in_source")
    assert set(named["id"]) == set(OF_LAW)
    for row in named.itertuples():
        shown = seen_by_students(OF_LAW[row.id])
        assert row.title_zh.removeprefix("中华人民共和国") in shown, row.id


@pytest.mark.parametrize("claim", list(claims.itertuples()), ids=claims["claim_id"])
def test_a_claim_is_met_in_its_lesson_and_judged_at_the_end(claim) -> None:  # noqa: ANN001
    assert claim.claim_id in seen_by_students("14_judging")
    if claim.paragraph in OF_PRINCIPLE:
        assert claim.claim_id in seen_by_students(OF_PRINCIPLE[claim.paragraph])


def test_every_figure_has_a_place() -> None:
    counted = claims[claims["value"].notna() & (claims["claim_type"] != "documentary")]
    assert set(FIGURES) == set(counted["claim_id"])


@pytest.mark.parametrize("claim", FIGURES)
def test_a_figure_is_seen_there(claim: str) -> None:
    slug, number = FIGURES[claim]
    assert number in seen_by_students(slug)

"""The short lines on a card."""

from decimal import Decimal

import pytest

from directory.spoken import ages
from search.document.lines import Price, access, cost, cost_code, opening


@pytest.mark.parametrize(
    ("youngest", "oldest", "said"),
    [
        (11, 18, "Ages 11 to 18"),
        (None, 5, "Up to 5"),
        (16, None, "16 and over"),
        (None, None, ""),
        (5, 5, "Age 5"),
        (0, 25, "Ages 0 to 25"),
        (0, None, "Any age"),
        ("2.5", 5, "Ages 2½ to 5"),
        ("0.5", 2, "Ages 6 months to 2"),
        ("3.2", None, "3.2 and over"),
    ],
)
def test_ages_are_said_as_a_parent_would(youngest, oldest, said):
    assert ages(*(None if age is None else Decimal(age) for age in (youngest, oldest))) == said


def test_a_price_says_what_it_buys():
    assert cost("", "", [Price(Decimal(3), "a session")], "") == "£3 a session"
    assert cost("", "", [Price(Decimal("2.50"))], "") == "£2.50"


def test_several_prices_start_with_the_least():
    prices = [Price(Decimal(6), "a session"), Price(Decimal(3), "a session")]
    assert cost("", "", prices, "") == "From £3 a session"


def test_free_is_said_only_when_it_is_stated():
    assert cost("free", "Free", [], "") == "Free"
    assert cost("", "", [Price(Decimal(0))], "") == "Free"
    assert cost("", "", [], "") == ""


def test_the_providers_words_come_before_a_band():
    assert cost("varies", "Depends", [], "Pay what you can") == "Pay what you can"
    assert cost("low", "Up to £5", [], "") == "Up to £5"
    assert cost("varies", "Depends", [], "") == "Depends: ask what it costs"


def test_stated_prices_can_be_filtered_by():
    assert cost_code("", [Price(Decimal(0))]) == "free"
    assert cost_code("", [Price(Decimal(0)), Price(Decimal(4))]) == "varies"
    assert cost_code("", [Price(Decimal(5))]) == "low"
    assert cost_code("", [Price(Decimal("5.01"))]) == "paid"
    assert cost_code("free", [Price(Decimal(9))]) == "free"
    assert cost_code("", []) == ""


def test_the_way_in_is_said_to_the_parent():
    assert access([("drop-in", "Drop in")]) == "Just turn up"
    assert access([("gp", "GP"), ("school", "School")]) == "Ask your school or GP"
    assert access([("school", "School"), ("self-referral", "Self-referral")]) == (
        "Contact them yourself, or ask your school"
    )
    assert access([("panel", "Panel"), ("social-worker", "Social worker")]) == (
        "Ask your social worker; a panel decides"
    )
    assert access([("panel", "Panel")]) == "A panel decides"
    assert access([("letter", "By letter")]) == "By letter"
    assert access([]) == ""


def test_a_card_without_a_summary_shows_how_the_description_begins():
    text = "A relaxed club for autistic teenagers. " + "More about it. " * 40
    assert opening(text, 45) == "A relaxed club for autistic teenagers."
    assert opening("Short.") == "Short."
    assert len(opening("word " * 100)) <= 164

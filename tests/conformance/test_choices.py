"""Filters, their counts and ages."""

import pytest

from search.engine.base import Engine
from search.terms import Facet, Group
from tests.conformance.people import BRIDGWATER, ask, counts, found, index, service, venue


def test_two_needs_chosen_find_either(engine: Engine) -> None:
    index(
        engine,
        service("A", needs=("autism",)),
        service("B", needs=("adhd",)),
        service("C", needs=("hearing",)),
    )
    assert sorted(found(engine, filters={Facet.NEED: ("autism", "adhd")})) == ["A", "B"]


def test_a_need_and_a_kind_chosen_must_both_hold(engine: Engine) -> None:
    index(engine, service("A", needs=("autism",), kinds=("club",)), service("B", needs=("autism",)))
    assert found(engine, filters={Facet.NEED: ("autism",), Facet.KIND: ("club",)}) == ["A"]


def test_a_service_that_states_no_need_does_not_match_every_need(engine: Engine) -> None:
    index(engine, service("Silent"), service("Clear", needs=("autism",)))
    assert found(engine, filters={Facet.NEED: ("autism",)}) == ["Clear"]


@pytest.mark.parametrize(
    ("facet", "parts"),
    [
        (Facet.NEED, {"needs": ("x",)}),
        (Facet.KIND, {"kinds": ("x",)}),
        (Facet.LEVEL, {"level": "x"}),
        (Facet.ACCESS, {"access": ("x",)}),
        (Facet.COST, {"cost": "x"}),
        (Facet.DELIVERY, {"delivery": ("x",)}),
        (Facet.WHEN, {"venues": (venue(1, when=("x",)),)}),
        (Facet.FEATURE, {"venues": (venue(1, features=("x",)),)}),
    ],
)
def test_every_facet_narrows_and_is_counted(engine: Engine, facet: Facet, parts: dict) -> None:
    index(engine, service("With", **parts), service("Without"))
    assert found(engine, filters={facet: ("x",)}) == ["With"]
    assert counts(engine, facet, ask())["x"] == 1


def test_counts_ignore_the_choice_made_in_their_own_facet(engine: Engine) -> None:
    index(
        engine,
        service("A", needs=("autism",), kinds=("club",)),
        service("B", needs=("adhd",), kinds=("club",)),
        service("C", needs=("adhd",), kinds=("advice",)),
    )
    asked = ask(filters={Facet.NEED: ("autism",)})
    assert counts(engine, Facet.NEED, asked) == {"autism": 1, "adhd": 2}
    assert counts(engine, Facet.KIND, asked) == {"club": 1}


def test_a_choice_that_leaves_nothing_is_still_shown_as_chosen(engine: Engine) -> None:
    index(engine, service("A", needs=("autism",)))
    lines = engine.search(ask(filters={Facet.NEED: ("unheard-of",)})).facets[Facet.NEED]
    assert {(line.code, line.count, line.chosen) for line in lines} == {
        ("autism", 1, False),
        ("unheard-of", 0, True),
    }


def test_counts_are_of_services_not_of_venues(engine: Engine) -> None:
    index(engine, service("A", venues=(venue(1, when=("monday",)), venue(2, when=("monday",)))))
    assert counts(engine, Facet.WHEN, ask("", BRIDGWATER)) == {"monday": 1}


def test_counts_are_of_what_the_place_and_the_radius_leave(engine: Engine) -> None:
    index(engine, service("Near", km=1, cost="free"), service("Far", km=50, cost="free"))
    assert counts(engine, Facet.COST, ask("", BRIDGWATER)) == {"free": 1}


def test_a_day_at_a_far_venue_is_not_counted_as_near(engine: Engine) -> None:
    index(engine, service("A", venues=(venue(1, when=("monday",)), venue(50, when=("sunday",)))))
    assert counts(engine, Facet.WHEN, ask("", BRIDGWATER)) == {"monday": 1}


def test_more_features_than_fit_in_sixteen_bits_are_all_counted(engine: Engine) -> None:
    codes = tuple(f"feature-{number:02}" for number in range(40))
    index(engine, service("A", venues=(venue(1, features=codes),)), service("B", km=2))
    assert counts(engine, Facet.FEATURE, ask()) == dict.fromkeys(codes, 1)
    assert found(engine, filters={Facet.FEATURE: ("feature-39",)}) == ["A"]


@pytest.mark.parametrize(
    ("low", "high", "age", "fits"),
    [
        (5, 11, 11, True),  # until the twelfth birthday
        (5, 11, 11.9, True),
        (5, 11, 12, False),
        (5, 11, 4.9, False),
        (5, 11, 4, False),
        (0, 2.5, 2.5, True),
        (0, 2.5, 2.6, False),
        (0, 2.5, 2, True),
        (0, 2.5, 3, False),
        (7.5, 11, 7, True),  # some children of seven are seven and a half
        (7.5, 11, 7.4, False),
        (None, 4, 0, True),
        (16, None, 25, True),
        (16, None, 15, False),
    ],
)
def test_a_child_of_an_age_is_found_a_place(
    engine: Engine, low: float | None, high: float | None, age: float, fits: bool
) -> None:
    index(engine, service("Club", age_min=low, age_max=high))
    assert found(engine, age=age) == (["Club"] if fits else [])


def test_services_that_state_no_age_are_left_out_and_counted(engine: Engine) -> None:
    index(engine, service("Silent"), service("Teens", age_min=13, age_max=17), service("Tots", age_max=4))
    answer = engine.search(ask(age=14))
    assert [hit.document.name for hit in answer.hits] == ["Teens"]
    assert answer.age_not_stated == 1
    assert engine.search(ask()).age_not_stated == 0


def test_only_those_that_match_all_else_count_as_stating_no_age(engine: Engine) -> None:
    index(engine, service("Chess"), service("Judo"), service("Judo far", km=80))
    assert engine.search(ask("judo", age=14)).age_not_stated == 2
    assert engine.search(ask("judo", BRIDGWATER, age=14)).age_not_stated == 0


def test_age_bands_overlap_and_silence_is_a_band_of_its_own(engine: Engine) -> None:
    index(engine, service("Wide", age_min=4, age_max=12), service("Silent"), service("Tots", age_max=4))
    assert counts(engine, Facet.AGE, ask()) == {"0-4": 2, "5-10": 1, "11-15": 1, "not-stated": 1}
    assert found(engine, filters={Facet.AGE: ("not-stated",)}) == ["Silent"]


def test_every_group_is_counted_in_the_facets(engine: Engine) -> None:
    index(engine, service("Hall", km=1, cost="free"), service("Web", delivery=("online",), cost="free"))
    asked = ask("", BRIDGWATER, group=Group.NEAR)
    assert counts(engine, Facet.COST, asked) == {"free": 2}

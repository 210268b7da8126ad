"""What a family means, said in every way that listings may say it."""

import pytest

from search.engine.base import Engine
from search.terms import Facet
from tests.conformance.people import ask, found, index, put, service, sought, venue, way, withdraw


def test_help_is_found_whichever_way_its_listing_says_it(engine: Engine) -> None:
    index(engine, service("Respite house"), service("Short stays"), service("Chess"))
    a_break = sought(way("respite"), way("stays", worth=0.7))
    assert found(engine, sought=(a_break,)) == ["Respite house", "Short stays"]


def test_what_was_understood_is_looked_for_and_not_the_words_as_typed(engine: Engine) -> None:
    index(engine, service("Respite house"), service("Resbite"))
    assert found(engine, "resbite", sought=(sought(way("respite")),)) == ["Respite house"]


def test_a_way_of_two_words_is_only_for_a_service_that_holds_both(engine: Engine) -> None:
    index(engine, service("Short walks"), service("Break dancing"), service("Short break house"))
    assert found(engine, sought=(sought(way("short", "break")),)) == ["Short break house"]


def test_the_words_of_one_way_may_stand_in_different_places_of_a_listing(engine: Engine) -> None:
    index(
        engine,
        service("Speech", summary="Help with language", description="Therapy at home"),
        service("Speech and language"),
    )
    assert found(engine, sought=(sought(way("speech", "language", "therapy")),)) == ["Speech"]


def test_two_words_of_one_way_count_for_as_much_as_one_word_of_another(engine: Engine) -> None:
    index(
        engine,
        *(service(f"Chess {number}") for number in range(20)),
        service("Speech therapy", id="b"),
        service("Salt therapy", id="a"),
    )
    one, two = way("salt"), way("speech", "therapy")
    # "Therapy" is in both and so tells a little less than "salt": the mean of two is not their sum.
    assert found(engine, sought=(sought(one, two),)) == ["Salt therapy", "Speech therapy"]


def test_a_way_with_a_word_that_nobody_holds_finds_nobody(engine: Engine) -> None:
    index(engine, service("Short break"))
    assert found(engine, sought=(sought(way("short", "quidditch")),)) == []
    assert found(engine, sought=(sought(way("quidditch"), way("break")),)) == ["Short break"]


def test_a_thing_that_nothing_says_finds_nothing_rather_than_everything(engine: Engine) -> None:
    index(engine, service("Chess"))
    assert found(engine, sought=(sought(),)) == []


@pytest.mark.parametrize(
    ("facet", "parts"),
    [
        (Facet.NEED, {"needs": ("broader", "x")}),
        (Facet.KIND, {"kinds": ("x",)}),
        (Facet.LEVEL, {"level": "x"}),
        (Facet.ACCESS, {"access": ("x",)}),
        (Facet.COST, {"cost": "x"}),
        (Facet.DELIVERY, {"delivery": ("x",)}),
        (Facet.WHEN, {"venues": (venue(1), venue(90, when=("x",)))}),
        (Facet.FEATURE, {"venues": (venue(1), venue(90, features=("x",)))}),
    ],
)
def test_a_listing_under_the_right_heading_is_found_without_a_word_in_common(
    engine: Engine, facet: Facet, parts: dict
) -> None:
    index(engine, service("Thursday Crew", **parts), service("Chess"))
    put(engine, service("Friday Crew", **parts), service("Judo"))
    asked = (sought(way("autism"), way(topic=(facet, "x"))),)
    assert sorted(found(engine, sought=asked)) == ["Friday Crew", "Thursday Crew"]
    assert found(engine, sought=(sought(way(topic=(facet, "unheard-of"))),)) == []


def test_a_listing_that_serves_a_child_of_the_age_sought_is_found(engine: Engine) -> None:
    index(
        engine,
        service("Juniors", age_min=5, age_max=7),
        service("Teens", age_min=13, age_max=18),
        service("Silent"),
    )
    assert found(engine, sought=(sought(way(age=7.0)),)) == ["Juniors"]
    assert found(engine, sought=(sought(way(age=7.5)),)) == ["Juniors"]
    assert found(engine, sought=(sought(way(age=8.0)),)) == []


def test_what_is_not_needed_brings_nobody_in_and_puts_first_who_has_it(engine: Engine) -> None:
    index(engine, service("A swimming"), service("B swimming for dads"), service("C dads and sheds"))
    asked = (sought(way("swimming")), sought(way("dads"), needed=False))
    assert found(engine, sought=asked) == ["B swimming for dads", "A swimming"]


def test_of_two_things_needed_either_is_enough(engine: Engine) -> None:
    index(engine, service("Chess"), service("Judo"), service("Pottery for dads"))
    asked = (sought(way("chess")), sought(way("judo")), sought(way("dads"), needed=False))
    assert sorted(found(engine, sought=asked)) == ["Chess", "Judo"]


def test_when_nothing_is_needed_any_of_it_is_enough(engine: Engine) -> None:
    index(engine, service("Chess"), service("Judo"), service("Pottery"))
    asked = (sought(way("chess"), needed=False), sought(way("judo"), needed=False))
    assert sorted(found(engine, sought=asked)) == ["Chess", "Judo"]


def test_when_nobody_has_what_is_needed_nobody_is_shown_for_the_rest(engine: Engine) -> None:
    index(engine, service("Judo for dads"))
    asked = (sought(way("chess")), sought(way("dads"), needed=False))
    answer = engine.search(ask(sought=asked))
    assert (answer.total, answer.hits, answer.beyond) == (0, (), ())


def test_when_nothing_says_what_is_needed_nobody_is_shown_for_the_rest(engine: Engine) -> None:
    index(engine, service("Judo for dads"))
    put(engine, service("Chess for dads"))
    asked = (sought(), sought(way("dads"), needed=False))
    answer = engine.search(ask(sought=asked))
    assert (answer.total, answer.hits, answer.beyond) == (0, (), ())


def test_a_surer_way_to_say_it_comes_first(engine: Engine) -> None:
    index(engine, service("Alpha", id="2"), service("Gamma", id="1"))
    for surer, first in (("alpha", "Alpha"), ("gamma", "Gamma")):
        ways = tuple(way(word, worth=1.0 if word == surer else 0.4) for word in ("alpha", "gamma"))
        assert found(engine, sought=(sought(*ways),))[0] == first


def test_saying_one_thing_in_many_ways_adds_nothing_to_its_best_way(engine: Engine) -> None:
    index(engine, service("Relief sitting caring"), service("Respite"))
    weaker = (way(word, worth=0.6) for word in ("relief", "sitting", "caring"))
    assert found(engine, sought=(sought(way("respite"), *weaker),))[0] == "Respite"


def test_two_things_sought_beat_one_thing_said_in_three_ways(engine: Engine) -> None:
    index(engine, service("Swim swimming pool"), service("Autism and pool evenings for us all"))
    asked = (sought(way("swimming"), way("pool")), sought(way("autism")))
    assert found(engine, sought=asked)[0] == "Autism and pool evenings for us all"


def test_all_of_what_was_sought_beats_the_rarest_half_of_it(engine: Engine) -> None:
    common = [service(f"Youth club {number}") for number in range(30)]
    index(engine, *common, service("Trampoline"), service("Evenings", summary="Youth club with a trampoline"))
    asked = (sought(way("youth")), sought(way("club")), sought(way("trampoline")))
    assert found(engine, sought=asked)[0] == "Evenings"


def test_what_weighs_more_in_the_question_decides(engine: Engine) -> None:
    index(engine, service("Autism", id="1"), service("Chess", id="2"))
    for weighty, first in (("autism", "Autism"), ("chess", "Chess")):
        asked = tuple(sought(way(word), weight={weighty: 3.0}.get(word, 1.0)) for word in ("autism", "chess"))
        assert found(engine, sought=asked)[0] == first


def test_a_heading_says_more_than_a_word_in_passing(engine: Engine) -> None:
    passing = "We once met a group that likes autism friendly films and then went home again"
    index(
        engine,
        *(service(f"Chess {number}") for number in range(8)),
        service("A passing", description=passing),
        service("B listed", needs=("autism",)),
    )
    asked = (sought(way("autism"), way(topic=(Facet.NEED, "autism"))),)
    assert found(engine, sought=asked) == ["B listed", "A passing"]


def test_the_fields_named_as_matched_are_those_that_hold_a_word_of_any_way(engine: Engine) -> None:
    index(engine, service("Plain", summary="Short films", description="Respite", needs=("autism",)))
    asked = (
        sought(way("respite")),
        sought(way("short", "break"), way(topic=(Facet.NEED, "autism")), needed=False),
    )
    (hit,) = engine.search(ask(sought=asked)).hits
    assert hit.matched == ("summary", "description")


def test_each_result_names_its_own_fields_and_not_those_of_another(engine: Engine) -> None:
    index(engine, service("Alpha", summary="Chess"), service("Judo", description="Beta"))
    hits = engine.search(ask(sought=(sought(way("chess")), sought(way("judo"))))).hits
    assert {hit.document.name: hit.matched for hit in hits} == {"Alpha": ("summary",), "Judo": ("name",)}


def test_what_is_sought_is_found_in_what_was_published_a_second_ago_and_not_in_what_was_withdrawn(
    engine: Engine,
) -> None:
    index(engine, service("Short break one"), service("Short break two"), service("Short walks"))
    put(engine, service("Break for a short while"), service("Short films"))
    withdraw(engine, "short-break-one")
    asked = (sought(way("short", "break")),)
    assert sorted(found(engine, sought=asked)) == ["Break for a short while", "Short break two"]

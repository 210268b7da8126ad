"""Guidance beside help: found by the same words, on a shelf of its own, and in nobody's way."""

import pytest

from search import ranking
from search.engine.base import Engine
from search.explaining import explain, stems_shared
from search.terms import SECTION_SIZES, Box, Document, Facet, Group, Shelf, Sort, Suggestion, Way
from search.words import stem
from tests.conformance.people import (
    BRIDGWATER,
    ask,
    days_ago,
    found,
    index,
    names,
    put,
    service,
    sought,
    venue,
    way,
    wish,
    withdraw,
)


def page(name: str, label: str = "Guidance", **parts) -> Document:
    """A page of guidance."""
    return service(name, shelf=Shelf.GUIDANCE, label=label, **parts)


def guided(engine: Engine, words: str = "", near=None, **parts) -> list[str]:
    """The names of all guidance that is found, best first."""
    return names(engine.search(ask(words, near, group=Group.GUIDANCE, **parts)).hits)


def test_a_parent_finds_help_and_what_to_expect_with_the_same_words(engine: Engine) -> None:
    index(engine, service("Noise club"), page("Noise in class"), page("Reading at home"))
    answer = engine.search(ask("noise"))
    assert names(answer.hits) == ["Noise club"]
    assert names(answer.sections[Group.GUIDANCE]) == ["Noise in class"]
    assert answer.groups == {Group.LISTED: 1, Group.GUIDANCE: 1}
    assert answer.total == 1


def test_guidance_is_in_no_count_of_help(engine: Engine) -> None:
    everything = {"needs": ("autism",), "kinds": ("club",), "cost": "free", "delivery": ("online",)}
    index(
        engine,
        service("Noise club", km=1, **everything),
        page("Noise in class", covers=BRIDGWATER.area_codes, venues=(venue(2),), **everything),
        page("Noise far away", venues=(venue(90),), **everything),
    )
    for near in (None, BRIDGWATER):
        for filters in ({}, {Facet.COST: ("free",)}, {Facet.NEED: ("autism",), Facet.KIND: ("club",)}):
            with_guidance = engine.search(ask("noise", near, filters=filters, age=5.0, page=1))
            assert with_guidance.age_not_stated == 1
            answer = engine.search(ask("noise", near, filters=filters))
            assert answer.total == 1
            assert answer.beyond == ()
            assert all(line.count == 1 for lines in answer.facets.values() for line in lines)


def test_guidance_is_found_wherever_the_family_is(engine: Engine) -> None:
    index(engine, page("Noise in class"), page("Noise at home", venues=(venue(300),)))
    answer = engine.search(ask("noise", BRIDGWATER, miles=2))
    assert answer.groups[Group.GUIDANCE] == 2
    assert answer.total == 0


@pytest.mark.parametrize(
    "parts",
    [
        {"age": 7.0},
        {"filters": {Facet.COST: ("free",)}},
        {"filters": {Facet.WHEN: ("saturday",)}},
        {"filters": {Facet.FEATURE: ("step-free",), Facet.ACCESS: ("gp",), Facet.LEVEL: ("universal",)}},
        {"filters": {Facet.DELIVERY: ("online",), Facet.AGE: ("0-4",)}},
        {"box": Box(50.0, -4.0, 50.1, -3.9)},
    ],
)
def test_what_was_chosen_of_services_says_nothing_of_guidance(engine: Engine, parts: dict) -> None:
    index(engine, page("Noise in class"), page("Noise day", venues=(venue(1),)))
    for near in (None, BRIDGWATER):
        assert engine.search(ask("noise", near, **parts)).groups[Group.GUIDANCE] == 2
        assert len(guided(engine, "noise", near, **parts)) == 2


def test_a_need_and_a_kind_chosen_narrow_guidance_too(engine: Engine) -> None:
    index(
        engine,
        page("Noise A", needs=("hearing",), kinds=("advice",)),
        page("Noise B", needs=("autism",), kinds=("advice",)),
        page("Noise C", needs=("hearing",)),
    )
    assert guided(engine, "noise", filters={Facet.NEED: ("hearing", "adhd")}) == ["Noise A", "Noise C"]
    both = {Facet.NEED: ("hearing",), Facet.KIND: ("advice",)}
    assert guided(engine, "noise", filters=both) == ["Noise A"]
    assert engine.search(ask(filters=both)).groups[Group.GUIDANCE] == 1


def test_a_family_who_asked_for_nothing_is_shown_no_guidance(engine: Engine) -> None:
    index(engine, page("Noise in class"), service("Club", km=1))
    for asked in (ask(), ask(near=BRIDGWATER), ask(filters={Facet.COST: ("free",)}), ask(age=4.0)):
        answer = engine.search(asked)
        assert Group.GUIDANCE not in answer.groups
        assert Group.GUIDANCE not in answer.sections
    everything = engine.search(ask(group=Group.GUIDANCE))
    assert names(everything.hits) == ["Noise in class"]
    assert everything.groups == {Group.LISTED: 1, Group.GUIDANCE: 1}


def test_all_guidance_can_be_paged_through_while_help_is_still_counted(engine: Engine) -> None:
    pages = [page(f"Noise {number:02}") for number in range(11)]
    index(engine, *pages, service("Noise club", km=1), service("Noise online", delivery=("online",)))
    told = [f"Noise {number:02}" for number in range(11)]
    for near in (None, BRIDGWATER):
        first, second, last, past = (
            engine.search(ask("noise", near, group=Group.GUIDANCE, page=number, per_page=5))
            for number in (1, 2, 3, 4)
        )
        assert names([*first.hits, *second.hits, *last.hits]) == told
        assert past.hits == ()
        for answer in (first, second, last, past):
            assert answer.total == 2
            assert answer.groups[Group.GUIDANCE] == 11
            assert names(answer.sections[Group.GUIDANCE]) == told[: SECTION_SIZES[Group.GUIDANCE]]
            helping = [
                hit for group, hits in answer.sections.items() if group is not Group.GUIDANCE for hit in hits
            ]
            assert sorted(names(helping)) == ["Noise club", "Noise online"]
    few = engine.search(ask("noise", group=Group.GUIDANCE, per_page=2))
    assert names(few.hits) == told[:2]
    assert names(few.sections[Group.GUIDANCE]) == told[:4]


def test_the_first_few_are_the_best_ones(engine: Engine) -> None:
    index(engine, *(page(f"About {number}", description="noise " + "word " * 90) for number in range(9)))
    put(engine, page("Noise", checked=days_ago(1)))
    answer = engine.search(ask("noise", BRIDGWATER))
    assert len(answer.sections[Group.GUIDANCE]) == 4
    assert answer.sections[Group.GUIDANCE][0].document.name == "Noise"
    assert names(answer.sections[Group.GUIDANCE]) == guided(engine, "noise", BRIDGWATER)[:4]


def test_guidance_is_as_good_as_its_words_its_wishes_and_its_freshness_whatever_its_distance(
    engine: Engine,
) -> None:
    things = (sought(way("noise"), Way(topic=(Facet.NEED, "hearing"))), sought(way("class")))
    asked = ask(
        "class noise",
        near=BRIDGWATER,
        sought=things,
        wishes=(wish(Way(topic=(Facet.KIND, "advice"))),),
        group=Group.GUIDANCE,
    )
    held = [
        page("Noise in class", needs=("hearing",), kinds=("advice",), checked=days_ago(90)),
        page("Class day", venues=(venue(12),), checked=days_ago(3), standing=0.8),
        page("Hearing", needs=("hearing", "vision")),
        page("Noise"),
        service("Noise club", km=1),
        service("Class of noise", km=4),
    ]
    index(engine, *held)
    hits = engine.search(asked).hits
    assert hits[0].document.name == "Noise in class"
    assert len(hits) == 4
    holding = {stem("noise"): 4, stem("class"): 3, "need=hearing": 2}
    rarity = {word: ranking.rarity(len(held), count) for word, count in holding.items()}
    assert set(stems_shared(hits, asked)) == set(rarity)
    for hit in hits:
        assert hit.score == pytest.approx(explain(hit, asked, rarity).score, rel=1e-3)


def test_a_parent_who_asks_for_a_club_is_also_shown_what_to_read_about_the_need(engine: Engine) -> None:
    """ "Autism club": only a club will do as help, but anything about autism is worth reading."""
    autism = sought(way("autism"), Way(topic=(Facet.NEED, "autism")), needed=False)
    general = sought(way("child"), needed=False)
    club = sought(way("club"))
    index(
        engine,
        page("Calm mornings", needs=("autism",)),
        page("Autism"),
        page("Joining a club", needs=("autism",)),
        page("Every child"),
        service("Autism advice", needs=("autism",)),
        service("Chess club"),
    )
    answer = engine.search(ask(sought=(autism, club, general)))
    assert names(answer.hits) == ["Chess club"]
    first = names(answer.sections[Group.GUIDANCE])
    assert first[0] == "Joining a club"
    assert sorted(first) == ["Autism", "Calm mornings", "Joining a club"]
    assert guided(engine, sought=(general, club)) == ["Joining a club"]
    assert sorted(guided(engine, sought=(general, sought(way("autism"), needed=False)))) == [
        "Autism",
        "Every child",
    ]


def test_a_page_about_one_need_comes_before_pages_that_carry_it_among_others(engine: Engine) -> None:
    everything = ("autism", "vision", "hearing", "epilepsy", "anxiety")
    index(
        engine,
        page("All of it", needs=everything, checked=days_ago(0)),
        page("Two of it", needs=everything[:2]),
        page("Just this", needs=everything[:1]),
        page("Another", needs=("vision",)),
    )
    autism = (sought(way("autism"), Way(topic=(Facet.NEED, "autism"))),)
    assert guided(engine, sought=autism) == ["Just this", "Two of it", "All of it"]
    assert guided(engine, "vision", sought=(sought(Way(topic=(Facet.NEED, "vision"))),)) == [
        "Another",
        "Two of it",
        "All of it",
    ]


def test_news_of_today_comes_before_older_guidance_only_where_all_else_is_the_same(engine: Engine) -> None:
    index(
        engine,
        page("Noise in class", summary="noise", checked=None),
        page("Noise in town", checked=days_ago(700)),
        page("Noise on news", checked=days_ago(0)),
    )
    assert guided(engine, "noise") == ["Noise in class", "Noise on news", "Noise in town"]


def test_a_page_that_says_a_familys_own_words_comes_before_one_with_other_words_for_it(
    engine: Engine,
) -> None:
    refusing = sought(way("hates", "school"), way("counselling"), way("webchat"), way("listening"))
    index(
        engine,
        page("Webchat and counselling"),
        page("Getting help", topics="I hate school. My work is hard"),
        page("School for all"),
    )
    assert guided(engine, "hates school", sought=(refusing,)) == ["Getting help", "Webchat and counselling"]


def test_a_part_of_what_other_pages_say_stands_behind_a_page_to_begin_with(engine: Engine) -> None:
    index(
        engine,
        page("Quiet room", needs=("autism",), standing=0.8),
        page("Quiet space", needs=("autism",)),
    )
    assert guided(engine, "quiet") == ["Quiet space", "Quiet room"]
    assert guided(engine, sought=(sought(Way(topic=(Facet.NEED, "autism"))),)) == [
        "Quiet space",
        "Quiet room",
    ]


def test_no_family_finds_guidance_by_how_an_engine_holds_its_needs(engine: Engine) -> None:
    index(engine, page("Calm mornings", needs=("autism",)), service("Club", needs=("autism",)))
    for words in ("need=autism", "need autism", "needautism"):
        assert guided(engine, words) == []


def test_an_event_carries_the_venue_nearest_to_the_family(engine: Engine) -> None:
    index(engine, page("Noise day", label="Event", venues=(venue(None), venue(40), venue(3), venue(9))))
    (near,) = engine.search(ask("noise", BRIDGWATER, filters={Facet.WHEN: ("monday",)})).sections[
        Group.GUIDANCE
    ]
    assert near.group is Group.GUIDANCE
    assert near.venue == 2
    assert near.distance_km == pytest.approx(3, abs=0.002)
    (anywhere,) = engine.search(ask("noise")).sections[Group.GUIDANCE]
    assert (anywhere.venue, anywhere.distance_km) == (0, None)
    index(engine, page("Noise in class"))
    (read,) = engine.search(ask("noise", BRIDGWATER)).sections[Group.GUIDANCE]
    assert (read.venue, read.distance_km) == (None, None)


def test_an_event_nearby_is_not_ranked_before_better_guidance(engine: Engine) -> None:
    index(engine, page("Noise in class"), page("Talk", description="noise", venues=(venue(0),)))
    for sort in (Sort.BEST, Sort.NEAREST):
        assert guided(engine, "noise", BRIDGWATER, sort=sort) == ["Noise in class", "Talk"]


def test_guidance_follows_the_order_that_was_asked_for(engine: Engine) -> None:
    index(
        engine,
        page("C noise", checked=days_ago(2)),
        page("A noise", checked=days_ago(9)),
        page("B noise"),
    )
    assert guided(engine, "noise", sort=Sort.NAME) == ["A noise", "B noise", "C noise"]
    assert guided(engine, "noise", BRIDGWATER, sort=Sort.CHECKED) == ["C noise", "A noise", "B noise"]


def test_only_some_labels_of_guidance_can_be_asked_for(engine: Engine) -> None:
    index(engine, page("Noise day", "Event"), page("Noise in class", "What to expect"), service("Noise club"))
    put(engine, page("Noise news", "News"), page("Noise without", ""))
    assert guided(engine, "noise", labels=("What to expect",)) == ["Noise in class"]
    assert guided(engine, "noise", labels=("News", "Event")) == ["Noise day", "Noise news"]
    assert guided(engine, "noise", labels=("",)) == ["Noise without"]
    assert guided(engine, "noise", labels=("Nothing",)) == []
    assert found(engine, "noise", labels=("News",)) == ["Noise club"]


def test_a_page_that_is_withdrawn_or_becomes_another_leaves_at_once(engine: Engine) -> None:
    index(engine, page("Noise in class"), page("Noise at home"), service("Noise club"))
    withdraw(engine, "noise-in-class")
    assert guided(engine, "noise") == ["Noise at home"]
    put(engine, page("Quiet", id="noise-at-home"))
    assert guided(engine, "noise") == []
    assert guided(engine, "quiet") == ["Quiet"]
    assert engine.health().documents == 2
    assert [key for key, _ in engine.stamps()] == ["noise-at-home", "noise-club"]


def test_services_come_in_the_same_order_whatever_guidance_is_about(engine: Engine) -> None:
    helping = [service("Autism club", km=3), service("Club", km=1), service("Autism", km=9)]
    index(engine, *helping)
    asked = ask("autism club", BRIDGWATER)
    alone = engine.search(asked)
    put(engine, page("Reading at home"), page("Sums"))
    beside = engine.search(asked)
    assert names(beside.hits) == names(alone.hits)
    assert (beside.total, beside.facets) == (alone.total, alone.facets)


def test_a_page_is_suggested_by_its_name_with_what_it_is(engine: Engine) -> None:
    index(engine, page("Noise in class", "What to expect", organisation="School"), service("Noise club"))
    assert engine.suggest("noi") == (
        Suggestion("Noise club", "service", "noise-club"),
        Suggestion("Noise in class", "page", "noise-in-class", "What to expect"),
    )
    put(engine, page("Noise news", "News"))
    assert Suggestion("Noise news", "page", "noise-news", "News") in engine.suggest("noise n")
    withdraw(engine, "noise-in-class")
    assert [one.text for one in engine.suggest("noise in")] == []

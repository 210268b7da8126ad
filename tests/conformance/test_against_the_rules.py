"""Random services, places and choices: the engine finds what the plain rules find, no more and no less."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from geopy.distance import geodesic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine.base import Change, Engine
from search.terms import (
    SECTION_SIZES,
    VENUE_FACETS,
    Asked,
    Box,
    Document,
    Facet,
    Group,
    Near,
    Shelf,
    Sort,
    Sought,
    VenueEntry,
    Way,
    Wish,
)
from tests.conformance import oracle
from tests.conformance.people import TODAY, days_ago, way

WORDS = ("autism", "autistic", "club", "clubs", "youth", "swimming", "respite", "parents", "support")
CODES = {
    Facet.NEED: ("autism", "adhd", "hearing"),
    Facet.KIND: ("club", "advice"),
    Facet.LEVEL: ("universal", "specialist"),
    Facet.ACCESS: ("self-referral", "gp"),
    Facet.COST: ("free", "paid"),
    Facet.DELIVERY: ("venue", "comes-to-you", "online", "phone"),
    Facet.WHEN: ("monday", "saturday", "holidays"),
    Facet.FEATURE: tuple(f"feature-{number}" for number in range(18)),
    Facet.AGE: ("0-4", "5-10", "11-15", "16-25", "not-stated"),
}
LABELS = ("", "Event", "What to expect")
AREAS = ("wells", "mendip", "exmoor")

text = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
age = st.none() | st.sampled_from((0.0, 2.5, 4.0, 5.0, 7.0, 7.5, 11.0, 15.0, 18.0, 25.0))
latitude = st.floats(50.9, 51.4).map(lambda degrees: round(degrees, 3))
longitude = st.floats(-3.8, -2.3).map(lambda degrees: round(degrees, 3))


def some(codes: tuple[str, ...], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(codes), unique=True, max_size=most).map(tuple)


@st.composite
def venues(draw: st.DrawFn) -> VenueEntry:
    known = draw(st.booleans()) or draw(st.booleans())
    return VenueEntry(
        id="v",
        name="Hall",
        town="",
        postcode="",
        lat=draw(latitude) if known else None,
        lon=draw(longitude) if known else None,
        when=draw(some(CODES[Facet.WHEN], 2)),
        features=draw(some(CODES[Facet.FEATURE])),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    return Document(
        id=f"s{draw(st.integers(0, 40)):02}",
        stamp=str(draw(st.integers(0, 10**9))),
        name=draw(st.sampled_from(WORDS)),
        topics=draw(text),
        summary=draw(text),
        organisation=draw(text),
        description=draw(text),
        needs=draw(some(CODES[Facet.NEED])),
        kinds=draw(some(CODES[Facet.KIND])),
        level=draw(st.sampled_from(("", *CODES[Facet.LEVEL]))),
        access=draw(some(CODES[Facet.ACCESS])),
        delivery=draw(some(CODES[Facet.DELIVERY])),
        cost=draw(st.sampled_from(("", *CODES[Facet.COST]))),
        age_min=draw(age),
        age_max=draw(age),
        covers=draw(some(AREAS, 2)),
        venues=tuple(draw(st.lists(venues(), max_size=3))),
        checked=draw(st.none() | st.integers(0, 900).map(days_ago)),
        shelf=draw(st.sampled_from((Shelf.SERVICE, Shelf.SERVICE, Shelf.GUIDANCE))),
        label=draw(st.sampled_from(LABELS)),
    )


def ways() -> st.SearchStrategy[Way]:
    worth = st.sampled_from((0.4, 0.75, 1.0))
    spoken = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(
        lambda words: way(*dict.fromkeys(words))
    )
    codes = st.sampled_from([(facet, code) for facet, codes in CODES.items() for code in codes])
    topics = codes.map(lambda topic: Way(topic=topic))
    ages = age.filter(lambda years: years is not None).map(lambda years: Way(age=years))
    return st.tuples(spoken | topics | ages, worth).map(lambda drawn: replace(drawn[0], worth=drawn[1]))


sought = st.builds(
    Sought,
    text=st.just(""),
    ways=st.lists(ways(), max_size=4).map(tuple),
    weight=st.sampled_from((0.5, 1.0, 2.0)),
    needed=st.booleans(),
)
wishes = st.builds(
    Wish,
    key=st.just("wish"),
    text=st.just(""),
    ways=st.lists(ways(), max_size=3).map(tuple),
    factor=st.sampled_from((1.1, 1.3, 2.0)),
)


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    filters = {facet: draw(some(codes, 2)) for facet, codes in CODES.items() if draw(st.integers(0, 4)) == 0}
    box = None
    if draw(st.integers(0, 4)) == 0:
        south, west = draw(latitude), draw(longitude)
        box = Box(south, west, south + 0.3, west + 0.5)
    near = None
    if draw(st.integers(0, 3)):
        near = Near(draw(latitude), draw(longitude), "", draw(some(AREAS, 2)))
    return Asked(
        words=draw(text),
        sought=tuple(draw(st.lists(sought, max_size=3))),
        wishes=tuple(draw(st.lists(wishes, max_size=2))),
        near=near,
        within_km=draw(st.sampled_from((3.0, 16.0, 40.0, 100.0))),
        filters=filters,
        age=draw(age),
        group=draw(st.sampled_from((None, None, None, Group.GUIDANCE))),
        sort=draw(st.sampled_from(Sort)),
        per_page=100,
        box=box,
        labels=draw(st.just(()) | some(LABELS, 2)),
        today=TODAY,
    )


def sane(document: Document) -> bool:
    return document.age_min is None or document.age_max is None or document.age_min <= document.age_max


def clear_of_the_edge(held: list[Document], asked: Asked) -> bool:
    """A metre either way at the radius is nobody's business."""
    if asked.near is None:
        return True
    here = (asked.near.lat, asked.near.lon)
    return all(
        abs(geodesic(here, (venue.lat, venue.lon)).km - asked.within_km) > 0.002
        for document in held
        for venue in document.venues
        if venue.lat is not None
    )


def test_a_family_is_shown_exactly_what_the_rules_say(
    make_engine: Callable[[Path], Engine], tmp_path: Path
) -> None:
    engine = make_engine(tmp_path / "index")

    # A build on a server takes many times as long as one in a file, so it is asked more of fewer.
    @settings(
        max_examples=30 if engine.name == "elastic" else 80,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        before=st.lists(documents().filter(sane), max_size=14),
        later=st.lists(documents().filter(sane), max_size=6),
        withdrawn=st.lists(st.integers(0, 40).map(lambda number: f"s{number:02}"), max_size=3),
        asked=st.lists(questions(), min_size=1, max_size=4),
    )
    def holds(
        before: list[Document], later: list[Document], withdrawn: list[str], asked: list[Asked]
    ) -> None:
        truth = {document.id: document for document in before}
        engine.rebuild(truth.values())
        changes = [Change(document.id, document) for document in later]
        assert engine.apply([*changes, *(Change(service_id, None) for service_id in withdrawn)]) == ()
        truth |= {document.id: document for document in later}
        held = [document for service_id, document in truth.items() if service_id not in withdrawn]
        for one in asked:
            if clear_of_the_edge(held, one):
                check(engine, held, one)

    holds()


def check(engine: Engine, held: list[Document], asked: Asked) -> None:
    answer = engine.search(asked)
    known = oracle.expected(held, asked)
    listed = {service_id: place for service_id, place in known.items() if place.group}
    guides = oracle.guidance(held, asked)
    shown = (guides or {}) if asked.group is Group.GUIDANCE else listed
    assert {hit.document.id: hit.group for hit in answer.hits} == {
        service_id: place.group for service_id, place in shown.items()
    }
    assert answer.total == len(listed)
    assert (Group.GUIDANCE in answer.groups) == (guides is not None)
    for group in answer.groups:
        counted = (guides or {}) if group is Group.GUIDANCE else listed
        assert answer.groups[group] == sum(place.group is group for place in counted.values())
        assert len(answer.sections[group]) == min(SECTION_SIZES[group], answer.groups[group])
    beyond = sorted((place.km or 0, service_id) for service_id, place in known.items() if place.group is None)
    assert [hit.distance_km for hit in answer.beyond] == pytest.approx(
        [km for km, _ in beyond[:3]], abs=0.002
    )
    for hit in answer.hits:
        assert set(hit.matched) == oracle.matched(hit.document, asked)
        check_venue(hit.document, hit.venue, hit.distance_km, (known | shown)[hit.document.id], asked)
    check_order(answer.hits, asked)
    for group, hits in answer.sections.items():
        assert {hit.group for hit in hits} <= {group}
        check_order(hits, asked)
        for hit in hits:
            assert hit.distance_km == pytest.approx(
                ((guides or {}) if group is Group.GUIDANCE else known)[hit.document.id].km, abs=0.002
            )
    for facet in Facet:
        lines = answer.facets[facet]
        assert {line.code: line.count for line in lines} == oracle.facet_counts(held, asked, facet), facet
        assert {line.code for line in lines if line.chosen} == set(asked.filters.get(facet, ()))
    assert answer.age_not_stated == oracle.age_not_stated(held, asked)


def check_venue(
    document: Document, number: int | None, km: float | None, known: oracle.Known, asked: Asked
) -> None:
    if known.km is None:
        assert km is None
        return
    assert km == pytest.approx(known.km, abs=0.002)
    assert number is not None
    shown = document.venues[number]
    assert asked.near is not None
    assert geodesic((asked.near.lat, asked.near.lon), (shown.lat, shown.lon)).km == pytest.approx(
        km, abs=0.002
    )
    for facet in VENUE_FACETS if document.shelf is Shelf.SERVICE else ():
        chosen = asked.filters.get(facet, ())
        held = shown.when if facet is Facet.WHEN else shown.features
        assert not chosen or set(chosen) & set(held)


def check_order(hits: tuple, asked: Asked) -> None:
    if asked.sort is Sort.NAME:
        keys = [(hit.document.name, hit.document.id) for hit in hits]
    elif asked.sort is Sort.CHECKED:
        keys = [
            (-hit.document.checked.toordinal() if hit.document.checked else 0, hit.document.id)
            for hit in hits
        ]
    elif asked.sort is Sort.NEAREST and asked.near and not {hit.group for hit in hits} & {Group.GUIDANCE}:
        keys = [
            (list(Group).index(hit.group), hit.distance_km if hit.group is Group.NEAR else 0) for hit in hits
        ]
    else:
        keys = [(-hit.score, hit.document.id) for hit in hits]
    assert keys == sorted(keys)

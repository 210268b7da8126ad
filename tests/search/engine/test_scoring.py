"""The score of every service, worked out once more by hand from the sentence in Asked's docstring."""

import tempfile
from dataclasses import replace
from math import prod
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.ages import child_span, service_span, spans_meet
from search.engine.analysis import analyse
from search.engine.base import Change
from search.engine.embedded.engine import EmbeddedEngine
from search.ranking import coverage, freshness, nearness, rarity, steps, weight, worth_of
from search.terms import Asked, Document, Facet, Group, Hit, Shelf, Sought, Way
from tests.conformance.people import BRIDGWATER, TODAY, ask, service, sought, venue, way, wish
from tests.conformance.test_against_the_rules import documents, questions, sane


class Plainly:
    """The documents of an index, what each stem is worth in each, and how much each stem tells."""

    def __init__(self, held: list[Document]) -> None:
        self.guidance = [document for document in held if document.shelf is Shelf.GUIDANCE]
        self.documents = len(held)
        self.worth = {document.id: worth_in(document) for document in held}
        stems = {stem for worth in self.worth.values() for stem in worth}
        self.telling = {
            stem: rarity(len(held), sum(stem in worth for worth in self.worth.values())) for stem in stems
        }

    def score(self, hit: Hit, asked: Asked) -> float:
        document = hit.document
        granted = [one.factor for one in asked.wishes if self.goes(one.ways, document)]
        return self.says(asked, document) * reached(hit) * fresh(document) * prod(granted)

    def says(self, asked: Asked, document: Document) -> float:
        things = asked.sought
        if things and document.shelf is Shelf.GUIDANCE:
            said = [Sought(word, (way(word),), weight("as-said")) for word in asked.words.split()]
            things = (*things, *said)
        if not things:
            return 1.0
        values = [self.goes(one.ways, document) for one in things]
        also = weight("also")
        total = sum(
            one.weight * (max(gone) + also * (sum(gone) - max(gone)))
            for one, gone in zip(things, values, strict=True)
            if gone
        )
        return total * coverage(float(sum(1 for gone in values if gone)), len(things), document.shelf)

    def goes(self, ways: tuple[Way, ...], document: Document) -> list[float]:
        """The value of each way that a document goes."""
        return [one for one in (self.value(way, document) for way in ways) if one is not None]

    def value(self, one: Way, document: Document) -> float | None:
        held = self.worth[document.id]
        if one.stems:
            if not set(one.stems) <= set(held):
                return None
            return one.worth * sum(self.telling[stem] * held[stem] for stem in one.stems) / len(one.stems)
        if one.topic and document.shelf is Shelf.GUIDANCE and one.topic[0] in ABOUT:
            return one.worth * self.about(document, *one.topic)
        if one.topic:
            return one.worth * weight("listed") if one.topic[1] in codes(document, one.topic[0]) else None
        span = service_span(document.age_min, document.age_max)
        serves = span is not None and one.age is not None and spans_meet(span, child_span(one.age))
        return one.worth * weight("listed") if serves else None

    def about(self, document: Document, facet: Facet, code: str) -> float | None:
        """What it is worth that a page of guidance is about something: less, the more it is about."""
        of_it = codes(document, facet)
        holding = sum(code in codes(other, facet) for other in self.guidance)
        worth = document.standing * weight("about") / len(of_it or "1") ** weight("about-others")
        return worth_of(float(steps(worth))) * rarity(self.documents, holding)


ABOUT = (Facet.NEED, Facet.KIND)


def worth_in(document: Document) -> dict[str, float]:
    """What each stem is worth in a document, as an engine holds it."""
    analysed = analyse(document)
    return {
        stem: worth_of(float(steps(worth)))
        for stem, worth in zip(analysed.terms, analysed.worth, strict=True)
    }


def codes(document: Document, facet: Facet) -> set[str]:
    if facet is Facet.AGE:
        return set()
    whole = {
        Facet.NEED: document.needs,
        Facet.KIND: document.kinds,
        Facet.LEVEL: (document.level,),
        Facet.ACCESS: document.access,
        Facet.COST: (document.cost,),
        Facet.DELIVERY: document.delivery,
    }
    at_venues = {
        Facet.WHEN: [code for one in document.venues for code in one.when],
        Facet.FEATURE: [code for one in document.venues for code in one.features],
    }
    return set({**whole, **at_venues}[facet])


def reached(hit: Hit) -> float:
    if hit.group is Group.COVERS:
        return nearness(weight("comes-to-you"))
    if hit.group is Group.ONLINE:
        return nearness(weight("online"))
    return 1.0 if hit.group in (Group.LISTED, Group.GUIDANCE) else nearness(hit.distance_km or 0.0)


def fresh(document: Document) -> float:
    if document.checked is None:
        return weight("read-stale" if document.shelf is Shelf.GUIDANCE else "never-checked")
    return freshness(float(max((TODAY - document.checked).days, 0)), document.shelf)


def without_bands(one: Way) -> bool:
    return one.topic is None or one.topic[0] is not Facet.AGE


@settings(max_examples=50, deadline=None)
@given(
    before=st.lists(documents().filter(sane), max_size=10),
    later=st.lists(documents().filter(sane), max_size=5),
    drawn=questions(),
)
def test_every_score_is_what_the_sentence_says(
    before: list[Document], later: list[Document], drawn: Asked
) -> None:
    asked = replace(
        drawn,
        words=" ".join(drawn.words.split()[: 1 if drawn.sought else 0]),
        sought=tuple(replace(one, ways=tuple(filter(without_bands, one.ways))) for one in drawn.sought),
        wishes=tuple(replace(one, ways=tuple(filter(without_bands, one.ways))) for one in drawn.wishes),
    )
    truth = {document.id: document for document in before}
    with tempfile.TemporaryDirectory() as folder:
        engine = EmbeddedEngine(Path(folder))
        engine.rebuild(truth.values())
        engine.apply(Change(document.id, document) for document in later)
        truth |= {document.id: document for document in later}
        answer = engine.search(asked)
    plainly = Plainly(list(truth.values()))
    for hit in [*answer.hits, *answer.sections.get(Group.GUIDANCE, ())]:
        assert hit.score == pytest.approx(plainly.score(hit, asked), rel=1e-9)


def test_the_same_in_a_larger_index_where_some_words_are_common_and_some_are_rare(tmp_path: Path) -> None:
    held = [
        service(
            f"Club {number}",
            summary=" ".join(word for word, every in EVERY.items() if number % every == 0),
            kinds=("advice",) if number % 5 == 0 else (),
            cost="free" if number % 2 else "",
            venues=(venue(number % 30),),
        )
        for number in range(300)
    ]
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(held)
    asked = ask(
        near=BRIDGWATER,
        per_page=300,
        sought=(
            sought(way("club"), way("autism", "respite", worth=0.9), way("respite", worth=0.7), weight=2.0),
            sought(way("hoist", "autism"), way("swimming"), way(topic=(Facet.KIND, "advice"), worth=0.8)),
            sought(way("swimming", "club", "autism", worth=0.5), way("7", "dinghy"), needed=False),
        ),
        wishes=(wish(way(topic=(Facet.COST, "free"))), wish(way("hoist"), factor=1.1)),
    )
    hits = engine.search(asked).hits
    assert len(hits) > 100
    plainly = Plainly(held)
    for hit in hits:
        assert hit.score == pytest.approx(plainly.score(hit, asked), rel=1e-9)


#: Each word is in every so many listings.
EVERY = {"autism": 2, "respite": 3, "swimming": 7, "dinghy": 9, "hoist": 90}

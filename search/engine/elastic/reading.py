"""The server's answer, checked at the border and read into the same values as any engine's."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from search import ranking
from search.engine import wire
from search.engine.base import RESTING, SearchUnavailableError
from search.engine.earth import Spot
from search.engine.elastic.analysis import fields_holding
from search.engine.elastic.counting import EVERYTHING, age_not_stated, facets
from search.engine.elastic.query import BEYOND_SCORE_AT, COVERS_FIRST, Plan
from search.terms import (
    SECTION_SIZES,
    Answer,
    Asked,
    Document,
    Facet,
    Group,
    Hit,
    Shelf,
    Sort,
    Sought,
    VenueEntry,
)

logger = logging.getLogger(__name__)
Raw = Mapping[str, Any]

#: A venue on the very edge of the circle is near if the server says so.
_EDGE = 1 + 1e-5


def whole(response: Raw) -> Raw:
    """A response that is an answer and nothing less; SearchUnavailableError for a part of one."""
    if "error" in response:
        kind = response["error"].get("type", "unknown")
        if kind != "index_not_found_exception":
            logger.warning("Elasticsearch could not answer a question (%s).", kind)
        raise SearchUnavailableError(RESTING)
    if response["timed_out"] or response["_shards"]["failed"]:
        logger.warning("Elasticsearch answered a question only in part.")
        raise SearchUnavailableError(RESTING)
    return response


@dataclass(frozen=True)
class Reading:
    """One answer being read. Hits are made once: a section often begins as the page does."""

    plan: Plan
    page: Raw
    beyond: Raw | None
    guidance: Raw | None
    spot: Spot | None
    stems: Mapping[Shelf, frozenset[str]]
    made: dict[str, Hit] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan, page: Raw, beyond: Raw | None = None, guidance: Raw | None = None) -> "Reading":
        """Read what the server said to a plan's question."""
        near = plan.asked.near
        stems = {Shelf.SERVICE: _stems(plan.sought), Shelf.GUIDANCE: _stems(plan.reading)}
        spot = Spot.at(near.lat, near.lon) if near else None
        return cls(plan, page, beyond, guidance, spot, stems)

    def answer(self) -> Answer:
        """Everything the port promises."""
        asked, counted = self.plan.asked, self.page["aggregations"]
        everything = counted[EVERYTHING]
        held = [group for group in Group if group.value in everything]
        groups = {group: int(everything[group.value]["doc_count"]) for group in held}
        hits = self._in_order(self._hits(self.page["hits"]))
        first = self.plan.wanted() - max(asked.per_page, 1) if self.plan.roughly else 0
        hits = hits[first : first + max(asked.per_page, 1)]
        total = sum(groups.values())
        sections = {group: self._section(group, everything[group.value], hits) for group in held}
        if self.guidance:
            groups[Group.GUIDANCE] = int(self.guidance["hits"]["total"]["value"])
            sections[Group.GUIDANCE] = self._first_guidance(self.guidance)
            if self.plan.of_guidance:
                hits = list(self._guides(self.guidance["hits"]))
        return Answer(
            total=total,
            groups=groups,
            hits=tuple(hits),
            sections=sections,
            beyond=tuple(self._beyond()),
            facets=facets(counted, asked),
            age_not_stated=age_not_stated(counted),
        )

    def short(self) -> bool:
        """Whether a hit that wasn't sent might belong among those that were wanted (see Plan.roughly)."""
        if not self.plan.roughly:
            return False
        if self._may_lack(self.page["hits"], self.plan.wanted(), self.page["hits"]["total"]["value"]):
            return True
        near = self.page["aggregations"][EVERYTHING][Group.NEAR.value]
        held = near["doc_count"]
        return "first" in near and self._may_lack(near["first"]["hits"], SECTION_SIZES[Group.NEAR], held)

    def _may_lack(self, sent: Raw, wanted: int, held: int) -> bool:
        raw = sent["hits"]
        if len(raw) >= held or not raw:
            return False
        scores = sorted((hit.score for hit in self._hits(sent)), reverse=True)
        return len(scores) < wanted or scores[wanted - 1] <= raw[-1]["sort"][self.plan.score_at]

    def _beyond(self) -> Iterator[Hit]:
        return self._hits(self.beyond["hits"], Group.NEAR, BEYOND_SCORE_AT) if self.beyond else iter(())

    def _first_guidance(self, sent: Raw) -> tuple[Hit, ...]:
        led = self.plan.led_by_guidance
        raw = sent["hits"] if led else sent["aggregations"]["first"]["hits"]
        return tuple(self._guides(raw))[: SECTION_SIZES[Group.GUIDANCE]]

    def _guides(self, sent: Raw) -> Iterator[Hit]:
        return self._hits(sent, Group.GUIDANCE, self.plan.guidance_sort().index("_score"))

    def _section(self, group: Group, counted: Raw, page: Sequence[Hit]) -> tuple[Hit, ...]:
        size = SECTION_SIZES[group]
        if "first" not in counted:
            return tuple(page[:size])
        return tuple(self._in_order(self._hits(counted["first"]["hits"], group))[:size])

    def _in_order(self, hits: Iterator[Hit]) -> list[Hit]:
        if self.plan.roughly:
            return sorted(hits, key=lambda hit: (-hit.score, hit.document.id))
        return list(hits)

    def _hits(self, sent: Raw, group: Group | None = None, score_at: int | None = None) -> Iterator[Hit]:
        score_at = self.plan.score_at if score_at is None else score_at
        for raw in sent["hits"]:
            if raw["_id"] not in self.made:
                self.made[raw["_id"]] = self._hit(raw, group, float(raw["sort"][score_at]))
            yield self.made[raw["_id"]]

    def _hit(self, raw: Raw, group: Group | None, score: float) -> Hit:
        asked, document = self.plan.asked, _document(raw)
        read = group is Group.GUIDANCE  # whatever was chosen of venues says nothing of it
        matching = [number for number, one in enumerate(document.venues) if read or _matches(one, asked)]
        venue: int | None = matching[0] if matching else None
        km: float | None = None
        if self.spot:
            away = {number: _km(self.spot, document.venues[number]) for number in matching}
            venue = min(matching, key=lambda number: (away[number], number), default=None)
            km = None if venue is None or away[venue] == _NOWHERE else away[venue]
            group = group or _group(document, asked, km)
            score = self._true(score, document, group, km)
        return Hit(
            document=document,
            group=group or Group.LISTED,
            score=score,
            venue=venue,
            distance_km=km,
            matched=fields_holding(raw["_source"].get("marks", []), self.stems[document.shelf]),
        )

    def _true(self, score: float, document: Document, group: Group, km: float | None) -> float:
        """The score as the formula has it, from what the server made of it."""
        if group is Group.COVERS and self.plan.asked.sort is Sort.NEAREST:
            return score / COVERS_FIRST
        if group is Group.NEAR and self.plan.choices.of_venues and km is not None and self.spot:
            nearest = min(_km(self.spot, one) for one in document.venues)
            return score * ranking.nearness(km) / ranking.nearness(nearest)
        return score


_NOWHERE = float("inf")


def _stems(sought: Sequence[Sought]) -> frozenset[str]:
    return frozenset(stem for one in sought for way in one.ways for stem in way.stems)


def _document(raw: Raw) -> Document:
    try:
        document = wire.from_text(raw["_source"]["body"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise SearchUnavailableError(RESTING) from wrong
    if raw["_id"] != f"s:{document.id}":
        raise SearchUnavailableError(RESTING)
    return document


def _km(spot: Spot, venue: VenueEntry) -> float:
    return _NOWHERE if venue.lat is None or venue.lon is None else spot.km(venue.lat, venue.lon)


def _group(document: Document, asked: Asked, km: float | None) -> Group:
    """The server found it, so where no other group holds it is near."""
    if km is not None and km <= asked.within_km * _EDGE:
        return Group.NEAR
    if asked.near and not set(asked.near.area_codes).isdisjoint(document.covers):
        return Group.COVERS
    return Group.NEAR if {"online", "phone"}.isdisjoint(document.delivery) else Group.ONLINE


def _matches(venue: VenueEntry, asked: Asked) -> bool:
    for facet, held in ((Facet.WHEN, venue.when), (Facet.FEATURE, venue.features)):
        chosen = asked.filters.get(facet)
        if chosen and set(chosen).isdisjoint(held):
            return False
    box = asked.box
    if box is None:
        return True
    if venue.lat is None or venue.lon is None:
        return False
    return box.south <= venue.lat <= box.north and box.west <= venue.lon <= box.east

"""A row's parts as the directory's rows: venues, times, prices, people to ask, areas, words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID

from directory.actions.importing.holders import venue_key
from directory.actions.importing.keys import part_key
from directory.actions.importing.words import Sorted, own_key
from directory.feeds.rows import ScheduleRow, ServiceRow
from directory.models import (
    Attribute,
    Contact,
    CostOption,
    ExternalId,
    Funding,
    Phone,
    Schedule,
    ServiceArea,
    ServiceAtVenue,
    ServiceFeature,
    ServiceLanguage,
)
from directory.models.keys import stable_key

PARTS: dict[str, Any] = {
    "at_venues": ServiceAtVenue,
    "schedules": Schedule,
    "cost_options": CostOption,
    "funding": Funding,
    "contacts": Contact,
    "phones": Phone,
    "languages": ServiceLanguage,
    "service_areas": ServiceArea,
    "features": ServiceFeature,
    "attributes": Attribute,
    "external_ids": ExternalId,
}
TERMS = {"needs": "need", "kinds": "kind", "access_routes": "access"}
Parts = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Plain:
    """Parts whose columns are copied: model, attribute of the row, word of keys, column to attribute."""

    kind: Any
    rows: str
    word: str
    columns: Mapping[str, str]

    def parts(self, row: ServiceRow, key: UUID) -> Iterator[Any]:
        """Unsaved, in the row's order."""
        for at, one in enumerate(getattr(row, self.rows)):
            values = {column: getattr(one, attribute) for column, attribute in self.columns.items()}
            yield self.kind(id=part_key(key, self.word, one.source_id, at), service_id=key, **values)


def _same(*names: str, **others: str) -> dict[str, str]:
    return {name: name for name in names} | others


PLAIN = {
    "cost_options": Plain(
        CostOption,
        "costs",
        "cost",
        _same("option", "amount", "valid_from", "valid_to", amount_description="words"),
    ),
    "contacts": Plain(Contact, "contacts", "contact", _same("name", "title", "email")),
    "phones": Plain(Phone, "phones", "phone", _same("number", "description")),
    "languages": Plain(ServiceLanguage, "languages", "language", _same("code", "name")),
    "service_areas": Plain(
        ServiceArea, "areas", "area", _same("name", "uri", "extent", "extent_type", area_code="code")
    ),
}


def parts_of(row: ServiceRow, key: UUID, source: str, found: Sorted, own: Mapping[str, UUID]) -> Parts:
    """Every part of the service, unsaved, with the key it will have at every import."""
    venues = {venue.source_id: venue_key(source, venue) for venue in row.venues}
    return {
        "at_venues": _at_venues(row, key, venues),
        "schedules": [_schedule(one, key, at, venues) for at, one in enumerate(row.schedules)],
        "funding": [
            Funding(id=part_key(key, "funding", "", at), service_id=key, source=one)
            for at, one in enumerate(row.funding)
        ],
        **{name: list(plain.parts(row, key)) for name, plain in PLAIN.items()},
        "features": [
            ServiceFeature(
                id=stable_key("import", str(key), "feature", str(term)),
                service_id=key,
                term_id=term,
                state=one.state,
                note=one.note,
            )
            for term, one in found.features.items()
        ],
        "attributes": _attributes(key, found, own),
        "external_ids": [
            ExternalId(
                id=stable_key("import", str(key), "external id", one.scheme, one.identifier),
                service_id=key,
                scheme=one.scheme,
                identifier=one.identifier,
            )
            for one in row.external_ids
        ],
    }


def apart(chunk: Mapping[UUID, Parts], rewritten: Collection[UUID]) -> None:
    """Give a part another key where a source uses one id for the parts of two services."""
    for name, kind in PARTS.items():
        holders: dict[UUID, list[Any]] = defaultdict(list)
        for parts in chunk.values():
            for part in parts[name]:
                holders[part.pk].append(part)
        owners = dict(kind._default_manager.filter(pk__in=holders).values_list("pk", "service_id"))
        for pk, claimed in holders.items():
            owner = owners.get(pk)
            foreign = owner is not None and owner != claimed[0].service_id and owner not in rewritten
            _rename(claimed if foreign else claimed[1:], name)


def _rename(parts: Iterable[Any], name: str) -> None:
    for at, part in enumerate(parts):
        part.pk = stable_key("import", str(part.service_id), name, str(part.pk), str(at))


def _at_venues(row: ServiceRow, key: UUID, venues: Mapping[str, UUID]) -> list[ServiceAtVenue]:
    found: dict[UUID, ServiceAtVenue] = {}
    for one in row.venues:
        venue = venues[one.source_id]
        own = stable_key("import", str(key), "at venue", str(venue))
        link = part_key(key, "at venue", one.link_id, 0) if one.link_id else own
        found.setdefault(venue, ServiceAtVenue(id=link, service_id=key, venue_id=venue, note=one.link_note))
    return list(found.values())


def _schedule(one: ScheduleRow, key: UUID, at: int, venues: Mapping[str, UUID]) -> Schedule:
    return Schedule(
        id=part_key(key, "schedule", one.source_id, at),
        service_id=key,
        venue_id=venues.get(one.venue_id),
        freq=one.freq,
        interval=one.interval,
        byday=one.byday,
        bymonthday=one.bymonthday,
        opens_at=time.fromisoformat(one.opens_at) if one.opens_at else None,
        closes_at=time.fromisoformat(one.closes_at) if one.closes_at else None,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        dtstart=one.dtstart,
        term_time=one.term_time,
        except_dates="\n".join(day.isoformat() for day in one.except_dates),
        description=one.description,
        attending_type=one.attending_type,
        schedule_link=one.schedule_link,
        notes=one.notes,
    )


def _attributes(key: UUID, found: Sorted, own: Mapping[str, UUID]) -> list[Attribute]:
    made: dict[tuple[UUID, str], Attribute] = {}
    for term in found.others:
        held = own_key(own, term)
        made.setdefault(
            (held, term.value),
            Attribute(
                id=stable_key("import", str(key), "attribute", str(held), term.value),
                service_id=key,
                term_id=held,
                value=term.value,
            ),
        )
    return list(made.values())

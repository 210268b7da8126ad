"""Organisations and venues of a chunk of rows: made, or brought up to date, before their services."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model

from directory.actions.importing.keys import key_for
from directory.actions.importing.words import Words
from directory.feeds.rows import OrganisationRow, ServiceRow, VenueRow
from directory.models import Organisation, OrganisationIdentifier, Venue, VenueFeature
from directory.models.keys import stable_key


@dataclass(slots=True)
class Held:
    """What was made, what was changed, and how many changes wait because they may not go live yet."""

    made: list[Model] = field(default_factory=list)
    changed: list[Model] = field(default_factory=list)
    waiting: set[UUID] = field(default_factory=set)


def organisation_key(source: str, row: ServiceRow) -> UUID:
    """By its id, else by its name; a service whose source names nobody stands under its own name."""
    said = row.organisation
    if said.source_id:
        return key_for(source, "organisation", said.source_id)
    if said.name:
        return stable_key("import", source, "organisation by name", said.name.lower())
    return stable_key("import", source, "organisation of", row.source_id)


def venue_key(source: str, venue: VenueRow) -> UUID:
    """By its id, else by its name and address, so that two services share one hall."""
    return key_for(source, "venue", venue.source_id)


def hold_organisations(source: str, rows: Iterable[ServiceRow], *, publish: bool) -> Held:
    """Make or update the organisations of these rows. Those edited in the admin are left as they are."""
    wanted: dict[UUID, tuple[OrganisationRow, dict[str, Any]]] = {}
    for row in rows:
        said = row.organisation
        wanted.setdefault(organisation_key(source, row), (said, _organisation(said, row.name, source)))
    here = Organisation.objects.in_bulk(wanted)
    nameless = {key for key, (said, _) in wanted.items() if not said.name}
    asked = {key: columns for key, (_, columns) in wanted.items() if key not in here or key not in nameless}
    held = _settle(Organisation, here, asked, publish=publish)
    touched = {one.pk for one in (*held.made, *held.changed)}
    OrganisationIdentifier.objects.filter(organisation__in=[one.pk for one in held.changed]).delete()
    OrganisationIdentifier.objects.bulk_create(
        OrganisationIdentifier(
            id=stable_key("import", str(key), "identifier", one.scheme, one.identifier),
            organisation_id=key,
            scheme=one.scheme,
            identifier_type=one.kind,
            identifier=one.identifier,
        )
        for key, (said, _) in wanted.items()
        if key in touched
        for one in said.identifiers
    )
    return held


def hold_venues(source: str, rows: Iterable[ServiceRow], words: Words, *, publish: bool) -> Held:
    """Make or update the venues of these rows, with the features that the site has a term for."""
    wanted: dict[UUID, VenueRow] = {}
    for row in rows:
        for venue in row.venues:
            wanted.setdefault(venue_key(source, venue), venue)
    here = Venue.objects.in_bulk(wanted)
    asked = {key: _venue(venue, here.get(key), words, source) for key, venue in wanted.items()}
    held = _settle(Venue, here, asked, publish=publish)
    VenueFeature.objects.filter(venue__in=[one.pk for one in held.changed]).delete()
    VenueFeature.objects.bulk_create(
        VenueFeature(venue_id=one.pk, term_id=term, state=state, note=note)
        for one in (*held.made, *held.changed)
        for term, (state, note) in _features(wanted[one.pk], words).items()
    )
    return held


def unknown_features(row: ServiceRow, words: Words) -> list[str]:
    """Features of the row's venues that the site has no term for; the venue's access notes keep them."""
    return [one.name for venue in row.venues for one in venue.features if words.feature(one.name) is None]


def _settle(
    kind: type[Model], here: Mapping[UUID, Any], asked: Mapping[UUID, dict[str, Any]], *, publish: bool
) -> Held:
    held = Held()
    for key, columns in asked.items():
        one = here.get(key)
        if one is None:
            held.made.append(kind(id=key, **columns))
        elif one.latest_revision_id is None and any(
            getattr(one, name) != said for name, said in columns.items()
        ):
            if not publish:
                held.waiting.add(key)
                continue
            for name, said in columns.items():
                setattr(one, name, said)
            held.changed.append(one)
    kind._default_manager.bulk_create(held.made)
    if held.changed:
        kind._default_manager.bulk_update(held.changed, [*next(iter(asked.values())), "last_modified"])
    return held


def _organisation(said: OrganisationRow, otherwise: str, source: str) -> dict[str, Any]:
    return {
        "name": said.name or otherwise,
        "alternate_name": said.alternate_name,
        "description": said.description,
        "email": said.email,
        "website": said.website,
        "uri": said.uri,
        "logo": said.logo,
        "source": source,
    }


def _venue(said: VenueRow, here: Venue | None, words: Words, source: str) -> dict[str, Any]:
    lat, lon = said.lat, said.lon
    if lat is None and here is not None and here.postal_code == said.postcode:
        lat, lon = here.lat, here.lon  # found earlier from the same postcode
    unknown = [one.name for one in said.features if one.state == "yes" and words.feature(one.name) is None]
    return {
        "name": said.name,
        "description": said.description,
        "location_type": said.kind,
        "address_1": said.address,
        "city": said.city,
        "region": said.region,
        "state_province": said.county,
        "postal_code": said.postcode,
        "country": said.country,
        "lat": lat,
        "lon": lon,
        "uprn": said.uprn,
        "address_hidden": said.hidden,
        "parking": said.parking,
        "transport": said.transport,
        "accessibility_text": "\n".join(filter(None, [said.access_text, *unknown])),
        "accessibility_url": said.access_url,
        "source": source,
    }


def _features(venue: VenueRow, words: Words) -> dict[UUID, tuple[str, str]]:
    found: dict[UUID, tuple[str, str]] = {}
    for one in venue.features:
        key = words.feature(one.name)
        if key is not None:
            found.setdefault(key, (one.state, one.note))
    return found

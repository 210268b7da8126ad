"""One service with all its parts in one statement.

A service has fourteen kinds of parts. Asked for one kind at a time that is fifteen journeys to the database
for a page; here every row comes back as (which part, its columns as JSON) from one UNION ALL.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db.models import Field, Model, QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils import timezone

from directory.models import LocalTeam, Service, ServiceAtVenue, TaxonomyTerm, VenueFeature

Row = Mapping[str, Any]

TERM_LISTS = ("needs", "kinds", "access_routes")
PLAIN_PARTS = (
    "schedules",
    "cost_options",
    "funding",
    "contacts",
    "phones",
    "languages",
    "service_areas",
    "external_ids",
)
TERM_PARTS = ("features", "attributes")


def whole(
    found: QuerySet[Service], local: QuerySet[LocalTeam]
) -> tuple[Service | None, list[TaxonomyTerm], list[LocalTeam]]:
    """The one service of a queryset with every part, term and venue in it, all terms for features, the teams.

    One statement.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    branches = [*_branches(found), _branch("teams", local)]
    for part, row in branches[0].union(*branches[1:], all=True):
        rows[part].append(row)
    terms = [_made(TaxonomyTerm, row) for row in rows["feature_terms"]]
    terms.sort(key=lambda term: (term.order, term.name))
    teams = [_made(LocalTeam, row) for row in rows["teams"]]
    teams.sort(key=lambda team: (team.order, team.name))
    if not rows["service"]:
        return None, terms, teams
    service = _made(Service, rows["service"][0])
    _fill(service, rows)
    return service, terms, teams


def _fill(service: Service, rows: Mapping[str, list[Row]]) -> None:
    for name in TERM_LISTS:
        setattr(service, name, [_made(TaxonomyTerm, row) for row in rows[name]])
    for name in PLAIN_PARTS + TERM_PARTS:
        setattr(service, name, [_made(_target(Service, name), row) for row in rows[name]])
    service.at_venues = [_made(ServiceAtVenue, row) for row in rows["at_venues"]]
    features = [_made(VenueFeature, row) for row in rows["venue_features"]]
    for at in service.at_venues.all():
        at.venue.features = [feature for feature in features if feature.venue_id == at.venue_id]


def _branches(found: QuerySet[Service]) -> list[Any]:
    """One SELECT for the service and each kind of part, every one with the same two columns."""
    ids = found.order_by().values("pk")
    lists = [
        _branch(name, getattr(Service, name).through.objects.filter(service__in=ids), "taxonomyterm__")
        for name in TERM_LISTS
    ]
    plain = [_branch(name, _target(Service, name).objects.filter(service__in=ids)) for name in PLAIN_PARTS]
    termed = [
        _branch(name, _target(Service, name).objects.filter(service__in=ids), term="term")
        for name in TERM_PARTS
    ]
    venues = _branch("at_venues", ServiceAtVenue.objects.filter(service__in=ids), venue="venue")
    there = VenueFeature.objects.filter(venue__services_here__service__in=ids)
    known = TaxonomyTerm.objects.filter(taxonomy__slug="feature")
    return [
        _branch("service", found, organisation="organisation"),
        *lists,
        *plain,
        *termed,
        venues,
        _branch("venue_features", there, term="term"),
        _branch("feature_terms", known),
    ]


def _branch(part: str, rows: QuerySet[Any], prefix: str = "", **joined: str) -> Any:
    model = TaxonomyTerm if prefix else rows.model
    inside = {name: _columns(_target(model, path), f"{path}__") for name, path in joined.items()}
    # No ordering: a part of a UNION can't have one, and the parts sort themselves when they are put in.
    return (
        rows.order_by()
        .annotate(part=Value(part), row=_columns(model, prefix, **inside))
        .values_list("part", "row")
    )


def _columns(model: type[Model], prefix: str, **inside: JSONObject) -> JSONObject:
    columns = {field.attname: f"{prefix}{field.attname}" for field in model._meta.concrete_fields}
    return JSONObject(**columns, **inside)


def _made(model: type[Model], row: Row) -> Any:
    """The instance a row describes, with the instances it points to that came with it."""
    fields = model._meta.concrete_fields
    values = [_python(field, row[field.attname]) for field in fields]
    made = model.from_db(None, [field.attname for field in fields], values)
    for name in ("term", "venue", "organisation"):
        if name in row:
            setattr(made, name, _made(_target(model, name), row[name]))
    return made


def _python(field: "Field[Any, Any]", value: Any) -> Any:
    if value is None:
        return None
    made = field.to_python(value)
    # SQLite keeps moments without their zone, which is always UTC.
    return timezone.make_aware(made, UTC) if isinstance(made, datetime) and timezone.is_naive(made) else made


def _target(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name).related_model

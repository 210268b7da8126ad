"""Makers of real rows. Each makes only what the sentence of a test needs; the rest stays not stated."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from directory.models import (
    CostOption,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtVenue,
    ServiceFeature,
    Taxonomy,
    TaxonomyTerm,
    Venue,
    VenueFeature,
)
from directory.models.keys import stable_key

Point = tuple[float, float]


def term(
    code: str,
    taxonomy: str = "need",
    name: str | None = None,
    other_words: Iterable[str] = (),
    parent: str | None = None,
    **fields: Any,
) -> TaxonomyTerm:
    """A term of a taxonomy, by its code; made once, found again after that."""
    holder, _ = Taxonomy.objects.get_or_create(
        slug=taxonomy, defaults={"id": stable_key("taxonomy", taxonomy), "name": taxonomy.capitalize()}
    )
    made, new = TaxonomyTerm.objects.get_or_create(
        taxonomy=holder,
        code=code,
        defaults={
            "id": stable_key("taxonomy", taxonomy, code),
            "name": name or code.replace("-", " ").capitalize(),
            "alternate_names": "\n".join(other_words),
            "parent": term(parent, taxonomy) if parent else None,
            **fields,
        },
    )
    asked = {"name": name, "alternate_names": "\n".join(other_words) or None} | fields
    differs = {field: value for field, value in asked.items() if value is not None}
    if not new and any(getattr(made, field) != value for field, value in differs.items()):
        for field, value in differs.items():
            setattr(made, field, value)
        made.save()
    return made


def organisation(name: str = "Sparks Together", **fields: Any) -> Organisation:
    """An organisation; the same name is the same organisation."""
    return Organisation.objects.get_or_create(name=name, defaults=fields)[0]


def venue(
    name: str = "Village Hall",
    lat: float | None = None,
    lon: float | None = None,
    town: str = "",
    postcode: str = "",
    features: Mapping[str, str] | None = None,
    **fields: Any,
) -> Venue:
    """A new venue (WGS84 degrees); ``features`` maps codes to "yes" or "no", the rest is not stated."""
    made = Venue.objects.create(name=name, lat=lat, lon=lon, city=town, postal_code=postcode, **fields)
    for code, state in (features or {}).items():
        VenueFeature.objects.create(venue=made, term=term(code, "feature"), state=state)
    return made


def service(
    name: str = "Thursday Crew",
    organisation: Organisation | str | None = None,
    needs: Iterable[str] = (),
    kinds: Iterable[str] = (),
    at: Iterable[Venue | Point] = (),
    covers: Iterable[str] = (),
    ages: tuple[float | None, float | None] | None = None,
    online: bool = False,
    comes_to_you: bool = False,
    by_phone: bool = False,
    cost: str = "",
    access: Iterable[str] = (),
    features: Mapping[str, str] | None = None,
    schedules: Sequence[Mapping[str, Any]] = (),
    checked: date | None = None,
    live: bool = True,
    announce: bool = False,
    phones: Iterable[str] = (),
    prices: Iterable[float | str] = (),
    **fields: Any,
) -> Service:
    """A service that families see at once (``live=False``: a draft nobody has published).

    ``schedules`` are fields of Schedule, ``prices`` are pounds. The row is as Wagtail leaves it after
    publishing. With ``announce=True`` it is published through Wagtail itself, revision and events and all.
    """
    owner = organisation if isinstance(organisation, Organisation) else _organisation(organisation)
    youngest, oldest = ages or (None, None)
    now = timezone.now()
    places = [spot if isinstance(spot, Venue) else venue(lat=spot[0], lon=spot[1]) for spot in at]
    published = {"live": True, "first_published_at": now, "last_published_at": now}
    waiting = {"live": False, "has_unpublished_changes": True}
    made = Service(
        **{
            "name": name,
            "organisation": owner,
            "age_min": youngest,
            "age_max": oldest,
            "online": online,
            "comes_to_you": comes_to_you,
            "by_phone": by_phone,
            "at_venue": bool(places),
            "cost": cost,
            "assured_date": checked,
            **(published if live and not announce else waiting),
            **fields,
        }
    )
    made.needs = [term(code, "need") for code in needs]
    made.kinds = [term(code, "kind") for code in kinds]
    made.access_routes = [term(code, "access") for code in access]
    made.at_venues = [ServiceAtVenue(venue=place) for place in places]
    made.service_areas = [ServiceArea(area_code=code) for code in covers]
    made.features = [
        ServiceFeature(term=term(code, "feature"), state=state) for code, state in (features or {}).items()
    ]
    made.schedules = [Schedule(**schedule) for schedule in schedules]
    made.phones = [Phone(number=number) for number in phones]
    made.cost_options = [CostOption(amount=Decimal(str(amount))) for amount in prices]
    made.save()
    if live and announce:
        made.save_revision().publish()
    return Service.objects.get(pk=made.pk)


def _organisation(name: str | None) -> Organisation:
    return organisation(name) if name else organisation()

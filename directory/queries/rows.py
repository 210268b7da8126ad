"""A service and its parts as plain values, for work on every one of them."""

from datetime import date, time
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

#: (code of the feature, "yes" or "no")
States = tuple[tuple[str, str], ...]


class TermRow(NamedTuple):
    """A term, and the broader ones above it, the nearest first."""

    code: str
    name: str
    order: int
    broader: tuple["TermRow", ...] = ()


class VenueRow(NamedTuple):
    """A venue of a service, with what is stated of it."""

    pk: UUID
    name: str
    city: str
    postal_code: str
    lat: float | None
    lon: float | None
    location_type: str
    address_hidden: bool
    features: States = ()


class ScheduleRow(NamedTuple):
    """One line of a timetable, as directory.models.Schedule holds it."""

    pk: UUID
    venue_id: UUID | None
    freq: str
    interval: int
    byday: str
    bymonthday: str
    opens_at: time | None
    closes_at: time | None
    valid_to: date | None
    dtstart: date | None
    term_time: str
    description: str


class PriceRow(NamedTuple):
    """One price in pounds, as directory.models.CostOption holds it."""

    pk: UUID
    option: str
    amount: Decimal | None
    amount_description: str
    valid_to: date | None


class AreaRow(NamedTuple):
    """An area that is covered: the code of a loaded one, or words."""

    area_code: str
    name: str


class ServiceRow(NamedTuple):
    """A service as directory.models.Service holds it. Its parts are in no particular order."""

    pk: UUID
    name: str
    alternate_name: str
    organisation_id: UUID
    organisation: str  # its name
    summary: str
    description: str
    status: str
    level: str
    age_min: Decimal | None
    age_max: Decimal | None
    at_venue: bool
    comes_to_you: bool
    online: bool
    by_phone: bool
    cost: str
    fees: str
    assured_date: date | None
    assured_by: str
    capacity: int | None  # children at a time
    needs: tuple[TermRow, ...] = ()
    kinds: tuple[TermRow, ...] = ()
    access_routes: tuple[TermRow, ...] = ()
    venues: tuple[VenueRow, ...] = ()
    features: States = ()
    schedules: tuple[ScheduleRow, ...] = ()
    prices: tuple[PriceRow, ...] = ()
    areas: tuple[AreaRow, ...] = ()

"""One service as any source tells it, cleaned, and what was wrong with it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any


class FeedError(Exception):
    """The whole source can't be read; nothing was written. The message says what, where and how to mend."""


class Severity(StrEnum):
    """What a problem did to its row."""

    REJECTED = "rejected"  # the row was left out
    WARNING = "warning"  # the row was taken in without this part, or with this part changed
    NOTE = "note"  # about the whole source


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong where. ``line`` is that of a CSV or NDJSON file, else the place in the list from 1."""

    line: int
    identifier: str
    field: str
    reason: str
    severity: Severity = Severity.REJECTED


@dataclass(frozen=True, slots=True)
class Raw:
    """One record before it is understood, in Open Referral's shape. ``broken`` says why it can't be read."""

    line: int
    data: Mapping[str, Any] = field(default_factory=dict)
    broken: str = ""


@dataclass(frozen=True, slots=True)
class TermRow:
    """A word from a list. ``belongs`` is the site's own list it must be in (need, kind, access) or empty."""

    name: str
    code: str = ""
    uri: str = ""
    belongs: str = ""
    vocabulary: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """A feature and whether it is there: state is ``yes`` or ``no``."""

    name: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class IdentifierRow:
    """A number another system knows the thing by."""

    scheme: str
    identifier: str
    kind: str = ""
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """Who offers it. An empty name means that the source gave only an id."""

    source_id: str = ""
    name: str = ""
    alternate_name: str = ""
    description: str = ""
    email: str = ""
    website: str = ""
    uri: str = ""
    logo: str = ""
    identifiers: tuple[IdentifierRow, ...] = ()


@dataclass(frozen=True, slots=True)
class VenueRow:
    """Where it happens; the point is WGS84 degrees, or both are None."""

    source_id: str
    name: str
    description: str = ""
    kind: str = "physical"
    address: str = ""
    city: str = ""
    region: str = ""
    county: str = ""
    postcode: str = ""
    country: str = "GB"
    lat: float | None = None
    lon: float | None = None
    uprn: str = ""
    hidden: bool = False
    parking: str = ""
    transport: str = ""
    access_text: str = ""
    access_url: str = ""
    features: tuple[FeatureRow, ...] = ()
    link_id: str = ""
    link_note: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """When it happens. Times are written 18:30; ``venue_id`` is a VenueRow's source_id, or empty for all."""

    source_id: str = ""
    venue_id: str = ""
    freq: str = ""
    interval: int = 1
    byday: str = ""
    bymonthday: str = ""
    opens_at: str = ""
    closes_at: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    dtstart: date | None = None
    term_time: str = ""
    except_dates: tuple[date, ...] = ()
    description: str = ""
    attending_type: str = ""
    schedule_link: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class CostRow:
    """One price in pounds."""

    source_id: str = ""
    option: str = ""
    amount: Decimal | None = None
    words: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A role to ask for."""

    name: str
    source_id: str = ""
    title: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """A number to ring."""

    number: str
    source_id: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """A language it is offered in."""

    name: str
    source_id: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area it covers: a code such as E06000066, or words."""

    name: str = ""
    source_id: str = ""
    code: str = ""
    uri: str = ""
    extent: str = ""
    extent_type: str = ""


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service, cleaned. Empty text, None and empty tuples mean: not stated."""

    line: int = field(compare=False)
    source_id: str
    name: str
    organisation: OrganisationRow
    alternate_name: str = ""
    summary: str = ""
    description: str = ""
    url: str = ""
    email: str = ""
    status: str = "active"
    alert: str = ""
    level: str = ""
    age_min: Decimal | None = None
    age_max: Decimal | None = None
    access_steps: str = ""
    eligibility: str = ""
    if_refused: str = ""
    waiting: str = ""
    capacity: int | None = None
    at_venue: bool = False
    comes_to_you: bool = False
    online: bool = False
    by_phone: bool = False
    cost: str = ""
    fees: str = ""
    accreditations: str = ""
    assured_date: date | None = None
    assurer_email: str = ""
    modified: datetime | None = field(default=None, compare=False)
    venues: tuple[VenueRow, ...] = ()
    schedules: tuple[ScheduleRow, ...] = ()
    phones: tuple[PhoneRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    costs: tuple[CostRow, ...] = ()
    languages: tuple[LanguageRow, ...] = ()
    areas: tuple[AreaRow, ...] = ()
    funding: tuple[str, ...] = ()
    terms: tuple[TermRow, ...] = ()
    features: tuple[FeatureRow, ...] = ()
    external_ids: tuple[IdentifierRow, ...] = ()

"""The CSV template's columns, what others call them, and a council's own names in a TOML file. Pure."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from directory.feeds.rows import FeedError

# The template's columns, in its order; the second is what else real files call them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("service_id", "service_uuid", "import_id", "reference"),
    "name": ("service_name", "service", "title"),
    "organisation": ("organization", "organisation_name", "organization_name", "provider", "provider_name"),
    "organisation_id": ("organization_id", "organization_uuid", "provider_id"),
    "charity_number": ("charity_no", "registered_charity_number"),
    "alternate_name": ("service_alternate_name", "also_known_as"),
    "summary": ("short_description",),
    "description": ("service_description", "about"),
    "more": ("service_additional_information", "additional_information", "support_description"),
    "website": ("url", "service_url", "web", "web_address"),
    "email": ("service_email", "e_mail", "email_address"),
    "phone": ("telephone", "tel", "phone_number"),
    "status": ("service_status",),
    "alert": (),
    "needs": ("send_needs", "send_needs_support"),
    "kinds": ("kind", "kind_of_support", "type_of_support"),
    "categories": ("service_taxonomies", "taxonomies", "category", "suitabilities"),
    "level": (),
    "age_from": ("minimum_age", "min_age", "service_min_age", "age_min", "youngest_age"),
    "age_to": ("maximum_age", "max_age", "service_max_age", "age_max", "oldest_age"),
    "access": ("how_to_get_it", "ways_in", "referral"),
    "access_steps": ("how_to_start", "steps", "application_process"),
    "eligibility": ("who_can_have_it", "eligibility_description"),
    "if_refused": (),
    "waiting": ("waiting_time",),
    "places": ("capacity",),
    "delivery": (),
    "cost": (),
    "free": (),
    "price": ("cost_amount", "amount"),
    "price_for": ("cost_option",),
    "price_words": ("cost_type", "amount_description"),
    "fees": ("cost_in_words", "fees_description"),
    "languages": ("language",),
    "areas": ("service_areas", "area_covered"),
    "last_checked": ("assured_date",),
    "accreditations": (),
    "contact_name": (),
    "contact_role": ("contact_title",),
    "contact_email": (),
    "contact_phone": (),
    "contact_visible": (),
    "venue_id": ("location_id", "location_uuid"),
    "venue": ("venue_name", "location_name"),
    "address": ("address_1", "location_address_1", "street"),
    "town": ("city", "location_city"),
    "county": ("state_province",),
    "postcode": ("post_code", "postal_code", "location_postcode"),
    "latitude": ("lat", "location_latitude"),
    "longitude": ("lon", "lng", "long", "location_longitude"),
    "uprn": (),
    "address_hidden": ("mask_exact_address",),
    "parking": (),
    "transport": (),
    "access_notes": ("accessibility", "environment_accessibility"),
    "features_yes": ("features", "location_accessibilities"),
    "features_no": (),
    "days": ("day", "byday", "weekday", "scheduled_weekday"),
    "opens": ("opens_at", "start_time", "schedules_opens_at"),
    "closes": ("closes_at", "end_time", "schedules_closes_at"),
    "every": ("interval",),
    "when": ("schedule", "schedule_description", "times"),
    "term_time": (),
    "first_date": ("valid_from",),
    "last_date": ("valid_to",),
    "not_on": ("except_dates",),
    "visible": ("show", "approved_for_public"),
    "approved": (),
    "temporarily_closed": (),
    "changed": ("last_modified", "updated_at"),
    "belongs_to": ("import_id_reference",),
}
KNOWN = {name: column for column, others in COLUMNS.items() for name in (column, *others)}


@dataclass(frozen=True, slots=True)
class Mapped:
    """How a file's own columns become the template's: each column joins one or more of theirs."""

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def cells(self, row: Mapping[str, str]) -> dict[str, str]:
        """The template's cells of one row; blank ones are left out."""
        joined = {
            column: " ".join(said for name in names if (said := (row.get(name) or "").strip()))
            for column, names in self.columns.items()
        }
        return {**self.fixed, **{column: said for column, said in joined.items() if said}}


def spelt(name: str) -> str:
    """A column's name without case, spaces, hyphens or stars: "Age from *" is age_from."""
    return re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")


def recognised(header: Sequence[str]) -> Mapped:
    """The template's columns by their own or their usual other names. The first of two namesakes is used."""
    found: dict[str, tuple[str, ...]] = {}
    unused = []
    for name in header:
        column = KNOWN.get(spelt(name))
        if column is None or column in found:
            unused.append(name)
        else:
            found[column] = (name,)
    return Mapped(found, {}, tuple(name for name in unused if name.strip()))


def from_toml(path: Path, header: Sequence[str]) -> Mapped:
    """The columns a TOML file names under [columns], and what it says for every row under [fixed].

    Raises FeedError, naming what is unknown, so that a slip of the pen doesn't lose a column in silence.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise FeedError(f"The columns file {path.name} can't be read: {wrong}.") from wrong
    columns = {column: _names(held) for column, held in _table(said, "columns", path).items()}
    fixed = {column: str(held) for column, held in _table(said, "fixed", path).items()}
    if odd := [column for column in (*columns, *fixed) if column not in COLUMNS]:
        raise FeedError(f"{path.name}: there is no column called {', '.join(odd)} in the template.")
    by_spelling = {spelt(name): name for name in header}
    if odd := [name for names in columns.values() for name in names if spelt(name) not in by_spelling]:
        raise FeedError(f"{path.name} names {', '.join(odd)}, but the file has: {', '.join(header)}.")
    found = {column: tuple(by_spelling[spelt(name)] for name in names) for column, names in columns.items()}
    used = {name for names in found.values() for name in names}
    return Mapped(found, fixed, tuple(name for name in header if name.strip() and name not in used))


def _table(said: Mapping[str, Any], name: str, path: Path) -> Mapping[str, Any]:
    held = said.get(name, {})
    if not isinstance(held, Mapping):
        raise FeedError(f"{path.name}: [{name}] must be a table.")
    return held


def _names(held: Any) -> tuple[str, ...]:
    return tuple(map(str, held)) if isinstance(held, list) else (str(held),)

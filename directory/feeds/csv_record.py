"""The rows of one service in a CSV as one record in Open Referral's shape. Pure."""

from collections.abc import Mapping
from typing import Any

from directory.feeds.complaints import words

Cells = dict[str, str]
ONE_TO_ONE = {
    "id": "id",
    "name": "name",
    "alternate_name": "alternate_name",
    "summary": "summary",
    "description": "description",
    "additional_information": "more",
    "url": "website",
    "email": "email",
    "phone": "phone",
    "status": "status",
    "alert": "alert",
    "needs": "needs",
    "kinds": "kinds",
    "access": "access",
    "level": "level",
    "minimum_age": "age_from",
    "maximum_age": "age_to",
    "access_steps": "access_steps",
    "eligibility": "eligibility",
    "if_refused": "if_refused",
    "waiting": "waiting",
    "capacity": "places",
    "delivery": "delivery",
    "cost": "cost",
    "free": "free",
    "fees": "fees",
    "languages": "languages",
    "service_areas": "areas",
    "assured_date": "last_checked",
    "accreditations": "accreditations",
    "visible": "visible",
    "approved": "approved",
    "temporarily_closed": "temporarily_closed",
    "last_modified": "changed",
}
VENUE = {
    "id": "venue_id",
    "name": "venue",
    "address_1": "address",
    "city": "town",
    "state_province": "county",
    "postal_code": "postcode",
    "latitude": "latitude",
    "longitude": "longitude",
    "uprn": "uprn",
    "address_hidden": "address_hidden",
    "parking": "parking",
    "transport": "transport",
    "accessibility_text": "access_notes",
}
SESSION = {
    "byday": "days",
    "opens_at": "opens",
    "closes_at": "closes",
    "interval": "every",
    "description": "when",
    "term_time": "term_time",
    "valid_from": "first_date",
    "valid_to": "last_date",
    "except_dates": "not_on",
}


def as_record(rows: list[Cells]) -> dict[str, Any]:
    """The rows of one service in Open Referral's shape; the first row is the service's own."""
    first = rows[0]
    said: dict[str, Any] = {
        column: first.get(named) for column, named in ONE_TO_ONE.items() if first.get(named)
    }
    said["organization"] = _organisation(first)
    said["categories"] = words(first.get("categories"))
    said["locations"] = [venue for cells in rows if (venue := _venue(cells))]
    said["schedules"] = [session for cells in rows if (session := _session(cells))]
    said["cost_options"] = [price for cells in rows if (price := _price(cells))]
    said["contacts"] = [contact for cells in rows if (contact := _contact(cells))]
    if not said["locations"] and (features := _features(first)):
        said["features"] = features
    return said


def _picked(cells: Cells, named: Mapping[str, str]) -> dict[str, Any]:
    return {key: cells[column] for key, column in named.items() if column in cells}


def _organisation(cells: Cells) -> dict[str, Any]:
    held: dict[str, Any] = _picked(cells, {"id": "organisation_id", "name": "organisation"})
    if number := cells.get("charity_number"):
        held["organization_identifiers"] = [
            {"identifier_scheme": "GB-CHC", "identifier_type": "Charity number", "identifier": number}
        ]
    return held


def _venue(cells: Cells) -> dict[str, Any]:
    held = _picked(cells, VENUE)
    if not held.keys() & {"id", "name", "address_1", "postal_code", "latitude", "city"}:
        return {}
    return {**held, "features": features} if (features := _features(cells)) else held


def _features(cells: Cells) -> dict[str, str]:
    said = dict.fromkeys(words(cells.get("features_yes")), "yes")
    return said | dict.fromkeys(words(cells.get("features_no")), "no")


def _session(cells: Cells) -> dict[str, Any]:
    """A session happens at its own row's venue; in a row without one, at every venue of the service."""
    held = _picked(cells, SESSION)
    return {**held, "venue_of": venue} if held and (venue := _venue(cells)) else held


def _price(cells: Cells) -> dict[str, Any]:
    return _picked(cells, {"amount": "price", "option": "price_for", "amount_description": "price_words"})


def _contact(cells: Cells) -> dict[str, Any]:
    columns = {
        "name": "contact_name",
        "title": "contact_role",
        "email": "contact_email",
        "phone": "contact_phone",
    }
    return _picked(cells, {**columns, "visible": "contact_visible"})

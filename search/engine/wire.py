"""A document as the text that is stored, and back; and what can't be stored."""

import json
import math
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from search.terms import Document, Shelf, VenueEntry

_EMPTY = {part.name: part.default if part.default is not MISSING else None for part in fields(Document)}
_VENUE_PARTS = tuple(part.name for part in fields(VenueEntry))
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TUPLES = ("needs", "kinds", "access", "delivery", "covers")


def to_text(document: Document) -> str:
    """Everything that isn't at its default, as JSON."""
    body: dict[str, Any] = {}
    for name, empty in _EMPTY.items():
        value = getattr(document, name)
        if value != empty:
            body[name] = value
    body["venues"] = [[getattr(venue, part) for part in _VENUE_PARTS] for venue in document.venues]
    if document.checked:
        body["checked"] = document.checked.isoformat()
    return _JSON.encode(body)


def from_text(text: str) -> Document:
    """The document that to_text() was given."""
    body: dict[str, Any] = json.loads(text)
    for name in _TUPLES:
        if name in body:
            body[name] = tuple(body[name])
    body["venues"] = tuple(_venue(parts) for parts in body["venues"])
    if "checked" in body:
        body["checked"] = date.fromisoformat(body["checked"])
    if "feature_states" in body:
        body["feature_states"] = tuple((name, state) for name, state in body["feature_states"])
    if "shelf" in body:
        body["shelf"] = Shelf(body["shelf"])
    return Document(**body)


def _venue(parts: list[Any]) -> VenueEntry:
    named = dict(zip(_VENUE_PARTS, parts, strict=True))
    named["when"], named["features"] = tuple(named["when"]), tuple(named["features"])
    return VenueEntry(**named)


class RefusedError(Exception):
    """A document that can't be held; the message says why, in a sentence."""


def stored_text(document: Document) -> str:
    """What to_text() gives, for a document that can be held; RefusedError for any other."""
    reason = _refusal(document)
    if reason:
        raise RefusedError(reason)
    try:
        text = to_text(document)
        text.encode()
    except (UnicodeEncodeError, TypeError, ValueError) as wrong:
        raise RefusedError(f"Its text can't be stored: {type(wrong).__name__}.") from wrong
    return text


def _refusal(document: Document) -> str:
    if not document.id:
        return "It has no id."
    for age in (document.age_min, document.age_max):
        if age is not None and not math.isfinite(age):
            return "An age is not a number."
    for venue in document.venues:
        if (venue.lat is None) != (venue.lon is None):
            return f"Its venue {venue.id} has half a position."
        if venue.lat is not None and venue.lon is not None and not _on_earth(venue.lat, venue.lon):
            return f"Its venue {venue.id} lies nowhere on earth."
    return ""


def _on_earth(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180

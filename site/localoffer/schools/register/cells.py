"""Cells of a register file turned into values. What can't be is told to ``warn`` with how to mend it."""

import re
from collections.abc import Callable, Sequence
from typing import TypedDict
from urllib.parse import urlsplit

from localoffer.schools.register.layout import Layout
from locations.feeds.points import BadPointError, from_degrees, from_grid
from locations.postcodes import NotAPostcodeError, Postcode

Warn = Callable[[str], None]
URN = re.compile(r"\d{5,7}")
HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?", re.ASCII)
#: What the register writes where it has nothing to say.
NOTHING = frozenset({"", "not applicable", "not recorded", "none recorded", "does not apply"})
#: How files that went through a spreadsheet write a point that isn't known.
ZEROS = frozenset({"", "0", "0.0"})
OLDEST = 99
LONGEST_ADDRESS = 500
#: A postcode further than this from the school's own point is a head office's or an old one.
FARTHEST_POSTCODE_M = 500.0


class Provision(TypedDict):
    """What a school says of its SEN unit and its resourced provision."""

    unit: str
    unit_places: int | None
    resourced: str
    resourced_places: int | None


def urn(text: str) -> int | None:
    """A unique reference number, or None."""
    return int(text) if URN.fullmatch(text) and text.isascii() else None


def stated(text: str) -> str:
    """The text, or "" where it only says that there is none."""
    return "" if text.lower() in NOTHING else text


def whole(text: str) -> int | None:
    """A whole number from 0 up, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def ages(low: str, high: str, warn: Warn) -> tuple[int | None, int | None]:
    """Youngest and oldest age: both or neither."""
    if not low and not high:
        return None, None
    first, last = whole(low), whole(high)
    if first is None or last is None or not first <= last <= OLDEST:
        warn(f"StatutoryLowAge and StatutoryHighAge: “{low}” to “{high}” are no ages, so none are shown")
        return None, None
    return first, last


def _of_head_office(fields: Sequence[str], layout: Layout) -> bool:
    try:
        return float(layout.cell(fields, "postcode_off") or 0) > FARTHEST_POSTCODE_M
    except ValueError:
        return False


def town(fields: Sequence[str], layout: Layout) -> str:
    """The town, unless the file says that its address is far from the school."""
    return "" if _of_head_office(fields, layout) else stated(layout.cell(fields, "town"))


def postcode(fields: Sequence[str], layout: Layout, warn: Warn) -> str:
    """The postcode in its one spelling, or ""."""
    text = stated(layout.cell(fields, "postcode"))
    if not text or _of_head_office(fields, layout):
        return ""
    try:
        return Postcode.parse(text).spell
    except NotAPostcodeError:
        warn(f"Postcode: “{text}” is not a postcode, so none is shown. A postcode looks like TA6 4RN")
        return ""


def point(fields: Sequence[str], layout: Layout, warn: Warn) -> tuple[float, float] | None:
    """WGS84 degrees from the National Grid columns, else from latitude and longitude, else None."""
    readers = (("easting", "northing", from_grid), ("lat", "lon", from_degrees))
    for first, second, reader in readers:
        pair = layout.cell(fields, first), layout.cell(fields, second)
        if set(pair) <= ZEROS:
            continue
        try:
            found = reader(*pair)
        except BadPointError as wrong:
            warn(f"{first.capitalize()} and {second}: {wrong}")
            continue
        if found is not None:
            return found
    return None


def website(text: str, warn: Warn) -> str:
    """A full http or https address, or "". The register often leaves the http:// out."""
    if not stated(text):
        return ""
    address = re.sub(r"^(https?):/*", r"\1://", text, flags=re.IGNORECASE)
    if "://" not in address:
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
        usable = parts.scheme.lower() in ("http", "https") and bool(HOST.fullmatch(parts.netloc))
    except ValueError:
        usable = False
    if not usable or " " in address or len(address) > LONGEST_ADDRESS:
        warn(f"SchoolWebsite: “{text[:80]}” is not an address, so none is shown")
        return ""
    return address


def needs(fields: Sequence[str], layout: Layout) -> tuple[str, ...]:
    """The needs it provides for, in the register's words and order. "SpLD - Dyslexia" stays as it is."""
    said = (" ".join(fields[place].split()) for place in layout.sen)
    return tuple(dict.fromkeys(need for need in said if stated(need)))


def provision(fields: Sequence[str], layout: Layout) -> Provision:
    """SEN unit and resourced provision: yes, no, or "" where the register doesn't say.

    How many children are on roll there is a few children in one school: it only says that there is a unit.
    """
    said = layout.cell(fields, "resourced_type").lower()
    unit_places, resourced_places = (
        whole(layout.cell(fields, name)) for name in ("unit_places", "resourced_places")
    )
    unit_roll, resourced_roll = (whole(layout.cell(fields, name)) for name in ("unit_roll", "resourced_roll"))
    nothing = "no" if said == "not applicable" else ""
    return Provision(
        unit="yes" if "sen unit" in said or unit_places or unit_roll else nothing or _no(said),
        unit_places=unit_places or None,
        resourced="yes"
        if "resourced provision" in said or resourced_places or resourced_roll
        else nothing or _no(said),
        resourced_places=resourced_places or None,
    )


def _no(said: str) -> str:
    """A type that names only the other one says that this one isn't there."""
    return "no" if "sen unit" in said or "resourced provision" in said else ""

"""When and where a session is, in the words of every page, letter and file."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.listing import HIDDEN_DECIMALS
from directory.templatetags import plainly
from localoffer.events.models import EventSession
from locations.geometry import MILE_KM, distance_km
from locations.place import Place


@dataclass(frozen=True, slots=True)
class Where:
    """Where a session is, as anybody may know it: a venue that is kept back has its town alone.

    Degrees are WGS84, or both None.
    """

    name: str
    address: str = ""
    town: str = ""
    postcode: str = ""
    lat: float | None = None
    lon: float | None = None
    online: bool = False

    @property
    def words(self) -> str:
        """In one line: "Friarn Hall, 1 Example Street, Bridgwater, TA6 4RN, and online"."""
        spot = ", ".join(part for part in (self.name, self.address) if part)
        if not self.online:
            return spot
        return _("%(place)s, and online") % {"place": spot} if spot else _("Online")

    def miles_from(self, place: Place) -> float | None:
        """Miles from a place, to one decimal."""
        if self.lat is None or self.lon is None:
            return None
        return round(distance_km((place.lat, place.lon), (self.lat, self.lon)) / MILE_KM, 1)


def where(session: EventSession) -> Where:
    """Where a session is. No statement if its venue was read with it."""
    venue = session.venue
    if venue is None:
        return Where(name=session.place, online=session.online)
    hidden = venue.address_hidden
    parts = ["" if hidden else venue.address_1, venue.city, "" if hidden else venue.postal_code]
    name = venue.city if hidden else venue.name
    lat, lon = venue.lat, venue.lon
    if hidden and lat is not None and lon is not None:
        lat, lon = round(lat, HIDDEN_DECIMALS), round(lon, HIDDEN_DECIMALS)
    return Where(
        name=name,
        address=", ".join(part for part in dict.fromkeys(parts) if part and part != name),
        town=venue.city,
        postcode="" if hidden else venue.postal_code,
        lat=lat,
        lon=lon,
        online=session.online,
    )


def when(session: EventSession) -> str:
    """ "Saturday 21 November 2026, 6pm to 8pm"; over midnight both days are said."""
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    first = f"{day(starts)}, {clock(starts)}"
    if starts.date() == ends.date():
        return _("%(start)s to %(end)s") % {"start": first, "end": clock(ends)}
    return _("%(start)s to %(end)s") % {"start": first, "end": f"{day(ends)}, {clock(ends)}"}


def day(moment: datetime) -> str:
    """ "Saturday 21 November 2026", of a moment in any zone."""
    return date_format(timezone.localtime(moment), "l j E Y")


def clock(moment: datetime) -> str:
    """ "6pm", of a moment in any zone."""
    return plainly.clock(timezone.localtime(moment).time().replace(second=0, microsecond=0))


def mark(session: EventSession) -> str:
    """A fingerprint of what somebody who booked must know: when, where, how to join, whether it is on."""
    known = (
        session.starts_at.timestamp(),
        session.ends_at.timestamp(),
        session.venue_id,
        session.place,
        session.online,
        session.joining_link,
        session.cancelled,
    )
    return sha256(repr(known).encode()).hexdigest()[:40]

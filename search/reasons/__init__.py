"""Why a result is here, in the words a page shows: "2.3 miles away", "for autism", "checked 12 days ago"."""

from datetime import date

from django.utils import formats

from locations.geometry import MILE_KM
from locations.place import Place, Precision
from search.found import Why
from search.reasons.words import Topics, by_topic, by_word, in_a_sentence
from search.saying import gettext, ngettext
from search.terms import Asked, Group, Hit, VenueEntry

__all__ = ["Topics", "border", "checked", "covers", "in_a_sentence", "miles_away", "reach", "why"]

MONTH = 30.44
DAYS_SAID = 60
YEAR = 365


def why(hit: Hit, *, asked: Asked, place: Place | None, topics: Topics) -> tuple[Why, ...]:
    """Every reason, the one that matters most to a family first. A Why's name is the weight behind it."""
    venue = hit.document.venues[hit.venue] if hit.venue is not None else None
    return (
        *reach(hit, place),
        *border(venue, hit),
        *by_topic(hit.document, topics),
        *by_word(hit, topics),
        Why("checked", checked(hit.document.checked, asked.today)),
    )


def reach(hit: Hit, place: Place | None) -> list[Why]:
    """How it gets to the family: a distance, a visit, an area, a line."""
    document = hit.document
    if hit.distance_km is not None and hit.group in (Group.NEAR, Group.LISTED):
        return [Why("near", miles_away(hit.distance_km))]
    if hit.group is Group.COVERS:
        texts = []
        if "comes-to-you" in document.delivery:
            texts.append(gettext("comes to you"))
        if place and set(place.area_codes) & set(document.covers):
            texts.append(covers(place))
        return [Why("covers", text) for text in texts]
    if hit.group is Group.ONLINE:
        said = {"online": gettext("online"), "phone": gettext("by phone")}
        return [Why("online", said[code]) for code in said if code in document.delivery]
    return []


def miles_away(distance_km: float) -> str:
    """ "2.3 miles away", one decimal at most, as road signs don't say but families ask."""
    miles = round(distance_km / MILE_KM, 1)
    if miles < 0.1:
        return gettext("less than 0.1 miles away")
    if miles.is_integer():
        return ngettext("{} mile away", "{} miles away", int(miles)).format(int(miles))
    return gettext("{} miles away").format(formats.localize(miles))


def covers(place: Place) -> str:
    """ "covers Bridgwater" for a town somebody named, else "covers your area"."""
    if place.precision is Precision.PLACE:
        return gettext("covers {}").format(place.label)
    return gettext("covers your area")


def border(venue: VenueEntry | None, hit: Hit) -> list[Why]:
    """Said only of a venue that the family would travel to."""
    if venue is None or not venue.outside or hit.group not in (Group.NEAR, Group.LISTED):
        return []
    if venue.outside.startswith("outside "):
        return [Why("border", gettext("over the county border"))]
    return [Why("border", gettext("over the county border, in {}").format(venue.outside))]


def checked(day: date | None, today: date) -> str:
    """How long ago somebody last said that the listing is right."""
    if day is None:
        return gettext("never checked")
    days = (today - day).days
    if days <= 0:
        return gettext("checked today")
    if days == 1:
        return gettext("checked yesterday")
    if days <= DAYS_SAID:
        return ngettext("checked {} day ago", "checked {} days ago", days).format(days)
    if days <= YEAR:
        months = round(days / MONTH)
        return ngettext("checked {} month ago", "checked {} months ago", months).format(months)
    return gettext("not checked for over a year")

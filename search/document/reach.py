"""Which areas a service covers, and which venues lie over the authority's border."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from directory.queries import ServiceRow, VenueRow
from locations.models import Area
from locations.names import fold
from locations.queries import AreaIndex, area_index, live_generation

#: Words around the name of an area that don't change which one it is.
AROUND_A_NAME = re.compile(
    r"^(?:(?:the )?(?:whole|all|entire)(?: of)?|across|throughout|within|covers|covering|anywhere in) "
    r"|^(?:the )?(?:county|district|borough) of |^the |[ -]?wide$"
    r"| and (?:the )?surrounding (?:areas?|villages)$"
    r"| (?:area|county|district|borough|council|unitary)$"
)
BETWEEN_NAMES = re.compile(r"\s*(?:[,;/\n&]|\band\b)\s*")
#: Larger than any authority, so that whoever lives in ours is covered.
EVERYWHERE = frozenset(
    {
        "national",
        "nationally",
        "nation",
        "country",
        "england",
        "england and wales",
        "uk",
        "united kingdom",
        "britain",
        "great britain",
    }
)
EVERYWHERE_CODES = frozenset({"E92000001", "K02000001", "K03000001", "K04000001"})
#: Ours, however it is said.
OURS = frozenset({"county", "our county", "local authority", "the authority"})


def _address() -> str:
    # Asking Django for each service's own address takes as long as reading the service.
    anybody = UUID(int=0)
    address = reverse("directory:service", args=[anybody, anybody.hex])
    return address.replace(str(anybody), "{id}").replace(anybody.hex, "{slug}")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What documents depend on besides the service: areas, whose authority this is, and the day.

    ``named`` holds the codes of loaded areas by folded name. ``home`` is the code of the authority's own
    area, "" when none is set or loaded; ``authority`` is its name. ``address`` is that of a service's page,
    with {id} and {slug} to be filled in.
    """

    areas: AreaIndex
    named: Mapping[str, frozenset[str]]
    home: str
    authority: str
    today: date = field(default_factory=timezone.localdate)
    address: str = field(default_factory=_address)


def surroundings() -> Surroundings:
    """What is live now, for as many documents as are made in one go. One statement while areas stay."""
    live = live_generation()
    areas, named = _loaded(live.pk if live else None, live.made_at if live else None, settings.HOME_AREA)
    home = settings.HOME_AREA if areas.name_of(settings.HOME_AREA) else ""
    return Surroundings(areas=areas, named=named, home=home, authority=settings.AUTHORITY_NAME)


@lru_cache(maxsize=1)
def _loaded(
    generation: int | None, made_at: datetime | None, home: str
) -> tuple[AreaIndex, Mapping[str, frozenset[str]]]:
    # Reading every outline takes longer than all else that an editor's one change needs, and the areas of a
    # generation never change. The arguments are the key.
    named: dict[str, frozenset[str]] = {}
    for name, code in Area.objects.live().order_by().values_list("name", "code"):
        named[fold(name)] = named.get(fold(name), frozenset()) | {code}
    return area_index(), named


def covers(service: ServiceRow, around: Surroundings) -> tuple[str, ...]:
    """The codes of the areas that a service says it covers, sorted.

    Free text counts where it names a loaded area. A service that comes to families and names no area that we
    know covers the authority's own: its words are on its page, and a family can ask; left out, it would be
    found by nobody.
    """
    stated: set[str] = set()
    for row in service.areas:
        if row.area_code:
            stated.add(around.home if row.area_code in EVERYWHERE_CODES else row.area_code)
        stated |= in_words(row.name, around)
    stated.discard("")
    if not stated and service.comes_to_you and around.home:
        return (around.home,)
    return tuple(sorted(stated))


def in_words(text: str, around: Surroundings) -> set[str]:
    """The codes of the areas a text names: "all of Somerset", "Mendip and South Somerset", "county-wide"."""
    whole = " ".join(text.lower().split()).strip(" .")
    if not whole:
        return set()
    found = _codes(whole, around)
    if found:
        return found
    return set().union(*(_codes(part, around) for part in BETWEEN_NAMES.split(whole) if part))


def _codes(name: str, around: Surroundings) -> set[str]:
    bare, before = name, ""
    while bare != before:
        before, bare = bare, AROUND_A_NAME.sub("", bare).strip()
    if bare in EVERYWHERE or bare in OURS or fold(bare) == fold(around.authority):
        return {around.home} - {""}
    return set(around.named.get(fold(bare), ()))


def outside(venue: VenueRow, around: Surroundings) -> str:
    """Where a venue is when it is not in the authority's area: "Devon", "outside Somerset", or "" inside."""
    if venue.lat is None or venue.lon is None or not around.home:
        return ""
    return around.areas.outside_home(venue.lat, venue.lon)

"""Names of places while they are typed: the live generation's, kept in memory."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from heapq import nsmallest
from typing import Any, NamedTuple

from django.conf import settings

from locations.geocoders.local import near_home
from locations.models import Generation, NamedPlace
from locations.models.place import AFTER_ALL
from locations.names import fold
from locations.prepared import Prepared
from locations.queries.areas import home_area
from locations.queries.names import with_county

#: Some of those in the box of the authority's area lie outside its outline.
_MORE = 3


def suggest_places(prefix: str, limit: int = 8) -> tuple[tuple[str, str], ...]:
    """Places whose name begins so, as (text that locate() takes, label to show).

    The authority's own come first, then the bigger kinds. Empty for fewer than two letters. One statement;
    two more in each process when other places have been loaded, to read them.
    """
    folded = fold(prefix)
    if len(folded) < 2 or limit < 1:
        return ()
    live = _live().rows()
    if not live:
        return ()
    return _offered(live[0], settings.HOME_AREA, settings.AUTHORITY_NAME).beginning(folded, limit)


class _Offer(NamedTuple):
    """A place by its turn: the lowest is offered first."""

    turn: int
    folded: str
    name: str
    area: str
    own: bool  # in the authority's area


class _Offered:
    """Every place of a generation, found by how its name begins."""

    def __init__(self, offers: Iterable[_Offer], county: str) -> None:
        self.county = county
        self.offers = sorted(offers, key=lambda offer: offer.folded)
        self.names = [offer.folded for offer in self.offers]

    def beginning(self, folded: str, limit: int) -> tuple[tuple[str, str], ...]:
        """See suggest_places."""
        alike = slice(bisect_left(self.names, folded), bisect_left(self.names, folded + AFTER_ALL))
        found = sorted(nsmallest(limit * _MORE, self.offers[alike]), key=lambda offer: not offer.own)
        names = Counter(offer.folded for offer in found if offer.own)
        labels = dict.fromkeys(
            with_county(one.name, self.county if one.own and names[one.folded] == 1 else one.area)
            for one in found
        )
        return tuple((label, label) for label in labels)[:limit]


@lru_cache(maxsize=1)
def _live() -> Prepared:
    live = Generation.objects.filter(status=Generation.Status.LIVE)
    return Prepared.of(live.order_by().values_list("pk", "made_at"))


@lru_cache(maxsize=1)
def _offered(_generation: tuple[Any, ...], _home_code: str, authority: str) -> _Offered:
    """Of one generation: its rows never change, and a newer one has another number and another moment."""
    home = home_area()
    rows = (
        NamedPlace.objects.live()
        .annotate(near_home=near_home())
        .order_by("-near_home", "-in_home", "rank", "folded", "pk")
        .values_list("folded", "name", "area", "lat", "lon", "in_home")
    )
    offers = (
        _Offer(turn, folded, name, area, home.holds(lat, lon) if home else in_home)
        for turn, (folded, name, area, lat, lon, in_home) in enumerate(rows)
    )
    return _Offered(offers, home.name if home else authority)

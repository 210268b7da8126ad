"""Read what a booklet holds. The number of statements doesn't grow with the listings, up to the chunk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from directory.models import Service, TaxonomyTerm
from directory.queries import for_index, public, teams_by_area, teams_for
from directory.teams import Team
from localoffer.booklet.choosing import Listed, Selection, belongs
from locations.models import Area
from search.document import make, surroundings
from search.document.reach import Surroundings
from search.models import UrgentContact

#: Listings that are read together: STATEMENTS for each of so many.
CHUNK = 1000
#: For the areas, the terms, the listings with their parts, how to reach them, the teams and the urgent help.
STATEMENTS = 18


class TooManyError(Exception):
    """More listings than may be made into a booklet while somebody waits. ``found`` says how many."""

    def __init__(self, found: int) -> None:
        super().__init__(f"{found} listings are too many to print while you wait.")
        self.found = found


@dataclass(frozen=True, slots=True)
class Reach:
    """How to reach a service."""

    email: str = ""
    url: str = ""
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that a booklet tells."""

    listed: tuple[Listed, ...]
    area: str = ""  # the name of the area, or of the place
    reach: dict[str, Reach] = field(default_factory=dict)  # by the id of a listing
    teams: tuple[Team, ...] = ()
    urgent: tuple[UrgentContact, ...] = ()


def gather(selection: Selection, most: int | None = None) -> Gathered:
    """The public listings of a selection, and whom to ring. STATEMENTS at most for each CHUNK of listings.

    Raises TooManyError where there are more than ``most``, before reading how to reach them.
    """
    around = surroundings()
    codes = _around(selection, around)
    listed = tuple(_listed(selection, around, codes))
    if most is not None and len(listed) > most:
        raise TooManyError(len(listed))
    return Gathered(
        listed=listed,
        area=selection.place.label if selection.place else around.areas.name_of(selection.area),
        reach=_reach(one.document.id for one in listed),
        teams=teams_for(codes) if codes else _all_teams(),
        urgent=tuple(UrgentContact.objects.all()),
    )


def count(selection: Selection) -> int:
    """How many public listings have the needs and kinds, wherever they are: a quick first look."""
    return _candidates(selection).count()


def _listed(selection: Selection, around: Surroundings, codes: frozenset[str]) -> Iterator[Listed]:
    narrowed = selection.needs or selection.kinds
    ids = _candidates(selection).values_list("pk", flat=True) if narrowed else None
    for row in for_index(ids, chunk=CHUNK):
        document = make(row, around)
        if belongs(document, selection, around.areas, codes):
            yield Listed(row, document)


def _candidates(selection: Selection) -> QuerySet[Service]:
    found = public()
    for terms, codes in ((Service.needs, selection.needs), (Service.kinds, selection.kinds)):
        if codes:
            held = terms.through.objects.filter(taxonomyterm__in=_with_narrower(codes))
            found = found.filter(pk__in=held.values("service"))
    return found


def _with_narrower(codes: Iterable[str]) -> set[UUID]:
    """The terms of some codes and all below them. One statement."""
    rows = TaxonomyTerm.objects.order_by().values_list("pk", "parent", "code")
    held = list(rows)
    wanted = {key for key, _, code in held if code in set(codes)}
    while further := {key for key, parent, _ in held if parent in wanted} - wanted:
        wanted |= further
    return wanted


def _around(selection: Selection, around: Surroundings) -> frozenset[str]:
    """The codes of all areas that hold the place, or the middle of the area."""
    if selection.place is not None:
        return frozenset(selection.place.area_codes)
    if not selection.area:
        return frozenset()
    middle = Area.objects.live().filter(code=selection.area).values_list("lat", "lon").first()
    return frozenset({selection.area, *(around.areas.codes_at(*middle) if middle else ())})


def _all_teams() -> tuple[Team, ...]:
    """The teams of every area. One statement."""
    return tuple(team for teams in teams_by_area().values() for team in teams)


def _reach(ids: Iterable[str]) -> dict[str, Reach]:
    """How to reach these services. One statement."""
    rows = (
        public()
        .filter(pk__in=list(ids))
        .order_by("pk", "phones__pk")
        .values_list("pk", "email", "url", "phones__number")
    )
    found: dict[str, Reach] = {}
    for key, email, url, number in rows:
        before = found.get(str(key), Reach()).phones
        found[str(key)] = Reach(email, url, (*before, *([number] if number else [])))
    return found

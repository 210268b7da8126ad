"""The local teams of the place that a question is about."""

from collections.abc import Mapping
from functools import lru_cache

from directory import queries as directory
from directory.teams import Team
from locations.place import Place


def teams_of(place: Place | None, edition: str) -> tuple[Team, ...]:
    """The teams whose areas hold the place, in the order of the areas; none without a place.

    No statement while the edition of the editors' words is the same: a change to a team makes a new one
    (search.words_receivers). One statement when it is new.
    """
    held = _held(edition)  # even without a place, so that the first question reads all there is to read
    return tuple(team for code in place.area_codes for team in held.get(code, ())) if place else ()


@lru_cache(maxsize=2)
def _held(edition: str) -> Mapping[str, tuple[Team, ...]]:
    return directory.teams_by_area()

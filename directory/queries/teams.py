"""Who looks after which area."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from directory.models import LocalTeam
from directory.teams import Team
from locations.geometry import holds
from locations.models import Area

_COLUMNS = ("area_code", "name", "what", "phone", "email", "url")


def teams_for(area_codes: Iterable[str]) -> tuple[Team, ...]:
    """The teams of these areas in the editors' order. One statement, none for no areas."""
    codes = set(area_codes)
    return tuple(_teams(LocalTeam.objects.filter(area_code__in=codes))) if codes else ()


def teams_by_area() -> Mapping[str, tuple[Team, ...]]:
    """Every team, by the code of its area. One statement."""
    held: defaultdict[str, list[Team]] = defaultdict(list)
    for team in _teams(LocalTeam.objects.all()):
        held[team.area_code].append(team)
    return {code: tuple(teams) for code, teams in held.items()}


def teams_at(lat: float, lon: float) -> tuple[Team, ...]:
    """The teams whose areas hold a point (degrees), in the editors' order. One statement."""
    around = Area.objects.live().filter(south__lte=lat, north__gte=lat, west__lte=lon, east__gte=lon)
    outline = around.filter(code=OuterRef("area_code")).order_by().values("outline")[:1]
    # Only the outline tells whether an area holds the point; it comes with its team, in one statement.
    rows = LocalTeam.objects.annotate(outline=Subquery(outline)).filter(outline__isnull=False)
    return tuple(
        Team(*team)
        for drawn, *team in rows.order_by("order", "name", "pk").values_list("outline", *_COLUMNS)
        if holds(drawn, lat, lon)
    )


def _teams(rows: QuerySet[LocalTeam]) -> Iterable[Team]:
    row: tuple[Any, ...]
    for row in rows.order_by("order", "name", "pk").values_list(*_COLUMNS):
        yield Team(*row)

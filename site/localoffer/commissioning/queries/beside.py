"""What stands beside an area's gap: listings near it, what families did not find, figures from elsewhere.

All of it in one statement, since the page of an area has few left: each row comes as (part, its columns).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils import timezone

from directory.models import Service, TaxonomyTerm
from directory.queries import public
from localoffer.commissioning.indicators.values import IndicatorHere, indicators_of
from localoffer.commissioning.models import Indicator, IndicatorFigure, UnmetDemand
from localoffer.commissioning.queries.asked_for import first_month
from localoffer.commissioning.unmet.shown import shown
from localoffer.commissioning.unmet.values import Unmet, UnmetHere

Row = Mapping[str, Any]
_FIGURE = ("code", "name", "area_code", "period", "value")
_INDICATOR = ("name", "unit", "by", "source", "source_url", "caution")


@dataclass(frozen=True, slots=True)
class Beside:
    """``services``: (name, address) by id of those families may still see. ``unmet``: None for nothing."""

    services: Mapping[str, tuple[str, str]]
    unmet: UnmetHere | None
    indicators: tuple[IndicatorHere, ...]


def beside(area_code: str, service_ids: Iterable[str] = (), today: date | None = None) -> Beside:
    """What stands beside one area. One statement."""
    until = (today or timezone.localdate()).replace(day=1)
    since = first_month(until)
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    branches = [_services(service_ids), _unmet(area_code, since), _figures(area_code)]
    for part, row in branches[0].union(*branches[1:], all=True):
        rows[part].append(row)
    services = [Service(pk=UUID(row["id"]), name=row["name"]) for row in rows["service"]]
    return Beside(
        services={str(one.pk): (one.name, one.get_absolute_url()) for one in services},
        unmet=_asked(rows["unmet"], Unmet(since, until, ()).months),
        indicators=indicators_of(map(_figure, rows["figure"]), area_code, settings.HOME_AREA),
    )


def _services(ids: Iterable[str]) -> Any:
    return _branch("service", public().filter(pk__in=list(ids)), id="pk", name="name")


def _unmet(area_code: str, since: date) -> Any:
    term = TaxonomyTerm.objects.filter(taxonomy__slug=OuterRef("taxonomy"), code=OuterRef("code")).order_by()
    rows = UnmetDemand.objects.filter(area_code=area_code, month__gte=since, times__gt=0)
    return _branch("unmet", rows, times="times", name=Subquery(term.values("name")[:1]))


def _figures(area_code: str) -> Any:
    """Of the area, of the schools in it, and of the authority."""
    near = Q(code=area_code) | Q(area_code=area_code)
    if settings.HOME_AREA:
        near |= Q(code=settings.HOME_AREA)
    columns = {name: name for name in (*_FIGURE, "indicator_id")} | {
        f"of_{name}": f"indicator__{name}" for name in _INDICATOR
    }
    return _branch("figure", IndicatorFigure.objects.filter(near), **columns)


def _branch(part: str, rows: QuerySet[Any], **columns: Any) -> Any:
    # No ordering: a part of a UNION can't have one.
    told = rows.order_by().annotate(part=Value(part), row=JSONObject(**columns))
    return told.values_list("part", "row")


def _asked(rows: Iterable[Row], months: str) -> UnmetHere | None:
    times: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        if row["name"]:  # a term that editors still keep
            times[row["name"]] += row["times"]
    asked = [(name, shown(count)) for name, count in times.items()]
    # By what is shown: the order of two counts that are held back would tell which is more.
    asked.sort(key=lambda one: (-(one[1].number or 0), one[0]))
    return UnmetHere(months, tuple(asked)) if asked else None


def _figure(row: Row) -> IndicatorFigure:
    indicator = Indicator(pk=row["indicator_id"], **{name: row[f"of_{name}"] for name in _INDICATOR})
    return IndicatorFigure(**{name: row[name] for name in _FIGURE}, indicator=indicator)

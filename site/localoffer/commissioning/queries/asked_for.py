"""Read what was asked for and not found. Counts leave this module only as they may be shown."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils import timezone

from directory.models import TaxonomyTerm
from localoffer.commissioning.models import AreaGap, Day, GapRun, UnmetDemand
from localoffer.commissioning.picture.drawing import Drawing
from localoffer.commissioning.picture.numbers import km_shown
from localoffer.commissioning.queries import latest_runs
from localoffer.commissioning.queries.pictures import drawing_of
from localoffer.commissioning.unmet.shown import shown
from localoffer.commissioning.unmet.values import AskedFor, AskedIn, Measured, Supply, Unmet
from locations.models import Area, Generation

#: Months together make counts worth showing; they are never shown one by one.
MONTHS = 12

Topic = tuple[str, str]


def unmet_demand(today: date | None = None) -> Unmet:
    """What was not found in the last MONTHS months, this one included. Three statements."""
    since, until = _months(today)
    return _unmet(since, until, list(_counted(since)))


def unmet_and_drawing(today: date | None = None) -> tuple[Unmet, Drawing]:
    """The same with the outlines of all areas. Three statements; one more the first time they are drawn."""
    since, until = _months(today)
    counted = list(_counted(since))
    return _unmet(since, until, counted), _drawing(counted)


def _months(today: date | None) -> tuple[date, date]:
    until = (today or timezone.localdate()).replace(day=1)
    return first_month(until), until


def _unmet(since: date, until: date, counted: Sequence[dict[str, Any]]) -> Unmet:
    runs = _runs({(row["taxonomy"], row["code"]) for row in counted})
    supply = _supply(runs, {row["area_code"] for row in counted})
    asked = []
    for topic, rows in groupby(counted, key=lambda row: (row["taxonomy"], row["code"])):
        asked.append(_asked(topic, list(rows), runs.get(topic), supply))
    # By what is shown: the order of two counts that are held back would tell which is more.
    asked.sort(key=lambda one: (-(one.times.number or 0), one.name))
    return Unmet(since, until, tuple(asked))


def first_month(until: date) -> date:
    """The first day of the first of MONTHS months that end with this one."""
    months = until.year * 12 + until.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def _by_topic(since: date) -> QuerySet[UnmetDemand, Any]:
    """Counts by need or kind and area with the names of both, as the database has them."""
    term = TaxonomyTerm.objects.filter(taxonomy__slug=OuterRef("taxonomy"), code=OuterRef("code")).order_by()
    area = Area.objects.live().filter(code=OuterRef("area_code")).order_by()
    live = Generation.objects.filter(status=Generation.Status.LIVE)
    return (
        UnmetDemand.objects.filter(month__gte=since, times__gt=0)
        .order_by("taxonomy", "code", "area_code")
        .values("taxonomy", "code", "area_code")
        .annotate(
            sum=Sum("times"),
            name=Subquery(term.values("name")[:1]),
            area=Subquery(area.values("name")[:1]),
            live_generation=Subquery(live.values("pk")[:1]),
            live_since=Subquery(live.values("made_at")[:1]),
        )
    )


def _drawing(counted: Sequence[Mapping[str, Any]]) -> Drawing:
    if not counted:
        return Drawing(1, 1, {})
    live = counted[0]
    return drawing_of(settings.GAP_AREA_KIND, live["live_generation"], live["live_since"])


def _counted(since: date) -> Iterable[dict[str, Any]]:
    """Of terms that editors still keep and areas that are still there."""
    return (row for row in _by_topic(since) if row["name"] and row["area"])


def _runs(topics: Iterable[Topic]) -> dict[Topic, GapRun]:
    """Of the last runs, the one that is most nearly about each topic and nothing besides."""
    wanted = set(topics)
    latest = latest_runs() if wanted else []
    found: dict[Topic, GapRun] = {}
    for run in sorted(latest, key=_narrowness):
        for topic in (("need", run.need_code), ("kind", run.kind_code)):
            if topic in wanted:
                found.setdefault(topic, run)
    return found


def _narrowness(run: GapRun) -> tuple[bool, bool, int]:
    """The widest first: of any kind or any need, on any day, for most ages."""
    both = bool(run.need_code and run.kind_code)
    return both, run.day != Day.ANY, run.age_from - run.age_to


def _supply(runs: Mapping[Topic, GapRun], area_codes: Iterable[str]) -> dict[tuple[int, str], Supply]:
    by_id = {run.pk: run for run in runs.values()}
    if not by_id:
        return {}
    rows = AreaGap.objects.filter(run__in=by_id, code__in=set(area_codes)).order_by()
    found = {}
    for run_id, code, within, nearest_km in rows.values_list("run", "code", "within", "nearest_km"):
        measure = by_id[run_id].measure
        url = reverse("gaps:area", args=[measure.code, code]) if measure else ""
        found[run_id, code] = Supply(within, km_shown(nearest_km), url)
    return found


def _asked(
    topic: Topic,
    rows: Sequence[Mapping[str, Any]],
    run: GapRun | None,
    supply: Mapping[tuple[int, str], Supply],
) -> AskedFor:
    areas = [
        AskedIn(
            area_code=row["area_code"],
            area=row["area"],
            times=shown(row["sum"]),
            supply=supply.get((run.pk, row["area_code"])) if run else None,
        )
        for row in rows
    ]
    areas.sort(key=lambda one: (-(one.times.number or 0), one.area, one.area_code))
    measured = (
        Measured(run.name, timezone.localdate(run.measured_at), run.reach_km) if run and areas else None
    )
    return AskedFor(*topic, name=rows[0]["name"], areas=tuple(areas), measured=measured)

"""Which runs are kept: nightly ones would pile up."""

from collections.abc import Hashable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from localoffer.commissioning.models import ActionItem, GapRun, Scenario

#: Every run of so many days is kept; of older ones, the last of each month.
KEPT_DAYS = 31
#: Runs that one statement removes.
AT_ONCE = 200
#: What makes a run one of a series, whose months are told apart.
SERIES = (
    "measure",
    "name",
    "need_code",
    "kind_code",
    "age_from",
    "age_to",
    "day",
    "reach_km",
    "checked_within_days",
    "area_kind",
)


@transaction.atomic
def prune(now: datetime | None = None) -> int:
    """Remove old runs with their areas; how many. Safe to run again.

    Kept are the runs of the last KEPT_DAYS days, the last whole one of each month of each series (so the
    newest of all, however old), and whatever a Scenario or an ActionItem cites.
    """
    limit = (now or timezone.now()) - timedelta(days=KEPT_DAYS)
    old = set(GapRun.objects.filter(measured_at__lt=limit).order_by().values_list("pk", flat=True))
    going = sorted(old - _cited() - _last_of_each_month())
    for start in range(0, len(going), AT_ONCE):
        GapRun.objects.filter(pk__in=going[start : start + AT_ONCE]).delete()
    return len(going)


def _cited() -> set[int]:
    by_items = ActionItem.objects.exclude(run=None).values_list("run", flat=True)
    return {*Scenario.objects.order_by().values_list("run", flat=True), *by_items.order_by()}


def _last_of_each_month() -> set[int]:
    last: dict[Hashable, int] = {}
    runs = GapRun.objects.filter(complete=True).order_by("pk").values_list("pk", "measured_at", *SERIES)
    for key, measured_at, *series in runs:
        day = timezone.localtime(measured_at)
        last[(*series, day.year, day.month)] = key
    return set(last.values())

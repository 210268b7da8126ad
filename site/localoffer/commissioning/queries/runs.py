"""Questions about runs. Only those that are whole are ever seen; each docstring says how many statements."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from localoffer.commissioning.models import AreaGap, GapRun, Measure

#: What of the parameters makes two runs comparable; the rest was found on the way.
COMPARED = (
    "method",
    "decay",
    "bands",
    "detour",
    "thresholds_km",
    "counted_in",
    "need_rate",
    "need_rates",
    "travel",
)
#: What is asked, of which areas and of which listings.
ASKED = (
    "measure_id",
    "need_code",
    "kind_code",
    "age_from",
    "age_to",
    "day",
    "reach_km",
    "area_kind",
    "checked_within_days",
)
#: Further back than this no run is looked at for one to compare with.
LOOKED_BACK = 60


def complete_runs() -> QuerySet[GapRun]:
    """Every run that is whole, newest first, its measure at hand."""
    return GapRun.objects.filter(complete=True).select_related("measure__need", "measure__kind")


def run_of(run_id: int) -> GapRun | None:
    """A run by its key. One statement."""
    return complete_runs().filter(pk=run_id).first()


def latest_run(code: str, checked_within_days: int | None = None) -> GapRun | None:
    """The latest run of a measure, by its code; with stale listings, or (days) without. One statement."""
    runs = complete_runs().filter(measure__code=code, checked_within_days=checked_within_days)
    return runs.first()


def latest_runs(checked_within_days: int | None = None) -> list[GapRun]:
    """The latest run of every active measure that has one, in the order of the measures. One statement."""
    newest = (
        GapRun.objects.filter(complete=True, checked_within_days=checked_within_days)
        .filter(measure=OuterRef("measure"))
        .order_by("-pk")
        .values("pk")[:1]
    )
    last = complete_runs().filter(measure__active=True, pk=Subquery(newest))
    return list(last.order_by("measure__order", "measure__name"))


def run_before(run: GapRun) -> GapRun | None:
    """The last run before this one that asked the same in the same way, or None. One statement."""
    return next(iter(_alike(run, complete_runs().filter(pk__lt=run.pk))), None)


def run_after(run: GapRun) -> GapRun | None:
    """The latest run that asked the same in the same way later on, or None. One statement."""
    return next(iter(_alike(run, complete_runs().filter(pk__gt=run.pk))), None)


def areas_of(run: GapRun) -> list[AreaGap]:
    """The areas of a run in the order of their codes. One statement."""
    return list(AreaGap.objects.filter(run=run).order_by("code"))


def active_measures() -> list[Measure]:
    """What is measured every night, in the editors' order. One statement."""
    return list(Measure.objects.filter(active=True).select_related("need", "kind"))


def measures_called(code: str) -> list[Measure]:
    """The measure with this code, active or not, or none. One statement."""
    return list(Measure.objects.filter(code=code).select_related("need", "kind"))


def alike(one: GapRun, other: GapRun) -> bool:
    """Whether two runs asked the same in the same way, so that their numbers may be compared."""
    same = all(getattr(one, field) == getattr(other, field) for field in ASKED)
    return same and all(one.parameters.get(key) == other.parameters.get(key) for key in COMPARED)


def _alike(run: GapRun, runs: QuerySet[GapRun]) -> Iterable[GapRun]:
    same = {field: getattr(run, field) for field in ASKED}
    # JSON is compared here, since the two databases compare it each in its own way.
    return (one for one in runs.filter(**same)[:LOOKED_BACK] if alike(one, run))

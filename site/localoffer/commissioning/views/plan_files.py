"""The plan as a file: a row for each area of each promise, then and now; one for a promise without areas."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.utils import timezone

from localoffer.commissioning.outcomes import AreaThenNow
from localoffer.commissioning.picture.files import Cell, safe
from localoffer.commissioning.queries.plans import Promise

COLUMNS = (
    "id",
    "title",
    "promise",
    "what_families_said",
    "team",
    "due",
    "overdue",
    "progress",
    "measure",
    "measured_on_then",
    "measured_on_now",
    "area_code",
    "area",
    "children_then",
    "nearest_km_then",
    "nearest_km_now",
    "score_then",
    "score_now",
    "change",
)


def as_csv(promises: Iterable[Promise]) -> str:
    """A header and the rows, in the order of the page."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for promise in promises:
        for row in _rows(promise):
            writer.writerow([safe(cell) for cell in row])
    return out.getvalue()


def _rows(promise: Promise) -> Iterator[tuple[Cell, ...]]:
    item, found = promise.item, promise.outcome
    then = timezone.localdate(item.run.measured_at).isoformat() if item.run else None
    now = timezone.localdate(found.measured_at).isoformat() if found and found.measured_at else None
    head: tuple[Cell, ...] = (
        item.pk,
        item.title,
        item.promise,
        item.because,
        item.owner,
        item.due.isoformat() if item.due else None,
        "yes" if promise.overdue else "no",
        item.get_progress_display(),
        item.run.name if item.run else None,
        then,
        now,
    )
    areas = found.areas if found else ()
    if not areas:
        yield head + (None,) * (len(COLUMNS) - len(head))
    for area in areas:
        yield head + _area(area)


def _area(area: AreaThenNow) -> tuple[Cell, ...]:
    now = (area.now_km, area.now_score) if area.known else (None, None)
    return (
        area.code,
        area.name,
        area.children,
        area.then_km,
        now[0],
        area.then_score,
        now[1],
        area.words,
    )

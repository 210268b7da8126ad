"""Carry the counts of unmet demand from the cache to the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from directory.models import TaxonomyTerm
from localoffer.commissioning.models import UnmetDemand
from localoffer.commissioning.unmet import counting
from localoffer.commissioning.unmet.counting import Cell
from locations.queries import areas

TAXONOMIES = ("need", "kind")


@dataclass(frozen=True, slots=True)
class Flushed:
    """What was carried over: rows written, times counted in them, and times of codes that nobody knows."""

    rows: int
    times: int
    unknown: int


def flush_unmet() -> Flushed:
    """Move every count to its row: all of them, or none and they go back to be counted.

    Safe to run at any time, and twice at once: each run takes a round of its own.
    """
    closed = counting.close()
    known = dict(_known(closed.counts))
    try:
        with transaction.atomic():
            for cell, times in known.items():
                _add(cell, times)
    except BaseException:
        for cell, times in known.items():
            counting.count([cell], times)
        raise
    finally:
        counting.forget(closed)
    times = sum(known.values())
    return Flushed(len(known), times, sum(closed.counts.values()) - times)


def _known(counts: Mapping[Cell, int]) -> Iterator[tuple[Cell, int]]:
    """The cells whose term and area are still there."""
    if not counts:
        return
    terms = TaxonomyTerm.objects.filter(taxonomy__slug__in=TAXONOMIES).order_by()
    topics = set(terms.values_list("taxonomy__slug", "code"))
    places = {area.code for area in areas(settings.GAP_AREA_KIND)}
    for cell, times in counts.items():
        if (cell.taxonomy, cell.code) in topics and cell.area_code in places:
            yield cell, times


def _add(cell: Cell, times: int) -> None:
    key = {
        "month": cell.month,
        "area_code": cell.area_code,
        "taxonomy": cell.taxonomy,
        "code": cell.code,
    }
    row = UnmetDemand.objects.filter(**key)
    if row.update(times=F("times") + times):
        return
    try:
        with transaction.atomic():
            UnmetDemand.objects.create(**key, times=times)
    except IntegrityError:  # another run made it a moment ago
        row.update(times=F("times") + times)

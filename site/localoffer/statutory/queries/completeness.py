"""What is covered, read from the database and the index."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from django.db.models import CharField, Count, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.queries import public
from localoffer.schools.models import School
from localoffer.statutory.models import Coverage, StatutoryItem
from localoffer.statutory.queries.pointers import Ground, pointer
from localoffer.statutory.queries.values import Completeness, ItemState, ThemeState
from search.engine import engine
from search.engine.base import SearchUnavailableError
from search.terms import Asked, Facet


def completeness(today: date | None = None) -> Completeness:
    """The whole check. Three statements, whatever the number of items, and one engine call at most.

    A fourth in a process that doesn't know the site's root page yet. Whether services are found for a
    search is told from the counts of one question to the index, so that a long list costs no more.
    """
    day = today or timezone.localdate()
    items = list(
        StatutoryItem.objects.select_related("theme")
        .order_by("theme__number", "order", "code")
        .prefetch_related(Prefetch("coverages", queryset=_coverages(timezone.now())))
    )
    ground = _ground(items)
    states = [
        ItemState(item, tuple(pointer(row, ground) for row in item.coverages.all()), day) for item in items
    ]
    themes = groupby(states, key=lambda state: state.item.theme)
    return Completeness(tuple(ThemeState(theme, tuple(under)) for theme, under in themes), day)


def _coverages(now: datetime) -> QuerySet[Coverage]:
    """With all that tells whether their targets may be seen."""
    inside = ExpressionWrapper(OuterRef("page__path"), output_field=CharField())
    fenced = PageViewRestriction.objects.annotate(inside=inside).filter(inside__startswith=F("page__path"))
    seen = public(now).filter(pk=OuterRef("service"))
    rows: QuerySet[Coverage] = (
        Coverage.objects.select_related("page", "service", "reviewed_by")
        .annotate(fenced=Exists(fenced), service_seen=Exists(seen))
        .order_by("sort_order", "pk")
    )
    return rows


def _ground(items: Iterable[StatutoryItem]) -> Ground:
    rows = [row for item in items for row in item.coverages.all()]
    ground = Ground(now=timezone.now())
    if any(row.schools for row in rows):
        ground = replace(ground, schools=_schools())
    if any(row.search for row in rows):
        found = _found()
        ground = replace(ground, found=found or {}, resting=found is None)
    return ground


def _schools() -> Mapping[str, int]:
    counted = (
        School.objects.shown()
        .order_by()
        .values_list("group")
        .annotate(home=Count("urn", filter=Q(outside="")), away=Count("urn", filter=~Q(outside="")))
    )
    counts: dict[str, int] = {"every": 0, "outside": 0}
    for group, home, away in counted:
        counts[group] = home
        counts["every"] += home
        counts["outside"] += away
    return counts


def _found() -> Mapping[Facet, frozenset[str]] | None:
    """The codes that at least one service has; None when the search can't answer now."""
    try:
        answer = engine().search(Asked(per_page=1))
    except SearchUnavailableError:
        return None
    return {
        facet: frozenset(one.code for one in counts if one.count) for facet, counts in answer.facets.items()
    }

"""One results page as a good Wagtail developer would make it, tuned where Wagtail lets one tune.

What is done for speed: a bounding box on an index that covers it before anything else; only the columns that
are needed, never whole objects, until the twenty of the page are known; facets counted from ids in one
statement each; a facet's own choice costs a further search only when something is chosen in it.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q, QuerySet
from wagtail.search.backends import get_search_backend

from bench.questions import Query
from bench.wagtailbench.models import CoveredArea, Service, Venue

PER_PAGE = 20
EARTH_KM = 6371.0088
COLUMNS = ("id", "level", "cost", "age_min", "age_end", "at_venue", "comes_to_you", "online", "by_phone")
BANDS = (("0-4", 0, 5), ("5-10", 5, 11), ("11-15", 11, 16), ("16-25", 16, 26))
MANY = {"need": "needs", "kind": "kinds", "access": "access"}
PLAIN = {"level": "level", "cost": "cost"}
#: Fewer parameters in a statement than either database allows.
AT_ONCE = 10_000

Row = tuple


@dataclass(frozen=True, slots=True)
class Page:
    """What the template would be given."""

    total: int
    groups: dict[str, int]
    hits: list[tuple[Service, float | None]]
    facets: dict[str, Counter]
    ids: list[int]


def results(query: Query, ranked: bool = True) -> Page:
    """The whole answer. Not ranked: in the order of distance alone, without Wagtail's relevance."""
    distances = venue_distances(query)
    covering = covers(query)
    rows = list(matched(query, query.filters, ranked))
    groups = grouped(rows, distances, covering, query)
    if not ranked and "near" in groups:
        groups["near"].sort(key=lambda row: distances[row[0]])
    found = [row for group in groups.values() for row in group]
    facets = counts(found)
    for facet in query.filters:
        others = {name: chosen for name, chosen in query.filters.items() if name != facet}
        wider = grouped(matched(query, others, False), distances, covering, query)
        facets[facet] = counts([row for group in wider.values() for row in group], only=facet)[facet]
    return Page(
        total=len(found),
        groups={name: len(group) for name, group in groups.items()},
        hits=cards([row[0] for row in found[:PER_PAGE]], distances),
        facets=facets,
        ids=[row[0] for row in found],
    )


def matched(query: Query, filters: dict[str, tuple[str, ...]], ranked: bool) -> QuerySet:
    """Rows that hold any of the words, may be reached and pass the choices, best first."""
    services = Service.objects.filter(live=True)
    if query.lat is not None:
        services = services.filter(
            Q(pk__in=in_box(query).values("service_id"))
            | Q(pk__in=covering_rows(query).values("service_id"))
            | Q(online=True)
            | Q(by_phone=True)
        )
    if query.age is not None:
        services = services.filter(
            ~Q(age_min=None, age_end=None),
            Q(age_min=None) | Q(age_min__lt=query.age + 1),
            Q(age_end=None) | Q(age_end__gt=query.age),
        )
    for facet, chosen in filters.items():
        if facet in MANY:
            through = getattr(Service, MANY[facet]).through
            services = services.filter(
                pk__in=through.objects.filter(term__code__in=chosen).values("service_id")
            )
        else:
            services = services.filter(**{f"{PLAIN[facet]}__in": chosen})
    found = get_search_backend().search(query.text, services, operator="or", order_by_relevance=ranked)
    return found.get_queryset().values_list(*COLUMNS)


def in_box(query: Query) -> QuerySet:
    """Venues in the square around the circle."""
    north = math.degrees(query.within_km / EARTH_KM)
    east = north / math.cos(math.radians(query.lat))
    return Venue.objects.filter(
        lat__range=(query.lat - north, query.lat + north), lon__range=(query.lon - east, query.lon + east)
    )


def venue_distances(query: Query) -> dict[int, float]:
    """Kilometres from the place to each service's nearest venue, of those inside the circle."""
    nearest: dict[int, float] = {}
    if query.lat is None:
        return nearest
    here = math.radians(query.lat)
    cosine = math.cos(here)
    for service, lat, lon in in_box(query).values_list("service_id", "lat", "lon"):
        there = math.radians(lat)
        half = (
            math.sin((there - here) / 2) ** 2
            + cosine * math.cos(there) * math.sin(math.radians(lon - query.lon) / 2) ** 2
        )
        km = 2 * EARTH_KM * math.asin(math.sqrt(half))
        if km <= query.within_km and km < nearest.get(service, math.inf):
            nearest[service] = km
    return nearest


def covering_rows(query: Query) -> QuerySet:
    return CoveredArea.objects.filter(code__in=query.areas)


def covers(query: Query) -> set[int]:
    """Services that say they cover where the family lives."""
    return set(covering_rows(query).values_list("service_id", flat=True)) if query.lat is not None else set()


def grouped(
    rows: Iterable[Row], distances: dict[int, float], covering: set[int], query: Query
) -> dict[str, list[Row]]:
    """Near, covering, or online and by phone: the first that holds."""
    if query.lat is None:
        return {"listed": list(rows)}
    groups: dict[str, list[Row]] = {"near": [], "covers": [], "online": []}
    for row in rows:
        if row[0] in distances:
            groups["near"].append(row)
        elif row[0] in covering:
            groups["covers"].append(row)
        elif row[7] or row[8]:
            groups["online"].append(row)
    return groups


def counts(rows: list[Row], only: str = "") -> dict[str, Counter]:
    """How many each choice would leave."""
    facets = {}
    ids = [row[0] for row in rows]
    for facet, field in MANY.items():
        if only in ("", facet):
            facets[facet] = many_counts(field, ids)
    if only in ("", "level"):
        facets["level"] = Counter(row[1] for row in rows if row[1])
    if only in ("", "cost"):
        facets["cost"] = Counter(row[2] for row in rows if row[2])
    if not only:
        facets["age"] = age_counts(rows)
        facets["delivery"] = Counter(
            {
                name: sum(1 for row in rows if row[at])
                for at, name in ((5, "venue"), (6, "comes-to-you"), (7, "online"), (8, "phone"))
            }
        )
    return facets


def many_counts(field: str, ids: list[int]) -> Counter:
    """Terms of a many-to-many facet among these services."""
    through = getattr(Service, field).through
    counted: Counter = Counter()
    for some in chunks(ids):
        counted.update(through.objects.filter(service_id__in=some).values_list("term__code", flat=True))
    return counted


def age_counts(rows: list[Row]) -> Counter:
    counted: Counter = Counter()
    for _, _, _, youngest, end, *_ in rows:
        if youngest is None and end is None:
            counted["not-stated"] += 1
            continue
        for code, start, stop in BANDS:
            if (youngest is None or youngest < stop) and (end is None or end > start):
                counted[code] += 1
    return counted


def cards(ids: Collection[int], distances: dict[int, float]) -> list[tuple[Service, float | None]]:
    """The page's services whole, in order, each with its distance."""
    services = Service.objects.select_related("organisation").prefetch_related("needs", "kinds", "venues")
    whole = services.in_bulk(ids)
    return [(whole[pk], distances.get(pk)) for pk in ids]


def chunks(ids: list[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while some := list(islice(rest, AT_ONCE)):
        yield some

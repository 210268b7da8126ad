"""The list of schools: by name, or by how near they are."""

from collections import Counter
from dataclasses import replace
from math import ceil

from django.db.models import Count, QuerySet
from django.db.models.functions import Upper

from localoffer.schools.models import RegisterLoad, School
from localoffer.schools.queries import values
from localoffer.schools.queries.values import PER_PAGE, PER_PAGE_NEAR, Asked, Listed, SchoolList
from locations.geometry import MILE_KM, bounds_around, distance_km
from locations.place import Place, PlaceNotFoundError
from locations.queries import locate


def listing(asked: Asked) -> SchoolList:
    """The schools that are asked for. Four statements at most.

    Near a place, schools on both sides of the authority's border are there, for that is how a family looks.
    A place that nobody knows is said in ``place_problem``; the list is then the one by name.
    """
    if not asked.near:
        return _by_name(asked)
    try:
        place = locate(asked.near)
    except PlaceNotFoundError as unknown:
        # Looking for the place took the statement that says how old the list is.
        found = _by_name(replace(asked, near=""), dated=False)
        return replace(found, asked=asked, place_problem=str(unknown))
    return _by_distance(asked, place)


def _schools(asked: Asked) -> QuerySet[School]:
    shown = School.objects.shown()
    if asked.outside:
        shown = shown.away()
    elif not asked.near:
        shown = shown.home()
    return shown.filter(name__icontains=asked.name) if asked.name else shown


def _by_name(asked: Asked, *, dated: bool = True) -> SchoolList:
    schools = _schools(asked)
    rows = schools.order_by().values_list("group", "phase").annotate(count=Count("urn"))
    counts = {(group, phase): count for group, phase, count in rows}
    if asked.group:
        schools = schools.filter(group=asked.group)
    if asked.phase:
        schools = schools.filter(phase=asked.phase)
    total = values.total(asked, counts)
    pages = max(1, ceil(total / PER_PAGE))
    asked = replace(asked, page=min(asked.page, pages))
    first = (asked.page - 1) * PER_PAGE
    page = schools.order_by(Upper("name"), "urn")[first : first + PER_PAGE]
    made = _list(asked, counts, total, pages, values.by_letter(page))
    return replace(made, loaded=RegisterLoad.objects.first()) if dated else made


def _by_distance(asked: Asked, place: Place) -> SchoolList:
    here = (place.lat, place.lon)
    km = asked.within * MILE_KM
    box = bounds_around(*here, km)
    # They are few, and the counts beside the list must be of those within the circle: Python has them all.
    around = _schools(asked).filter(
        lat__gte=box.south, lat__lte=box.north, lon__gte=box.west, lon__lte=box.east
    )
    near = [
        Listed(school, far)
        for school in around
        if (far := distance_km(here, (school.lat or 0.0, school.lon or 0.0))) <= km
    ]
    counts = Counter((one.school.group, one.school.phase) for one in near)
    shown = sorted(
        (
            one
            for one in near
            if asked.group in ("", one.school.group) and asked.phase in ("", one.school.phase)
        ),
        key=lambda one: (one.km, one.school.name, one.school.urn),
    )
    pages = max(1, ceil(len(shown) / PER_PAGE_NEAR))
    asked = replace(asked, page=min(asked.page, pages))
    first = (asked.page - 1) * PER_PAGE_NEAR
    page = tuple(shown[first : first + PER_PAGE_NEAR])
    made = _list(asked, counts, len(shown), pages, (("", page),) if page else ())
    wider = "" if shown else _wider(asked)
    return replace(made, place=place, wider=wider, loaded=RegisterLoad.objects.first())


def _wider(asked: Asked) -> str:
    further = next((miles for miles in values.MILES if miles > asked.within), None)
    return asked.saying(within=further).address if further else ""


def _list(
    asked: Asked,
    counts: dict[tuple[str, str], int],
    total: int,
    pages: int,
    sections: tuple[tuple[str, tuple[Listed, ...]], ...],
) -> SchoolList:
    groups, phases = values.choices(asked, counts)
    return SchoolList(
        asked=asked,
        total=total,
        sections=sections,
        groups=groups,
        phases=phases,
        unsaid=values.unsaid(asked, counts),
        pager=values.pager(asked, pages),
        pages=pages,
    )

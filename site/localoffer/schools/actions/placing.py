"""Where schools are: from their row, else from their postcode, and which areas hold them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from localoffer.schools.models import School
from localoffer.schools.register.rows import SchoolRow
from locations.models import PostcodePoint
from locations.queries import AreaIndex, area_index

DECIMALS = 6  # a tenth of a metre


@dataclass(frozen=True, slots=True)
class Placing:
    """Turns rows into schools with a point, their areas and whether they are outside; for one load."""

    areas: AreaIndex
    held: Mapping[int, School]  # what was known before, by URN
    silent: frozenset[str]  # columns that the file never states: they stay as they were known

    @classmethod
    def ready(cls, held: Mapping[int, School], silent: frozenset[str]) -> Self:
        """With every live area at hand. One statement."""
        return cls(area_index(), held, silent)

    def placed(self, rows: Sequence[SchoolRow]) -> list[School]:
        """The rows as schools that aren't saved. One statement where some have no point of their own."""
        made = [self._school(row) for row in rows]
        lost = {school.postcode for school, row in zip(made, rows, strict=True) if row.point is None}
        points = _points_of(lost - {""})
        for school, row in zip(made, rows, strict=True):
            self._place(school, row.point or points.get(school.postcode) or self._before(school))
        return made

    def _before(self, school: School) -> tuple[float, float] | None:
        before = self.held.get(school.urn)
        if before is None or before.lat is None or before.lon is None or before.postcode != school.postcode:
            return None
        return before.lat, before.lon

    def _place(self, school: School, point: tuple[float, float] | None) -> None:
        if point is None:
            return
        school.lat, school.lon = round(point[0], DECIMALS), round(point[1], DECIMALS)
        school.area_codes = list(self.areas.codes_at(school.lat, school.lon))
        school.outside = self.areas.outside_home(school.lat, school.lon)

    def _school(self, row: SchoolRow) -> School:
        made = _school(row)
        before = self.held.get(row.urn)
        for column in self.silent if before else ():
            setattr(made, column, getattr(before, column))
        return made


def _school(row: SchoolRow) -> School:
    return School(
        urn=row.urn,
        name=row.name,
        kind=row.kind,
        group=row.group,
        phase=row.phase,
        age_from=row.age_from,
        age_to=row.age_to,
        gender=row.gender,
        street=row.street,
        town=row.town,
        postcode=row.postcode,
        website=row.website,
        phone=row.phone,
        status=row.status,
        la_code=row.la_code,
        la_name=row.la_name,
        sen=list(row.sen),
        unit=row.unit,
        unit_places=row.unit_places,
        resourced=row.resourced,
        resourced_places=row.resourced_places,
    )


def _points_of(postcodes: set[str]) -> dict[str, tuple[float, float]]:
    if not postcodes:
        return {}
    found = PostcodePoint.objects.live().filter(code__in=postcodes, scope=PostcodePoint.Scope.FULL)
    return {code: (lat, lon) for code, lat, lon in found.values_list("code", "lat", "lon")}

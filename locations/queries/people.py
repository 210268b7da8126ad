"""Who lives where: children by age, rural-urban class, deprivation."""

from dataclasses import dataclass

from locations.models import AreaFacts, Population


@dataclass(frozen=True, slots=True)
class AreaFact:
    """What is known of an area; "" and None are not known. Decile 1 is the most deprived tenth."""

    rural_urban_code: str = ""
    rural_urban: str = ""
    rural: bool | None = None
    imd_decile: int | None = None


def demand(ages: range, kind: str = "lsoa") -> dict[str, float]:
    """How many children of these ages live in each area of a kind, by its code.

    ``ages`` are whole years: range(5, 12) is from the fifth birthday to the day before the twelfth. A band
    that lies partly inside is split evenly over its years. Areas without counts are left out. One statement.
    """
    if ages.step != 1:
        raise ValueError("ages must be a range of whole years, one after another")
    if not ages:
        return {}
    rows = (
        Population.objects.live()
        .filter(layer__kind=kind, age_from__lte=ages[-1], age_to__gte=ages[0])
        .values_list("area_code", "age_from", "age_to", "children")
    )
    found: dict[str, float] = {}
    for code, first, last, children in rows.iterator():
        shared = min(last, ages[-1]) - max(first, ages[0]) + 1
        found[code] = found.get(code, 0.0) + children * shared / (last - first + 1)
    return found


def facts(kind: str = "lsoa") -> dict[str, AreaFact]:
    """Rural-urban class and deprivation of the areas of a kind, by code. One statement."""
    found: dict[str, AreaFact] = {}
    for row in AreaFacts.objects.live().filter(layer__kind=kind).iterator():
        known = found.get(row.area_code, AreaFact())
        found[row.area_code] = AreaFact(
            row.rural_urban_code or known.rural_urban_code,
            row.rural_urban or known.rural_urban,
            known.rural if row.rural is None else row.rural,
            known.imd_decile if row.imd_decile is None else row.imd_decile,
        )
    return found

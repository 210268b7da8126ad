"""What is to be measured: one of the editors' measures, or a question asked once."""

from dataclasses import replace
from typing import Any

from localoffer.commissioning.measuring.values import Definition, Rates
from localoffer.commissioning.models import Day, Measure
from localoffer.commissioning.models.measure import OLDEST


def definition_of(
    measure: Measure, checked_within_days: int | None = None, need_rates: Rates | None = None
) -> Definition:
    """A measure as it is now, with stale listings or (days) without. Reads its terms, unless at hand."""
    return Definition(
        name=measure.name,
        need=measure.need.code if measure.need else "",
        kind=measure.kind.code if measure.kind else "",
        age_from=measure.age_from,
        age_to=measure.age_to,
        day=measure.day,
        reach_km=measure.reach_km,
        thresholds_km=tuple(float(km) for km in measure.thresholds_km),
        detour=measure.detour,
        counted_in=measure.counted_in,
        need_rate=None if need_rates else measure.need_rate,
        checked_within_days=checked_within_days,
        measure_id=measure.pk,
        need_rates=need_rates,
    )


def once(
    *,
    name: str = "",
    need: str = "",
    kind: str = "",
    checked_within_days: int | None = None,
    need_rates: Rates | None = None,
    **fields: Any,
) -> Definition:
    """A question asked once, by the codes of a need and a kind and the other fields of a Measure.

    Raises ValidationError by the rules of Measure. The codes are checked when it is measured.
    """
    measure = Measure(name=name or _called(need, kind, fields), **fields)
    measure.clean_fields(exclude=["code"])
    measure.clean()
    asked = definition_of(measure, checked_within_days, need_rates)
    return replace(asked, need=need, kind=kind)


def _called(need: str, kind: str, fields: dict[str, Any]) -> str:
    """A name made of what is asked: "Short break, autism, 5 to 11, at the weekend"."""
    words = [code.replace("-", " ") for code in (kind or "any help", need) if code]
    first, last = fields.get("age_from", 0), fields.get("age_to", OLDEST)
    if (first, last) != (0, OLDEST):
        words.append(f"{first} to {last}" if first != last else f"age {first}")
    day = fields.get("day", Day.ANY)
    if day != Day.ANY and day in Day.values:
        words.append(str(Day(day).label).lower())
    said = ", ".join(words)
    return said[:1].upper() + said[1:]

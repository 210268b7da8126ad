"""Measure: read the ground once, then one run after another, each written whole or not at all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from localoffer.commissioning.measuring.ground import check_codes, read_ground
from localoffer.commissioning.measuring.rates import check_rates
from localoffer.commissioning.measuring.scoring import DECAY, AreaScore, Surroundings, scores
from localoffer.commissioning.measuring.supply import Supply, supply
from localoffer.commissioning.measuring.values import Definition, Ground
from localoffer.commissioning.measuring.ways import KM_AN_HOUR
from localoffer.commissioning.models import AreaGap, GapRun
from locations.access import Bands, decay

#: Shows how far rows have come: takes them and their number, gives them back one by one.
Watch = Callable[[Iterable[Any], int | None, str], Iterable[Any]]
ROWS_AT_ONCE = 1000


def _silent(rows: Iterable[Any], total: int | None, what: str) -> Iterable[Any]:
    return rows


def measure(definitions: Sequence[Definition], *, watch: Watch = _silent) -> list[GapRun]:
    """Measure each definition over every area, as one batch; the runs in the order asked.

    Listings, areas and children are read once for all of them. Stopped half-way, the runs that were written
    stand, and nobody sees the one that was not. Raises a CannotMeasureError before anything is written.
    """
    check_codes(definitions)
    ground = read_ground(one.ages for one in definitions)
    check_rates((one.need_rates for one in definitions if one.need_rates), ground.areas)
    _remove_remains()
    surroundings, batch = Surroundings(ground), uuid4()
    return [
        _measure_one(one, surroundings, batch) for one in watch(definitions, len(definitions), "measures")
    ]


def _remove_remains() -> None:
    """Runs of which not all rows were written: nobody has seen them."""
    GapRun.objects.filter(complete=False).delete()


def _measure_one(definition: Definition, surroundings: Surroundings, batch: UUID) -> GapRun:
    counting = supply(definition, surroundings.ground.listings, surroundings.ground.today)
    areas = scores(definition, counting, surroundings)
    return _written(_run(definition, counting, surroundings.ground, areas, batch), areas)


@transaction.atomic
def _written(run: GapRun, areas: Sequence[AreaScore]) -> GapRun:
    run.save()
    AreaGap.objects.bulk_create([AreaGap(run=run, **asdict(one)) for one in areas], batch_size=ROWS_AT_ONCE)
    run.complete = True
    run.save(update_fields=["complete"])
    return run


def _run(
    definition: Definition, counting: Supply, ground: Ground, areas: Sequence[AreaScore], batch: UUID
) -> GapRun:
    return GapRun(
        measure_id=definition.measure_id,
        batch=batch,
        name=definition.name,
        need_code=definition.need,
        kind_code=definition.kind,
        age_from=definition.age_from,
        age_to=definition.age_to,
        day=definition.day,
        reach_km=definition.reach_km,
        parameters=_parameters(definition, counting, ground),
        checked_within_days=definition.checked_within_days,
        generation_id=ground.generation_id,
        generation_label=ground.generation_label,
        area_kind=ground.area_kind,
        listed_at=ground.listed_at,
        listings=len(counting.listings),
        venues=counting.venues,
        comes_to_you=len(counting.coming),
        online=counting.online,
        children=sum(area.children for area in areas),
    )


def _parameters(definition: Definition, counting: Supply, ground: Ground) -> dict[str, Any]:
    worth = decay(DECAY, definition.reach_km)
    return {
        "method": "e2sfca",
        "decay": DECAY,
        "bands": [list(pair) for pair in zip(worth.edges, worth.weights, strict=True)]
        if isinstance(worth, Bands)
        else [],
        "detour": definition.detour,
        "thresholds_km": list(definition.thresholds_km),
        "counted_in": definition.counted_in,
        "need_rate": definition.need_rate,
        "need_rates": definition.need_rates.source if definition.need_rates else None,
        "travel": f"minutes as km at {KM_AN_HOUR:g} km an hour" if ground.travel else None,
        # What was found on the way, which may differ from run to run.
        "found": {
            "capacity_assumed": counting.capacity_assumed,
            "ages_not_stated": counting.ages_not_stated,
            "not_on_the_map": counting.nowhere,
        },
    }

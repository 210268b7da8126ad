"""A scenario as a file: a row for each area that gains, with the place that helps it."""

import csv
import io

from django.utils import timezone

from localoffer.commissioning.models import Scenario
from localoffer.commissioning.picture.files import safe
from localoffer.commissioning.picture.numbers import children_shown, km_shown

COLUMNS = (
    "code",
    "name",
    "area_type",
    "children",
    "nearest_km_before",
    "nearest_km_after",
    "place",
    "place_latitude",
    "place_longitude",
    "scenario",
    "measure",
    "measured_on",
    "reach_km",
    "best_proven",
)


def as_csv(scenario: Scenario) -> str:
    """The areas that come within reach, most children first, as on the page."""
    run = scenario.run
    rated = run.parameters.get("need_rate") is not None
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for gain in scenario.gains:
        place = scenario.chosen[gain["place"] - 1]
        row = (
            gain["code"],
            gain["name"],
            "not known" if gain["rural"] is None else "rural" if gain["rural"] else "urban",
            children_shown(gain["children"], rated=rated),
            km_shown(gain["before_km"]),
            km_shown(gain["after_km"]),
            place["name"],
            place["lat"],
            place["lon"],
            scenario.name,
            run.name,
            timezone.localdate(run.measured_at).isoformat(),
            scenario.reach_km,
            "yes" if scenario.proven else "no",
        )
        writer.writerow([safe(cell) for cell in row])
    return out.getvalue()

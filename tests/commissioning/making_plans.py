"""A measured county of villages, and the people who plan for it."""

from collections.abc import Sequence
from pathlib import Path

from localoffer.accounts.actions import make_person
from localoffer.commissioning.actions.measuring import measure
from localoffer.commissioning.measuring.defining import definition_of
from localoffer.commissioning.models import GapRun, Measure
from tests import making

from .making import load_villages, north

#: code, name, middle, children of each age, rural-urban class: in a line to the north of the town.
LINE = (
    ("E01000001", "Wells", north(0), 50, "Urban"),
    ("E01000002", "Priddy", north(20), 10, "Rural"),
    ("E01000003", "Blagdon", north(24), 6, "Rural"),
    ("E01000004", "Ubley", north(28), 10, "Rural"),
    ("E01000005", "Yatton", north(60), 12, "Urban"),
)
REACH = 5.0


def measured(folder: Path, settings, villages: Sequence[tuple] = LINE, **fields) -> GapRun:
    """The villages, one club in the town, and the first run of the measure of clubs within 5 km."""
    settings.GAP_AREA_KIND, settings.HOME_AREA = "lsoa", ""
    load_villages(folder, villages)
    making.service("Town club", kinds=["club"], at=[making.venue("Town Hall", *villages[0][2], town="Wells")])
    made = Measure.objects.create(
        **{
            "code": "clubs",
            "name": "Clubs",
            "kind": making.term("club", "kind"),
            "reach_km": REACH,
            "detour": 1.0,
            "thresholds_km": [5.0, 15.0],
        }
        | fields
    )
    return again(made)


def again(asked: Measure) -> GapRun:
    """Measure once more."""
    asked = Measure.objects.select_related("kind", "need").get(pk=asked.pk)
    return measure([definition_of(asked)])[0]


def hall(name: str, at: tuple[float, float], **fields):
    """A place that families know: something else happens there, in public."""
    place = making.venue(name, *at, **fields)
    making.service(f"Choir at {name}", at=[place])
    return place


def person(role: str):
    return make_person(username=role, password="plan-plan-plan-1", role=role, email=f"{role}@example.org")

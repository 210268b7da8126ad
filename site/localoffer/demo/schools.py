"""The demo's schools, which are invented, through the same code as real ones."""

import csv
from datetime import date, timedelta
from pathlib import Path

from localoffer.schools.actions.register import Watch, import_schools
from localoffer.schools.models import SchoolOffer

SCHOOLS, OFFERS = "demo_schools.csv", "demo_offers.csv"
TEXTS = ("include", "universal", "targeted", "specialist", "contact", "report_url")
#: The first was reviewed so many days ago, each further one a month longer.
REVIEWED = 20
MONTH = timedelta(days=30)


def files(folder: Path) -> list[Path]:
    """What the schools are made from: fixtures/schools."""
    return [folder / SCHOOLS, folder / OFFERS]


def load(folder: Path, *, today: date, watch: Watch) -> str:
    """Load the register and what some schools say of themselves; what was done, in words.

    An offer that is there already is left to its editors.
    """
    loaded = import_schools(folder / SCHOOLS, watch=watch)
    made = _offers(folder / OFFERS, today)
    return f"Schools: {loaded.kept} listed, {loaded.outside} of them over the border; {made} offers made."


def _offers(path: Path, today: date) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    there = set(SchoolOffer.objects.values_list("school_id", flat=True))
    new = [row for row in rows if int(row["urn"]) not in there]
    for number, row in enumerate(new):
        reviewed = today - timedelta(days=REVIEWED) - number * MONTH
        offer = SchoolOffer(
            school_id=int(row["urn"]),
            live=False,
            reviewed_on=reviewed,
            review_by=reviewed + timedelta(days=365),
            kept_by="The school",
            **{name: row[name] for name in TEXTS},
        )
        offer.full_clean()
        offer.save()
        offer.save_revision().publish()
    return len(new)

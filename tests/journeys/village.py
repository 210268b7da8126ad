"""A small world for the journeys, by the makers and the real commands: python -m tests.journeys.village."""

import json
import os
import sys
from datetime import date, time, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: Where things are: degrees.
BRIDGWATER = (51.1285, -3.0040)
BURNHAM = (51.2370, -2.9970)
TAUNTON = (51.0150, -3.1060)
MINEHEAD = (51.2060, -3.4780)
SOMERSET = "DEMO-SOMERSET"
#: Of everybody who logs in.
PASSWORD = "journey-journey-1"


def county_file(folder: Path) -> Path:
    """The demonstration counties as the GeoJSON that load_places reads."""
    listed = json.loads((ROOT / "fixtures" / "places" / "outline.json").read_text())["counties"]
    features = [
        {
            "type": "Feature",
            "properties": {"code": county["code"], "name": county["name"]},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[*county["outline"], county["outline"][0]]],
            },
        }
        for county in listed
    ]
    path = folder / "counties.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def build(folder: Path) -> None:
    """Migrate, load the places, make the services and the index. The settings come from the environment."""
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command(
        "load_places",
        postcodes=ROOT / "fixtures" / "places" / "postcodes.csv",
        places=ROOT / "fixtures" / "places" / "places.csv",
        areas=county_file(folder),
        kind="county",
        verbosity=0,
    )
    call_command("load_taxonomies", ROOT / "fixtures" / "reference" / "taxonomies.json", verbosity=0)
    call_command("load_thesaurus", verbosity=0)
    fill()
    measure(folder)
    plan()
    guidance()
    get_user_model().objects.create_superuser("editor", "editor@example.org", PASSWORD)
    call_command("search_rebuild", verbosity=0)


def measure(folder: Path) -> None:
    """What is within reach of 60 made areas: two runs of a measure, none of another; what was asked for."""
    from directory.models import Service
    from localoffer.commissioning.models import UnmetDemand
    from tests.commissioning.making_pictures import (
        cell_code,
        cell_gaps,
        load_cells,
        made_measure,
        made_run,
        saved,
    )

    load_cells(folder, 60, kind="area")
    crew = Service.objects.get(name="Thursday Crew")
    nearest = [{"service": str(crew.pk), "name": crew.name, "venue": "Friarn Hall, Bridgwater", "km": 0.7}]
    breaks = made_measure(name="Weekend short breaks, 5 to 11")
    saved(made_run(breaks, days_ago=30, area_kind="area", listings=8), cell_gaps(60))
    saved(made_run(breaks, area_kind="area", children=9000), cell_gaps(60, nearest=nearest))
    made_measure("never-measured", name="Clubs nobody measured yet")
    for cell, code, times in (
        (4, "short-break", 12),
        (12, "short-break", 31),
        (13, "short-break", 3),
        (12, "club", 60),
    ):
        UnmetDemand.objects.create(
            month=date.today().replace(day=1),
            area_code=cell_code(cell),
            taxonomy="kind",
            code=code,
            times=times,
        )


def plan() -> None:
    """A what-if, a promise made a month ago and measured since, and the people who make such things."""
    from localoffer.accounts.actions import make_person
    from localoffer.commissioning.actions.plan import plan_for_gap
    from localoffer.commissioning.actions.scenario import make_scenario
    from localoffer.commissioning.models import ActionUpdate, GapRun
    from tests.commissioning.making_pictures import cell_code

    for role in ("commissioner", "reviewer"):
        make_person(username=role, password=PASSWORD, role=role, email=f"{role}@example.org")
    before, latest = GapRun.objects.order_by("pk")
    make_scenario(run=latest, candidates="areas", more=2, name="Two more breaks")
    item = plan_for_gap(
        run=before,
        area_codes=[cell_code(14)],
        title="A break nearer to the east",
        promise="We will find a place in the east.",
        because="Nobody can drive that far.",
        owner="Short breaks team",
        due=date.today() - timedelta(days=3),
    )
    item.updates = [ActionUpdate(on=date.today(), text="Three places were visited.")]
    item.save_revision().publish()


def guidance() -> None:
    """Pages, the tool, events, schools, the law's list and the guided route: a file for each journey."""
    from tests.journeys import (
        events_content,
        front_door_content,
        pages_content,
        schools_content,
        tool_content,
    )

    tool_content.tool()
    pages_content.pages()
    events_content.events()
    schools_content.schools()
    schools_content.law()
    front_door_content.fill_front_door()


def fill() -> None:
    """What is on offer."""
    from tests.making import organisation, service, venue

    today = date.today()
    sparks = organisation(
        "Sparks Together", description="A charity run by parents.", website="https://sparks.example.org/"
    )
    hall = venue(
        "Friarn Hall",
        *BRIDGWATER,
        town="Bridgwater",
        postcode="TA6 4RN",
        address_1="1 Example Street",
        parking="Free, beside the hall",
        features={"step-free": "yes", "accessible-toilet": "yes", "quiet-space": "yes"},
    )
    service(
        "Thursday Crew",
        sparks,
        needs=["autism"],
        kinds=["youth-group"],
        at=[hall],
        ages=(11, 18),
        cost="low",
        summary="A relaxed evening club for autistic young people.",
        access=["drop-in"],
        prices=[3],
        description="Games, music and a quiet room.\n\nParents can stay.",
        waiting="none",
        phones=["01632 960101"],
        schedules=[
            {
                "freq": "WEEKLY",
                "byday": "TH",
                "opens_at": time(18),
                "closes_at": time(20),
                "term_time": "term",
            }
        ],
        checked=today - timedelta(days=12),
        assured_by="provider",
        email="crew@example.org",
        features={"calm-sessions": "yes", "low-lighting": "no"},
        url="https://sparks.example.org/crew",
    )
    for number in range(1, 25):
        lat, lon = BRIDGWATER[0] + number * 0.002, BRIDGWATER[1] + (number % 5) * 0.006
        service(
            f"Club number {number}",
            f"Village group {number % 6}",
            needs=["autism"] if number % 2 else ["adhd"],
            kinds=["club"],
            at=[venue(f"Hall {number}", lat, lon, town="Bridgwater", postcode="TA6 3AA")],
            ages=(5, 11) if number % 3 else None,
            cost="free" if number % 2 else "paid",
            summary="Games and crafts.",
            schedules=[{"freq": "WEEKLY", "byday": "SA", "opens_at": time(10), "closes_at": time(12)}],
            checked=today - timedelta(days=30 * number),
            access=["self-referral"],
        )
    service(
        "Minehead Sparks",
        sparks,
        needs=["autism"],
        kinds=["youth-group"],
        at=[venue("The Hut", *MINEHEAD, town="Minehead", postcode="TA24 5HG")],
        summary="A Friday club by the sea.",
        checked=today,
        ages=(11, 25),
    )
    service(
        "Autism outreach",
        "County team",
        needs=["autism"],
        kinds=["education-support"],
        at=[venue("County Hall", *TAUNTON, town="Taunton")],
        comes_to_you=True,
        covers=[SOMERSET],
        summary="Comes to your child's school.",
        access=["school"],
        checked=today,
    )
    service(
        "Autism youth line",
        "Talk Line",
        needs=["autism"],
        kinds=["helpline"],
        by_phone=True,
        phones=["0808 157 0101"],
        cost="free",
        summary="Ring and talk, every day.",
        checked=today,
    )
    service(
        "Online youth club",
        "Screen Friends",
        needs=["autism", "anxiety"],
        kinds=["youth-group"],
        online=True,
        cost="free",
        summary="Meet and play from home.",
        checked=today,
    )
    refuge = venue(
        "Hidden House",
        *BURNHAM,
        town="Burnham-on-Sea",
        postcode="TA8 1AA",
        address_1="7 Secret Lane",
        address_hidden=True,
    )
    service(
        "Safe Saturdays",
        "Haven",
        needs=["attachment-trauma"],
        kinds=["club"],
        at=[refuge],
        summary="A quiet day out.",
        checked=today,
    )
    service(
        "Old swimming club",
        "Otters",
        kinds=["sport"],
        at=[venue("The Pool", *TAUNTON, town="Taunton")],
        status="temporarily closed",
        checked=today - timedelta(days=800),
    )
    service(
        "Border riders",
        "Ponies",
        kinds=["sport"],
        at=[
            venue("Yard", 51.130, -3.78, town="Simonsbath"),
            venue("Far yard", 51.02, -3.83, town="South Molton"),
        ],
        summary="Riding for everyone.",
        checked=today,
    )


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings.dev")
    build(Path(sys.argv[1]))

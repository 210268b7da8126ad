"""Gaps over the real LSOAs of Somerset, with their real children and classes; the listings are made up."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.utils import timezone

from directory.actions.taxonomies import load_taxonomies
from localoffer.commissioning import queries
from localoffer.commissioning.actions.measures import load_measures
from localoffer.commissioning.models import Measure
from locations.access import beyond
from locations.actions import AreaFile, Files, load_places
from locations.queries import demand
from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

TOWNS = {
    "Taunton": (51.015, -3.102),
    "Bridgwater": (51.128, -3.003),
    "Yeovil": (50.942, -2.633),
    "Frome": (51.231, -2.321),
    "Minehead": (51.205, -3.478),
}


@pytest.fixture
def somerset(open_data, settings):
    settings.GAP_AREA_KIND = "lsoa"
    settings.HOME_AREA = ""
    load_places(
        files=Files(
            areas=(AreaFile(open_data / "boundaries" / "somerset_lsoa21.geojson", "lsoa"),),
            statistics=open_data / "lsoa_stats" / "somerset_lsoa21_stats.csv",
        )
    )
    load_taxonomies(Path(site.ROOT) / "fixtures" / "reference" / "taxonomies.json")
    load_measures()
    for number, measure in enumerate(Measure.objects.select_related("kind", "need")):
        for turn, (town, point) in enumerate(list(TOWNS.items())[: 1 + number % 5]):
            making.service(
                f"{measure.name}, {town}",
                kinds=[measure.kind.code],
                needs=[measure.need.code] if measure.need else [],
                ages=(measure.age_from, measure.age_to),
                at=[making.venue(f"{town} hall", *point, town=town)],
                checked=timezone.localdate() - timedelta(days=150 * turn),
                capacity=10 if turn else None,
                schedules=[
                    {"freq": "WEEKLY", "byday": "SA", "term_time": "all-year"},
                    {"freq": "WEEKLY", "byday": "WE", "opens_at": "16:00"},
                ],
            )


def test_every_measure_is_taken_over_all_339_areas_and_the_numbers_add_up(somerset, capsys):
    call_command("measure_gaps", "--all")
    said = capsys.readouterr().out.splitlines()
    runs = queries.latest_runs()
    assert len(runs) == len(said) == Measure.objects.count() >= 20
    for run, line in zip(runs, said, strict=True):
        areas = queries.areas_of(run)
        living = demand(range(run.age_from, run.age_to + 1), "lsoa")
        assert len(areas) == 339
        assert {area.code: area.children for area in areas} == pytest.approx(living)
        assert run.children == pytest.approx(sum(living.values()))
        far, rural = [area.nearest_km for area in areas], [area.rural for area in areas]
        found = beyond(far, [area.children for area in areas], (run.reach_km,), rural)
        assert f"{found.everybody.beyond[0]:,.0f} children" in line
        assert sum(group.areas for group in found.groups) == 339
        assert sum(group.beyond[0] for group in found.groups) == pytest.approx(found.everybody.beyond[0])
        for area in areas:
            assert (area.within == 0) == (area.nearest_km > run.reach_km) == (area.score == 0)
            assert area.within <= run.listings
            assert area.checked_3_months <= area.checked_12_months <= area.within <= area.listed_around
            assert area.second_km is None or area.nearest_km <= area.second_km


def test_what_is_offered_is_shared_out_to_the_last_session(somerset):
    call_command("measure_gaps", "--measure", "clubs", verbosity=0)
    run = queries.latest_run("clubs")
    areas = queries.areas_of(run)
    given = sum(area.score / 1000 * area.children for area in areas)
    # Each hall is open twice a week, and each has children within reach.
    assert given == pytest.approx(2 * run.venues, rel=1e-9)
    assert {area.rural for area in areas} == {True, False}
    assert len({area.imd_decile for area in areas}) == 10

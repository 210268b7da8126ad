"""Measuring, as an operator does it in the evening and a timetable at night."""

import os
import signal
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from localoffer.commissioning import queries
from localoffer.commissioning.actions import measuring
from localoffer.commissioning.actions.measuring import measure
from localoffer.commissioning.measuring.refusals import CannotMeasureError
from localoffer.commissioning.models import AreaGap, GapRun, Measure
from locations.models import AreaFacts
from tests import making

from .making import definition, load_villages, north

pytestmark = pytest.mark.django_db
DYING = Path(__file__).with_name("dying.py")


@pytest.fixture
def county(villages):
    """A club in the town, one 9 km north, and a worker who comes to the farthest village."""
    recent = timezone.localdate() - timedelta(days=20)
    club = {"kinds": ["club"], "ages": (5, 15), "checked": recent}
    weekly = [{"freq": "WEEKLY", "byday": "MO,SA"}]
    making.service(
        "Town club", at=[making.venue("Town Hall", *north(1), town="Wells")], schedules=weekly, **club
    )
    making.service("Hill club", at=[making.venue("Hill Hall", *north(9), town="Priddy")], **club)
    making.service("Worker", kinds=["short-break"], comes_to_you=True, covers=["E01000003"])
    making.service("Call us", kinds=["advice"], by_phone=True)
    return villages


def said(capsys, *arguments):
    call_command("measure_gaps", *arguments)
    return capsys.readouterr().out


def counts():
    return GapRun.objects.count(), AreaGap.objects.count()


def test_a_run_holds_who_has_a_club_within_reach_and_how_it_was_worked_out(county):
    (run,) = measure([definition(kind="club", age_from=5, age_to=15)])
    assert (run.listings, run.venues, run.comes_to_you, run.online) == (2, 2, 0, 0)
    assert (run.complete, run.area_kind, run.generation_label) == (True, "lsoa", "Villages")
    assert run.children == 111 * 11
    assert run.thresholds_km == [5, 10, 15, 30]
    assert run.parameters["bands"] == [[5.0, 1.0], [10.0, 0.68], [15.0, 0.22]]
    wells, priddy, simonsbath = queries.areas_of(run)
    assert (wells.name, wells.children, wells.within, wells.rural) == ("Wells", 1100, 2, False)
    assert wells.nearest_km == pytest.approx(1, abs=0.01)
    assert (simonsbath.within, simonsbath.score, simonsbath.rural) == (0, 0, True)
    assert simonsbath.nearest_km == pytest.approx(21, abs=0.01)
    # On two sessions a week in the town lean Wells (1 km) and Priddy (9 km), on one on the hill both as well.
    town, hill = 2 / (1100 + 110 * 0.68), 1 / (110 + 1100 * 0.68)
    assert wells.score == pytest.approx(1000 * (town + hill * 0.68), rel=1e-6)
    assert priddy.score == pytest.approx(1000 * (town * 0.68 + hill), rel=1e-6)
    assert [one["name"] for one in simonsbath.nearest] == ["Hill club", "Town club"]


def test_who_comes_to_a_village_is_counted_there_and_makes_no_distance(county):
    (run,) = measure([definition(kind="short-break")])
    assert (run.listings, run.venues, run.comes_to_you) == (1, 0, 1)
    assert [area.covering for area in queries.areas_of(run)] == [0, 0, 1]
    assert {area.nearest_km for area in queries.areas_of(run)} == {None}


def test_a_measure_of_something_that_nobody_offers_is_a_run_and_says_that_nothing_is_listed(county, capsys):
    making.term("sport", "kind")
    out = said(capsys, "--kind", "sport")
    assert "Sport: Nothing is listed for this" in out
    assert "2,886 children" in out
    (run,) = GapRun.objects.all()
    assert (run.listings, run.complete, run.areas.count()) == (0, True, 3)
    assert set(run.areas.values_list("score", "within", "nearest_km")) == {(0.0, 0, None)}


def test_the_line_says_how_many_children_live_beyond_reach_and_where(county, capsys):
    out = said(capsys, "--kind", "club", "--ages", "5-15", "--name", "Clubs")
    for words in ("Clubs: 11 children", "more than 15 km from the nearest", "in rural areas", "2 listings"):
        assert words in out


def test_a_county_whose_rural_areas_nobody_knows_can_be_measured_and_the_line_names_none(county, capsys):
    AreaFacts.objects.all().delete()
    out = said(capsys, "--kind", "club", "--ages", "5-15")
    assert "11 children" in out
    assert "rural" not in out


def test_a_worker_alone_is_no_venue_and_the_line_says_so(county, capsys):
    out = said(capsys, "--kind", "short-break")
    assert "Nothing is listed for this at any venue." in out
    assert "1 comes to the family" in out


def test_stale_listings_can_be_left_out(county):
    making.service("Forgotten club", kinds=["club"], at=[north(30)], ages=(5, 15))
    with_stale, without = (
        measure([definition(kind="club", age_from=5, age_to=15, checked_within_days=days)])[0]
        for days in (None, 365)
    )
    assert (with_stale.listings, without.listings) == (3, 2)
    assert (with_stale.areas.get(code="E01000003").within, without.areas.get(code="E01000003").within) == (
        1,
        0,
    )
    assert with_stale.areas.get(code="E01000003").sure == "low"


def test_all_measures_every_active_measure_as_one_batch(county, capsys):
    for order, code in enumerate(("b", "a", "resting")):
        Measure.objects.create(code=code, name=code, order=order, active=code != "resting")
    out = said(capsys, "--all")
    assert [line.split(":")[0] for line in out.splitlines()] == ["b", "a"]
    assert GapRun.objects.values("batch").distinct().count() == 1
    assert [run.measure.code for run in queries.latest_runs()] == ["b", "a"]


def test_all_with_no_measure_says_how_to_load_some_and_fails_nobodys_night(county, capsys):
    assert "load_measures" in said(capsys, "--all")
    assert counts() == (0, 0)


def test_the_ground_is_read_once_for_twenty_measures(county):
    making.term("club", "kind")
    asked = [definition(f"Clubs {n}", kind="club", age_from=5, age_to=15) for n in range(20)]
    measure(asked[:1])  # the areas' outlines stay in memory from here on
    with CaptureQueriesContext(connection) as one:
        measure(asked[:1])
    with CaptureQueriesContext(connection) as twenty:
        measure(asked)
    a_run = 5  # a savepoint, the run, its areas, "complete", the savepoint released
    assert len(one) - a_run <= 24
    assert len(twenty) - len(one) == 19 * a_run


def test_one_question_after_another_about_other_ages_costs_one_statement_more_for_each_age(county):
    measure([definition()])
    with CaptureQueriesContext(connection) as same:
        measure([definition(), definition("Again")])
    with CaptureQueriesContext(connection) as other:
        measure([definition(), definition("Older", age_from=16)])
    assert len(other) - len(same) == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "Say one thing to measure"),
        (["--all", "--kind", "club"], "Say one thing to measure"),
        (["--measure", "none"], "No measure has the code “none”"),
        (["--kind", "clubb"], "no kind has the code “clubb”. Did you mean club?"),
        (["--kind", "club", "--ages", "11-5"], "The oldest age (5) is below the youngest (11)."),
        (["--kind", "club", "--ages", "young"], "--ages young: write two whole ages, such as 5-11"),
        (["--kind", "club", "--ages", "5-40"], "The oldest age counted is 25."),
        (["--kind", "club", "--reach", "0"], "Ensure this value is greater than or equal to 0.5"),
        (["--kind", "club", "--need-rate", "2"], "Ensure this value is less than or equal to 1"),
        (["--kind", "club", "--checked-within", "0"], "--checked-within 0: give a number of days"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_words_and_nothing_is_written(county, arguments, why):
    with pytest.raises(CommandError) as refused:
        call_command("measure_gaps", *arguments)
    assert why in str(refused.value)
    assert refused.value.returncode == 1
    assert counts() == (0, 0)


def test_without_places_nothing_is_measured_and_it_says_what_to_load(db, settings):
    settings.GAP_AREA_KIND = "lsoa"
    making.term("club", "kind")
    with pytest.raises(CommandError, match=r"No places are loaded.*load_places.*Nothing was measured"):
        call_command("measure_gaps", "--kind", "club")


def test_a_measure_that_cannot_be_measured_stops_the_batch_before_anything_is_written(county):
    with pytest.raises(CannotMeasureError):
        measure([definition(), definition("Wrong", need="nobody-knows")])
    assert counts() == (0, 0)


def test_compare_says_what_changed_since_the_run_before(county, capsys):
    ask = ("--kind", "club", "--ages", "5-15", "--compare")
    assert "It is the first run." in said(capsys, *ask)
    making.service("New club", kinds=["club"], ages=(5, 15), at=[north(29)])
    out = said(capsys, *ask)
    for words in ("11 fewer children", "Now within reach: Simonsbath (11 children).", "2 did then"):
        assert words in out


def test_interrupted_in_the_second_run_the_first_stands_and_nobody_sees_the_second(county, monkeypatch):
    write = AreaGap.objects.bulk_create

    def stop_in_the_second(rows, **how):
        write(rows[:1], **how)
        if rows[0].run.name == "Second":
            raise KeyboardInterrupt
        return write(rows[1:], **how)

    questions = [definition("First"), definition("Second")]
    with monkeypatch.context() as once:
        once.setattr(AreaGap.objects, "bulk_create", stop_in_the_second)
        with pytest.raises(KeyboardInterrupt):
            measure(questions)
    assert [(run.name, run.complete, run.areas.count()) for run in GapRun.objects.all()] == [
        ("First", True, 3)
    ]
    measure(questions)
    assert counts() == (3, 9)


def test_a_run_that_is_not_whole_is_seen_by_nobody_and_gone_with_the_next(county):
    (run,) = measure([definition()])
    GapRun.objects.update(complete=False)
    assert (queries.run_of(run.pk), queries.latest_runs(), queries.run_after(run)) == (None, [], None)
    measure([definition("Next")])
    assert [one.name for one in GapRun.objects.all()] == ["Next"]


def test_progress_is_shown_measure_by_measure(county):
    seen = []

    def watch(rows, total, what):
        for row in rows:
            seen.append((row.name, total, what))
            yield row

    measure([definition("A"), definition("B")], watch=watch)
    assert seen == [("A", 2, "measures"), ("B", 2, "measures")]


def test_quiet_says_nothing(county, capsys):
    making.term("club", "kind")
    call_command("measure_gaps", "--kind", "club", verbosity=0)
    out, err = capsys.readouterr()
    assert (out, err) == ("", "")


def test_a_process_killed_among_the_rows_of_a_run_leaves_nothing_of_it(transactional_db, tmp_path, settings):
    if connection.vendor != "sqlite":
        pytest.skip("copies the test database into a file, which needs SQLite")
    settings.HOME_AREA = ""
    load_villages(tmp_path)
    making.service("Club", at=[north(1)])
    path = tmp_path / "site.sqlite3"
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "localoffer.settings.dev",
        "DATABASE_URL": f"sqlite:///{path}",
        "SEARCH_INDEX_DIR": str(tmp_path / "index"),
        "HOME_AREA": "",
        "GAP_AREA_KIND": "lsoa",
    }

    def work(*arguments):
        done = subprocess.run(
            [sys.executable, str(DYING), *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        with sqlite3.connect(path) as held:
            runs = held.execute("SELECT name, complete FROM commissioning_gaprun ORDER BY id").fetchall()
            (areas,) = held.execute("SELECT count(*) FROM commissioning_areagap").fetchone()
        held.close()
        return done.returncode, runs, areas

    assert work("die") == (-signal.SIGKILL, [("First", 1)], 3)
    again = work()
    assert again == (0, [("First", 1), ("First", 1), ("Second", 1), ("Third", 1)], 12)


def test_the_rows_are_written_in_few_statements_however_many_areas_there_are():
    assert measuring.ROWS_AT_ONCE >= 339

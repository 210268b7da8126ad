"""The measuring tool itself: its services, its arithmetic and its honesty."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from bench import figures, generator, places, plan, questions, report, truth
from bench.figures import Times
from bench.generator import listing
from bench.questions import Query
from bench.run import Size
from scripts import postgres

ROOT = Path(__file__).resolve().parents[2]


def test_a_small_run_asks_everybody_and_all_find_what_is_there(tmp_path):
    out = tmp_path / "benchmarks.md"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "bench",
            "--quick",
            "--sizes",
            "50",
            "--out",
            str(out),
            "--folder",
            str(tmp_path),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    page = out.read_text(encoding="utf-8")
    there = [way for way in plan.WAYS if way.process != "postgres" or postgres.find_binaries()]
    for way in there:
        assert page.count(f"| 50 | {way.label} |") >= len(plan.KINDS)
    assert f"| 50 | {plan.ENGINE.label} | {plan.CHECKED} of {plan.CHECKED} |" in page
    assert "| 50 | Signpost, import |" in page
    assert [one.name for one in tmp_path.iterdir()] == ["benchmarks.md"]


def test_the_same_number_is_always_the_same_service():
    assert list(generator.listings(20)) == list(generator.listings(40))[:20]
    assert listing(3) != listing(3, seed=generator.SEED + 1)


def test_services_lie_as_people_live_and_every_venue_is_on_the_map():
    held = list(generator.listings(400))
    spots = [spot for one in held for spot in one.spots]
    assert all(one.spots or one.online or one.comes_to_you or one.by_phone for one in held)
    biggest, rest = report_share(spots)
    assert biggest > 5 * rest


def report_share(spots) -> tuple[float, float]:
    """How many venues the biggest city has, and a settlement of the middle on average."""
    towns = [spot.town for spot in spots]
    first, *others = [town.name for town in places.settlements()[:200]]
    return towns.count(first), sum(towns.count(name) for name in others) / len(others)


def test_questions_are_the_same_at_every_run_and_half_are_narrowed():
    asked = questions.near_me(200)
    assert asked == questions.near_me(200)
    narrowed = [one for one in asked if one.filters or one.age is not None]
    assert 60 < len(narrowed) < 140
    assert all(len(one.words) == 2 for one in asked)


def test_a_question_survives_the_way_to_the_contestant():
    for query in (*questions.near_me(30), *questions.everywhere(2)):
        assert Query.of(json.loads(json.dumps(asdict(query)))) == query


def test_a_family_at_the_door_is_near_and_one_far_away_is_only_covered():
    told = next(one for one in generator.listings(500) if one.areas and one.spots and not one.online)
    spot = told.spots[0]
    words = (told.name.split()[0],)
    at_the_door = Query(words, spot.lat, spot.lon, areas=())
    far = Query(words, spot.lat + 2, spot.lon, areas=told.areas)
    stranger = Query(words, spot.lat + 2, spot.lon, areas=())
    held = truth.read([told], truth.as_written)
    assert truth.groups(at_the_door, held, truth.as_written) == {"near": {told.id}}
    assert truth.groups(far, held, truth.as_written) == {"covers": {told.id}}
    assert truth.groups(stranger, held, truth.as_written).keys() <= {"online"}


@pytest.mark.parametrize(("share", "value"), [(50, 50), (95, 95), (100, 100), (1, 1)])
def test_a_percentile_is_a_time_that_was_really_measured(share, value):
    assert figures.percentile(list(range(1, 101)), share) == value


def measured(count: int, engine: float, sqlite: float, postgresql: float, page: float) -> Size:
    """A size where everybody always takes the same time."""
    taken = {plan.ENGINE: engine, plan.PAGE: page, plan.SQLITE: sqlite, plan.SQLITE_NEAREST: sqlite}
    taken |= {plan.POSTGRESQL: postgresql, plan.POSTGRESQL_NEAREST: postgresql}
    times = {kind.name: {way: Times([ms] * 10) for way, ms in taken.items()} for kind in plan.KINDS}
    cost = {"seconds": 1.0, "peak_mb": 100.0, "start_mb": 50.0}
    return Size(count, times=times, imported=dict(cost), rebuilt=dict(cost))


def test_every_goal_is_met_by_a_search_that_is_fast_enough():
    kept = [
        goal.kept for goal in report.goals([measured(10_000, 1, 9, 9, 9), measured(100_000, 5, 100, 25, 20)])
    ]
    assert all(kept)


@pytest.mark.parametrize(
    ("large", "words"),
    [
        ((5, 99, 25, 20), "Wagtail on SQLite"),
        ((5, 100, 24, 20), "Wagtail on PostgreSQL"),
        ((5, 100, 25, 21), "whole page"),
        ((8, 160, 40, 32), "near-me questions grows"),
        ((10, 200, 50, 40), "broadest question grows"),
    ],
)
def test_a_goal_that_is_just_missed_is_said_to_be_missed(large, words):
    missed = [
        goal
        for goal in report.goals([measured(10_000, 1, 9, 9, 9), measured(100_000, *large)])
        if goal.kept is False
    ]
    assert any(words in goal.promise for goal in missed)


def test_memory_that_grows_with_the_file_is_said_to_grow():
    small, large = measured(10_000, 1, 9, 9, 9), measured(100_000, 5, 100, 25, 20)
    large.imported["peak_mb"] = 126.0
    assert [goal.promise for goal in report.goals([small, large]) if goal.kept is False] == [
        "Import: memory doesn't grow from 10,000 to 100,000"
    ]


def test_a_goal_that_was_not_measured_is_never_called_met():
    assert {goal.kept for goal in report.goals([measured(1_000, 1, 1, 1, 1)])} == {None}


def test_the_page_is_whole_or_not_written(tmp_path):
    page = tmp_path / "docs" / "page.md"
    report.write("first", page)
    with pytest.raises(UnicodeEncodeError):
        report.write("half \ud800", page)
    assert page.read_text() == "first"


def test_a_machine_with_other_work_says_so_on_the_page():
    alone, shared = measured(1_000, 1, 1, 1, 1), measured(10_000, 1, 1, 1, 1)
    assert report.quiet([alone]) == "Nothing else was running."
    shared.busy = 2.4
    assert "2.4 at 10,000" in report.quiet([alone, shared])

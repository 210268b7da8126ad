"""The measuring of England's scores: that everybody does the same work, and that goals are honest."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.access import __main__ as bench_main
from bench.access import country as countries
from bench.access.__main__ import LARGER, SMALLER, Run, difference, goals, page

ROOT = Path(__file__).resolve().parents[2]


def test_a_larger_country_holds_every_service_of_a_smaller_one(monkeypatch):
    monkeypatch.setattr(countries, "POINTS", Path("nowhere"))
    small, large = countries.country(50), countries.country(500)
    assert len(small.homes) == countries.AREAS
    assert small.halls.lat.tolist() == large.halls.lat[:50].tolist()
    assert small.places.tolist() == large.places[:50].tolist()
    assert small.children.tolist() == large.children.tolist()
    assert "make-believe" in small.name


def test_a_small_run_prints_a_page_on_which_both_found_the_same_pairs(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "bench.access", "--sizes", "200", "--folder", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| 200 |")]
    assert [row[1] for row in rows] == ["Signpost", "PySAL access"]
    assert rows[0][2] == rows[1][2] != "0"


def test_what_fails_is_said(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["bench.access", "--sizes", "-5"])
    assert bench_main.main() == 1
    assert "negative" in capsys.readouterr().err


def made(name, services, cpu, count, peak=100.0):
    found = {"nearest_km": np.array([1.0, np.inf]), "count": np.array(count), "score": np.array([0.5, 0.0])}
    return Run(name, services, cpu, cpu, peak, 50.0, "A country", found)


OURS, THEIRS = made("ours", SMALLER, 1.0, [60, 40]), made("pysal", SMALLER, 10.5, [60, 40])
MANY = made("ours", LARGER, 9.0, [600, 400])


def kept(*runs):
    return [kept for _, _, kept in goals(runs)]


def test_every_goal_can_be_kept_and_missed():
    assert kept(OURS, THEIRS, MANY) == [True, True, True, True]
    assert kept(OURS, replace(THEIRS, cpu=9.0), MANY)[0] is False
    assert kept(OURS, made("pysal", SMALLER, 10.5, [60, 41]), MANY)[1] is False
    assert kept(OURS, THEIRS, replace(MANY, peak_mb=1024.0))[2] is False
    assert kept(OURS, THEIRS, replace(MANY, cpu=10.5))[3] is False
    assert kept(OURS) == []


def test_an_area_that_only_one_of_them_scores_is_no_small_difference():
    assert difference(np.array([0.0, 0.5]), np.array([0.0, 0.5])) == 0
    assert difference(np.array([0.0, 0.5]), np.array([1e-12, 0.5])) == 1
    assert difference(np.array([np.inf]), np.array([np.inf])) == 0


def test_the_page_names_what_was_missed():
    text = "\n".join(page([OURS, replace(THEIRS, cpu=2.0)]))
    assert "| 10,000 | Signpost | 100 | 1.00 | 1.00 | 100 (50 before) |" in text
    assert "10 times by the clock, 2 by the processor | **not met** |" in text


@pytest.mark.parametrize(("text", "sizes"), [("10_000,5", (10_000, 5)), ("7", (7,))])
def test_sizes_are_read_as_people_write_them(text, sizes):
    assert bench_main.numbers(text) == sizes

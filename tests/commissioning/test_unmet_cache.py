"""Several web processes count at the same time, on one machine and without a server for it."""

from datetime import date
from multiprocessing import get_context

import pytest
from django.conf import settings as site
from django.core.cache import caches
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.memcached import PyMemcacheCache
from django.core.cache.backends.redis import RedisCache
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from localoffer.commissioning.unmet import counting
from localoffer.commissioning.unmet.counting import Cell, count
from localoffer.settings.caches import unmet

WORKERS, TIMES = 4, 60
ROUNDS, A_ROUND = 4, 30
CELLS = [Cell(date(2026, 11, 1), area, "kind", "club") for area in ("E 1/ü", "E2")]


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    """The cache of a site that names no server."""
    monkeypatch.setattr(counting, "MOST_TIMES", 1_000)
    settings.CACHES = {**site.CACHES, "unmet": unmet("", tmp_path / "unmet")}
    return tmp_path / "unmet"


def count_often() -> None:
    for _ in range(TIMES):
        count(CELLS)


def together(*work) -> None:
    """Each in a process of its own, at the same time."""
    processes = [get_context("fork").Process(target=one) for one in work]
    for one in processes:
        one.start()
    for one in processes:
        one.join(60)
    assert [one.exitcode for one in processes] == [0] * len(work)


def test_four_workers_that_count_at_once_lose_nothing(folder):
    together(*[count_often] * WORKERS)
    assert counting.close().counts == dict.fromkeys(CELLS, WORKERS * TIMES)


def test_djangos_own_files_would_lose_counts(folder, settings):
    django = f"{FileBasedCache.__module__}.FileBasedCache"
    settings.CACHES = settings.CACHES | {"unmet": settings.CACHES["unmet"] | {"BACKEND": django}}
    together(*[count_often] * WORKERS)
    assert sum(counting.close().counts.values()) < WORKERS * TIMES * len(CELLS)


def test_a_job_that_takes_rounds_while_they_count_loses_only_what_is_being_counted_at_that_moment(folder):
    processes = [get_context("fork").Process(target=count_often) for _ in range(WORKERS)]
    for one in processes:
        one.start()
    taken = 0
    for _ in range(ROUNDS):
        while counted_now() < A_ROUND and any(one.is_alive() for one in processes):
            pass  # a round of a site takes ten minutes
        closed = counting.close()
        taken += sum(closed.counts.values())
        counting.forget(closed)
    for one in processes:
        one.join(60)
    taken += sum(counting.close().counts.values())
    counted = WORKERS * TIMES * len(CELLS)
    assert counted - ROUNDS * WORKERS * len(CELLS) <= taken <= counted


def counted_now() -> int:
    """Of the first cell, in the round that is open."""
    cache = caches[counting.CACHE]
    return cache.get(counting._key(cache.get(counting.ROUND, 0), CELLS[0]), 0)


def test_two_jobs_at_once_never_take_the_same_round(folder):
    count(CELLS)
    first, second = counting.close(), counting.close()
    assert (sum(first.counts.values()), second.counts) == (2, {})


def test_an_operator_may_name_a_server_that_never_makes_a_family_wait(tmp_path):
    for where, backend in (
        ("redis://127.0.0.1:6379/1", RedisCache),
        ("rediss://:secret@cache.example.org:6380/0", RedisCache),
        ("memcached://127.0.0.1:11211", PyMemcacheCache),
    ):
        entry = unmet(where, tmp_path)
        assert import_string(entry["BACKEND"]) is backend
        assert all(0 < seconds < 1 for seconds in entry["OPTIONS"].values())
    assert unmet("file:///srv/unmet", tmp_path)["LOCATION"] == "/srv/unmet"
    assert unmet("memcached://127.0.0.1:11211", tmp_path)["LOCATION"] == "127.0.0.1:11211"


@pytest.mark.parametrize(
    "where",
    [
        "redis:",
        "file:",
        "file://host/share",
        "locmem://",
        "http://127.0.0.1",
        "127.0.0.1:6379",
        "memcached://",
    ],
)
def test_a_cache_that_nobody_knows_is_refused_when_the_site_starts(where, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="redis://HOST"):
        unmet(where, tmp_path)


def test_a_refusal_does_not_repeat_a_password(tmp_path):
    with pytest.raises(ImproperlyConfigured) as refused:
        unmet("redys://:secret@cache.example.org", tmp_path)
    assert "secret" not in str(refused.value)

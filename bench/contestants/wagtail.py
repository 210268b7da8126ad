"""A Wagtail site without us, on whichever database DATABASE_URL names."""

import time
from collections.abc import Callable
from functools import partial

from django.db import OperationalError, connection

from bench import generator
from bench.contestants.answering import Told, Way
from bench.plan import GIVE_UP_S
from bench.questions import Query
from bench.wagtailbench import loading, search


def prepare(count: int) -> dict[str, float]:
    """Everything loaded, indexed and analysed; the seconds each took."""
    taken = {}
    for name, step in (
        ("tables", loading.make_tables),
        ("rows", partial(loading.load, generator.listings(count))),
        ("index", loading.build_index),
        ("analyse", loading.analyse),
    ):
        started = time.perf_counter()
        step()
        taken[name] = time.perf_counter() - started
    return taken


def ways() -> dict[str, Way]:
    """With Wagtail's relevance, as it comes; and nearest first, with relevance turned off."""
    return {
        "ranked": Way(partial(answer, ranked=True)),
        "nearest": Way(partial(answer, ranked=False)),
    }


def answer(query: Query, *, ranked: bool) -> Callable[[], Told]:
    give_up_after(GIVE_UP_S)
    try:
        page = search.results(query, ranked)
    except OperationalError as stopped:
        if "interrupt" not in str(stopped) and "statement timeout" not in str(stopped):
            raise
        return lambda: Told(gave_up=True)
    return lambda: Told(page.total, page.groups, tuple(str(service.hsds_id) for service, _ in page.hits))


def give_up_after(seconds: float) -> None:
    """Have the database stop by itself: neither can be left to run for an hour."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        until = time.monotonic() + seconds
        connection.connection.set_progress_handler(lambda: time.monotonic() > until, 200_000)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = %s", [int(seconds * 1000)])

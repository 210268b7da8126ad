"""The run as a page of Markdown: what was measured, the ratios, and which goals were met."""

# ruff: noqa: E501  paragraphs of the page are paragraphs here

import math
import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench import plan
from bench.figures import Times, ratio
from bench.plan import GIVE_UP_S
from bench.run import Size

SMALLER, LARGER = 10_000, 100_000
FLAT = 1.25


@dataclass(frozen=True, slots=True)
class Goal:
    """One promise, what was measured, and whether it was kept; None when this run can't say."""

    promise: str
    measured: str
    kept: bool | None


def page(sizes: Sequence[Size], command: str, minutes: float, missing: str = "") -> str:
    """The whole document. ``missing`` says who could not be measured, and why."""
    parts = [
        "# Benchmarks",
        f"Measured on {date.today():%-d %B %Y} in one run of {minutes:.0f} minutes on {machine()}.",
        quiet(sizes),
        missing,
        INTRODUCTION,
        "## Goals",
        table(("Goal", "Measured", ""), ((g.promise, g.measured, said(g.kept)) for g in goals(sizes))),
        "## Questions",
        QUESTIONS,
        *(questions(kind, sizes) for kind in plan.KINDS),
        "## Getting the services in",
        table(
            ("Services", "Step", "Seconds", "Services a second", "Peak memory"),
            (row for size in sizes for row in loading(size)),
        ),
        LOADING,
        "## Do they find the same?",
        table(
            (
                "Services",
                "Contestant",
                "Same number found",
                "Right among those shown",
                "Furthest from the truth",
            ),
            (row for size in sizes for row in agreement(size)),
        ),
        AGREEMENT,
        "## Again",
        f"```\n{command}\n```",
        AGAIN,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def quiet(sizes: Sequence[Size]) -> str:
    """Whether the machine had other work, which makes every time longer and no ratio fairer."""
    if all(size.busy < 0.3 for size in sizes):
        return "Nothing else was running."
    others = ", ".join(f"{size.busy:.1f} at {size.count:,}" for size in sizes)
    return f"**The machine had other work**: so many other processes wanted its processor as the questions began: {others}. Run it again when it is idle."


INTRODUCTION = """\
The services are made by a seeded generator (`bench/generator.py`) over a make-believe country of England's size \
and unevenness, with the sector's own words in Zipf's frequencies. Ten times the services means ten times as many \
on the same doorsteps. Everybody is given the same services and asked the same questions, each question to \
everybody before the next one. Every figure is milliseconds inside the answering process.

**Wagtail** is what a site would use instead: Wagtail's database search with any-word matching, a bounding box and \
the other choices in the ORM, distances and groups in Python, facet counts in one statement each, after `ANALYZE`, \
reading only the columns it needs (`bench/wagtailbench/search.py`). On PostgreSQL 15 it has an index that Wagtail's \
source speaks of and its migrations don't make (twice as fast with it), memory and planner settings for this \
machine, and writes that don't wait for the disk. Every answer is a whole first page: counted groups, seven facets with \
counts, twenty services with their distances. Signpost's also counts when it meets and accessibility features, \
explains which fields matched, finds the nearest beyond the radius and suggests spellings.

*Relevance off* is the same site giving up Wagtail's ranking and showing the nearest first. It is there because \
on SQLite Wagtail works its relevance out again for each service found."""

QUESTIONS = f"""\
Half of the near-me questions are what families ask for, half any two words of the sector; a third choose one facet \
or an age, a sixth two. *Slower* is that contestant's median over Signpost's engine on the very same questions. A \
contestant that has been answering for long enough is asked no more; the number says how often it was. An answer \
that takes over {GIVE_UP_S:.0f} s is stopped and counted as that (shown as >)."""

LOADING = f"""\
Import is `manage.py import_services --publish` of an Open Referral UK feed, one service a line; rebuild is \
`manage.py search_rebuild`. Memory is the most that the whole process ever held, {FLAT:g} times that of \
{SMALLER:,} services at most to be called flat. Wagtail's tables are filled with `bulk_create` and its index with its \
own `update_index`."""

AGREEMENT = f"""\
A sample of {plan.CHECKED} near-me questions at each size up to {plan.CHECKED_UP_TO:,} services, beside the answer \
found by looking at every service in turn (`bench/truth.py`). Each is held to its own way of reading words: \
Signpost and PostgreSQL cut English endings off, SQLite's search in Wagtail takes words as written and so finds \
fewer ("clubs" isn't "club"), and a word with a hyphen ("after-school") is a phrase to it. PostgreSQL also passes over words such as "it" and "for". Wagtail's distances are on a \
ball, not the ellipsoid: up to half a per cent out at the edge of the circle."""

AGAIN = """\
It makes its own databases and a PostgreSQL of its own in a temporary folder and touches nothing else. \
`.venv/bin/python -m bench --quick` is the same at 1,000 and 5,000 services in about two minutes and writes nothing here."""


def goals(sizes: Sequence[Size]) -> Iterator[Goal]:
    """Every promise of the project that this page can prove."""
    held = {size.count: size for size in sizes}
    large, small = held.get(LARGER), held.get(SMALLER)
    yield faster("20 times faster than Wagtail on SQLite", large, plan.SQLITE, 20)
    yield faster("20 times faster than it with relevance off", large, plan.SQLITE_NEAREST, 20)
    yield faster("5 times faster than Wagtail on PostgreSQL", large, plan.POSTGRESQL, 5)
    yield growth("near-me questions", small, large, plan.NEAR.name, 8)
    yield growth("the broadest question", small, large, plan.BROAD.name, 10)
    yield growth("the commonest words everywhere", small, large, plan.EVERYWHERE.name, 10)
    yield whole_page(large)
    for label, cost in (("Import", "imported"), ("Rebuild", "rebuilt")):
        yield flat(f"{label}: memory doesn't grow from {SMALLER:,} to {LARGER:,}", small, large, cost)


def faster(promise: str, size: Size | None, way: plan.Way, times: float) -> Goal:
    promise = f"Near me at {LARGER:,}: at least {promise}"
    if size is None or way not in size.times[plan.NEAR.name]:
        return Goal(promise, "not measured", None)
    ours, theirs = size.times[plan.NEAR.name][plan.ENGINE], size.times[plan.NEAR.name][way]
    middle, slow = (
        ratio(getattr(theirs, at), getattr(ours.first(theirs.count), at)) for at in ("p50", "p95")
    )
    more = "more than " if theirs.gave_up else ""
    measured = f"{more}{middle:,.0f} times at the median, {more}{slow:,.0f} at p95"
    return Goal(promise, measured, min(middle, slow) >= times)


def growth(label: str, small: Size | None, large: Size | None, kind: str, most: float) -> Goal:
    promise = f"p95 of {label} grows less than {most:g} times from {SMALLER:,} to {LARGER:,}"
    if small is None or large is None:
        return Goal(promise, "not measured", None)
    before, after = (size.times[kind][plan.ENGINE].p95 for size in (small, large))
    return Goal(
        promise, f"{ratio(after, before):.1f} times ({before:.1f} to {after:.1f} ms)", after < most * before
    )


def whole_page(size: Size | None) -> Goal:
    promise = f"The whole page at {LARGER:,} takes at most 4 times the engine alone"
    if size is None:
        return Goal(promise, "not measured", None)
    engine, whole = (size.times[plan.NEAR.name][way] for way in (plan.ENGINE, plan.PAGE))
    middle, slow = ratio(whole.p50, engine.p50), ratio(whole.p95, engine.p95)
    return Goal(promise, f"{middle:.1f} times at the median, {slow:.1f} at p95", max(middle, slow) <= 4)


def flat(promise: str, small: Size | None, large: Size | None, cost: str) -> Goal:
    if small is None or large is None:
        return Goal(promise, "not measured", None)
    before, after = (getattr(size, cost)["peak_mb"] for size in (small, large))
    return Goal(promise, f"{before:.0f} to {after:.0f} MB", after <= FLAT * before)


def questions(kind: plan.Kind, sizes: Sequence[Size]) -> str:
    found = ", ".join(f"{size.totals[kind.name]:,.0f} of {size.count:,}" for size in sizes)
    rows = (row for size in sizes for row in asked(size, kind))
    header = ("Services", "Contestant", "p50 ms", "p95 ms", "Slower", "Questions")
    return f"### {kind.label}\n\nFound on average: {found}.\n\n" + table(header, rows)


def asked(size: Size, kind: plan.Kind) -> Iterator[tuple[str, ...]]:
    times = size.times[kind.name]
    ours = times[plan.ENGINE]
    for way, theirs in times.items():
        slower = ratio(theirs.p50, ours.first(theirs.count).p50)
        yield (
            f"{size.count:,}",
            way.label,
            over(theirs, theirs.p50),
            over(theirs, theirs.p95),
            "" if way == plan.ENGINE else f"{slower:,.1f} x" if slower < 10 else f"{slower:,.0f} x",
            str(theirs.count),
        )


def over(times: Times, ms: float) -> str:
    """A time in milliseconds; one that ran into the limit of patience says that it was longer."""
    if math.isnan(ms):
        return "-"
    longer = ">" if times.gave_up and ms >= 1000 * GIVE_UP_S else ""
    return f"{longer}{ms:,.1f}" if ms < 100 else f"{longer}{ms:,.0f}"


def loading(size: Size) -> Iterator[tuple[str, ...]]:
    count = f"{size.count:,}"
    for label, cost in (
        ("Signpost, import", size.imported),
        ("Signpost, rebuild of the index", size.rebuilt),
    ):
        seconds = cost["seconds"]
        yield count, label, f"{seconds:.1f}", f"{size.count / seconds:,.0f}", f"{cost['peak_mb']:.0f} MB"
    for process, label in (("sqlite", plan.SQLITE.label), ("postgres", plan.POSTGRESQL.label)):
        if process not in size.loaded:
            continue
        for step, words in (("rows", "rows by bulk_create"), ("index", "search index")):
            seconds = size.loaded[process][step]
            yield count, f"{label}, {words}", f"{seconds:.1f}", f"{size.count / seconds:,.0f}", ""


def agreement(size: Size) -> Iterator[tuple[str, ...]]:
    for way, seen in size.agreed.items():
        yield (
            f"{size.count:,}",
            way.label,
            f"{seen.same_total} of {seen.asked}",
            f"{seen.shown_right} of {seen.shown}",
            f"{seen.furthest:.1%}",
        )


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---" if at < 2 else "---:" for at in range(len(header))], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def said(kept: bool | None) -> str:
    return {True: "met", False: "**not met**", None: "-"}[kept]


def machine() -> str:
    """This machine in a few words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores with {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def write(text: str, to: Path) -> None:
    """Whole or not at all."""
    to.parent.mkdir(parents=True, exist_ok=True)
    draft = to.with_suffix(".new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(to)

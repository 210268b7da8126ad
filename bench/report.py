"""The run as a page of Markdown: what was measured, the ratios, and which goals were met."""

# ruff: noqa: E501  paragraphs of the page are paragraphs here

import math
import os
import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench import plan
from bench.figures import Times, ratio
from bench.goals import goals
from bench.plan import GIVE_UP_S
from bench.run import Size
from bench.texts import (
    AGAIN,
    AGREEMENT,
    BESIDE,
    INTRODUCTION,
    LOADING,
    QUESTIONS,
    SUGGESTIONS,
    UNDERSTANDING,
)


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
        *(chapter.written(sizes) for chapter in CHAPTERS),
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


def questions(kind: plan.Kind, sizes: Sequence[Size]) -> str:
    sizes = [size for size in sizes if kind.name in size.asked]
    rows = (row for size in sizes for row in asked(size, kind))
    header = ("Services", "Contestant", "Found", "p50 ms", "p95 ms", "Slower", "Questions")
    unasked = sum(size.asked[kind.name].unasked for size in sizes)
    left = (
        f"{unasked} of these were understood to be about something else and left out.\n\n" if unasked else ""
    )
    return f"### {kind.label}\n\n{left}" + table(header, rows)


def asked(size: Size, kind: plan.Kind) -> Iterator[tuple[str, ...]]:
    times, found = size.times(kind.name), size.asked[kind.name].found
    ours = times[plan.ENGINE]
    for way, theirs in times.items():
        slower = ratio(theirs.p50, ours.first(theirs.count).p50)
        yield (
            f"{size.count:,}",
            way.label,
            f"{found[way]:,.0f}" if way in found else "",
            over(theirs, theirs.p50),
            over(theirs, theirs.p95),
            "" if way == plan.ENGINE else f"{slower:,.1f} x" if slower < 10 else f"{slower:,.0f} x",
            str(theirs.count),
        )


def beside(size: Size) -> Iterator[tuple[str, ...]]:
    for kind in plan.KINDS:
        times = size.times(kind.name)
        if plan.ES_ENGINE not in times:
            continue
        both = size.asked[kind.name].beside
        embedded, elastic = (times[way] for way in (plan.ENGINE, plan.ES_ENGINE))
        yield (
            f"{size.count:,}",
            kind.label,
            f"{over(embedded, embedded.p50)} / {over(embedded, embedded.p95)}",
            f"{over(elastic, elastic.p50)} / {over(elastic, elastic.p95)}",
            f"{both.same_total} of {both.asked}",
            f"{both.same_page} of {both.asked}",
        )


def alone(size: Size) -> Iterator[tuple[str, ...]]:
    one = size.understood
    if one.count:
        yield f"{size.count:,}", plan.UNDERSTANDING.label, f"{one.p50:.2f}", f"{one.p95:.2f}", str(one.count)


def suggesting(size: Size) -> Iterator[tuple[str, ...]]:
    for ours, bare in ((plan.SUGGEST, plan.PREFIX), (plan.ES_SUGGEST, plan.ES_PREFIX)):
        for way in (ours, bare):
            one = size.suggested.get(way)
            if one:
                over_bare = ratio(one.p95, size.suggested[bare].p95)
                said_so = f"{over_bare:.1f} x" if way == ours else ""
                yield f"{size.count:,}", way.label, f"{one.p50:.2f}", f"{one.p95:.2f}", said_so


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
        ("Signpost, rebuild of the embedded index", size.rebuilt.get(plan.EMBEDDED)),
        ("Signpost, rebuild on Elasticsearch", size.rebuilt.get(plan.ELASTIC)),
    ):
        if cost:
            yield count, label, *speed(size.count, cost["seconds"]), f"{cost['peak_mb']:.0f} MB"
    if size.raw_load:
        held = int(size.raw_load["services"])
        label = f"Elasticsearch, raw bulk load of {held:,} ready made"
        yield count, label, *speed(held, size.raw_load["seconds"]), ""
    for process, label in (
        (plan.WAGTAIL_SQLITE, plan.SQLITE.label),
        (plan.WAGTAIL_POSTGRESQL, plan.POSTGRESQL.label),
    ):
        if process not in size.loaded:
            continue
        for step, words in (("rows", "rows by bulk_create"), ("index", "search index")):
            yield count, f"{label}, {words}", *speed(size.count, size.loaded[process][step]), ""


def speed(services: int, seconds: float) -> tuple[str, str]:
    return f"{seconds:.1f}", f"{services / seconds:,.0f}"


def agreement(size: Size) -> Iterator[tuple[str, ...]]:
    for way, seen in size.agreed.items():
        yield (
            f"{size.count:,}",
            way.label,
            f"{seen.same_total} of {seen.asked}",
            f"{seen.shown_right} of {seen.shown}",
            f"{seen.furthest:.1%}",
        )


@dataclass(frozen=True, slots=True)
class Chapter:
    """A table with some rows for each size, and what it means."""

    title: str
    header: Sequence[str]
    rows: Callable[[Size], Iterable[Sequence[str]]]
    meaning: str

    def written(self, sizes: Sequence[Size]) -> str:
        """The chapter in Markdown."""
        rows = (row for size in sizes for row in self.rows(size))
        return f"## {self.title}\n\n{table(self.header, rows)}\n\n{self.meaning}"


CHAPTERS = (
    Chapter(
        "The two engines beside each other",
        (
            "Services",
            "Questions",
            "Embedded p50 / p95 ms",
            "Elasticsearch p50 / p95 ms",
            "Same number",
            "Same page",
        ),
        beside,
        BESIDE,
    ),
    Chapter(
        "Understanding alone",
        ("Services", "Contestant", "p50 ms", "p95 ms", "Questions"),
        alone,
        UNDERSTANDING,
    ),
    Chapter(
        "Suggestions",
        ("Services", "Contestant", "p50 ms", "p95 ms", "Over the bare query, p95"),
        suggesting,
        SUGGESTIONS,
    ),
    Chapter(
        "Getting the services in",
        ("Services", "Step", "Seconds", "Services a second", "Peak memory"),
        loading,
        LOADING,
    ),
    Chapter(
        "Do they find the same?",
        ("Services", "Contestant", "Same number found", "Right among those shown", "Furthest from the truth"),
        agreement,
        AGREEMENT,
    ),
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

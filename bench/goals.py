"""Every promise of the project that a run can prove, with what was measured and whether it was kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench import plan
from bench.figures import Times, ratio
from bench.plan import Kind, Way
from bench.run import Size

SMALLER, LARGER = 10_000, 100_000
FLAT = 1.25
UNDERSTOOD_MS = 5.0
#: Reads one step's cost of a size.
Cost = Callable[[Size], Mapping[str, float] | None]


@dataclass(frozen=True, slots=True)
class Goal:
    """One promise, what was measured, and whether it was kept; None when this run can't say."""

    promise: str
    measured: str
    kept: bool | None


def goals(sizes: Sequence[Size]) -> Iterator[Goal]:
    """All of them, in the order of the page."""
    held = {size.count: size for size in sizes}
    large, small = held.get(LARGER), held.get(SMALLER)
    yield faster("20 times faster than Wagtail on SQLite", large, plan.SQLITE, 20)
    yield faster("20 times faster than it with relevance off", large, plan.SQLITE_NEAREST, 20)
    yield faster("5 times faster than Wagtail on PostgreSQL", large, plan.POSTGRESQL, 5)
    yield from beside_raw(large)
    for engine in (plan.ENGINE, plan.ES_ENGINE):
        yield growth("near-me questions", small, large, plan.NEAR, engine, 8)
        yield growth("questions as families type them", small, large, plan.FAMILIES, engine, 8)
        yield growth("the broadest question", small, large, plan.BROAD, engine, 10)
        yield growth("the commonest words everywhere", small, large, plan.EVERYWHERE, engine, 10)
    yield whole_page(large)
    yield understanding(sizes)
    yield suggestions(large, plan.SUGGEST, plan.PREFIX)
    yield suggestions(large, plan.ES_SUGGEST, plan.ES_PREFIX)
    yield rebuild(large)
    yield flat("Import", small, large, lambda size: size.imported)
    yield flat("Rebuild of the embedded index", small, large, lambda size: size.rebuilt.get(plan.EMBEDDED))
    yield flat("Rebuild on Elasticsearch", small, large, lambda size: size.rebuilt.get(plan.ELASTIC))


def faster(promise: str, size: Size | None, way: Way, times: float) -> Goal:
    promise = f"Near me at {LARGER:,}: at least {promise}"
    asked = size.times(plan.NEAR.name) if size else {}
    if way not in asked:
        return Goal(promise, "not measured", None)
    ours, theirs = asked[plan.ENGINE], asked[way]
    middle, slow = (
        ratio(getattr(theirs, at), getattr(ours.first(theirs.count), at)) for at in ("p50", "p95")
    )
    more = "more than " if theirs.gave_up else ""
    measured = f"{more}{middle:,.0f} times at the median, {more}{slow:,.0f} at p95"
    return Goal(promise, measured, min(middle, slow) >= times)


def beside_raw(size: Size | None) -> Iterator[Goal]:
    for way, what, most in ((plan.ES_FIND, "`find`", 1.5), (plan.ES_PAGE, "the whole page", 4.0)):
        for kind in (plan.NEAR, plan.FAMILIES, plan.BROAD):
            promise = (
                f"{kind.label}, at {LARGER:,}: {what} on Elasticsearch takes at most {most:g} times the raw "
                "`_search` at the median"
            )
            asked = size.times(kind.name) if size else {}
            yield at_most(promise, asked, way, plan.RAW, most, "p50")


def at_most(
    promise: str, times: Mapping[Way, Times], ours: Way, theirs: Way, most: float, share: str
) -> Goal:
    if ours not in times or theirs not in times:
        return Goal(promise, "not measured", None)
    a, b = (float(getattr(times[way], share)) for way in (ours, theirs))
    return Goal(promise, f"{ratio(a, b):.1f} times ({a:.1f} and {b:.1f} ms)", a <= most * b)


def growth(label: str, small: Size | None, large: Size | None, kind: Kind, way: Way, most: float) -> Goal:
    engine = "Embedded" if way.process == plan.EMBEDDED else "Elasticsearch"
    promise = f"{engine}: p95 of {label} grows less than {most:g} times from {SMALLER:,} to {LARGER:,}"
    held = [size.times(kind.name) for size in (small, large) if size]
    if len(held) < 2 or any(way not in times for times in held):
        return Goal(promise, "not measured", None)
    before, after = (times[way].p95 for times in held)
    measured = f"{ratio(after, before):.1f} times ({before:.1f} to {after:.1f} ms)"
    return Goal(promise, measured, after < most * before)


def whole_page(size: Size | None) -> Goal:
    promise = f"Embedded: the whole page at {LARGER:,} takes at most 4 times the engine alone"
    asked = size.times(plan.NEAR.name) if size else {}
    if plan.PAGE not in asked:
        return Goal(promise, "not measured", None)
    engine, whole = asked[plan.ENGINE], asked[plan.PAGE]
    middle, slow = ratio(whole.p50, engine.p50), ratio(whole.p95, engine.p95)
    return Goal(promise, f"{middle:.1f} times at the median, {slow:.1f} at p95", max(middle, slow) <= 4)


def understanding(sizes: Sequence[Size]) -> Goal:
    promise = f"Understanding alone: p95 under {UNDERSTOOD_MS:g} ms a question at every size"
    if not all(size.understood.count for size in sizes):
        return Goal(promise, "not measured", None)
    slowest = max(size.understood.p95 for size in sizes)
    return Goal(promise, f"{slowest:.1f} ms where it is slowest", slowest < UNDERSTOOD_MS)


def suggestions(size: Size | None, ours: Way, bare: Way) -> Goal:
    promise = f"{ours.label} at {LARGER:,}: p95 at most 2 times a bare prefix query"
    return at_most(promise, size.suggested if size else {}, ours, bare, 2, "p95")


def rebuild(size: Size | None) -> Goal:
    promise = f"Rebuild on Elasticsearch at {LARGER:,}: at least half as fast as a raw bulk load"
    if size is None or not size.raw_load:
        return Goal(promise, "not measured", None)
    ours = size.count / size.rebuilt[plan.ELASTIC]["seconds"]
    raw = size.raw_load["services"] / size.raw_load["seconds"]
    return Goal(promise, f"{ours / raw:.0%} ({ours:,.0f} and {raw:,.0f} services a second)", ours >= raw / 2)


def flat(what: str, small: Size | None, large: Size | None, cost: Cost) -> Goal:
    promise = f"{what}: memory doesn't grow from {SMALLER:,} to {LARGER:,}"
    held = [cost(size) for size in (small, large) if size]
    if len(held) < 2 or not all(held):
        return Goal(promise, "not measured", None)
    before, after = (one["peak_mb"] for one in held if one)
    return Goal(promise, f"{before:.0f} to {after:.0f} MB", after <= FLAT * before)

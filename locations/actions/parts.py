"""One file into one new layer, or three for statistics; each checked as it is read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from locations.actions.layers import LayerWriter
from locations.actions.report import LoadRefusedError, PartReport
from locations.feeds import areas, places, postcodes, statistics
from locations.feeds.rows import BadLine, LeftOut, StatisticsRow
from locations.feeds.source import Source, look_through
from locations.middles import Middles
from locations.models import Area, AreaFacts, Layer, NamedPlace, Population, PostcodePoint
from locations.names import fold
from locations.postcodes import districts

#: Wraps what is walked to show how far it is: (rows, lines in all, what they are).
Watch = Callable[[Iterable[Any], int | None, str], Iterable[Any]]
#: Told of every layer begun, so that the caller can remove it when the load is refused.
Begun = Callable[[Layer], None]
Columns = Mapping[str, Mapping[str, object]]
NOT_LOADED = "its area is not loaded"
RANKS = {kind: rank for rank, kind in enumerate(NamedPlace.Kind.values)}
FULL, SECTOR, OUTWARD = PostcodePoint.Scope.values


def load_postcodes(path: Path, columns: Columns, watch: Watch, begun: Begun) -> PartReport:
    """Postcodes, and the middle of every sector and outward code."""
    source = look_through(path)
    report = PartReport("postcodes", source.path.name)
    middles = Middles()
    with source.text() as text:
        feed = postcodes.read(source, text, columns.get("postcodes"))
        report.describe(feed)
        writer = begin(Layer.Part.POSTCODES, "", source, begun)
        for row in report.good(watch(feed.rows, source.lines, "postcodes")):
            if not middles.take(row.code, row.lat, row.lon, row.terminated):
                report.refuse(row.line, f"{row.code} is in the file more than once: the first is kept")
                continue
            writer.add(PostcodePoint, (row.code, FULL, row.lat, row.lon, row.terminated))
            report.loaded += 1
    report.check()
    for scope, rows in ((SECTOR, middles.sectors()), (OUTWARD, middles.outwards())):
        for code, lat, lon in rows:
            writer.add(PostcodePoint, (code, scope, lat, lon, False))
    writer.finish(report.loaded)
    return report


def load_named_places(path: Path, columns: Columns, watch: Watch, begun: Begun) -> PartReport:
    """Named places; outward codes among them are kept as postcode points."""
    source = look_through(path)
    report = PartReport("places", source.path.name)
    seen: set[tuple[str, float, float]] = set()
    with source.text() as text:
        feed = places.read(source, text, columns.get("places"))
        report.describe(feed)
        writer = begin(Layer.Part.PLACES, "", source, begun)
        for row in report.good(watch(feed.rows, source.lines, "places")):
            outward = _outward(row.name) if row.kind == "outcode" else ""
            key = (outward, 0.0, 0.0) if outward else (fold(row.name), row.lat, row.lon)
            if key in seen:
                report.refuse(row.line, f"{row.name} is in the file more than once: the first is kept")
                continue
            seen.add(key)
            if outward:
                writer.add(PostcodePoint, (outward, OUTWARD, row.lat, row.lon, False))
            else:
                kind = row.kind if row.kind in RANKS else NamedPlace.Kind.OTHER
                values = (
                    row.name,
                    fold(row.name),
                    kind,
                    RANKS[kind],
                    row.area,
                    row.lat,
                    row.lon,
                    row.in_home,
                )
                writer.add(NamedPlace, values)
            report.loaded += 1
    report.notes += [f"{count:,} times: {note}" for note, count in feed.notes.items()]
    report.check()
    writer.finish(report.loaded)
    return report


def load_areas(
    path: Path, kind: str, code_field: str, name_field: str, watch: Watch, begun: Begun
) -> PartReport:
    """Areas of one kind, with their outlines."""
    source = look_through(path)
    report = PartReport(f"areas ({kind})", source.path.name)
    seen: set[str] = set()
    with source.binary() as stream:
        feed = areas.read(source, stream, kind, code_field, name_field)
        report.describe(feed)
        writer = begin(Layer.Part.AREAS, kind, source, begun)
        for row in report.good(watch(feed.rows, None, f"{kind} areas")):
            if row.code in seen:
                report.refuse(row.line, f"{row.code} is in the file more than once: the first is kept")
                continue
            seen.add(row.code)
            values = (kind, row.code, row.name, row.lat, row.lon, *row.bounds, row.outline)
            writer.add(Area, values)
            report.loaded += 1
    report.check()
    writer.finish(report.loaded)
    return report


def load_statistics(
    path: Path, columns: Columns, kinds: Mapping[str, set[str]], watch: Watch, begun: Begun
) -> PartReport:
    """Statistics of loaded areas; ``kinds`` holds the codes of every kind of area they may be about."""
    source = look_through(path)
    report = PartReport("statistics", source.path.name)
    with source.text() as text:
        feed = statistics.read(source, text, columns.get("statistics"))
        report.describe(feed)
        rows = report.good(watch(_once(feed.rows), source.lines, "statistics"))
        kind, rows = _kind_of(rows, kinds, report)
        writers: dict[str, LayerWriter] = {
            part: begin(part, kind, source, begun)
            for part, held in (
                (Layer.Part.POPULATION, bool(feed.bands)),
                (Layer.Part.RURALITY, feed.rurality),
                (Layer.Part.DEPRIVATION, feed.deprivation),
            )
            if held
        }
        for row in rows:
            if row.code not in kinds[kind]:
                report.left_out[NOT_LOADED] += 1
                continue
            _write_statistics(row, feed, writers)
            report.loaded += 1
    report.notes += list(feed.notes)
    report.notes.append(f"{report.loaded:,} of {len(kinds[kind]):,} loaded {kind} areas are described")
    report.check()
    for writer in writers.values():
        writer.finish(report.loaded)
    return report


def begin(part: str, kind: str, source: Source, begun: Begun) -> LayerWriter:
    """A writer for a new layer, of which the caller is told."""
    writer = LayerWriter(part, kind, source.path.name)
    begun(writer.layer)
    return writer


def _outward(name: str) -> str:
    return next((district.code for district in districts(name) if not district.is_sector), "")


def _once(
    rows: Iterator[StatisticsRow | BadLine | LeftOut],
) -> Iterator[StatisticsRow | BadLine | LeftOut]:
    seen: set[str] = set()
    for row in rows:
        if isinstance(row, StatisticsRow):
            if row.code in seen:
                yield BadLine(row.line, f"{row.code} is in the file more than once: the first is kept")
                continue
            seen.add(row.code)
        yield row


def _kind_of(
    rows: Iterator[StatisticsRow], kinds: Mapping[str, set[str]], report: PartReport
) -> tuple[str, Iterator[StatisticsRow]]:
    """The kind of area that the first row with a loaded area is about, and the rows from there on."""
    example = ""
    for row in rows:
        example = example or row.code
        for kind, codes in sorted(kinds.items()):
            if row.code in codes:
                return kind, _with(row, rows)
        report.left_out[NOT_LOADED] += 1
    if report.bad > report.seen / 2:
        report.check()
    loaded = ", ".join(f"{len(codes):,} of kind {kind}" for kind, codes in sorted(kinds.items())) or "none"
    raise LoadRefusedError(
        f"{report.source}: not one of its {report.seen:,} area codes (such as {example}) is a loaded area"
        f" ({loaded}). Load the areas first, with --areas FILE --kind KIND, or see whether the codes are"
        " of another year. Nothing was changed."
    )


def _with(first: StatisticsRow, rest: Iterator[StatisticsRow]) -> Iterator[StatisticsRow]:
    yield first
    yield from rest


def _write_statistics(
    row: StatisticsRow, feed: statistics.StatisticsFeed, writers: Mapping[str, LayerWriter]
) -> None:
    if Layer.Part.POPULATION in writers:
        for band, children in zip(feed.bands, row.children, strict=True):
            if children is not None:
                writers[Layer.Part.POPULATION].add(Population, (row.code, *band, children))
    if Layer.Part.RURALITY in writers:
        values = (row.code, row.rural_urban_code[:12], row.rural_urban[:120], row.rural, None)
        writers[Layer.Part.RURALITY].add(AreaFacts, values)
    if Layer.Part.DEPRIVATION in writers:
        writers[Layer.Part.DEPRIVATION].add(AreaFacts, (row.code, "", "", None, row.imd_decile))

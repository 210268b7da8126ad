"""A table of travel times into a new layer, whole or not at all."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from locations.actions.parts import Begun, Columns, Watch, begin
from locations.actions.report import LoadRefusedError, PartReport
from locations.feeds import travel
from locations.feeds.source import look_through
from locations.models import Layer, TravelTime


def load_travel(
    path: Path, kind: str, codes: Iterable[str], columns: Columns, watch: Watch, begun: Begun
) -> PartReport:
    """Minutes between areas of one kind, of the loaded ``codes``. One wrong line refuses it all."""
    known = sorted(codes)
    if not known:
        raise LoadRefusedError(
            f"{path.name}: no areas of kind “{kind}” are loaded for its times to be between. "
            f"Load them first, with --areas FILE --kind {kind}. Nothing was changed."
        )
    report = PartReport(f"travel times ({kind})", path.name, format="origin, destination, minutes")
    table = travel.read_table(
        path, origins=known, destinations=known, named=columns.get("travel"), watch=watch
    )
    writer = begin(Layer.Part.TRAVEL, kind, look_through(path), begun)
    for start, end, minutes in zip(
        table.origin.tolist(), table.destination.tolist(), table.minutes.tolist(), strict=True
    ):
        writer.add(TravelTime, (known[start], known[end], minutes))
    report.seen = report.loaded = len(table.minutes)
    leaving = len(np.unique(table.origin))
    report.notes.append(f"{leaving:,} of {len(known):,} loaded {kind} areas have a way from them")
    writer.finish(report.loaded)
    return report

"""How long the way takes between areas, where a table says so."""

import numpy as np

from locations.access import TravelTable
from locations.models import TravelTime


def travel_table(kind: str) -> TravelTable | None:
    """The live table of minutes between areas of a kind, or None where none is loaded. One statement.

    A way that begins and ends in one area takes no time, unless the table says otherwise.
    """
    rows = TravelTime.objects.live().filter(layer__kind=kind).values_list("origin", "destination", "minutes")
    ways: dict[tuple[str, str], float] = {(start, end): minutes for start, end, minutes in rows.iterator()}
    if not ways:
        return None
    codes = sorted({code for way in ways for code in way})
    for code in codes:
        ways.setdefault((code, code), 0.0)
    number = {code: at for at, code in enumerate(codes)}
    return TravelTable(
        origins=tuple(codes),
        destinations=tuple(codes),
        origin=np.array([number[start] for start, _ in ways], dtype=np.intp),
        destination=np.array([number[end] for _, end in ways], dtype=np.intp),
        minutes=np.array(list(ways.values()), dtype=np.float64),
    )

"""Which column of a register file means what, recognised by its heading."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from locations.feeds.columns import squeezed
from locations.feeds.rows import FeedError

#: Meaning -> how it may be headed: the register's own download, and files made from it.
HEADINGS: Mapping[str, str] = {
    "urn": "urn",
    "name": "establishment_?name",
    "la_code": "la_code",
    "la_name": "la_name",
    "kind": "type_?of_?establishment_name|establishment_type",
    "kind_group": "establishment_?type_?group(_name)?",
    "status": "establishment_?status(_name)?",
    "phase": "phase_?of_?education(_name)?|education_phase",
    "age_from": "statutory_?low_?age",
    "age_to": "statutory_?high_?age",
    "gender": "gender(_name)?",
    "street": "street",
    "town": "town(_2022)?",
    "postcode": "post_?code(_2022)?",
    "postcode_off": "postcode_dist_m",
    "website": "school_?website",
    "phone": "telephone_?num",
    "easting": "easting",
    "northing": "northing",
    "lat": "latitude",
    "lon": "longitude",
    "resourced_type": "type_?of_?resourced_?provision(_name)?",
    "resourced_places": "resourced_?provision_?capacity",
    "resourced_roll": "resourced_?provision_?on_?roll",
    "unit_places": "sen_?unit_?capacity",
    "unit_roll": "sen_?unit_?on_?roll",
}
SEN = re.compile(r"sen\d+(_name)?")
NEEDED = ("urn", "name", "la_code", "kind")
SAID = {
    "urn": "URN",
    "name": "EstablishmentName",
    "la_code": "LA (code)",
    "kind": "TypeOfEstablishment (name)",
}


#: What a column of a school is told by: a file that has none of these leaves the school as it was known.
TOLD_BY: Mapping[str, tuple[str, ...]] = {
    "la_name": ("la_name",),
    "phase": ("phase",),
    "age_from": ("age_from",),
    "age_to": ("age_to",),
    "gender": ("gender",),
    "street": ("street",),
    "town": ("town",),
    "postcode": ("postcode",),
    "website": ("website",),
    "phone": ("phone",),
    "unit": ("resourced_type", "unit_places", "unit_roll"),
    "unit_places": ("unit_places",),
    "resourced": ("resourced_type", "resourced_places", "resourced_roll"),
    "resourced_places": ("resourced_places",),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each meaning's column stands. ``sen``: all columns of needs; ``width``: how many a line has."""

    at: Mapping[str, int]
    sen: tuple[int, ...]
    width: int

    @property
    def silent(self) -> frozenset[str]:
        """The columns of a school that this file never states."""
        untold = {column for column, by in TOLD_BY.items() if not any(one in self.at for one in by)}
        return frozenset(untold if self.sen else {*untold, "sen"})

    def cell(self, fields: Sequence[str], meaning: str) -> str:
        """The tidied cell of a meaning; "" where the file has no such column."""
        place = self.at.get(meaning)
        return "" if place is None else " ".join(fields[place].split())


def layout_of(headings: Sequence[str], name: str) -> Layout:
    """Recognise the columns. FeedError says which are missing or there twice."""
    plain = [squeezed(heading.removeprefix("\ufeff")) for heading in headings]
    at: dict[str, int] = {}
    for meaning, pattern in HEADINGS.items():
        places = [place for place, heading in enumerate(plain) if re.fullmatch(pattern, heading)]
        if len(places) > 1:
            both = " and ".join(f"“{headings[place]}”" for place in places)
            raise FeedError(f"{name}, line 1: {both} say the same. Take one of the columns out.")
        if places:
            at[meaning] = places[0]
    lacking = [SAID[meaning] for meaning in NEEDED if meaning not in at]
    if lacking:
        raise FeedError(
            f"{name}, line 1: there is no column {' and no column '.join(f'“{one}”' for one in lacking)}. "
            "Download “Establishment fields CSV” of Get Information about Schools and give it as it is. "
            f"The columns are: {', '.join(headings[:20])}{' ...' if len(headings) > 20 else ''}."
        )
    sen = tuple(place for place, heading in enumerate(plain) if SEN.fullmatch(heading))
    return Layout(at, sen, len(headings))

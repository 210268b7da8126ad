"""Columns of ages, as the statistics offices head them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from locations.feeds.columns import position_of, squeezed
from locations.feeds.rows import AgeBand, FeedError

# A local offer is for ages 0 to 25.
OLDEST = 25
SINGLE = re.compile(r"(?:(?P<set>.*?)_?age_?)?(?P<age>\d{1,3})")
BAND = re.compile(
    r"(?:(?P<set>.*?)_?aged?_)?(?:"
    r"(?P<low>\d{1,2})_(?:to_)?(?P<high>\d{1,3})(?:_years)?"
    r"|(?P<under>\d{1,2})_years_and_(?:under|below)"
    r"|(?P<less>\d{1,2})_years)"
)


@dataclass(frozen=True, slots=True)
class AgeColumns:
    """Where each band of ages stands, youngest first, and what was passed over for it."""

    places: tuple[tuple[int, AgeBand], ...] = ()
    passed_over: tuple[str, ...] = ()


def find_ages(headings: Sequence[str], name: str, named: Mapping[str, object]) -> AgeColumns:
    """The columns of ages, 0 to 25. Single years go before bands, which say less about the same children.

    FeedError when two sets of columns state the same ages.
    """
    if "ages" in named:
        return AgeColumns(tuple(_by_template(headings, name, str(named["ages"]))))
    if "bands" in named:
        return AgeColumns(tuple(_by_bands(headings, name, named["bands"])))
    single, bands = _single(headings), _bands(headings)
    if single:
        passed = tuple(headings[at] for places in bands.values() for at, _ in places)
        return AgeColumns(_only(single, headings, name), passed)
    return AgeColumns(_only(bands, headings, name))


Places = list[tuple[int, AgeBand]]


def _single(headings: Sequence[str]) -> dict[str, Places]:
    sets: dict[str, Places] = {}
    for at, heading in enumerate(headings):
        match = SINGLE.fullmatch(squeezed(heading))
        if match and int(match["age"]) <= OLDEST:
            age = int(match["age"])
            label = heading[: heading.rindex(match["age"])] + "{age}"
            sets.setdefault(label, []).append((at, AgeBand(age, age)))
    return sets


def _bands(headings: Sequence[str]) -> dict[str, Places]:
    sets: dict[str, Places] = {}
    for at, heading in enumerate(headings):
        match = BAND.fullmatch(squeezed(heading))
        if not match:
            continue
        band = _band(match)
        if band.age_from <= OLDEST and band.age_from <= band.age_to:
            sets.setdefault(match["set"] or "", []).append((at, band))
    return sets


def _band(match: re.Match[str]) -> AgeBand:
    if match["under"]:
        return AgeBand(0, int(match["under"]))
    if match["less"]:
        return AgeBand(int(match["less"]), int(match["less"]))
    return AgeBand(int(match["low"]), int(match["high"]))


def _only(sets: Mapping[str, Places], headings: Sequence[str], name: str) -> tuple[tuple[int, AgeBand], ...]:
    if not sets:
        return ()
    places = sorted((place for several in sets.values() for place in several), key=lambda place: place[1])
    overlap = any(after.age_from <= before.age_to for (_, before), (_, after) in pairwise(places))
    if overlap:
        raise _unclear(sets, headings, name)
    return tuple(places)


def _unclear(sets: Mapping[str, Places], headings: Sequence[str], name: str) -> FeedError:
    candidates = "\n".join(
        f"    {', '.join(headings[at] for at, _ in places[:3])}{' ...' if len(places) > 3 else ''}"
        for places in sets.values()
    )
    first, places = next(iter(sets.items()))
    if "{age}" in first:
        example = f'    ages = "{first}"'
    else:
        pairs = ", ".join(f'"{headings[at]}" = [{band.age_from}, {band.age_to}]' for at, band in places)
        example = f"    bands = {{ {pairs} }}"
    return FeedError(
        f"{name}: more than one column counts the same ages:\n{candidates}\n"
        f"Say which in a file given with --columns:\n    [statistics]\n{example}"
    )


def _by_template(headings: Sequence[str], name: str, template: str) -> Places:
    if "{age}" not in template:
        raise FeedError('In --columns, ages is a heading with {age} in it: ages = "age_{age}"')
    places = [
        (list(headings).index(heading), AgeBand(age, age))
        for age in range(OLDEST + 1)
        if (heading := template.replace("{age}", str(age))) in headings
    ]
    if not places:
        raise FeedError(f"{name}: no column is headed “{template}”. The columns are: {', '.join(headings)}.")
    return places


def _by_bands(headings: Sequence[str], name: str, bands: object) -> Places:
    if not isinstance(bands, dict) or not all(
        isinstance(ends, list) and len(ends) == 2 and all(isinstance(end, int) for end in ends)
        for ends in bands.values()
    ):
        raise FeedError(
            'In --columns, bands gives the first and last age of each: bands = { "Aged 0 to 4" = [0, 4] }'
        )
    places = [(position_of(headings, heading, name), AgeBand(*ends)) for heading, ends in bands.items()]
    return sorted(places, key=lambda place: place[1])

"""Which column means what: recognised by its heading, or named by the operator, never guessed."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from locations.feeds.rows import FeedError


@dataclass(frozen=True, slots=True)
class Wanted:
    """A meaning and the headings that carry it.

    Each pattern is one way to head it, the best first: a later one counts only when no earlier one does. Two
    columns that match the same pattern are not told apart: the operator must name one.
    """

    meaning: str
    patterns: tuple[str, ...]
    required: bool = False


def read_toml(path: Path | None) -> dict[str, dict[str, object]]:
    """The operator's own naming of columns, by section; FeedError when it is no TOML."""
    if path is None:
        return {}
    try:
        with path.open("rb") as file:
            named = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise FeedError(f"{path.name} can't be read as TOML: {wrong}") from wrong
    unknown = set(named) - {"postcodes", "places", "statistics", "travel"}
    if unknown or not all(isinstance(section, dict) for section in named.values()):
        raise FeedError(
            f"{path.name} may hold the sections [postcodes], [places], [statistics] and [travel] only"
            + (f", not {', '.join(sorted(unknown))}." if unknown else ".")
        )
    return named


def recognise(
    headings: Sequence[str],
    wanted: Sequence[Wanted],
    *,
    section: str,
    name: str,
    named: Mapping[str, object] | None = None,
) -> dict[str, int]:
    """The position of each meaning's column. FeedError names the candidates and shows a TOML to copy."""
    named = named or {}
    found: dict[str, int] = {}
    for one in wanted:
        position = (
            _named(headings, one.meaning, str(named[one.meaning]), name)
            if one.meaning in named
            else _matching(headings, one, section, name)
        )
        if position is not None:
            found[one.meaning] = position
    return found


def missing(wanted: Sequence[Wanted], found: Mapping[str, int]) -> list[str]:
    """The meanings that a file must have and hasn't."""
    return [one.meaning for one in wanted if one.required and one.meaning not in found]


def not_there(name: str, section: str, lacking: Sequence[str], headings: Sequence[str]) -> FeedError:
    """What to say when a file lacks a column, with a TOML to copy."""
    example = "\n".join(f'    {meaning} = "heading of the column"' for meaning in lacking)
    return FeedError(
        f"{name}: no column is recognised as {' or '.join(lacking)}.\n"
        f"The columns are: {', '.join(headings)}.\n"
        f"Name it in a file given with --columns:\n    [{section}]\n{example}"
    )


def squeezed(heading: str) -> str:
    """A heading as patterns see it: lower case, everything but letters and figures one underscore."""
    return re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")


def position_of(headings: Sequence[str], heading: str, name: str) -> int:
    """Where a column named by the operator stands; FeedError when it doesn't."""
    if heading in headings:
        return list(headings).index(heading)
    raise FeedError(
        f"{name}: --columns names “{heading}”, which is not a column. The columns are: {', '.join(headings)}."
    )


def _named(headings: Sequence[str], meaning: str, heading: str, name: str) -> int | None:
    return position_of(headings, heading, name) if heading else None


def _matching(headings: Sequence[str], one: Wanted, section: str, name: str) -> int | None:
    for pattern in one.patterns:
        places = [at for at, heading in enumerate(headings) if re.fullmatch(pattern, squeezed(heading))]
        if len(places) == 1:
            return places[0]
        if places:
            candidates = ", ".join(headings[at] for at in places)
            raise FeedError(
                f"{name}: more than one column may be the {one.meaning}: {candidates}.\n"
                f"Say which in a file given with --columns:\n"
                f'    [{section}]\n    {one.meaning} = "{headings[places[0]]}"'
            )
    return None

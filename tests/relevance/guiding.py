"""Judged questions about guidance: what a page says makes it right, read by people and written down.

2 is just this, 1 helps as well, and what isn't named is no answer. The judgments are kept with the words,
under the last part of a page's address. A misspelt question has the judgments of the one spelled right.
"""

import json
from collections.abc import Mapping
from typing import Any

from search.sources import sources
from search.terms import Document, Group
from tests.relevance.questions import FOLDER, Judged

QUESTIONS = "guidance.json"
#: The two parts of the set, as reports name them.
TUNED, HELD_OUT = "guidance, tuned", "guidance, held out"
PARTS = (TUNED, HELD_OUT)
JUST_THIS, HELPS = 2, 1
#: Every third question is kept apart, by its number: never tuned on, only ever measured.
_APART = 3


class UnknownPageError(LookupError):
    """A judgment names a page that isn't among the guidance of the demo."""


def read(part: str) -> list[Judged]:
    """The questions of one part, judged by the ids under which the demo's pages stand in the index.

    Raises UnknownPageError for a judgment of a page that there isn't.
    """
    lines = json.loads((FOLDER / QUESTIONS).read_text())["questions"]
    by_id = {line["id"]: line for line in lines}
    ids = _ids()
    return [_judged(line, by_id, ids) for line in lines if part_of(line) == part]


def part_of(line: Mapping[str, Any]) -> str:
    """Which part a question is in; one that is misspelt goes where the one spelled right goes."""
    number = int(line.get("twin", line["id"])[1:])
    return TUNED if number % _APART else HELD_OUT


def _judged(line: Mapping[str, Any], by_id: Mapping[str, Any], ids: Mapping[str, str]) -> Judged:
    said = by_id[line.get("twin", line["id"])]
    grades = dict.fromkeys(said["just_this"], JUST_THIS) | dict.fromkeys(said["helps"], HELPS)
    unknown = sorted(grades.keys() - ids.keys())
    if unknown:
        raise UnknownPageError(f"{line['id']}: the demo has no guidance at {', '.join(unknown)}.")
    return Judged(
        id=line["id"],
        kind=line["kind"],
        words=line["words"],
        twin=line.get("twin", ""),
        judged={ids[name]: grade for name, grade in grades.items()},
        group=Group.GUIDANCE,
    )


def _ids() -> dict[str, str]:
    """The ids of all guidance, by the last part of its address."""
    pages = (page for source in sources() for page in source.documents() if isinstance(page, Document))
    return {page.url.rstrip("/").rpartition("/")[2]: page.id for page in pages}


def names() -> dict[str, str]:
    """What each id is called, for people who look at wrong answers."""
    return {number: name for name, number in _ids().items()}

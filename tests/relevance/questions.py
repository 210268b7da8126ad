"""The questions as they are kept: one file that was tuned on, and one that never was."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from locations.queries import locate
from search.terms import Group
from tests.relevance.grading import Facts, Here, grades

FOLDER = Path(__file__).parent
PARTS = {"tuned": "questions.json", "held out": "held_out.json"}


@dataclass(frozen=True)
class Judged:
    """One question; ``twin`` is the id of the same question spelled right."""

    id: str
    kind: str
    words: str
    near: str = ""
    twin: str = ""
    rule: dict[str, Any] = field(default_factory=dict)
    judged: dict[str, int] = field(default_factory=dict)  # by people, from the admin's export
    group: Group | None = None  # what is asked for; None: help

    def grades(self, everything: list[Facts]) -> dict[str, int]:
        """By rule, where people have not said otherwise."""
        place = self.near or self.rule.get("in", "")
        here = None
        if place:
            found = locate(place)
            here = Here((found.lat, found.lon), frozenset(found.area_codes))
        return grades(self.rule, everything, here) | self.judged


def read(part: str) -> list[Judged]:
    """The questions of one part."""
    lines = json.loads((FOLDER / PARTS[part]).read_text())["questions"]
    return [Judged(**line) for line in lines]

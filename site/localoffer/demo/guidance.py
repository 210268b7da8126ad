"""What the demo has beside listings: the tool, pages, words, schools, events, and what the law asks for.

In the order in which they lean on each other: a page of guidance links to the tool, the check links to both.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from localoffer.demo import events, front_door, glossary, schools, statutory
from localoffer.demo.content import load_pages
from localoffer.graduated.actions.loading import load_tool
from localoffer.newsletter.actions.terms import load_terms
from localoffer.pages.models import HomePage

Say = Callable[[str], None]
Watch = Callable[[Iterable[Any], int | None, str], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: it is loaded again when one of its files has changed."""

    name: str
    files: Sequence[Path]
    load: Callable[[], object]


def parts(fixtures: Path, *, today: date, say: Say, watch: Watch) -> list[Part]:
    """All of them. Nothing an editor changed is written over by any."""
    content, reference = fixtures / "content", fixtures / "reference"
    words, tool, pages = content / "glossary.json", content / "graduated", content / "pages"
    route, terms, law = content / "front_door.json", reference / "terms.csv", reference / "statutory.json"
    invented = fixtures / "schools"
    return [
        Part("tool", sorted(tool.glob("*.json")), partial(_tool, tool, say)),
        Part("pages", sorted(pages.glob("*.json")), partial(_pages, pages, today, say)),
        Part("glossary", [words], lambda: say(f"Glossary: {glossary.load_terms(words)}.")),
        Part(
            "schools", schools.files(invented), lambda: say(schools.load(invented, today=today, watch=watch))
        ),
        Part("events", [Path(events.__file__)], partial(events.load_events, today, say)),
        Part("guided route", [route], lambda: say(f"Guided route: {front_door.load_route(route)}.")),
        Part("term dates", [terms], lambda: say(f"School terms: {load_terms(terms)}.")),
        Part(
            "what the law asks",
            [law, Path(statutory.__file__)],
            lambda: say(statutory.load(law, today=today)),
        ),
    ]


def _tool(folder: Path, say: Say) -> None:
    say(f"What to expect: {load_tool(folder, HomePage.objects.get())}.")


def _pages(folder: Path, today: date, say: Say) -> None:
    say(f"Pages: {load_pages(folder, today, say)} written.")

"""A small tool of real pages and strategies: two areas, three barriers, what helps with them."""

import json
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from localoffer.graduated.choices import Phase
from localoffer.graduated.models import AreaOfNeedPage, BarrierPage, Strategy, ToolPage
from localoffer.pages.models import HomePage
from tests.making import term

TOOL = "/what-to-expect/"
NOISE = f"{TOOL}senses/noise/"


def made_tool(**fields) -> ToolPage:
    """The tool's page under the front page; made once."""
    found = ToolPage.objects.first()
    if found:
        return found
    tool = ToolPage(title="What to expect", slug="what-to-expect", **fields)
    HomePage.objects.get().add_child(instance=tool)
    return tool


def made_area(code: str = "senses", title: str = "Senses and body", **fields) -> AreaOfNeedPage:
    """An area; the same code is the same area."""
    found = AreaOfNeedPage.objects.filter(code=code).first()
    if found:
        return found
    area = AreaOfNeedPage(title=title, slug=code, code=code, **fields)
    made_tool().add_child(instance=area)
    return area


def made_barrier(
    code: str = "noise",
    title: str = "Finding noise hard",
    area: AreaOfNeedPage | None = None,
    needs=(),
    kinds=(),
    phases=tuple(Phase),
    **fields,
) -> BarrierPage:
    """A barrier, with what each reader may notice unless it is said otherwise."""
    said = {
        "summary": "Noise and crowds are too much for my child.",
        "also_known_as": "covers his ears\ncan't cope with noise in class",
        "for_parents": "Your child may hide or hit out.",
        "for_young_people": "Sounds can hurt. You are not making it up.",
        "for_schools": "Watch the dinner hall and the corridor.",
        "for_providers": "Say beforehand how loud it will be.",
    } | fields
    barrier = BarrierPage(title=title, slug=code, code=code, **said).set_phases(phases)
    barrier.needs = [term(one) for one in needs]
    barrier.kinds = [term(one, "kind") for one in kinds]
    (area or made_area()).add_child(instance=barrier)
    return barrier


def made_strategy(
    code: str = "quiet-place",
    name: str = "A quiet place to go",
    level: str = "universal",
    barriers=(),
    phases=tuple(Phase),
    live: bool = True,
    evidence=(("Quiet helps people to think.", ""),),
    needs=(),
    kinds=(),
    **fields,
) -> Strategy:
    """A strategy that everybody may read, unless it isn't live."""
    today = timezone.localdate()
    said = {
        "looks_like": "A corner with a screen and soft light.",
        "who_does_it": "The class teacher sets it up.",
        "families_can_expect": "Your child can go there without asking.",
        "young_person_may_say": "I go there before it gets too much.",
        "for_young_people": "You can go to the quiet place.",
        "kept_by": "Inclusion team",
        "reviewed_on": today - timedelta(days=30),
        "review_by": today + timedelta(days=300),
    } | fields
    strategy = Strategy(code=code, name=name, level=level, live=live, **said).set_phases(phases)
    strategy.evidence = [("source", {"text": text, "url": url}) for text, url in evidence]
    strategy.needs = [term(one) for one in needs]
    strategy.kinds = [term(one, "kind") for one in kinds]
    strategy.barriers = list(barriers)
    strategy.save()
    return strategy


def written(folder: Path, *, areas=None, barriers=None, strategies=None) -> Path:
    """A folder of files as editors' colleagues write them: one area, one barrier, two strategies."""
    said = {
        "areas.json": {
            "areas": areas
            or [
                {
                    "code": "senses",
                    "name": "Senses and body",
                    "summary": "Seeing.",
                    "also_known_as": ["sensory needs"],
                    "text": "",
                    "needs": [],
                }
            ]
        },
        "barriers-senses.json": {
            "area": "senses",
            "barriers": barriers
            or [
                {
                    "code": "noise",
                    "name": "Finding noise hard",
                    "summary": "Noise is too much.",
                    "also_known_as": ["too loud"],
                    "for_parents": "Your child may hide.",
                    "needs": ["autism"],
                    "kinds": [],
                    "phases": ["primary", "secondary"],
                }
            ],
        },
        "strategies-senses.json": {
            "strategies": strategies
            or [strategy_row("quiet-place"), strategy_row("headphones", level="targeted")]
        },
    }
    folder.mkdir(exist_ok=True)
    for name, content in said.items():
        (folder / name).write_text(json.dumps(content))
    return folder


def strategy_row(code: str, **fields) -> dict:
    """A strategy as a file says it."""
    return {
        "code": code,
        "name": code.replace("-", " ").capitalize(),
        "level": "universal",
        "phases": ["primary"],
        "barriers": ["noise"],
        "looks_like": "A corner.",
        "families_can_expect": "Your child can go there.",
        "evidence": [{"text": "It helps.", "url": "https://example.org/quiet"}],
        "needs": ["autism"],
        "kinds": [],
        "owner": "Inclusion team",
        "review_in_days": 300,
        "reviewed_days_ago": 30,
        "step": "do",
    } | fields

"""Where the route leaves people standing: buttons they pressed, and targets that are gone."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from django.utils import timezone
from wagtail.models import Page

from localoffer.front_door import queries
from localoffer.front_door.models import DeadEnd, Why
from localoffer.front_door.models.dead_end import FEWEST_SHOWN
from localoffer.front_door.tree import Tree

DAYS = 28


@dataclass(frozen=True, slots=True)
class Line:
    """A place where people pressed a button. ``times`` is told with small numbers hidden."""

    where: str
    why: str
    times: str


@dataclass(frozen=True, slots=True)
class Gone:
    """An answer that led to a page or a service that families can't see any more."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """The last ``days`` days until ``until``, the most pressed first."""

    days: int
    until: date
    lines: tuple[Line, ...]
    gone: tuple[Gone, ...]
    route: bool  # whether families see a route at all


def report(days: int = DAYS, today: date | None = None) -> Report:
    """Five statements at most."""
    until = today or timezone.localdate()
    tree = queries.tree()
    return Report(
        days, until, _lines(tree, until - timedelta(days=days), until), _gone(tree), tree is not None
    )


def _lines(tree: Tree | None, after: date, until: date) -> tuple[Line, ...]:
    rows = (
        DeadEnd.objects.filter(day__gt=after, day__lte=until)
        .order_by()
        .values_list("why", "question", "answer")
        .annotate(sum=Sum("times"))
    )
    counts = Counter({(why, question, answer): times for why, question, answer, times in rows})
    return tuple(
        Line(
            where=_where(tree, question, answer),
            why=str(Why(why).label),
            times=f"{times:,}" if times >= FEWEST_SHOWN else f"fewer than {FEWEST_SHOWN}",
        )
        for (why, question, answer), times in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        if times
    )


def _where(tree: Tree | None, question: str, answer: str) -> str:
    """The question and the answer in words; by their codes when they are gone."""
    asked = tree.by_code.get(question) if tree else None
    if asked is None:
        return f"{question} {answer}".strip() + " (gone since)"
    choice = asked.choice(answer)
    if not answer:
        return asked.text
    return f"{asked.text} {choice.text if choice else f'{answer} (gone since)'}"


def _gone(tree: Tree | None) -> tuple[Gone, ...]:
    if tree is None:
        return ()
    ends = [(question, choice) for question in tree.questions for choice in question.choices if choice.is_end]
    services = queries.contacts([tree.talk_to, *(choice.service for _, choice in ends)])
    wanted = [choice.page for _, choice in ends if choice.page]
    pages = set(Page.objects.live().filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    found = []
    for question, choice in ends:
        lost = (choice.leads == "service" and choice.service not in services) or (
            choice.leads == "page" and choice.page not in pages
        )
        if lost:
            found.append(Gone(f"{question.text} {choice.text}", choice.leads))
    if tree.talk_to and tree.talk_to not in services:
        found.append(Gone(tree.title, "service to talk to"))
    return tuple(found)

"""Read the route, and what its ends show."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Prefetch, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from directory.queries import public
from localoffer.front_door.models import Answer, Question, Route
from localoffer.front_door.tree import Asked, Choice, Tree
from search.nearby import Nearby, nearby


@dataclass(frozen=True, slots=True)
class Contact:
    """A service as an end shows it."""

    name: str
    summary: str
    href: str
    phones: tuple[str, ...]
    email: str


def tree() -> Tree | None:
    """The route that families see; None while there is none. One statement while nobody edits it."""
    # Wagtail withdraws an expired route when publish_scheduled runs; readers must not wait for that.
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    live = Route.objects.filter(unexpired, live=True).order_by("pk")
    row = live.values_list("pk", "edition").first()
    return _tree(*row) if row else None


@lru_cache(maxsize=2)
def _tree(key: int, edition: int) -> Tree:
    # The edition is part of the key: another one is read anew.
    questions = Prefetch("questions", Question.objects.order_by("sort_order", "pk"))
    answers = Prefetch("questions__answers", Answer.objects.order_by("sort_order", "pk"))
    return tree_of(Route.objects.prefetch_related(questions, answers).get(pk=key))


def tree_of(route: Route) -> Tree:
    """A route, or a draft of one, as a tree."""
    return Tree(
        key=route.pk or 0,
        title=route.title,
        intro=route.intro,
        talk_to=route.talk_to_id,
        talk_words=route.talk_words,
        questions=tuple(_asked(question) for question in route.questions.all()),
    )


def _asked(question: Question) -> Asked:
    return Asked(
        question.code,
        question.text,
        question.help,
        tuple(choice_of(answer) for answer in question.answers.all()),
    )


def choice_of(answer: Answer) -> Choice:
    """An answer as the tree has it."""
    return Choice(
        code=answer.code,
        text=answer.text,
        leads=str(answer.leads),
        next=answer.next,
        service=answer.service_id,
        page=answer.page_id,
        search=answer.search,
        words=answer.words,
    )


def contacts(keys: Iterable[UUID | None]) -> dict[UUID, Contact]:
    """Those of these services that families may see. One statement, none for no keys."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    rows = (
        public()
        .filter(pk__in=wanted)
        .order_by("pk", "phones__pk")
        .values_list("pk", "name", "summary", "email", "phones__number")
    )
    found: dict[UUID, Contact] = {}
    for key, name, summary, email, number in rows:
        before = found[key].phones if key in found else ()
        href = reverse("directory:service", args=[key, slugify(name) or "service"])
        found[key] = Contact(name, summary, href, (*before, *([number] if number else [])), email)
    return found


def page_of(key: int | None) -> Page | None:
    """A page that families may see. One statement."""
    found: Page | None = Page.objects.live().filter(pk=key).first() if key else None
    return found


def help_near(search: str, near: str) -> Nearby:
    """A few services of a search by needs or kinds, near a place. One engine call, none without both."""
    asked = asked_in(search)
    needs, kinds = asked.getlist("need"), asked.getlist("kind")
    if not near.strip() or not (needs or kinds):
        return Nearby(near=near.strip())
    return nearby(needs=needs, kinds=kinds, near=near)


def asked_in(search: str) -> QueryDict:
    """What a search address asks."""
    return QueryDict(search.partition("?")[2], mutable=True)


def with_place(search: str, near: str) -> str:
    """The same search near a place."""
    asked = asked_in(search)
    if near.strip():
        asked["near"] = near.strip()
    return f"{search.partition('?')[0]}?{asked.urlencode()}"

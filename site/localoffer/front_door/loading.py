"""A route from a file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page

from directory.models import Service
from localoffer.front_door.models import Answer, Leads, Question, Route
from localoffer.front_door.rules import problems_of

MEND = "Mend the file and load it again; nothing was changed."
_ROUTE = {"title", "intro", "talk_to", "talk_words", "questions"}
_QUESTION = {"code", "text", "help", "answers"}
_ANSWER = {"text", "code", "question", "service", "page", "search", "person", "words"}


class RouteFileError(Exception):
    """A file can't be loaded; the message says where in it, why, and how to mend it. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The route that families see now, and whether the file made it (or one was there already)."""

    route: Route
    new: bool
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = f"{self.route.questions.count()} questions"
        return said if self.new else f"{said}, there already and left as they are"


@transaction.atomic
def load_front_door(path: Path) -> Loaded:
    """Publish the route of a file, unless a route is there already, live or not.

    A file says {"title", "intro", "talk_to", "talk_words", "questions": [{"code", "text", "help", "answers":
    [{"text", "code", "words", and one of "question" (a code), "service" (a name), "page" (its path on the
    site), "search" (an address) or "person" (words)}]}]}. An answer that names a service or page that isn't
    there leads to its "search" if it has one, and is noted. Raises RouteFileError.
    """
    said = _read(path)
    there = Route.objects.first()
    if there is not None:
        return Loaded(there, new=False)
    notes: list[str] = []
    route = Route(
        title=str(said.get("title") or "Not sure where to start?"),
        intro=str(said.get("intro", "")),
        talk_words=str(said.get("talk_words", "")),
        talk_to=_service(said.get("talk_to"), f"{path.name}: “talk_to”", notes),
        live=False,
    )
    route.questions = [
        _question(number, one, path.name, notes) for number, one in enumerate(said["questions"], start=1)
    ]
    wrong = problems_of(route)
    if wrong:
        raise RouteFileError(f"{path.name}: {' '.join(wrong)} {MEND}")
    route.save()
    route.save_revision().publish()
    return Loaded(route, new=True, notes=tuple(notes))


def _question(number: int, said: Any, file: str, notes: list[str]) -> Question:
    where = f"{file}, question {number}"
    _known(said, _QUESTION, where)
    made = Question(
        code=said.get("code", ""), text=said.get("text", ""), help=said.get("help", ""), sort_order=number
    )
    answers = said.get("answers")
    if not isinstance(answers, list):
        raise RouteFileError(f"{where}: expected a list called “answers”. {MEND}")
    made.answers = [
        _answer(place, one, f"{where}, answer {place}", notes) for place, one in enumerate(answers, start=1)
    ]
    _fits(made, where, ("route",))
    return made


def _answer(number: int, said: Any, where: str, notes: list[str]) -> Answer:
    _known(said, _ANSWER, where)
    service = _service(said.get("service"), where, notes)
    page = _page(said.get("page"), where, notes)
    leads = next(
        (
            leads
            for leads, holds in (
                (Leads.QUESTION, said.get("question")),
                (Leads.SERVICE, service),
                (Leads.PAGE, page),
                (Leads.SEARCH, said.get("search")),
                (Leads.PERSON, said.get("person")),
            )
            if holds
        ),
        Leads.PERSON,
    )
    made = Answer(
        text=said.get("text", ""),
        code=said.get("code", ""),
        leads=leads,
        next=said.get("question", ""),
        service=service,
        page=page,
        search=said.get("search", ""),
        words=said.get("person") or said.get("words", ""),
        sort_order=number,
    )
    _fits(made, where, ("question",))
    return made


def _fits(made: Question | Answer, where: str, without: tuple[str, ...]) -> None:
    try:
        made.clean_fields(exclude=without)
        made.clean()
    except ValidationError as wrong:
        why = "; ".join(f"“{field}”: {' '.join(texts)}" for field, texts in wrong.message_dict.items())
        raise RouteFileError(f"{where}: {why} {MEND}") from wrong


def _known(said: Any, fields: set[str], where: str) -> None:
    if not isinstance(said, dict):
        raise RouteFileError(f"{where}: expected an object. {MEND}")
    for field, value in said.items():
        if field not in fields:
            known = ", ".join(sorted(fields))
            raise RouteFileError(f"{where}: nobody knows the field “{field}”. The fields are {known}. {MEND}")
        if not isinstance(value, list if field in ("questions", "answers") else str):
            kind = "a list" if field in ("questions", "answers") else "text"
            raise RouteFileError(f"{where}: “{field}” must be {kind}. {MEND}")


def _service(name: str | None, where: str, notes: list[str]) -> Service | None:
    if not name:
        return None
    found: Service | None = Service.objects.filter(name=name, live=True).order_by("pk").first()
    if found is None:
        notes.append(f"{where}: no service is called “{name}”.")
    return found


def _page(path: str | None, where: str, notes: list[str]) -> Page | None:
    if not path:
        return None
    home = Page.objects.filter(sites_rooted_here__is_default_site=True).first()
    whole = f"{home.url_path if home else '/'}{path.strip('/')}/"
    found: Page | None = Page.objects.live().filter(url_path=whole).first()
    if found is None:
        notes.append(f"{where}: there is no page at “{path}”.")
    return found


def _read(path: Path) -> Mapping[str, Any]:
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as lost:
        raise RouteFileError(f"{path.name} can't be read: {lost.strerror}.") from lost
    except UnicodeDecodeError as wrong:
        raise RouteFileError(f"{path.name} is not UTF-8 text. Save it as UTF-8 and load it again.") from wrong
    except json.JSONDecodeError as wrong:
        where = f"{path.name}, line {wrong.lineno}, column {wrong.colno}"
        raise RouteFileError(f"{where}: this is not JSON ({wrong.msg}). {MEND}") from wrong
    _known(said, _ROUTE, path.name)
    if "questions" not in said:
        raise RouteFileError(f"{path.name}: expected a list called “questions”. {MEND}")
    result: Mapping[str, Any] = said
    return result

"""One question after the other. Every question and every end is an address; nothing is kept of the way."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from localoffer.front_door import queries
from localoffer.front_door.actions import count_dead_end
from localoffer.front_door.models import Why
from localoffer.front_door.tree import Choice, Trail, Tree, walk


# The button that is posted here carries nobody's authority: it adds one to a count of the day that anybody
# may add to, and reads no cookie. A token would need a cookie, and visitors get none.
@csrf_exempt
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, path: str = "") -> HttpResponse:
    """A question, or the end that the answers lead to. Two statements; four with a place.

    A question with a sentence of help takes one more, for the words that are explained in it.
    """
    tree = queries.tree()
    if tree is None:
        return render(request, "front_door/no_route.html", {"phone": settings.EDITORS_PHONE})
    trail = walk(tree, path)
    if request.method == "POST":
        return _pressed(request, tree, trail)
    context = page_context(tree, trail)
    if trail.lost:
        return render(request, "front_door/question.html", context, status=404)
    if pressed := _why(request.GET.get("talk", "")):
        return render(request, "front_door/talk.html", context | {"why": pressed})
    if trail.end is None:
        return render(request, "front_door/question.html", context)
    return render(request, "front_door/end.html", context | _end(request, trail.end))


def page_context(tree: Tree, trail: Trail) -> dict[str, Any]:
    """What every page of the route is given. One statement, for the services."""
    end = trail.end
    found = queries.contacts([tree.talk_to, end.service if end else None])
    return {
        "tree": tree,
        "trail": trail,
        "talk_to": found.get(tree.talk_to) if tree.talk_to else None,
        "service": found.get(end.service) if end and end.service else None,
    }


def _end(request: HttpRequest, choice: Choice) -> dict[str, Any]:
    """What an end leads to."""
    near = request.GET.get("near", "")
    shown: dict[str, Any] = {"choice": choice, "near": near, "page": None}
    if choice.leads == "page":
        shown["page"] = queries.page_of(choice.page)
    if choice.leads == "search":
        shown["help"] = queries.help_near(choice.search, near)
        shown["href"] = queries.with_place(choice.search, near)
        shown["by_topic"] = any(queries.asked_in(choice.search).getlist(name) for name in ("need", "kind"))
        shown["kept"] = list(queries.asked_in(choice.search).items())
    return shown


def _pressed(request: HttpRequest, tree: Tree, trail: Trail) -> HttpResponse:
    """Count the button and show whom to talk to. A press for what isn't there is not counted."""
    why = _why(request.POST.get("why", ""))
    where = reverse("front_door:step", args=[trail.path]) if trail.path else reverse("front_door:start")
    if why is None or trail.lost:
        return HttpResponseRedirect(where)
    if why == Why.NONE and trail.question is not None:
        question, answer = trail.question.code, ""
    elif why == Why.UNHELPFUL and trail.end is not None:
        question, answer = trail.steps[-1].question.code, trail.end.code
    else:
        return HttpResponseRedirect(where)
    count_dead_end(route=tree.key, why=why, question=question, answer=answer, day=timezone.localdate())
    return HttpResponseRedirect(f"{where}?talk={why.value}")


def _why(said: str) -> Why | None:
    return Why(said) if said in Why.values else None

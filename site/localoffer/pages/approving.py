"""Nothing that isn't ready is approved, and who tried is told what is missing and where to mend it.

Approving publishes a draft without the editor's form, and a draft may be saved unfinished after it was sent.
A page and the guided route refuse by themselves to be published; other things that are drafted, sent and
approved have no rules but those of their fields, which are asked here.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import TaskState

#: What a browser calls itself that asks from inside Wagtail's dialogue.
_FROM_A_DIALOGUE = "XMLHttpRequest"


def refuse_unready(state: TaskState) -> None:
    """ValidationError when what is about to be approved lacks what its form would ask for."""
    state.revision.as_object().full_clean()


def tell_refusal(request: HttpRequest, state: TaskState, refused: ValidationError) -> HttpResponse:
    """Say on the admin's next page what is missing, with a way to the form; nothing was approved."""
    draft = state.revision.as_object()
    said = _("“%(title)s” was not approved, and nothing was published. Mend this first, then approve it:") % {
        "title": draft
    }
    edit = AdminURLFinder(request.user).get_edit_url(draft)
    buttons = [messages.button(edit, _("Mend it"))] if edit else []
    messages.error(request, " ".join([said, *_told(draft, refused)]), buttons=buttons)
    return _on(request, edit)


def _told(draft: models.Model, refused: ValidationError) -> Iterator[str]:
    """A sentence for each thing that is missing, with the field's name as its form has it."""
    if not hasattr(refused, "error_dict"):
        yield from refused.messages
        return
    for field, problems in refused.message_dict.items():
        name = "" if field == NON_FIELD_ERRORS else f"{_name(draft, field)}: "
        yield from (f"{name}{problem}" for problem in problems)


def _name(draft: models.Model, field: str) -> str:
    try:
        found: Any = draft._meta.get_field(field)
    except FieldDoesNotExist:
        return field
    return capfirst(str(getattr(found, "verbose_name", field)))


def _on(request: HttpRequest, edit: str | None) -> HttpResponse:
    there = edit or "/admin/"
    if request.headers.get("x-requested-with") == _FROM_A_DIALOGUE:
        return JsonResponse({"step": "success", "redirect": there})
    return HttpResponseRedirect(there)

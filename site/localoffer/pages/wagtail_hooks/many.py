"""Publishing many pages at once looks at each, as publishing one does."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from localoffer.pages.models import ContentPage


@hooks.register("before_bulk_action")
def all_are_ready(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action_class_instance: Any
) -> HttpResponse | None:
    """Publish none, and name those that aren't ready, when one of them isn't."""
    if action_type != "publish":
        return None
    chosen = [one for one in objects if isinstance(one, Page)]
    if action_class_instance.cleaned_form.cleaned_data.get("include_descendants"):
        chosen += [below for one in chosen for below in one.get_descendants().not_live()]
    wrong = [page for page in chosen if _unready(page)]
    if not wrong:
        return None
    names = ", ".join(f"“{page.get_admin_display_title()}”" for page in wrong)
    messages.error(
        request,
        _("Nothing was published. Open %(names)s and publish there: the page says what is missing.")
        % {"names": names},
    )
    return redirect("wagtailadmin_explore", chosen[0].get_parent().pk)


def _unready(page: Page) -> bool:
    latest = page.get_latest_revision_as_object()
    return isinstance(latest, ContentPage) and bool(latest.unready(latest.__dict__))

"""The editors' work list: what is missing, what is broken, what nobody has looked at for a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from localoffer.statutory.models import StatutoryItem
from localoffer.statutory.queries import completeness
from localoffer.statutory.queries.values import Completeness, ItemState, Show

MAY_LOOK = "statutory.view_statutoryitem"
MAY_CHANGE = "statutory.change_statutoryitem"
PARTS = (
    (Show.BROKEN, _("Broken links"), _("They point to something that was withdrawn, deleted or is empty.")),
    (Show.MISSING, _("Missing"), _("Nothing that families can see covers these.")),
    (Show.OVERDUE, _("Not looked at for a year"), _("Open each, read what it points to, and set the day.")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """An item of the list; ``edit`` is "" for somebody who may only look."""

    state: ItemState
    edit: str


class WorkList(WagtailAdminTemplateMixin, TemplateView):
    """What there is to do, from the same object as the public page."""

    template_name = "statutory/admin/work_list.html"
    page_title = _("Local offer: what is missing")
    header_icon = "tasks"
    _show_breadcrumbs = True
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For those who may look at the list."""
        if not request.user.has_perm(MAY_LOOK):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The totals and the three parts."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found = completeness()
        may_change = self.request.user.has_perm(MAY_CHANGE)
        work = [(heading, said, list(_rows(found, show, may_change))) for show, heading, said in PARTS]
        return context | {"found": found, "work": work}


def _rows(found: Completeness, show: Show, may_change: bool) -> Iterator[Row]:
    name = StatutoryItem.snippet_viewset.get_url_name("edit")
    for state in found.items:
        if state.shown_in(show):
            yield Row(state, reverse(name, args=[state.item.pk]) if may_change else "")

"""The reference list in the editors' admin: one menu, and the work list."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from localoffer.statutory.wagtail_hooks.items import ItemViewSet, ThemeViewSet
from localoffer.statutory.wagtail_hooks.work import MAY_LOOK, WorkList


class StatutoryGroup(SnippetViewSetGroup):
    """One menu."""

    menu_label = "Local offer check"
    menu_name = "statutory"
    menu_icon = "tasks"
    menu_order = 180
    items = (ItemViewSet, ThemeViewSet)


class _WorkListItem(MenuItem):
    """For those who may look at the list."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may."""
        return bool(request.user.has_perm(MAY_LOOK))


@hooks.register("register_admin_urls")
def work_list_urls() -> list[URLPattern]:
    """Where the work list is."""
    return [path("local-offer-check/", WorkList.as_view(), name="statutory_work")]


@hooks.register("register_reports_menu_item")
def work_list_item() -> MenuItem:
    """Among the reports."""
    return _WorkListItem(
        "Local offer: what is missing", reverse("statutory_work"), name="statutory-work", icon_name="tasks"
    )


register_snippet(StatutoryGroup)

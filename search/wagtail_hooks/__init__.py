"""The search in the editors' admin: one menu with words, urgent help and trials, and a report."""

from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from search.wagtail_hooks import set_aside  # noqa: F401 (it registers itself)
from search.wagtail_hooks.thesaurus import ThesaurusViewSet
from search.wagtail_hooks.trying import TITLE, TRY, TryMenuItem
from search.wagtail_hooks.urgent import UrgentViewSet


class SearchGroup(SnippetViewSetGroup):
    """One menu."""

    menu_label = "Finding help"
    menu_name = "finding-help"
    menu_icon = "search"
    menu_order = 160
    items = (ThesaurusViewSet, UrgentViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        """The lists, and the page to try questions on."""
        trying = TryMenuItem(TITLE, reverse(TRY), name="search-try", icon_name="help", order=9)
        return [*super().get_submenu_items(), trying]


register_snippet(SearchGroup)

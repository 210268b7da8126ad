"""Gaps and the plan in the editors' admin: one menu."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from localoffer.commissioning.models import ActionItem
from localoffer.commissioning.wagtail_hooks.evidence import RunViewSet, ScenarioViewSet, UnmetViewSet
from localoffer.commissioning.wagtail_hooks.measures import MeasureViewSet
from localoffer.commissioning.wagtail_hooks.plan import ActionItemViewSet, page_context


class GapsGroup(SnippetViewSetGroup):
    """One menu."""

    menu_label = "Gaps and plan"
    menu_name = "gaps-and-plan"
    menu_icon = "clipboard-list"
    menu_order = 170
    items = (ActionItemViewSet, MeasureViewSet, RunViewSet, ScenarioViewSet, UnmetViewSet)


register_snippet(GapsGroup)
ActionItem.page_context = staticmethod(page_context)

"""Schools in the editors' admin: one menu."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from localoffer.schools.models import SchoolOffer
from localoffer.schools.wagtail_hooks.offers import SchoolOfferViewSet, page_context
from localoffer.schools.wagtail_hooks.register import LinkCheckViewSet, SchoolViewSet


class SchoolsGroup(SnippetViewSetGroup):
    """One menu."""

    menu_label = "Schools"
    menu_name = "schools"
    menu_icon = "home"
    menu_order = 165
    items = (SchoolOfferViewSet, SchoolViewSet, LinkCheckViewSet)


register_snippet(SchoolsGroup)
SchoolOffer.page_context = staticmethod(page_context)

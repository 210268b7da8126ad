"""The newsletter in the editors' admin: one menu with issues, term dates and, for operators, readers."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from localoffer.newsletter.wagtail_hooks import issue  # noqa: F401 (it registers its pages itself)
from localoffer.newsletter.wagtail_hooks.lists import IssueViewSet, ReaderViewSet, TermViewSet


class NewsletterGroup(SnippetViewSetGroup):
    """One menu."""

    menu_label = "Newsletter"
    menu_name = "newsletter"
    menu_icon = "mail"
    menu_order = 180
    items = (IssueViewSet, TermViewSet, ReaderViewSet)


register_snippet(NewsletterGroup)

"""The glossary in the editors' admin."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, PageChooserPanel, PublishingPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.forms import PlainTextForm
from directory.wagtail_hooks.viewsets import ASK_THE_DATABASE
from localoffer.glossary.models import GlossaryTerm

PANELS = ObjectList(
    [
        FieldRowPanel([FieldPanel("term", required_on_save=True), FieldPanel("expansion")]),
        FieldPanel("plain"),
        FieldPanel("also"),
        PageChooserPanel("page"),
        FieldPanel("slug"),
        PublishingPanel(),
    ],
    base_form_class=PlainTextForm,
)


def _shown(term: GlossaryTerm) -> str:
    if not term.live:
        return "Only a draft"
    return "Live, with a newer draft" if term.has_unpublished_changes else "Live"


class GlossaryTermViewSet(SnippetViewSet):
    """Terms: drafts, revisions, workflow, locking, preview."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = "Glossary"
    menu_name = "glossary"
    menu_order = 165
    add_to_admin_menu = True
    list_display = [
        "term",
        "expansion",
        Column("also", label="Other ways to say it", accessor=lambda term: ", ".join(term.other_ways)),
        Column("shown", label="Published", accessor=_shown, sort_key="live"),
    ]
    list_filter = ["live"]
    list_per_page = 100
    list_export = ["term", "expansion", "plain", "also", "slug", "live"]
    export_filename = "glossary"
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["term", "expansion", "plain", "also"]
    edit_handler = PANELS
    copy_view_enabled = False
    inspect_view_enabled = False


register_snippet(GlossaryTermViewSet)

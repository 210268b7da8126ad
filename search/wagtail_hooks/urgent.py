"""Whom to turn to at once, shown before any result when the words sound like danger."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.forms import PlainTextForm
from directory.wagtail_hooks.viewsets import ASK_THE_DATABASE
from search.models import UrgentContact


class UrgentViewSet(SnippetViewSet):
    """Urgent contacts; what is saved is true for the very next question."""

    model = UrgentContact
    icon = "warning"
    menu_label = "Urgent help"
    list_display = ["name", "phone", "text", "order"]
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["name", "phone", "text"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("phone"), FieldPanel("url")]),
            FieldPanel("text"),
            FieldPanel("order"),
        ],
        base_form_class=PlainTextForm,
    )
    copy_view_enabled = False

"""Parts of the editor's form that only tell something."""

from typing import Any

from wagtail.admin.panels import Panel

from localoffer.pages.advice import advise


class AdvicePanel(Panel):
    """How hard the last saved draft is to read, and the acronyms it doesn't explain."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"heading": "Is it easy to read?", "icon": "openquote"} | kwargs))

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page."""

        template_name = "pages/admin/advice.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The advice, once there is a draft."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"advice": advise(self.instance) if self.instance.pk else None}

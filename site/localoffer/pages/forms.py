"""The editor's form of a page: what stands in the way of publishing is said beside the field it is about."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class ContentPageForm(WagtailAdminPageForm):
    """Saves any draft; to publish, or to send for checking, the page must be ready for families."""

    def clean(self) -> dict[str, Any]:
        """The page's own reasons for not being ready, unless only a draft is saved."""
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            # The instance takes the form's values only after this; the page is asked about them as they are.
            for field, problem in self.instance.unready(cleaned).items():
                self.add_error(field if field in self.fields else None, problem)
        return cleaned

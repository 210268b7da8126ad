"""A link to a page of the site or to somewhere else."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, PageChooserBlock, StructBlock, StructValue
from wagtail.blocks.struct_block import StructBlockValidationError

#: A path of this site, or an address of somebody else's.
ADDRESS = re.compile(r"(?:/[^/\s\\]|/$|https?://[^/\s]+|mailto:\S+@\S+|tel:\+?[\d ]+)\S*", re.IGNORECASE)
NOT_AN_ADDRESS = _("“%(typed)s” is not an address. Start with https:// or, for a page of this site, with /.")
NOWHERE = _("This link leads nowhere. Choose a page, or write an address.")


class Link(StructValue):
    """Where a link leads. Empty when its page is gone or not published."""

    @property
    def href(self) -> str:
        """The address; the page's where both are given."""
        page = self.get("page")
        if page is not None:
            return str(page.url or "") if page.live else ""
        return str(self.get("url") or "")

    @property
    def elsewhere(self) -> bool:
        """Whether it leaves the site."""
        return self.get("page") is None and str(self.get("url") or "").lower().startswith("http")


class LinkBlock(StructBlock):
    """One link."""

    text = CharBlock(max_length=120)
    page = PageChooserBlock(required=False)
    url = CharBlock(required=False, max_length=500, label="or an address")

    def clean(self, value: Any) -> Any:
        """StructBlockValidationError where the address is none, or (published) nothing is given."""
        cleaned = super().clean(value)
        typed = (cleaned.get("url") or "").strip()
        if typed and not ADDRESS.fullmatch(typed):
            raise StructBlockValidationError(
                block_errors={"url": ValidationError(NOT_AN_ADDRESS % {"typed": typed})}
            )
        if not typed and not cleaned.get("page") and not self.is_deferred_validation:
            raise StructBlockValidationError(block_errors={"page": ValidationError(NOWHERE)})
        return cleaned

    class Meta:
        icon = "link"
        value_class = Link


class LinksBlock(StructBlock):
    """A few links that belong together."""

    title = CharBlock(required=False, max_length=120)
    items = ListBlock(LinkBlock())

    class Meta:
        icon = "link"
        template = "pages/blocks/links.html"

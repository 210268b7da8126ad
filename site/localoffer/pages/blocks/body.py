"""The words of a page: every block that it may hold, and the order of its headings."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from localoffer.pages.blocks.image import ImageBlock
from localoffer.pages.blocks.links import LinksBlock
from localoffer.pages.blocks.parts import ContactBlock, StepsBlock, TableBlock
from localoffer.pages.blocks.words import (
    DetailsBlock,
    HeadingBlock,
    InsetBlock,
    ParagraphBlock,
    QuoteBlock,
    WarningBlock,
)

TOO_SMALL = _(
    "“%(text)s” is a smaller heading with no heading above it. Make it a heading, or put one before it, so "
    "that people who listen to the page can find their way."
)

#: A block's type and its value.
Block = tuple[str, Any]


def headings_out_of_order(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """Where (from 0), and the words of, each smaller heading (h3) that no heading (h2) comes before."""
    under_a_heading = False
    for place, (kind, value) in enumerate(blocks):
        # A list of links brings a heading of its own.
        if (kind == "links" and value.get("title")) or (kind == "heading" and value.get("level") == "h2"):
            under_a_heading = True
        elif kind == "heading" and value.get("level") == "h3" and not under_a_heading:
            yield place, value.get("text") or ""


class Body(StreamBlock):
    """The words of a page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    inset = InsetBlock()
    warning = WarningBlock()
    details = DetailsBlock()
    quote = QuoteBlock()
    image = ImageBlock()
    steps = StepsBlock()
    links = LinksBlock()
    contact = ContactBlock()
    table = TableBlock()

    def clean(self, value: Any) -> Any:
        """StreamBlockValidationError beside each heading that is out of order; a draft may be unfinished."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = {
            place: StructBlockValidationError(
                block_errors={"level": ValidationError(TOO_SMALL % {"text": text})}
            )
            for place, text in headings_out_of_order((child.block_type, child.value) for child in cleaned)
        }
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned

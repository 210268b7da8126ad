"""What must be right before families see a page. A draft may be unfinished; what is published may not."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.fields import StreamField, StreamValue
from wagtail.models import Page

from localoffer.pages.blocks.body import headings_out_of_order
from localoffer.pages.blocks.image import lacks_alt


def unready_streams(page: Page, values: Mapping[str, Any]) -> dict[str, ValidationError]:
    """The pictures without alt text and the headings out of order in a page's streams, by field."""
    found: dict[str, ValidationError] = {}
    for field in page._meta.get_fields():
        stream = values.get(field.name) if isinstance(field, StreamField) else None
        # A stream with errors of its own is told of by the form, block by block.
        if isinstance(stream, StreamValue) and (wrong := list(_problems(stream))):
            found[field.name] = ValidationError(wrong)
    return found


def _problems(stream: StreamValue) -> Iterator[str]:
    told = [(block["type"], block["value"]) for block in stream.raw_data]
    for place, (_kind, value) in enumerate(told, 1):
        if isinstance(value, Mapping) and "alt" in value and lacks_alt(value):
            yield _(
                "Block %(place)d is a picture without alt text. Say what it shows, or tick “decoration”."
            ) % {"place": place}
    for place, text in headings_out_of_order(told):
        yield _(
            "Block %(place)d, “%(text)s”, is a smaller heading with no heading above it. Make it a heading, "
            "or put one before it."
        ) % {"place": place + 1, "text": text}

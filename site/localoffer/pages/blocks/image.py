"""A picture, with the words for those who don't see it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, StructBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

NO_ALT = _(
    "This picture has no alt text. Say in a few words what it shows, for people who can't see it, or tick "
    "“decoration” if it tells nothing that the words don't."
)


def lacks_alt(value: Any) -> bool:
    """Whether a picture's block (image, alt, decorative) tells nothing to who can't see it."""
    shown = bool(value.get("image"))
    return shown and not value.get("decorative") and not (value.get("alt") or "").strip()


class PictureRules(StructBlock):
    """Checks, when the page is published, that the picture says what it shows."""

    def clean(self, value: Any) -> Any:
        """StructBlockValidationError beside the alt text when it lacks; a draft may be unfinished."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and lacks_alt(cleaned):
            raise StructBlockValidationError(block_errors={"alt": ValidationError(NO_ALT)})
        return cleaned


class ImageBlock(PictureRules):
    """A picture in the page."""

    image = ImageChooserBlock()
    alt = CharBlock(
        required=False,
        max_length=250,
        label="alt text",
        help_text="What the picture shows, for people who can't see it.",
    )
    decorative = BooleanBlock(
        required=False, label="decoration", help_text="It tells nothing that the words don't tell."
    )
    caption = CharBlock(required=False, max_length=250)

    class Meta:
        icon = "image"
        template = "pages/blocks/image.html"

"""Easy Read: one short sentence at a time, each with a picture that says the same."""

from wagtail.blocks import CharBlock, StreamBlock, TextBlock
from wagtail.images.blocks import ImageChooserBlock

from localoffer.pages.blocks.image import PictureRules


class EasyReadLine(PictureRules):
    """A picture, and a sentence or two beside it."""

    image = ImageChooserBlock(required=False)
    alt = CharBlock(
        required=False,
        max_length=250,
        label="alt text",
        help_text="What the picture shows, for people who can't see it.",
    )
    text = TextBlock(help_text="One or two short sentences. One idea. No long words.")

    class Meta:
        icon = "image"
        template = "pages/blocks/easy_read_line.html"


class EasyRead(StreamBlock):
    """A whole page in Easy Read."""

    line = EasyReadLine()

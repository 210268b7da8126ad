"""A way into the site for some of its readers."""

from wagtail.blocks import CharBlock

from localoffer.pages.blocks.links import LinkBlock


class WayInBlock(LinkBlock):
    """For parents and carers; for young people; for schools and professionals."""

    hint = CharBlock(required=False, max_length=160, help_text="What they find there.")

    class Meta:
        icon = "group"

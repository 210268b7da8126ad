"""Blocks of words."""

from wagtail.blocks import CharBlock, ChoiceBlock, RichTextBlock, StructBlock, TextBlock

#: What rich text may hold. No headings: those are blocks of their own, so that their order can be checked.
FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(StructBlock):
    """A heading: a part of the page (h2), or a part of that part (h3)."""

    text = CharBlock(max_length=120)
    level = ChoiceBlock(
        choices=[("h2", "Heading"), ("h3", "Smaller heading, under a heading")], default="h2", label="size"
    )

    class Meta:
        icon = "title"
        template = "pages/blocks/heading.html"


class ParagraphBlock(RichTextBlock):
    """Paragraphs, lists and links."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**({"features": FEATURES} | kwargs))

    class Meta:
        icon = "pilcrow"
        template = "pages/blocks/paragraph.html"


class InsetBlock(ParagraphBlock):
    """Words set apart from the rest, with a line at their side."""

    class Meta:
        icon = "indent"
        template = "pages/blocks/inset.html"


class WarningBlock(TextBlock):
    """What goes wrong if it isn't done: a date that matters, a danger."""

    class Meta:
        icon = "warning"
        template = "pages/blocks/warning.html"


class DetailsBlock(StructBlock):
    """Something only some readers need, that opens when they ask for it."""

    summary = CharBlock(max_length=120, help_text="What opens it, for example: If you don't agree.")
    text = ParagraphBlock()

    class Meta:
        icon = "collapse-down"
        template = "pages/blocks/details.html"


class QuoteBlock(StructBlock):
    """What somebody said."""

    text = TextBlock()
    who = CharBlock(
        required=False, max_length=120, help_text="Never a name: a parent of a boy of 9, a headteacher."
    )

    class Meta:
        icon = "openquote"
        template = "pages/blocks/quote.html"

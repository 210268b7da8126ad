"""Steps, contacts and tables."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, EmailBlock, ListBlock, StructBlock, URLBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockValidationError

from localoffer.pages.blocks.words import ParagraphBlock

NO_CAPTION = _("This table has no caption. Say in a few words what it shows, above it.")
NO_HEADING = _("Column %(number)d has no heading. Name every column, so that each cell can be understood.")


class StepBlock(StructBlock):
    """One of some steps."""

    title = CharBlock(max_length=120)
    text = ParagraphBlock(required=False)


class StepsBlock(ListBlock):
    """What to do, one thing after the other, numbered."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(StepBlock(), **kwargs)

    class Meta:
        icon = "list-ol"
        template = "pages/blocks/steps.html"


class ContactBlock(StructBlock):
    """How to reach a team."""

    name = CharBlock(max_length=120, help_text="A team, never a person.")
    phone = CharBlock(required=False, max_length=40)
    email = EmailBlock(required=False)
    url = URLBlock(required=False, label="website")
    hours = CharBlock(required=False, max_length=200, help_text="For example: Monday to Friday, 9am to 5pm.")

    class Meta:
        icon = "mail"
        template = "pages/blocks/contact.html"


class TableBlock(TypedTableBlock):
    """A small table with a caption and a heading for every column."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            [
                ("text", CharBlock(required=False, label="Words")),
                ("rich", ParagraphBlock(required=False, label="Words with links")),
            ],
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        """TypedTableBlockValidationError for a table, to be published, without caption or headings."""
        cleaned = super().clean(value)
        if self.is_deferred_validation or not cleaned.columns:
            return cleaned
        wrong = [] if (cleaned.caption or "").strip() else [str(NO_CAPTION)]
        wrong += [
            NO_HEADING % {"number": number}
            for number, column in enumerate(cleaned.columns, 1)
            if not (column["heading"] or "").strip()
        ]
        if wrong:
            raise TypedTableBlockValidationError(non_block_errors=[ValidationError(said) for said in wrong])
        return cleaned

    class Meta:
        icon = "table"
        template = "pages/blocks/table.html"

"""A page with a body of blocks."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from localoffer.pages.blocks import Body, words_of
from localoffer.pages.models.content import ContentPage
from localoffer.pages.models.varied import Varied


class WrittenPage(ContentPage):
    """A page whose words are blocks: what most page types are."""

    body = StreamField(Body(), blank=True)

    content_panels = [*ContentPage.content_panels, FieldPanel("body"), *Varied.easy_read_panels]

    class Meta:
        abstract = True

    def searched_text(self) -> str:
        """All its blocks, read out."""
        return words_of(self.body)

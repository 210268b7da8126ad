"""Something that is asked of people for some time."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from localoffer.pages.blocks import LinkBlock
from localoffer.pages.models.content import ContentPage
from localoffer.pages.models.written import WrittenPage


class CallToAction(StreamBlock):
    """The one thing to do."""

    link = LinkBlock()


class CampaignPage(WrittenPage):
    """A survey, an open day, a change to be heard about. The front page shows it while it runs."""

    label = "Campaign"

    start = models.DateField(default=timezone.localdate, help_text="Its first day.")
    end = models.DateField(null=True, blank=True, help_text="Its last day. Empty: until further notice.")
    call_to_action = StreamField(
        CallToAction(max_num=1, required=False),
        blank=True,
        help_text="What to do, for example: Fill in the survey.",
    )

    content_panels = [
        *ContentPage.content_panels,
        MultiFieldPanel([FieldRowPanel([FieldPanel("start"), FieldPanel("end")])], heading="When it runs"),
        FieldPanel("call_to_action"),
        *WrittenPage.content_panels[-2:],
    ]

    class Meta:
        verbose_name = "campaign page"

    def clean(self) -> None:
        """Refuse an end before the start."""
        super().clean()
        if self.end and self.start and self.end < self.start:
            raise ValidationError({"end": _("The last day comes before the first one. Change one of them.")})

    def when(self, today: date) -> str:
        """ "coming", "running" or "over" on a day."""
        if today < self.start:
            return "coming"
        return "over" if self.end and self.end < today else "running"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page, and whether it runs."""
        return super().get_context(request, *args, **kwargs) | {"when": self.when(timezone.localdate())}

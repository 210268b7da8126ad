"""What every page of words has: a summary, what it is about, and who keeps it true."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from localoffer.pages.forms import ContentPageForm
from localoffer.pages.models.kept import Kept
from localoffer.pages.models.reached import Reached
from localoffer.pages.models.topical import Topical, topics
from localoffer.pages.models.varied import Varied, trail
from localoffer.pages.panels import AdvicePanel
from localoffer.pages.publishing import unready_streams
from search.nearby import Nearby, nearby
from search.terms import VenueEntry


class ContentPage(Varied, Topical, Kept, Reached, Page):  # type: ignore[django-manager-missing]
    """A page that the search finds among guidance, and that leads to help nearby.

    A page type of any app inherits from this and says its ``label``; everything else has a fair default.
    """

    #: What the page is, as a family reads it beside a result of the search.
    label = "Guidance"

    summary = models.CharField(
        max_length=255, blank=True, help_text="One plain sentence: whom the page is for and what it tells."
    )
    also_known_as = models.TextField(
        "other words for it", blank=True, help_text="What families say when they mean this, one a line."
    )

    base_form_class = ContentPageForm
    content_panels = [AdvicePanel(), *Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        *Page.promote_panels,
        FieldPanel("also_known_as"),
        *Topical.topic_panels,
        *Kept.review_panels,
    ]

    class Meta:
        abstract = True

    def searched_text(self) -> str:
        """Its words for the search; HTML is allowed. Takes no database statement."""
        return ""

    def searched_venues(self) -> tuple[VenueEntry, ...]:
        """Where it happens, for a page about something that happens somewhere. Takes no statement."""
        return ()

    @classmethod
    def read_for_search(cls, pages: Sequence[Self]) -> None:
        """Read, in few statements for all of them, what their searched_text and searched_venues need."""

    @cached_property
    def topic_codes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of the needs, and of the kinds of help, that it is about. One statement, once."""
        return topics(self)

    @classmethod
    def left_out_of_search(cls) -> "models.QuerySet[Any] | None":
        """The ids of pages of this type that have had their day; None for a type that has none such."""
        return None

    def help_near(self, request: HttpRequest) -> Nearby:
        """Services for what the page is about, near ``?near=``. One engine call when a place is given."""
        near = request.GET.get("near", "")
        needs, kinds = self.topic_codes
        return nearby(needs=needs, kinds=kinds, near=near) if near.strip() else Nearby()

    def unready(self, values: Mapping[str, Any]) -> dict[str, ValidationError]:
        """What stands in the way of publishing, by field; ``values`` are the fields' values, by name.

        Not asked of drafts: they may be unfinished. A page type adds its own rules.
        """
        return unready_streams(self, values)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Refuse to publish, or schedule, a revision that isn't ready: nobody looks when its time comes."""
        if problems := self.unready(revision.as_object().__dict__):
            raise ValidationError(problems)
        return super().publish(revision, *args, **kwargs)

    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """Refuse, with a ValidationError, to make public what isn't ready, by whatever road it comes."""
        if clean and self.live and (problems := self.unready(self.__dict__)):
            raise ValidationError(problems)
        # Page's own, which the checker can't see behind the abstract models.
        return super().save(clean=clean, user=user, log_action=log_action, **kwargs)  # type: ignore[call-arg]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page, its trail, its other forms, and help near the place that the visitor gives."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return (
            context
            | self.forms_of_it(request)
            | {
                "trail": trail(self),
                "help": self.help_near(request),
                "leads_to_help": any(self.topic_codes),
            }
        )

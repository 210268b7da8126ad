"""What a school says of itself: how it includes children, and where its SEN information report is."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from directory.models.drafted import Drafted
from localoffer.pages.models import Kept
from localoffer.schools.models.school import School


class SchoolOffer(Drafted, Kept, ClusterableModel):
    """The offer of one school, with drafts and review. Contacts are a role or an office, never a person.

    The three levels are those of a graduated response: for everyone, SEN support, specialist. Schools must
    publish a SEN information report (Children and Families Act 2014, section 69).
    """

    #: Tells a draft as its page. The models know no pages, so the admin puts its own function here.
    page_context: ClassVar[Callable[["SchoolOffer"], dict[str, Any]]] = staticmethod(lambda draft: {})

    school = models.OneToOneField(School, on_delete=models.PROTECT, related_name="offer")
    include = models.TextField(
        _("how we include"), blank=True, help_text=_("In plain words, for families. A few short paragraphs.")
    )
    universal = models.TextField(_("what we offer every child"), blank=True)
    targeted = models.TextField(_("what we offer at SEN support"), blank=True)
    specialist = models.TextField(_("what specialist help we offer"), blank=True)
    report_url = models.URLField(
        _("SEN information report"),
        max_length=500,
        blank=True,
        help_text=_("The address of the page or file."),
    )
    contact = models.CharField(
        _("whom to ask about SEN"),
        max_length=120,
        blank=True,
        help_text=_("A role, such as: the SENCO. Never a person's name."),
    )
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("email"), blank=True, help_text=_("The school's, not a person's."))

    class Meta:
        ordering = ["school__name"]
        verbose_name = "school's offer"
        verbose_name_plural = "schools' offers"

    def __str__(self) -> str:
        return self.school.name

    def get_absolute_url(self) -> str:
        """The page of its school."""
        return self.school.get_absolute_url()

    @property
    def levels(self) -> tuple[tuple[Any, str], ...]:
        """(heading, text) of each level that says something."""
        told = (
            (_("For every child"), self.universal),
            (_("If that is not enough: support for special educational needs (SEN)"), self.targeted),
            (_("If that is not enough: specialist help"), self.specialist),
        )
        return tuple((heading, text) for heading, text in told if text.strip())

    def clean(self) -> None:
        """Refuse an offer that says nothing at all."""
        super().clean()
        if not (self.include.strip() or self.report_url or self.levels):
            said = _("Write how the school includes children, or give its SEN information report.")
            raise ValidationError({"include": said})

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The page that a family would see, with the draft's words."""
        return "schools/school.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What that page is given, told from the draft."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | {"is_preview": True} | type(self).page_context(self)

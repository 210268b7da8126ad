"""Where one item of the reference list is covered."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page

from directory.models import Service
from localoffer.schools.models import SchoolGroup
from localoffer.statutory.models.item import StatutoryItem
from localoffer.statutory.pointing import BadTargetError, address_of, search_of

#: Lists of schools that are no group of their own.
EVERY, OUTSIDE = "every", "outside"


class Coverage(Orderable):
    """An item points to a page, a service, a search, a list of schools or another address of this site.

    Exactly one of the five is set when it is saved in the admin; a page or a service that is deleted later
    leaves a row that points at nothing, and the check says so. ``search`` is the query string of a search by
    choices of one list ("kind=short-break"), so that it can be checked that it finds something.
    """

    TARGETS: ClassVar[tuple[str, ...]] = ("page", "service", "search", "schools", "address")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = ParentalKey(StatutoryItem, on_delete=models.CASCADE, related_name="coverages")
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    search = models.CharField(
        max_length=300,
        blank=True,
        help_text=_("What follows /find/? in the address, such as: kind=short-break"),
    )
    schools = models.CharField(
        _("list of schools"),
        max_length=20,
        blank=True,
        choices=[*SchoolGroup.choices, (EVERY, _("All schools")), (OUTSIDE, _("Schools outside our area"))],
    )
    address = models.CharField(
        _("other address"),
        max_length=200,
        blank=True,
        help_text=_("Of this site, such as: /about/accessibility/"),
    )
    title = models.CharField(
        max_length=160,
        blank=True,
        help_text=_("What the link says. A page and a service have a name of their own."),
    )
    note = models.CharField(max_length=255, blank=True, help_text=_("Shown beside the link."))
    reviewed_on = models.DateField(_("last looked at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name_plural = "coverage"

    def __str__(self) -> str:
        return self.title or str(self.page or self.service or self.search or self.schools or self.address)

    @property
    def target(self) -> str:
        """Which of the five it points to, or "" when what it pointed to was deleted."""
        return next(
            (name for name in self.TARGETS if getattr(self, f"{name}_id", None) or self._text(name)), ""
        )

    def _text(self, name: str) -> str:
        return "" if name in ("page", "service") else str(getattr(self, name))

    def clean(self) -> None:
        """Exactly one target, and one that can be checked."""
        super().clean()
        given = [name for name in self.TARGETS if getattr(self, f"{name}_id", None) or self._text(name)]
        if len(given) != 1:
            raise ValidationError(
                _("Choose one: a page, a service, a search, a list of schools or an address.")
            )
        try:
            if self.search:
                self.search = search_of(self.search).query
            if self.address:
                self.address = address_of(self.address)
        except BadTargetError as wrong:
            raise ValidationError({given[0]: str(wrong)}) from wrong
        if given[0] in ("search", "address") and not self.title.strip():
            raise ValidationError({"title": _("Say what the link is called.")})

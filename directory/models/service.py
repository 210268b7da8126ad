"""What is offered: Open Referral's service, and what families need beyond it."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import slugify
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from directory.models.choices import AssuredBy, Cost, Level, Status, Waiting
from directory.models.drafted import Drafted
from directory.models.drafts import without_what_is_gone
from directory.models.organisation import Organisation
from directory.models.revived import Revived
from directory.models.taxonomy import TaxonomyTerm


def _age(label: str) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(
        label,
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(120)],
    )


class Service(
    Drafted,
    index.Indexed,
    Revived,
):
    """One thing a family can go to, join, ask or be sent to (Open Referral: service).

    Ages are years with one decimal; a null end is open; both null means not stated. A blank choice always
    means not stated. The key is the service's HSDS id and survives every re-import.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    name = models.CharField(max_length=255)
    alternate_name = models.CharField(max_length=255, blank=True)
    summary = models.CharField(max_length=255, blank=True, help_text="One plain sentence, shown in lists.")
    description = models.TextField(blank=True)
    url = models.URLField("website", blank=True, max_length=500)
    email = models.EmailField(blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.ACTIVE)
    alert = models.TextField(blank=True, help_text="Something to know now, for example: closed in August.")

    # Who it is for
    needs = ParentalManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", limit_choices_to={"taxonomy__slug": "need"}
    )
    kinds = ParentalManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", limit_choices_to={"taxonomy__slug": "kind"}
    )
    level = models.CharField(max_length=12, choices=Level.choices, blank=True)
    age_min = _age("youngest age")
    age_max = _age("oldest age")

    # How to get it
    access_routes = ParentalManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", limit_choices_to={"taxonomy__slug": "access"}
    )
    access_steps = models.TextField("how to get it, step by step", blank=True)
    eligibility = models.TextField("who can have it", blank=True)
    if_refused = models.TextField("what to do if the answer is no", blank=True)
    waiting = models.CharField("waiting time", max_length=12, choices=Waiting.choices, blank=True)
    capacity = models.PositiveIntegerField("places", null=True, blank=True, help_text="Children at a time.")

    # Where it reaches
    at_venue = models.BooleanField("happens at a venue", default=True)
    comes_to_you = models.BooleanField("comes to the family's home or school", default=False)
    online = models.BooleanField(default=False)
    by_phone = models.BooleanField(default=False)

    # What it costs
    cost = models.CharField(max_length=8, choices=Cost.choices, blank=True)
    fees = models.TextField("cost in words", blank=True)

    # Who vouches for it
    accreditations = models.TextField(blank=True)
    assured_date = models.DateField("last checked", null=True, blank=True)
    assured_by = models.CharField("checked by", max_length=10, choices=AssuredBy.choices, blank=True)
    assurer_email = models.EmailField(blank=True)
    source = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.DateTimeField(auto_now=True)

    #: Tells a draft as its page. The models know no pages, so the admin puts its own function here.
    page_context: ClassVar[Callable[["Service"], dict[str, Any]]] = staticmethod(lambda draft: {})

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("summary"),
        index.FilterField("id"),
        index.FilterField("status"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["live", "status"]), models.Index(fields=["last_modified"])]
        constraints = [
            models.CheckConstraint(
                name="youngest_age_not_above_oldest",
                condition=models.Q(age_min__isnull=True)
                | models.Q(age_max__isnull=True)
                | models.Q(age_min__lte=models.F("age_max")),
            ),
            models.CheckConstraint(
                name="ages_between_0_and_120",
                condition=(models.Q(age_min__isnull=True) | models.Q(age_min__range=(0, 120)))
                & (models.Q(age_max__isnull=True) | models.Q(age_max__range=(0, 120))),
            ),
            models.CheckConstraint(
                name="service_status_is_known", condition=models.Q(status__in=Status.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse an upside-down age range, with both numbers in the message."""
        super().clean()
        if self.age_min is not None and self.age_max is not None and self.age_min > self.age_max:
            raise ValidationError(
                {"age_max": f"The oldest age ({self.age_max}) is below the youngest ({self.age_min})."}
            )

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> "Service | None":
        """A draft as an object, even when something it points to has been deleted since."""
        now = cls.objects.filter(pk=data["pk"]).values_list("organisation", flat=True).first()
        mended = without_what_is_gone(data, organisation_now=now)
        draft: Service | None = super().from_serializable_data(mended, check_fks, strict_fks)
        return draft

    def get_absolute_url(self) -> str:
        """Where a family reads about it."""
        return reverse("directory:service", args=[self.pk, slugify(self.name) or "service"])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The page a family would see, with the draft's words."""
        return "directory/service.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What that page is given: all that the live page gets, told from the draft."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | {"service": self, "is_preview": True} | type(self).page_context(self)

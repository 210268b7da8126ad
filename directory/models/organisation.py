"""Who offers help: Open Referral's organization."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from modelcluster.fields import ParentalKey
from wagtail.models import RevisionMixin
from wagtail.search import index

from directory.models.revived import Revived


class Organisation(RevisionMixin, index.Indexed, Revived):
    """A charity, a council team, a health trust, a club's committee (Open Referral: organization)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=255)
    alternate_name = models.CharField(max_length=255, blank=True)
    description = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True, max_length=500)
    uri = models.URLField("lasting address", blank=True, max_length=500)
    logo = models.URLField(blank=True, max_length=500)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts")
    source = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.DateTimeField(auto_now=True)

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("id"),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where a family reads about it."""
        return reverse("directory:organisation", args=[self.pk, slugify(self.name) or "organisation"])


class OrganisationIdentifier(models.Model):
    """A number others know it by: charity, company, school URN (Open Referral: organization_identifier)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=40, blank=True, help_text="For example GB-CHC, GB-COH, URN.")
    identifier_type = models.CharField(max_length=80)
    identifier = models.CharField(max_length=120)

    class Meta:
        ordering = ["scheme", "identifier"]
        indexes = [models.Index(fields=["scheme", "identifier"])]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "scheme", "identifier"],
                name="one_row_per_identifier_of_an_organisation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.identifier_type} {self.identifier}"

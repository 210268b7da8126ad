"""Words the directory sorts by: Open Referral's taxonomy and taxonomy_term."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models


class Taxonomy(models.Model):
    """One list of terms (Open Referral: taxonomy).

    The site itself relies on four, by slug: ``need`` (SEND needs), ``kind`` (kinds of support), ``access``
    (ways to get it) and ``feature`` (accessibility and the sensory profile). Any other list is kept as
    attributes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    uri = models.URLField(blank=True, max_length=500)
    version = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name_plural = "taxonomies"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TaxonomyTerm(models.Model):
    """One term, with a code that addresses use and the other words people say for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.CASCADE, related_name="terms")
    code = models.SlugField(max_length=80, help_text="Used in addresses. Don't change it once published.")
    name = models.CharField(max_length=160)
    description = models.TextField(blank=True, help_text="What it means, in plain words.")
    alternate_names = models.TextField(
        blank=True, help_text="Other words people use, one a line: shortened forms, old names, spoken words."
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower"
    )
    term_uri = models.URLField(blank=True, max_length=500)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["taxonomy", "code"], name="one_term_per_code"),
            models.CheckConstraint(name="term_not_inside_itself", condition=~models.Q(parent=models.F("id"))),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a parent of another list, or one that lies inside this term."""
        super().clean()
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.taxonomy_id != self.taxonomy_id:
                raise ValidationError({"parent": f"“{above}” is in another list."})
            if above.pk in seen:
                raise ValidationError({"parent": f"“{above}” is inside “{self}” itself."})
            seen.add(above.pk)
            above = above.parent

    @property
    def other_words(self) -> tuple[str, ...]:
        """The alternate names as a tuple, without blanks."""
        return tuple(word.strip() for word in self.alternate_names.splitlines() if word.strip())

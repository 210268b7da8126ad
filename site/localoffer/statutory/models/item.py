"""One thing that the law or the Code of Practice asks of a local offer. Editors can put it right."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel


class Weight(models.TextChoices):
    """How strongly it is asked."""

    MUST = "must", _("Must")
    SHOULD = "should", _("Should")


class Theme(models.Model):
    """A theme of the reference list, such as travel to and from school."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=160)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class StatutoryItem(ClusterableModel):
    """One item of the reference list, in plain words of our own. It is data, never legal advice.

    ``paragraph`` is blank where the source's number has not been confirmed by an editor.
    """

    code = models.SlugField(max_length=60, unique=True, help_text=_("Don't change it once in use."))
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    paragraph = models.CharField(
        max_length=40, blank=True, help_text=_("Of the source. Blank: an editor has yet to confirm it.")
    )
    text = models.TextField(help_text=_("What it asks for, in plain words."))
    weight = models.CharField(max_length=6, choices=Weight.choices, default=Weight.MUST)
    source = models.CharField(max_length=200)
    source_url = models.URLField(max_length=500, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["theme", "order", "code"]
        verbose_name = "item the law asks for"
        verbose_name_plural = "items the law asks for"

    def __str__(self) -> str:
        return f"{self.theme_id}: {self.text[:80]}"

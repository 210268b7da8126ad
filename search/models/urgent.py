"""Whom to turn to at once."""

from django.db import models

from search.models.revision import Words


class UrgentContact(Words):
    """Urgent help, shown before any result when the words sound like danger. Editors own it."""

    code = models.SlugField(max_length=80, unique=True, null=True, blank=True, editable=False)
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=200, blank=True, help_text="When to use it, in a few plain words.")
    url = models.URLField("web address", blank=True)
    order = models.PositiveSmallIntegerField(default=0, help_text="The smallest comes first.")

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

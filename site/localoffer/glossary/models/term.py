"""One term with its meaning in plain words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import slugify

from directory.models.drafted import Drafted
from search.models.thesaurus import lines

LONGEST_TERM = 80


class GlossaryTerm(Drafted):
    """A word of professionals, and what it means.

    ``expansion`` is what the letters of an acronym stand for. ``also`` holds other ways to say it, one to a
    line. ``seeded`` is the fingerprint of what a file last wrote here: empty for an editor's own.
    """

    term = models.CharField(
        max_length=LONGEST_TERM, unique=True, help_text="As it is written in a sentence: EHC plan."
    )
    expansion = models.CharField(
        "what the letters stand for",
        max_length=160,
        blank=True,
        help_text="For an acronym, in full and in small letters: education, health and care plan. It is "
        "written out where a page first uses the acronym.",
    )
    plain = models.TextField(
        "what it means",
        max_length=600,
        help_text="One to three short sentences that an eleven-year-old would understand.",
    )
    also = models.TextField(
        "other ways to say it",
        blank=True,
        help_text="One to a line: EHCP. They are explained like the term, and the search knows them too.",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="page that tells more",
    )
    slug = models.SlugField(
        max_length=LONGEST_TERM,
        unique=True,
        blank=True,
        help_text="Its place in the glossary's address. Left empty, it is made from the term.",
    )
    seeded = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        ordering = ["term"]

    def __str__(self) -> str:
        return self.term

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give it an address when it has none."""
        self.slug = self.slug or slugify(self.term)[:LONGEST_TERM] or "term"
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its place in the A to Z."""
        return f"{reverse('glossary:a-to-z')}#{self.slug}"

    def clean(self) -> None:
        """Refuse a way to say it that another term has: which is meant would be a matter of chance."""
        super().clean()
        self.slug = self.slug or slugify(self.term)[:LONGEST_TERM] or "term"
        mine = {way.casefold(): way for way in said_ways(self.term, self.expansion, self.also)}
        for other in GlossaryTerm.objects.exclude(pk=self.pk):
            for way in said_ways(other.term, other.expansion, other.also):
                if way.casefold() in mine:
                    where = "term" if way.casefold() == self.term.casefold() else "also"
                    raise ValidationError(
                        {where: f"“{mine[way.casefold()]}” is explained under “{other.term}” already."}
                    )

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The glossary, with this term alone."""
        return "glossary/a_to_z.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What that page is given, told from the draft."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        letter = {"name": self.term[:1].upper() or "?", "terms": [self]}
        return context | {"letters": [letter], "total": 1, "is_preview": True}

    @property
    def other_ways(self) -> tuple[str, ...]:
        """The other ways to say it."""
        return lines(self.also)


def said_ways(term: str, expansion: str, also: str) -> tuple[str, ...]:
    """Every way to say a term, itself first, each once whatever its capitals."""
    held: dict[str, str] = {}
    for way in (term, expansion, *lines(also)):
        if way.strip():
            held.setdefault(way.casefold(), way)
    return tuple(held.values())

"""One answer to a question, and where it leads."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from localoffer.front_door.models.question import Question

LONGEST_CODE = 40
#: A search of our own, with something to look for in it.
SEARCH = re.compile(r"/find/\?\S+")


class Leads(models.TextChoices):
    """Where an answer leads."""

    QUESTION = "question", "Another question"
    SERVICE = "service", "A service"
    PAGE = "page", "A page"
    SEARCH = "search", "A search"
    PERSON = "person", "A person to talk to"


class Answer(Orderable):
    """An answer. ``leads`` says which of the fields below it counts; what is gone since is empty.

    ``code`` is its part of the address, so a shared link lives as long as the code does.
    """

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="answers")
    text = models.CharField("answer", max_length=160)
    code = models.SlugField(
        "part of the address",
        max_length=LONGEST_CODE,
        blank=True,
        help_text="Left empty, it is made from the answer.",
    )
    leads = models.CharField("leads to", max_length=10, choices=Leads.choices, default=Leads.QUESTION)
    next = models.SlugField(
        "next question", max_length=40, blank=True, help_text="The short name of a question below."
    )
    service = models.ForeignKey(
        "directory.Service", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    search = models.CharField(
        "search address",
        max_length=300,
        blank=True,
        help_text="Search on this site, and paste the address here: /find/?kind=short-break.",
    )
    words = models.TextField(
        "in words",
        blank=True,
        max_length=600,
        help_text="What to do next, or whom to talk to: shown at the end above the rest.",
    )

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Take a search from a pasted address; refuse what is no search of this site."""
        super().clean()
        self.code = self.code or slugify(self.text)[:LONGEST_CODE].strip("-")
        pasted = urlsplit(self.search.strip())
        self.search = f"{pasted.path}?{pasted.query}" if pasted.query else pasted.path
        if self.search and not SEARCH.fullmatch(self.search):
            raise ValidationError({"search": "This is no search of this site, such as /find/?q=swimming."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With a code in any case."""
        self.code = self.code or slugify(self.text)[:LONGEST_CODE].strip("-") or "answer"
        super().save(*args, **kwargs)

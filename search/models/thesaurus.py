"""The editors' thesaurus: what families say, and what listings say for it."""

import re

from django.core.exceptions import ValidationError
from django.db import models

from search.models.revision import Words
from search.terms import Facet
from search.understanding.knowledge import Entry, Role

_LINES = "One to a line."
#: Of an entry, the fields that hold several things, one to a line.
LISTS = (
    "phrases",
    "look_for",
    "broader",
    "narrower",
    "related",
    "needs",
    "kinds",
    "related_needs",
    "related_kinds",
)
_WISH = re.compile(rf"({'|'.join(facet.value for facet in Facet)}) *: *[a-z0-9-]+")


def lines(text: str) -> tuple[str, ...]:
    """The lines that say something, each with single spaces and once."""
    return tuple(dict.fromkeys(line for one in text.splitlines() if (line := " ".join(one.split()))))


def readable_wishes(text: str) -> None:
    """ValidationError for a line that isn't a facet and a code."""
    for line in lines(text):
        if not _WISH.fullmatch(line):
            raise ValidationError(
                "“%(line)s” is not a facet and a code, such as cost: free. The facets are %(facets)s.",
                params={"line": line, "facets": ", ".join(facet.value for facet in Facet)},
            )


class ThesaurusEntry(Words):
    """One thing with all the ways to say it; see ``search.understanding.knowledge.Entry``."""

    code = models.SlugField(
        max_length=80, unique=True, help_text="A short name for lists and files, such as short-breaks."
    )
    role = models.CharField(
        "what it does",
        max_length=20,
        default=Role.MEANING.value,
        choices=[
            (Role.MEANING.value, "Says what words mean"),
            (Role.WISH.value, "A wish: lifts what fits"),
            (Role.DANGER.value, "Danger: urgent help first"),
            (Role.ELSEWHERE.value, "Not here: where to turn"),
            (Role.FILLER.value, "Says nothing: left out"),
        ],
    )
    in_use = models.BooleanField(default=True, help_text="Untick to switch it off without losing it.")
    name = models.CharField(
        max_length=120, help_text="What it is called, in plain words. It counts as one of the phrases."
    )
    phrases = models.TextField(
        blank=True, help_text=f"What families say for it. {_LINES} Two dots (..) stand for up to three words."
    )
    look_for = models.TextField(blank=True, help_text=f"What listings call it. {_LINES}")
    broader = models.TextField(blank=True, help_text=f"Wider words, which count for less. {_LINES}")
    narrower = models.TextField(blank=True, help_text=f"Narrower words, which count for less. {_LINES}")
    related = models.TextField(
        blank=True, help_text=f"Words of things near to it, which count for less. {_LINES}"
    )
    needs = models.TextField(blank=True, help_text="Needs that mean it.")
    kinds = models.TextField("kinds of help", blank=True, help_text="Kinds of help that mean it.")
    related_needs = models.TextField(blank=True, help_text="Needs near to it, which count for less.")
    related_kinds = models.TextField(
        "related kinds of help", blank=True, help_text="Kinds of help near to it, which count for less."
    )
    wishes = models.TextField(
        blank=True,
        help_text=f"What grants the wish, as facet: code, such as cost: free. {_LINES}",
        validators=[readable_wishes],
    )
    message = models.TextField(blank=True, help_text="For what is not here: where to turn instead.")
    url = models.URLField("web address", blank=True)

    class Meta:
        ordering = ["role", "name"]
        verbose_name_plural = "thesaurus entries"

    def __str__(self) -> str:
        return self.name

    def entry(self) -> Entry:
        """The entry as understanding knows it. Takes no statement."""
        return Entry(
            code=self.code,
            role=Role(self.role),
            name=self.name,
            wishes=tuple(_wish(line) for line in lines(self.wishes)),
            message=self.message,
            url=self.url,
            **{field: lines(getattr(self, field)) for field in LISTS},
        )


def _wish(line: str) -> tuple[Facet, str]:
    facet, _, code = line.partition(":")
    return Facet(facet.strip()), code.strip()

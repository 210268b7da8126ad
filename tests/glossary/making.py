"""Makers of terms, and how a page with marks is read."""

from typing import Any

from bs4 import BeautifulSoup

from localoffer.glossary.models import GlossaryTerm
from localoffer.glossary.wording import Book, Term


def word(term: str, plain: str = "", expansion: str = "", also: tuple[str, ...] = ()) -> Term:
    """A term as a page meets it."""
    ways = tuple(way for way in (term, expansion, *also) if way)
    slug = term.casefold().replace(" ", "-")
    return Term(slug=slug, term=term, plain=plain or f"What {term} means.", expansion=expansion, ways=ways)


def published(term: str, plain: str = "", **fields: Any) -> GlossaryTerm:
    """A term that everybody may read, published through Wagtail."""
    also = "\n".join(fields.pop("also", ()))
    made = GlossaryTerm.objects.create(
        term=term, plain=plain or f"What {term} means.", also=also, live=False, **fields
    )
    made.save_revision().publish()
    return GlossaryTerm.objects.get(pk=made.pk)


EHCP = word("EHC plan", expansion="education, health and care plan", also=("EHCP",))
SENCO = word("SENCO", expansion="special educational needs coordinator")
SEN = word("SEN", expansion="special educational needs")
SEN_SUPPORT = word("SEN support")
RESPITE = word("respite", also=("short break",))
BOOK = Book((EHCP, SENCO, SEN, SEN_SUPPORT, RESPITE))


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def marked_words(html: str) -> list[str]:
    """The words that have a button to open their meaning, in their order."""
    return [
        "".join(part.get_text() for part in word.select(".word__term")) for word in soup(html).select(".word")
    ]


def unmarked(html: str) -> str:
    """The page's words without the meanings: what a reader sees while all are closed."""
    page = soup(html)
    for meaning in page.select(".word__meaning"):
        meaning.decompose()
    return page.get_text()

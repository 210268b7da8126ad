"""Acronyms in plain text, written out where they are first used. For e-mails, titles and papers. Pure."""

from collections.abc import MutableSet

from localoffer.glossary.marking import spell_out
from localoffer.glossary.wording import Book


def explain_first(text: str, book: Book, seen: MutableSet[str] | None = None) -> str:
    """The text with what each acronym stands for in brackets after its first use.

    ``seen`` holds the slugs of terms used before (in an earlier part of the same letter), and has those used
    here added. Plain text, not HTML.
    """
    done: MutableSet[str] = set() if seen is None else seen
    made, last = [], 0
    for use in book.uses(text):
        if use.term.slug in done:
            continue
        done.add(use.term.slug)
        if not spell_out(use, text[: use.start], text[use.stop :]):
            continue
        made += [text[last : use.stop], f" ({use.in_full})"]
        last = use.stop
    return "".join([*made, text[last:]])

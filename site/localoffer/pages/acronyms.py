"""Letters that stand for words, and whether a text says which. Pure."""

import re
from collections.abc import Collection, Iterator

#: What everybody reads as a word.
EVERYDAY = frozenset({"UK", "GB", "TV", "PDF", "OK", "BBC", "NHS", "GP", "PE", "DVD", "SMS", "CSV"})

#: Two or more capitals, perhaps with & or a small s at the end: SEND, EHCPs, A&E. Never half of a postcode.
_ACRONYM = re.compile(r"(?<![\w&])(?:[A-Z]{2,}|[A-Z]+&[A-Z]+)(?=s?(?![\w&]))")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")


def unexplained(text: str, known: Collection[str] = EVERYDAY) -> tuple[str, ...]:
    """The acronyms of a plain text that it doesn't explain where it first uses them, in their order.

    Explained is one that stands in brackets after words (special educational needs (SEN)), or has brackets
    with words after it (SEN (special educational needs)), and one of ``known``.
    """
    met: dict[str, bool] = {}
    bare = _POSTCODE.sub("", text)
    for acronym, explained in _uses(bare):
        met.setdefault(acronym, explained)
    return tuple(acronym for acronym, explained in met.items() if not explained and acronym not in known)


def _uses(text: str) -> Iterator[tuple[str, bool]]:
    for use in _ACRONYM.finditer(text):
        before, after = text[: use.start()], re.sub(r"^s\b", "", text[use.end() :])
        in_brackets = re.search(r"[a-z]{2,}[\s,]*[(\[]\s*$", before) and re.match(
            r"\s*[)\],;]|\s+or\b", after
        )
        told_after = re.match(r"\s*[(\[]\s*\w+[\s,-]+\w+", after)
        yield use.group(), bool(in_brackets or told_after)

"""A postcode, or the first half of one, among other words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from locations.postcodes import OUTWARD_SHAPE, NotAPostcodeError, Postcode
from search.understanding.everyday import POSTCODE_AREAS
from search.understanding.tokens import Token


@dataclass(frozen=True, slots=True)
class PostcodeSaid:
    """What was said, in its one spelling, and the words that say it."""

    text: str
    start: int
    stop: int
    whole: bool  # not only the first half
    plain: bool  # it can hardly be anything else


def postcode_at(tokens: Sequence[Token], start: int) -> PostcodeSaid | None:
    """The postcode that begins with this word, typed with or without its space, if one does."""
    word = tokens[start].word
    if not word[0].isalpha() or not any(letter.isdigit() for letter in word):
        return None
    for stop in (start + 2, start + 1):
        whole = _whole(tokens[start:stop]) if stop <= len(tokens) else ""
        if whole:
            return PostcodeSaid(whole, start, stop, whole=True, plain=True)
    code = word.upper()
    if OUTWARD_SHAPE.fullmatch(code) and _of_an_area(code):
        return PostcodeSaid(code, start, start + 1, whole=False, plain=code[1].isalpha())
    return None


def _whole(run: Sequence[Token]) -> str:
    if not run[-1].word[-3:-2].isdigit():
        return ""
    try:
        postcode = Postcode.parse("".join(token.word for token in run))
    except NotAPostcodeError:
        return ""
    return postcode.spell if _of_an_area(postcode.outward) else ""


def _of_an_area(code: str) -> bool:
    letters = code[:2] if code[1].isalpha() else code[:1]
    return letters in POSTCODE_AREAS

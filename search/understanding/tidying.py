"""What was typed, fit to be read: no control characters, no paste of a whole page."""

import re

#: More than anybody types by hand; a longer text is a paste or an attack, and is cut at a word.
LONGEST = 200

#: Control characters and the like split words; they never reach an engine.
NOT_PRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]+")


def tidied(text: str) -> tuple[str, ...]:
    """Trim, collapse and cut the text to ``LONGEST`` characters, between words where it can be."""
    words = NOT_PRINTABLE.sub(" ", text).split()
    kept: list[str] = []
    room = LONGEST
    for word in words:
        if len(word) > room:
            break
        kept.append(word)
        room -= len(word) + 1
    if words and not kept:
        kept = [words[0][:LONGEST]]
    return tuple(kept)

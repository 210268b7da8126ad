"""Explains the first use of each term in a page's HTML. Pure.

The HTML comes back as it was, letter for letter, with marks put in between; nothing is parsed into a tree and
written anew, so that what was safe stays safe.
"""

import re
from collections.abc import Callable, Iterator, MutableSet
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

from localoffer.glossary.wording import Book, Use

#: Never inside these: links and controls can't hold another control, headings are signposts, code is code,
#: and what stands in the others is explained by itself.
CLOSED = frozenset(
    {"a", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary", "title", "nav", "abbr", "dfn"}
    | {"button", "select", "option", "textarea", "label", "code", "pre", "kbd", "samp", "script", "style"}
    | {"svg", "math", "iframe", "object", "template", "noscript"}
)
#: An element with this attribute, and all in it, stays as it is.
AS_IT_IS = "data-no-glossary"
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_TAG = re.compile(r"<[^>]*>")
_LETTERS = re.compile(r"\W+")

#: Writes a use as HTML: the use, and whether what its letters stand for is to be written out.
Write = Callable[[Use, bool], str]


def mark(html: str, book: Book, seen: MutableSet[str], write: Write) -> str:
    """The HTML with the first use of each term written by ``write``.

    ``seen`` holds the slugs of terms explained before, and has those explained here added.
    """
    if next(iter(book.uses(html)), None) is None:
        return html
    made: list[str] = []
    for piece, start, is_open in _pieces(html):
        made.append(_marked(piece, start, html, book, seen, write) if is_open else piece)
    return "".join(made)


def _marked(piece: str, start: int, html: str, book: Book, seen: MutableSet[str], write: Write) -> str:
    made, last = [], 0
    for use in book.uses(piece):
        if use.term.slug in seen:
            continue
        seen.add(use.term.slug)
        in_full = spell_out(use, html[: start + use.start], html[start + use.stop :])
        made += [piece[last : use.start], write(use, in_full)]
        last = use.stop
    return "".join([*made, piece[last:]])


def spell_out(use: Use, before: str, after: str) -> bool:
    """Whether what the letters of an acronym stand for is to be written after it.

    Not where the text itself says it right before or right after, in these words or in brackets of its own.
    """
    if not use.in_full:
        return False
    meant = _bare(use.in_full)
    room = len(use.in_full) + 200  # what tags may take
    if _TAG.sub("", after[:room]).lstrip().startswith("("):
        return False
    near = len(meant) + 12
    return meant not in _bare(before[-room:])[-near:] and meant not in _bare(after[:room])[:near]


def _bare(html: str) -> str:
    return _LETTERS.sub(" ", unescape(_TAG.sub("", html))).strip().casefold()


def _pieces(html: str) -> Iterator[tuple[str, int, bool]]:
    """The HTML cut where text begins and ends: (piece, where it begins, whether it is text to mark)."""
    cuts = _Cuts(html)
    cuts.feed(html)
    cuts.close()
    begins = [*cuts.begins, (len(html), False)]
    if begins[0][0]:
        yield html[: begins[0][0]], 0, False
    for (start, is_open), (stop, _) in pairwise(begins):
        if stop > start:
            yield html[start:stop], start, is_open


class _Cuts(HTMLParser):
    """Notes where each run of text begins, whether it may be marked, and where it ends."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.begins: list[tuple[int, bool]] = []
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self._closed: list[str] = []  # elements that keep marks out, the outermost first
        self._depth = 0  # of elements of the innermost one's name inside it

    def _note(self, is_text: bool) -> None:
        line, column = self.getpos()
        is_open = is_text and not self._closed
        if self.begins and is_text and self.begins[-1][1] == is_open and self._was_text:
            return
        self.begins.append((self._lines[line - 1] + column, is_open))
        self._was_text = is_text

    _was_text = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(is_text=False)
        if tag in _VOID:
            return
        if self._closed:
            self._depth += tag == self._closed[-1]
        elif tag in CLOSED or any(name == AS_IT_IS for name, _ in attrs):
            self._closed.append(tag)
            self._depth = 0

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML knows no such thing but in SVG: "<a />" opens a link.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._note(is_text=False)
        if self._closed and tag == self._closed[-1]:
            if self._depth:
                self._depth -= 1
            else:
                self._closed.pop()

    def handle_data(self, data: str) -> None:
        self._note(is_text=True)

    def handle_entityref(self, name: str) -> None:
        self._note(is_text=True)

    def handle_charref(self, name: str) -> None:
        self._note(is_text=True)

    def handle_comment(self, data: str) -> None:
        self._note(is_text=False)

    def handle_decl(self, decl: str) -> None:
        self._note(is_text=False)

    def handle_pi(self, data: str) -> None:
        self._note(is_text=False)

    def unknown_decl(self, data: str) -> None:
        self._note(is_text=False)

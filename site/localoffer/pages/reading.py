"""How old a reader must be, roughly, to read a text with ease. Pure.

The grade is Flesch-Kincaid's: 0.39 x words a sentence + 11.8 x syllables a word - 15.59 (J. P. Kincaid
and others, "Derivation of new readability formulas for Navy enlisted personnel", 1975). The age is the
grade + 5, as a child of the first grade is 6. Syllables are counted where British hyphenation (pyphen's
en_GB) may break a word, or by the groups of vowels that are heard where these are more, as hyphenation
leaves short words whole. It is an estimate and knows nothing of how hard a word is to understand.
"""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape

import pyphen  # type: ignore[import-untyped]

#: With fewer words a figure would say more about chance than about the text.
FEWEST_WORDS = 50
#: A sentence with more words than this is worth cutting in two.
LONG_SENTENCE = 25

_ENDS = re.compile(r"</(?:p|li|h\d|div|td|th|dt|dd|blockquote)>|<br\s*/?>|\n", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]+>")
_SENTENCES = re.compile(r"[.!?:;]+(?=\s|$)|\v")
_VOWELS = re.compile(r"[aeiouy]+")
#: An e that nobody hears: make, makes, asked; but table, wanted and houses keep theirs.
_SILENT = re.compile(r"(?<![^aeiouy]l)e$|(?<![cgsxz])(?<!sh)(?<!ch)(?<![^aeiouy]l)es$|(?<![td])ed$")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted, and what it comes to."""

    words: int
    sentences: int
    syllables: int
    longest: tuple[str, ...]  # sentences over LONG_SENTENCE words, the longest first, three at most

    @property
    def grade(self) -> float:
        """The school grade (United States) of Flesch and Kincaid; never below 0."""
        grade = 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
        return max(grade, 0.0)

    @property
    def age(self) -> int:
        """The age in years at which it can be read with ease."""
        return round(self.grade + 5)


def read(html: str) -> Reading | None:
    """Count a text (HTML or plain); None when it is too short to tell."""
    counted = [(said, _WORD.findall(said)) for said in sentences(html)]
    counted = [(said, words) for said, words in counted if words]
    words = sum(len(words) for _said, words in counted)
    if words < FEWEST_WORDS:
        return None
    long = sorted((one for one in counted if len(one[1]) > LONG_SENTENCE), key=lambda one: -len(one[1]))
    return Reading(
        words=words,
        sentences=len(counted),
        syllables=sum(syllables(word) for _said, words in counted for word in words),
        longest=tuple(said for said, _words in long[:3]),
    )


def plain(html: str) -> str:
    """The text without its tags; each block of it on a line of its own."""
    return unescape(_TAGS.sub("", _ENDS.sub("\v", html))).replace("\xa0", " ")


def sentences(html: str) -> list[str]:
    """The sentences of a text. A heading, or an item of a list, is one too."""
    return [" ".join(said.split()) for said in _SENTENCES.split(plain(html)) if said.strip()]


def syllables(word: str) -> int:
    """How many syllables a word has, at least one."""
    spelled = word.lower()
    broken = len(_hyphens().positions(spelled)) + 1
    heard = len(_VOWELS.findall(_SILENT.sub("", spelled)))
    return max(broken, heard, 1)


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")

"""Which of the things sought a service has, and in which words: "for autism", "'respite' is in its name"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Self

from django.utils.translation import gettext_noop

from search.choices import Names
from search.found import Why
from search.saying import gettext
from search.terms import Asked, Document, Facet, Hit, Sought, Way
from search.words import LONGEST_WORD, STOP_WORDS, neighbours, stem, words_of

#: First words of terms that keep their capital in the middle of a sentence.
PROPER = frozenset({"Down", "Downs", "Down's", "Tourette", "Tourette's", "Asperger", "Asperger's", "British"})
#: What a result says of a need, and of a kind of help.
PHRASES = {Facet.NEED: gettext_noop("for {}"), Facet.KIND: gettext_noop("listed under {}")}
#: Words worth this much mean the thing itself, and so does a topic; less is only something near to it.
SAME_WORDS = 0.8
SAME_TOPIC = 0.6
#: The names and other words of needs and kinds: a page shows none of them, so no reason names one.
UNSEEN = "topics"
TOPICS_SAID = 2
MEANINGS_SAID = 1

Topic = tuple[Facet, str]


@dataclass(frozen=True, slots=True)
class Topics:
    """What one question is about: the needs and kinds with their names, and the question's own words.

    ``whole`` were chosen, are meant by the words, or were said by one of their names in full; ``part`` share
    a word with the question or are something near to it. ``said`` tells of each thing sought which words say
    it.
    """

    whole: Mapping[Topic, str]
    part: Mapping[Topic, str]
    said: tuple["_Said", ...] = ()

    @classmethod
    def of(cls, known: Names, asked: Asked) -> Self:
        """Worked out once for a question, so that each result only looks it up."""
        spelled = _spelled(known)
        ways = [way for sought in asked.sought for way in sought.ways]
        held = [(facet, code) for facet in PHRASES for code in asked.filters.get(facet, ())]
        held += [way.topic for way in ways if way.topic and way.worth >= SAME_TOPIC]
        whole = {topic: spelled.names[topic] for topic in held if topic in spelled.names}
        near = [way.topic for way in ways if way.topic and way.worth < SAME_TOPIC]
        part = {topic: spelled.names[topic] for topic in near if topic in spelled.names}
        sure = {one for way in ways if way.worth >= SAME_WORDS for one in way.stems}
        typed = _typed(asked.words)
        for one in sure:
            for topic, spelling in spelled.holding.get(one, ()):
                if spelling <= sure:
                    whole[topic] = spelled.names[topic]
                elif one in typed:
                    part[topic] = spelled.names[topic]
        return cls(whole, part, tuple(_Said.of(sought, typed) for sought in asked.sought))


@dataclass(frozen=True, slots=True)
class _Said:
    """A thing sought with the stems that say it: the family's own words, and others, the surest first."""

    text: str
    own: tuple[tuple[str, ...], ...]
    others: tuple[Way, ...]

    @classmethod
    def of(cls, sought: Sought, typed: frozenset[str]) -> Self:
        """``typed``: the stems of the words of the question as they stand."""
        said = stems(sought.text)
        own = [way for way in sought.ways if typed.issuperset(way.stems) or said.issuperset(way.stems)]
        others = sorted((way for way in sought.ways if way not in own), key=lambda way: -way.worth)
        return cls(sought.text, tuple(way.stems for way in own if way.stems), tuple(others))


@dataclass(frozen=True, slots=True)
class _Spelled:
    """What each topic is called in a sentence, and by each stem the topics' spellings that hold it."""

    names: Mapping[Topic, str]
    holding: Mapping[str, Sequence[tuple[Topic, frozenset[str]]]]


@lru_cache(maxsize=4)
def _spelled(known: Names) -> _Spelled:
    """Families' words turned round, so that a question looks at its own words only."""
    names: dict[Topic, str] = {}
    holding: dict[str, list[tuple[Topic, frozenset[str]]]] = {}
    for facet in PHRASES:
        for name in known.of(facet).values():
            names[facet, name.code] = in_a_sentence(name.name)
            for spelling in {stems(text) for text in (name.name, *name.other_words)}:
                for one in spelling:
                    holding.setdefault(one, []).append(((facet, name.code), spelling))
    return _Spelled(names, holding)


def in_a_sentence(name: str) -> str:
    """A term's name as it stands inside a sentence: autism, ADHD, Down syndrome."""
    first = name.split(" ", 1)[0].split("-", 1)[0]
    keeps = first in PROPER or any(letter.isupper() for letter in first[1:])
    return name if keeps else name[:1].lower() + name[1:]


def stems(text: str) -> frozenset[str]:
    """The stems of the words that mean something, in any order."""
    return frozenset(stem(word) for word in words_of(text) if word not in STOP_WORDS)


def by_topic(document: Document, topics: Topics) -> list[Why]:
    """The needs and kinds asked for under which it is listed; if none, those that are near to the words."""
    held = [(Facet.NEED, code) for code in document.needs] + [(Facet.KIND, code) for code in document.kinds]
    said = [(one, topics.whole[one]) for one in held if one in topics.whole]
    said = said or [(one, topics.part[one]) for one in held if one in topics.part]
    return [
        Why("topics", gettext(PHRASES[facet]).format(name)) for (facet, _code), name in said[:TOPICS_SAID]
    ]


def by_word(hit: Hit, topics: Topics) -> list[Why]:
    """A word of the question that its name holds, and a word of its own that means what was asked."""
    named = next(_in_the_name(hit, topics), None)
    meant = (why for said in topics.said if (why := _meaning(hit, said)))
    return ([named] if named else []) + list(islice(meant, MEANINGS_SAID))


def _in_the_name(hit: Hit, topics: Topics) -> Iterator[Why]:
    if "name" not in hit.matched:
        return
    text = _read(hit.document.name)
    for said in topics.said:
        for own in said.own:
            if spoken := text.spoken(own):
                yield Why("name", gettext("‘{}’ is in its name").format(spoken))  # noqa: RUF001


def _meaning(hit: Hit, said: _Said) -> Why | None:
    """Other words for the thing, where the listing holds none of the family's own."""
    texts: list[tuple[str, _Text]] = []
    for field in hit.matched:
        text = _read(getattr(hit.document, field))
        if any(text.spoken(own) for own in said.own):
            return None  # what follows needn't be read
        if field != UNSEEN:
            texts.append((field, text))
    for way in said.others:
        for field, text in texts:
            if spoken := text.spoken(way.stems):
                # It claims no more than that: "crisis" fits many a question and means none of them.
                fits = way.worth >= SAME_WORDS
                says = (
                    gettext("says ‘{own}’, which fits ‘{asked}’")  # noqa: RUF001
                    if fits
                    else gettext("says ‘{own}’, which goes with ‘{asked}’")  # noqa: RUF001
                )
                return Why(field, says.format(own=spoken, asked=said.text))
    return None


def _typed(text: str) -> frozenset[str]:
    spoken = words_of(text)
    return frozenset(map(stem, (*spoken, *neighbours(spoken))))


class _Text:
    """A listing's text, read once for all that it is asked about."""

    def __init__(self, text: str) -> None:
        self.words = words_of(text)
        self.stems = [stem(word) for word in self.words]
        self.held = frozenset(self.stems)
        self._joined: dict[str, dict[str, int]] = {}

    def spoken(self, sought: Sequence[str]) -> str:
        """The words that say these stems one after another, small words between them included; or nothing."""
        if len(sought) != 1:
            return self._in_a_row(sought) if sought and self.held.issuperset(sought) else ""
        (one,) = sought
        if one in self.held:
            return self.words[self.stems.index(one)]
        at = self._written_as_one(one[:1]).get(one)
        return "" if at is None else " ".join(self.words[at : at + 2])

    def _in_a_row(self, sought: Sequence[str]) -> str:
        words, wanted = self.words, sorted(sought)
        held = [at for at, word in enumerate(words) if word not in STOP_WORDS or self.stems[at] in sought]
        run = [self.stems[at] for at in held]
        for first in range(len(held) - len(sought) + 1):
            last = first + len(sought) - 1
            if sorted(run[first : last + 1]) == wanted:
                return " ".join(words[held[first] : held[last] + 1])
        return ""

    def _written_as_one(self, letter: str) -> Mapping[str, int]:
        """Where a word that begins so makes this stem together with the next word.

        By the first letter, because no stem begins with another than its word.
        """
        if letter not in self._joined:
            made: dict[str, int] = {}
            for at, (first, second) in enumerate(pairwise(self.words)):
                if first[0] == letter:
                    made.setdefault(stem((first + second)[:LONGEST_WORD]), at)
            self._joined[letter] = made  # whole, because threads share a text
        return self._joined[letter]


@lru_cache(maxsize=1_000)
def _read(text: str) -> _Text:
    """Every page asks the same text about many ways to say a thing, and shows some listings twice."""
    return _Text(text)

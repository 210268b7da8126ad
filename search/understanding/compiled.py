"""What understanding knows, made ready once for each edition of the editors' words. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from search.terms import Facet, Way
from search.understanding.everyday import ASKING, GENERAL_KINDS, PEOPLE
from search.understanding.knowledge import Entry, Knowledge, Role
from search.understanding.phrases import PhraseBook
from search.understanding.placenames import PlaceNames
from search.understanding.vocabulary import Vocabulary
from search.understanding.worths import worth
from search.words import STOP_WORDS, stem, words_of

Topic = tuple[Facet, str]
#: A thing is looked for in so many ways at most, the surest first.
MOST_WAYS = 40
_BY_OTHER_WORD = {Facet.NEED: "listed-by-other-word", Facet.KIND: "listed-kind"}
#: A listing rarely holds more words of one phrase than this.
_MOST_STEMS = 6


@dataclass(frozen=True, slots=True)
class Meaning:
    """An entry of the thesaurus, or a need or kind, with its ways ready."""

    code: str
    role: Role
    name: str
    ways: tuple[Way, ...] = ()
    topics: frozenset[Topic] = frozenset()  # what it surely means; near ones are only in ``ways``
    message: str = ""
    url: str = ""
    by_other_word: bool = False  # a need or kind, said by another word than its name

    @property
    def facets(self) -> frozenset[Facet]:
        """Which facets it says something of."""
        return frozenset(facet for facet, _ in self.topics)


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """Knowledge as questions need it."""

    meanings: tuple[Meaning, ...]
    phrases: PhraseBook
    danger: PhraseBook
    places: PlaceNames
    vocabulary: Vocabulary


@lru_cache(maxsize=4)
def compiled(knowledge: Knowledge) -> Compiled:
    """Made once for each Knowledge (known by identity): a second or so with 40,000 places."""
    meanings: list[Meaning] = []
    phrases, danger = PhraseBook(), PhraseBook(whole=True)
    words: set[str] = set()
    for entry in knowledge.entries:
        meaning = _of_entry(entry)
        meanings.append(meaning)
        for phrase in (entry.name, *entry.phrases):
            if entry.role is Role.DANGER:
                danger.add(phrase, len(meanings) - 1)
            if entry.role is not Role.DANGER or meaning.ways:
                phrases.add(phrase, len(meanings) - 1)
        for text in (*entry.look_for, *entry.narrower, *entry.broader, *entry.related):
            words.update(words_of(text))
    for topic, names in knowledge.terms.names.items():
        for by_name, spellings in ((True, names[:1]), (False, names[1:])):
            meanings.append(_of_term(topic, names, by_name=by_name))
            for spelling in spellings:
                phrases.add(spelling, len(meanings) - 1)
    return Compiled(
        meanings=tuple(meanings),
        phrases=phrases,
        danger=danger,
        places=PlaceNames(knowledge.places),
        vocabulary=Vocabulary(words | phrases.words | danger.words, phrases.acronyms | danger.acronyms),
    )


def stems_of(text: str) -> tuple[str, ...]:
    """The stems a listing must hold to say this."""
    words = words_of(text)
    meant = [word for word in words if word not in STOP_WORDS] or words
    return tuple(dict.fromkeys(stem(word) for word in meant))[:_MOST_STEMS]


def best_ways(ways: Iterable[Way], most: int = MOST_WAYS) -> tuple[Way, ...]:
    """Each way once, at the most it is worth, the surest first."""
    best: dict[tuple[tuple[str, ...], Topic | None, float | None], Way] = {}
    for way in ways:
        same = (way.stems, way.topic, way.age)
        if same not in best or best[same].worth < way.worth:
            best[same] = way
    return tuple(sorted(best.values(), key=lambda way: -way.worth)[:most])


def _of_entry(entry: Entry) -> Meaning:
    topics = [(Facet.NEED, code) for code in entry.needs] + [(Facet.KIND, code) for code in entry.kinds]
    near = [(Facet.NEED, code) for code in entry.related_needs]
    near += [(Facet.KIND, code) for code in entry.related_kinds]
    # "Dads" tells nothing beside help, and all there is of the wish "for dads".
    general = [text for text in entry.look_for if _general(text) and entry.role is not Role.WISH]
    ways = [
        *_saying([text for text in entry.look_for if text not in general], "look-for"),
        *_saying(general, "look-for-general"),
        *_listed([topic for topic in topics if topic[0] is Facet.NEED], "listed"),
        *_listed([topic for topic in topics if topic[0] is Facet.KIND], "listed-kind"),
        *_saying(entry.narrower, "narrower"),
        *_saying(entry.broader, "broader"),
        *_saying(entry.related, "related"),
        *_listed(near, "related-listed"),
    ]
    if entry.role is Role.WISH:
        ways = [*(Way(topic=topic) for topic in entry.wishes), *ways]
        if not ways:
            ways = [Way(stems=stems_of(text)) for text in (entry.name, *entry.phrases)]
    return Meaning(
        entry.code, entry.role, entry.name, best_ways(ways), frozenset(topics), entry.message, entry.url
    )


def _of_term(topic: Topic, names: tuple[str, ...], *, by_name: bool) -> Meaning:
    ways = [
        *_listed([topic], "listed" if by_name else _BY_OTHER_WORD[topic[0]]),
        *_saying(names[:1], "term" if by_name else "broader"),
        *(_saying(names[1:], "other-word") if by_name else ()),
    ]
    return Meaning(
        ":".join(topic),
        Role.MEANING,
        names[0] if names else "",
        best_ways(ways),
        frozenset({topic}),
        by_other_word=not by_name,
    )


def _saying(texts: Iterable[str], name: str) -> list[Way]:
    return [Way(stems=stems, worth=worth(name)) for text in texts if (stems := stems_of(text))]


def _general(text: str) -> bool:
    words = words_of(text)
    return len(words) == 1 and words[0] in GENERAL_KINDS | ASKING | PEOPLE


def _listed(topics: Iterable[Topic], name: str) -> list[Way]:
    return [Way(topic=topic, worth=worth(name)) for topic in topics]

"""What to look for: each phrase and word of a question with every way to say it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from search.terms import Facet, Sought, Way
from search.understanding.choosing import Chosen
from search.understanding.compiled import Meaning, Topic, best_ways, stems_of
from search.understanding.everyday import GENERAL_KINDS, NEGATIONS
from search.understanding.knowledge import Role
from search.understanding.tokens import Token, spoken
from search.understanding.worths import worth
from search.words import LONGEST_WORD, STOP_WORDS, stem

#: So many things are sought at most, as they were typed.
MOST_SOUGHT = 12
_SHORTEST_RUN = 2
_BOTH = 2


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing sought, with what tells it from another."""

    sought: Sought
    topics: frozenset[Topic] = frozenset()
    codes: frozenset[str] = frozenset()


def of_phrase(one: Chosen, tokens: Sequence[Token], *, needed: bool) -> list[Thing]:
    """A phrase of the thesaurus, or a need or kind by one of its names.

    What means both a need and a kind of help ("speech therapy") is two things, so that a listing with both
    comes before one with either.
    """
    meanings = one.of(Role.MEANING, Role.DANGER)
    facets = [facet for facet in (Facet.NEED, Facet.KIND) if any(facet in one.facets for one in meanings)]
    if len(facets) < _BOTH:
        whole = _thing(one, tokens, meanings, needed=needed)
        return [whole] if Facet.KIND in facets else [whole, *_general(one, tokens, whole)]
    things = []
    for facet in facets:
        saying = [meaning for meaning in meanings if facet in meaning.facets or not meaning.topics]
        things.append(_thing(one, tokens, saying, facet, needed=needed))
    return things


def _general(one: Chosen, tokens: Sequence[Token], whole: Thing) -> list[Thing]:
    """The "group" of "autism group", where the phrase means only the need: any kind near to it, preferred."""
    said = [tokens[place] for place in one.taken if tokens[place].word in GENERAL_KINDS]
    if not said or len(said) == len(one.taken):
        return []
    kinds = [way for way in whole.sought.ways if way.topic and way.topic[0] is Facet.KIND]
    ways = [Way(stems=(stem(token.word),)) for token in said]
    ways += [replace(way, worth=worth("listed-kind")) for way in kinds]
    sought = Sought(spoken(said), best_ways(ways), weight=worth("general"), needed=False)
    return [Thing(sought, frozenset(way.topic for way in kinds if way.topic))]


def _thing(
    one: Chosen,
    tokens: Sequence[Token],
    meanings: Sequence[Meaning],
    facet: Facet | None = None,
    *,
    needed: bool,
) -> Thing:
    typed = [tokens[place] for place in one.taken]
    said = [way for meaning in meanings for way in meaning.ways]
    if facet is not None:
        said = [way for way in said if way.topic is None or way.topic[0] is facet]
    telling = len(stems_of(" ".join(token.word for token in typed)))
    weight = min(worth("heaviest"), worth("telling") + worth("longer") * max(0, telling - 1))
    if facet is Facet.KIND:
        weight = worth("kind-beside-need")
    topics = {topic for meaning in meanings for topic in meaning.topics if facet in (None, topic[0])}
    sought = Sought(
        text=spoken(tokens[one.taken[0] : one.taken[-1] + 1]),
        ways=best_ways([*_typed(typed), *said]),
        weight=weight if needed else worth("general"),
        needed=needed,
    )
    return Thing(sought, frozenset(topics), frozenset(meaning.code for meaning in meanings))


def of_word(place: int, tokens: Sequence[Token], *, needed: bool) -> Thing:
    """A word by itself, or written as one with a neighbour."""
    word = tokens[place].word
    ways = [Way(stems=(stem(word),), worth=worth("typed"))]
    ways += [Way(stems=(stem(together),), worth=worth("typed")) for together in _joined(place, tokens)]
    weight = worth("telling") if needed else worth("general")
    return Thing(Sought(tokens[place].typed, best_ways(ways), weight=weight, needed=needed))


def of_words(places: Sequence[int], tokens: Sequence[Token]) -> Thing:
    """Many words of talk beside what is surely meant: together one thing, that any of them meets."""
    ways = [Way(stems=(stem(tokens[place].word),), worth=worth("typed")) for place in places]
    typed = spoken([tokens[place] for place in places])
    return Thing(Sought(typed, best_ways(ways), weight=worth("general"), needed=False))


def merged(things: Sequence[Thing]) -> tuple[Sought, ...]:
    """The same thing said twice counts once."""
    kept: list[Thing] = []
    for thing in things:
        same = next((place for place, other in enumerate(kept) if _same(thing, other)), None)
        if same is None:
            kept.append(thing)
        else:
            kept[same] = _both(kept[same], thing)
    needed = [thing.sought for thing in kept if thing.sought.needed]
    if len(kept) <= MOST_SOUGHT:
        return tuple(thing.sought for thing in kept)
    others = [thing.sought for thing in kept if not thing.sought.needed]
    return tuple((needed + others)[:MOST_SOUGHT])


def _same(one: Thing, other: Thing) -> bool:
    if not one.sought.needed and not other.sought.needed and one.sought.text == other.sought.text:
        return True
    if one.topics or other.topics:
        return one.topics == other.topics
    if one.codes or other.codes:
        return one.codes == other.codes
    return one.sought.ways[:1] == other.sought.ways[:1]


def _both(one: Thing, other: Thing) -> Thing:
    first, second = one.sought, other.sought
    sought = replace(
        first,
        ways=best_ways((*first.ways, *second.ways)),
        weight=max(first.weight, second.weight),
        needed=first.needed or second.needed,
    )
    return Thing(sought, one.topics, one.codes | other.codes)


def _typed(typed: Sequence[Token]) -> list[Way]:
    """The very words, written as one where they are two, and each shorter run of the words that tell."""
    words = [token.word for token in typed if token.word not in STOP_WORDS] or [token.word for token in typed]
    stems = [stem(word) for word in words]
    ways = [Way(stems=tuple(dict.fromkeys(stems)), worth=worth("typed"))]
    if len(words) == 2:
        ways.append(Way(stems=(stem("".join(words)[:LONGEST_WORD]),), worth=worth("typed")))
    if not any(word in NEGATIONS for word in words):
        for length in range(len(stems) - 1, _SHORTEST_RUN - 1, -1):
            for start in range(len(stems) - length + 1):
                ways.append(Way(stems=tuple(stems[start : start + length]), worth=worth("narrower")))
    return ways


def _joined(place: int, tokens: Sequence[Token]) -> list[str]:
    pairs = pairwise(range(max(0, place - 1), min(len(tokens), place + 2)))
    return [(tokens[one].word + tokens[other].word)[:LONGEST_WORD] for one, other in pairs]

"""Which of the phrases found in a question count: the longest first, and each word once. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from search.terms import Facet, Way
from search.understanding.compiled import Meaning, stems_of
from search.understanding.everyday import GENERAL_KINDS
from search.understanding.knowledge import Role
from search.understanding.phrases import Match
from search.understanding.tokens import Token

#: Of phrases alike in length, what they do decides.
_TURN = {Role.DANGER: 0, Role.MEANING: 0, Role.ELSEWHERE: 1, Role.WISH: 2, Role.FILLER: 3}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A phrase that counts, with everything it means."""

    taken: tuple[int, ...]
    meanings: tuple[Meaning, ...]
    inner: bool = False  # inside a longer phrase, of which it says one thing more

    def of(self, *roles: Role) -> tuple[Meaning, ...]:
        """Its meanings with one of the roles."""
        return tuple(meaning for meaning in self.meanings if meaning.role in roles)

    @property
    def facets(self) -> frozenset[Facet]:
        """Which facets it says something of."""
        return frozenset(facet for meaning in self.meanings for facet in meaning.facets)


def chosen(matches: Iterable[Match], meanings: Sequence[Meaning], tokens: Sequence[Token]) -> list[Chosen]:
    """The phrases that count, in the order of the words.

    A shorter phrase inside a longer one counts only when it is the name of something of another facet: a
    "dyslexia tutor" is a kind of help, and "dyslexia" in it is a need.
    """
    groups: dict[tuple[int, ...], dict[str, Meaning]] = {}
    for match in matches:
        meant = groups.setdefault(match.taken, {})
        for target in match.targets:
            meaning = meanings[target]
            held = meant.get(meaning.code)
            # A need's name says more than another word for it.
            if held is None or _surest(held) < _surest(meaning):
                meant[meaning.code] = meaning
    found = [
        Chosen(taken, tuple(meant.values()))
        for taken, meant in groups.items()
        if not _only_filler(meant.values()) or not any(tokens[place].acronym for place in taken)
    ]
    found.sort(
        key=lambda one: (-len(one.taken), min(_TURN[meaning.role] for meaning in one.meanings), one.taken)
    )
    kept: list[Chosen] = []
    used: set[int] = set()
    for one in found:
        words = set(one.taken)
        if not words & used:
            kept.append(one)
            used |= words
        else:
            kept += _more(one, [other for other in kept if words & set(other.taken)], tokens)
    return sorted(kept, key=lambda one: (one.taken, one.inner))


def _only_filler(meanings: Iterable[Meaning]) -> bool:
    """Capitals mean something: "hi" says nothing, and HI may be hearing impairment."""
    return all(meaning.role is Role.FILLER for meaning in meanings)


def _surest(meaning: Meaning) -> float:
    return meaning.ways[0].worth if meaning.ways else 0.0


def _more(one: Chosen, longer: Sequence[Chosen], tokens: Sequence[Token]) -> list[Chosen]:
    """What a phrase inside one longer phrase says beside it: at most one thing."""
    if len(longer) != 1 or not set(one.taken) < set(longer[0].taken):
        return []
    said = longer[0].facets
    typed = stems_of(" ".join(tokens[place].word for place in one.taken))
    named = [
        meaning
        for meaning in one.of(Role.MEANING)
        if meaning.facets - said and (stems_of(meaning.name) == typed or _is_kind(meaning, one, tokens))
    ]
    if not said or not named:
        return []
    topics = frozenset(topic for meaning in named for topic in meaning.topics if topic[0] not in said)
    kept = tuple(
        replace(meaning, topics=meaning.topics & topics, ways=_of(meaning, said)) for meaning in named
    )
    return [Chosen(one.taken, kept, inner=True)]


def _of(meaning: Meaning, said: frozenset[Facet]) -> tuple[Way, ...]:
    return tuple(way for way in meaning.ways if way.topic is None or way.topic[0] not in said)


def _is_kind(meaning: Meaning, one: Chosen, tokens: Sequence[Token]) -> bool:
    return Facet.KIND in meaning.facets and tokens[one.taken[0]].word in GENERAL_KINDS

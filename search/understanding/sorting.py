"""Which words of a question tell what help is sought, and which only stand around it. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search.understanding import everyday
from search.understanding.choosing import Chosen
from search.understanding.everyday import ASKING, GENERAL_KINDS, KIN, SHARED, WEAK
from search.understanding.knowledge import Role
from search.understanding.seeking import Thing, of_phrase, of_word, of_words
from search.understanding.tokens import Token
from search.words import stem

#: Beside something telling, so many further words are each looked for; of more, any will do.
_EACH = 2
#: A word rarer than this in English is likelier part of a name.
_NAME_LIKE = 15_000
#: Known words commoner than this say nothing about whether the directory can help.
_SAYS_LITTLE = 5_000


@dataclass(frozen=True, slots=True)
class Sorted:
    """The words of a question by what they do."""

    telling: tuple[Chosen, ...]  # phrases that mean help of some sort
    general: tuple[Chosen, ...]  # kinds in general words: "club"; ages that are also a kind: "teenagers"
    wishes: tuple[Chosen, ...]
    elsewhere: tuple[Chosen, ...]
    words: tuple[int, ...]  # other words that tell, some listing holds them
    general_words: tuple[int, ...]  # other words for kinds in general: "group"
    unknown: tuple[int, ...]  # words that would tell, and nothing here holds them
    weak: tuple[int, ...]  # the rest, but the smallest


def sort(
    tokens: Sequence[Token], phrases: Sequence[Chosen], ages: frozenset[int], held: Callable[[int], bool]
) -> Sorted:
    """Sort the words. ``ages`` are words that say an age; ``held`` tells whether a listing has a word."""
    meant = [one for one in phrases if one.of(Role.MEANING, Role.DANGER)]
    general = [one for one in meant if _is_general(one, tokens, ages)]
    telling = [one for one in meant if one not in general]
    taken = {place for one in phrases for place in range(one.taken[0], one.taken[-1] + 1)} | ages
    words: list[int] = []
    general_words: list[int] = []
    unknown: list[int] = []
    weak: list[int] = []
    for place, token in enumerate(tokens):
        if place in taken:
            continue
        if token.word in GENERAL_KINDS:
            general_words.append(place)
        elif (token.word in WEAK and not token.acronym) or token.word.isdigit():
            weak.append(place)
        else:
            (words if held(place) else unknown).append(place)
    return Sorted(
        tuple(telling),
        tuple(general),
        tuple(one for one in phrases if one.of(Role.WISH)),
        tuple(one for one in phrases if one.of(Role.ELSEWHERE)),
        tuple(words),
        tuple(general_words),
        tuple(unknown),
        tuple(weak),
    )


def things(parts: Sorted, tokens: Sequence[Token], *, beside: bool) -> list[Thing]:
    """What is looked for, in order. ``beside``: with a place or a wish, weak words needn't be."""
    telling = [one for one in parts.telling if not _kin(one, tokens)] or list(parts.telling)
    if telling:
        sure = any(not one.inner for one in telling)
        found = [
            (one.taken[0], thing) for one in telling for thing in of_phrase(one, tokens, needed=not one.inner)
        ]
        found += _around(parts, tokens, sure=sure)
        return [thing for _, thing in sorted(found, key=lambda one: one[0])]
    general = bool(parts.general or parts.general_words)
    # What no listing holds can only be looked for in vain, and is said to be unknown.
    spoken = parts.words or (() if general else parts.unknown)
    needed = not spoken
    found = [(place, of_word(place, tokens, needed=True)) for place in spoken]
    found += [
        (one.taken[0], thing) for one in parts.general for thing in of_phrase(one, tokens, needed=needed)
    ]
    found += [(place, of_word(place, tokens, needed=needed)) for place in parts.general_words]
    if not found and not beside:
        places = parts.weak or range(len(tokens))
        found = [(place, of_word(place, tokens, needed=True)) for place in _least_weak(places, tokens)]
    return [thing for _, thing in sorted(found, key=lambda one: one[0])]


def outside(parts: Sorted, tokens: Sequence[Token]) -> bool:
    """Whether nothing that was said can be found here: words unknown, and hardly a known one beside them."""
    if not parts.unknown or parts.telling or parts.general or parts.general_words:
        return False
    ranks = everyday.rank()
    little = all(ranks.get(tokens[place].word, _SAYS_LITTLE) < _SAYS_LITTLE for place in parts.words)
    return not parts.words or (little and len(parts.unknown) >= len(parts.words))


def _around(parts: Sorted, tokens: Sequence[Token], *, sure: bool) -> list[tuple[int, Thing]]:
    """What is said beside something telling: it orders, and finds only what looks like a name."""
    found = [
        (one.taken[0], thing)
        for one in parts.general
        if not _kin(one, tokens) and not _shared(one, tokens)
        for thing in of_phrase(one, tokens, needed=False)
    ]
    found += [(place, of_word(place, tokens, needed=False)) for place in parts.general_words]
    ranks = everyday.rank()
    names = [place for place in parts.words if ranks.get(tokens[place].word, _NAME_LIKE) >= _NAME_LIKE]
    others = [place for place in parts.words if place not in names]
    found += [(place, of_word(place, tokens, needed=True)) for place in names]
    if len(others) > _EACH:
        found.append((others[0], of_words(others, tokens)))
    else:
        found += [(place, of_word(place, tokens, needed=not sure)) for place in others]
    return found


def _is_general(one: Chosen, tokens: Sequence[Token], ages: frozenset[int]) -> bool:
    if set(one.taken) <= ages:
        return True
    if _shared(one, tokens):
        return True
    if one.of(Role.WISH) and all(meaning.by_other_word for meaning in one.of(Role.MEANING, Role.DANGER)):
        return True  # "after school": a time, that is also another word for a kind
    return len(one.taken) == 1 and tokens[one.taken[0]].word in GENERAL_KINDS | ASKING


def _shared(one: Chosen, tokens: Sequence[Token]) -> bool:
    return all(stem(tokens[place].word) in SHARED for place in one.taken)


def _kin(one: Chosen, tokens: Sequence[Token]) -> bool:
    return len(one.taken) == 1 and tokens[one.taken[0]].word in KIN


def _least_weak(places: Sequence[int], tokens: Sequence[Token]) -> list[int]:
    """Of words that say little, those that say most: asking before small words."""
    asking = [place for place in places if tokens[place].word in ASKING | GENERAL_KINDS]
    people = [place for place in places if not tokens[place].small]
    return asking or people or list(places)

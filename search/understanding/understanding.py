"""The steps from what a family typed to what to look for, in the order in which they are taken. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.terms import Sought, Way, Wish
from search.understanding.ages import AgeSaid, ages_in
from search.understanding.choosing import Chosen, chosen
from search.understanding.compiled import Compiled, compiled
from search.understanding.knowledge import Knowledge, Lexicon, NoWords, Role
from search.understanding.placing import Placed, misspelt, placed
from search.understanding.seeking import Thing, merged
from search.understanding.sorting import Sorted, outside, sort, things
from search.understanding.spelling import Spelling
from search.understanding.tidying import tidied
from search.understanding.tokens import Token, read
from search.understanding.values import Elsewhere, Respelled, Understood
from search.understanding.wishing import AGE, age_wish, sought_alone, wish_of
from search.understanding.worths import worth
from search.words import stem

#: The key of a place read from the words, among what can be taken away.
PLACE = "place"
#: Of words with slips, so many are put right: a question of more is hardly English.
MOST_PUT_RIGHT = 8
#: Listings' words are known from so many letters on.
_SHORTEST_HELD = 3


def understand(
    text: str,
    knowledge: Knowledge,
    lexicon: Lexicon,
    *,
    ignore: Collection[str] = (),
    as_typed: bool = False,
    place_known: bool = False,
) -> Understood:
    """What the words mean. Pure: the same words and knowledge always mean the same.

    The order matters, and is this:

    1. tidied, and read as a row of words;
    2. a place named exactly, and its words taken out;
    3. spelling: first of a place, where one would stand, then of every other word that nothing here knows;
    4. phrases of the thesaurus, needs and kinds: the longest first, each word once;
    5. ages, also from words that a phrase holds;
    6. wishes, and the words left over;
    7. danger, in all the words as typed and in those put right;
    8. whether all of it is outside this directory: never when it sounds like danger.

    ``ignore`` holds keys of chips that were taken away ("place", or a wish's key): a wish's words are then
    not looked for, and a place's only preferred. ``as_typed`` leaves the spelling alone. ``place_known``: the
    family gave a place in its own box, so none is read from the words.
    """
    words = tidied(text)
    tokens = read(words)
    if not tokens:
        return Understood(words=words)
    known, wanted = compiled(knowledge), not place_known and PLACE not in ignore
    spelling = Spelling(known, lexicon)
    where = placed(tokens, known)
    if where is None and wanted and not as_typed:
        where = _misspelt_place(tokens, known, lexicon, spelling)
    rest = tokens if where is None else tokens[: where.start] + tokens[where.stop :]
    mended: list[Respelled] = []
    if not as_typed:
        rest, mended = _put_right(rest, spelling)
    heard = _Heard.of(rest, known, spelling, sure=not isinstance(lexicon, NoWords) and not as_typed)
    meant = _Meant.of(heard, ignore, placed=where is not None)
    sought = meant.sought
    if where is not None and where.text and not wanted:
        sought = (*sought, _words_of_place(tokens, where, needed=not sought and PLACE not in ignore))
    danger = bool(known.danger.find(tokens) or (mended and known.danger.find(rest)))
    elsewhere = _elsewhere(heard.parts)
    nothing = not danger and (elsewhere is not None or outside(heard.parts, rest))
    return Understood(
        words=words,
        place=where.text if where is not None and wanted else "",
        respelled=(*((where.respelled,) if where and where.respelled else ()), *mended),
        sought=() if nothing else sought,
        wishes=meant.wishes,
        danger=danger,
        elsewhere=elsewhere,
        nothing=nothing,
        unknown=tuple(dict.fromkeys(rest[place].typed for place in heard.parts.unknown)),
    )


def _misspelt_place(
    tokens: Sequence[Token], known: Compiled, lexicon: Lexicon, spelling: Spelling
) -> Placed | None:
    return misspelt(
        tokens,
        known,
        odd=spelling.odd,
        likely=lambda name: lexicon.documents(name) > 0,
        rival=spelling.slips,
    )


@dataclass(frozen=True, slots=True)
class _Heard:
    """The words without the place, with the phrases, ages and other words found in them."""

    tokens: tuple[Token, ...]
    ages: tuple[AgeSaid, ...]
    parts: Sorted

    @classmethod
    def of(cls, tokens: tuple[Token, ...], known: Compiled, spelling: Spelling, *, sure: bool) -> "_Heard":
        """``sure``: whether a word that no listing holds is known to be in none."""
        phrases = chosen(known.phrases.find(tokens), known.meanings, tokens)
        ages = ages_in(tokens)
        said = frozenset(place for one in ages for place in one.taken)

        def held(place: int) -> bool:
            word = tokens[place].word
            if not sure or not word.isalpha() or len(word) < _SHORTEST_HELD or spelling.held(word):
                return True
            beside = [tokens[one].word for one in range(max(0, place - 1), place + 2) if one < len(tokens)]
            return any(spelling.held_joined(*pair) for pair in pairwise(beside))

        return cls(tokens, ages, sort(tokens, phrases, said, held))


@dataclass(frozen=True, slots=True)
class _Meant:
    """What is sought and wished for."""

    sought: tuple[Sought, ...]
    wishes: tuple[Wish, ...]

    @classmethod
    def of(cls, heard: _Heard, ignore: Collection[str], *, placed: bool) -> "_Meant":
        """``placed``: whether a place was said, so that what says little else needn't be found."""
        parts, tokens = heard.parts, heard.tokens
        age = age_wish(heard.ages)
        ages = [age] if age and AGE not in ignore else []
        asked: dict[str, tuple[Wish, Chosen]] = {}
        for one in parts.wishes:
            for meaning in one.of(Role.WISH):
                if meaning.code not in ignore:
                    asked.setdefault(meaning.code, (wish_of(meaning), one))
        found = things(parts, tokens, beside=bool(placed or parts.wishes or heard.ages))
        if not (parts.telling or parts.words or parts.unknown):
            alone = [(wish, one.taken) for wish, one in asked.values()]
            if not alone and not found:
                alone = [(wish, heard.ages[0].taken) for wish in ages]
            found += [Thing(sought_alone(wish, _stems(tokens, taken))) for wish, taken in alone]
        wishes = (*(wish for wish, _ in asked.values()), *ages)
        return cls(merged(found), wishes)


def _put_right(tokens: Sequence[Token], spelling: Spelling) -> tuple[tuple[Token, ...], list[Respelled]]:
    kept: list[Token] = []
    respelled: list[Respelled] = []
    for token in tokens:
        correction = spelling.correct(token) if len(respelled) < MOST_PUT_RIGHT else None
        if correction is None:
            kept.append(token)
            continue
        respelled.append(Respelled(token.typed, " ".join(correction.words)))
        last = len(correction.words) - 1
        kept += [
            Token(word, word, word, comma=token.comma and place == last, capital=token.capital)
            for place, word in enumerate(correction.words)
        ]
    return tuple(kept), list(dict.fromkeys(respelled))


def _elsewhere(parts: Sorted) -> Elsewhere | None:
    """Where to turn, when nothing beside it is about help that this directory holds."""
    if parts.telling or not parts.elsewhere:
        return None
    entry = parts.elsewhere[0].of(Role.ELSEWHERE)[0]
    return Elsewhere(entry.name, entry.message, entry.url)


def _words_of_place(tokens: Sequence[Token], where: Placed, *, needed: bool) -> Sought:
    stems = [stem(token.word) for token in tokens[where.start : where.stop] if not token.small]
    return Sought(
        where.text,
        (Way(stems=tuple(dict.fromkeys(stems))),),
        weight=worth("general"),
        needed=needed,
    )


def _stems(tokens: Sequence[Token], taken: Sequence[int]) -> list[tuple[str, ...]]:
    return [tuple(dict.fromkeys(stem(tokens[place].word) for place in taken if not tokens[place].small))]

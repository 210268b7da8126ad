"""How old a child is, from a sentence: "my 7yo", "aged 12", "year 9", "toddler", "under 5s". Pure; years."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.understanding.agewords import KEPT, KEY_STAGES, PAIRS, WORDS
from search.understanding.everyday import NUMBERS, word_set
from search.understanding.tokens import Token

#: Help in the directory is for people up to the 26th birthday.
OLDEST = 25
_YEARS = word_set("year years yr yrs yo yearold")
_MONTHS = word_set("month months mth mths mo")
_SAYING_AGE = word_set("aged age ages turning turned is hes shes im now just nearly almost")
_CHILD = frozenset(["son", "daughter", "child", "boy", "girl", "kid", "grandson", "granddaughter"])
#: After these a bare number counts something else: "is 2 miles away".
_COUNTED = word_set(
    """miles mile km minutes mins hours hour days day weeks week pounds pound children kids boys girls people
    times of in to sessions places per am pm oclock o"""
)
_WRITTEN = re.compile(r"(\d{1,2})(yo|yrs?|years?|yearolds?|m|mo|months?|mths?|s|plus)?")
_UP_TO = word_set("under below upto")
_FROM = word_set("over above")
_FIRST_SCHOOL_AGE = 4  # year 1 is the year in which a child of five turns six
_LAST_YEAR = 13
_MONTHS_OF_BABIES = 36


@dataclass(frozen=True, slots=True)
class AgeSaid:
    """Ages read from some of the words; any of them may be meant."""

    text: str  # as a family reads it: "age 7"
    ages: tuple[float, ...]
    taken: tuple[int, ...]  # the words that say it and nothing else


def ages_in(tokens: Sequence[Token]) -> tuple[AgeSaid, ...]:
    """Every age said, in order."""
    reading = _Reading(tokens)
    found: list[AgeSaid] = []
    place = 0
    while place < len(tokens):
        said = reading.at(place)
        if said is None:
            place += 1
            continue
        found.append(said)
        place = max(said.taken) + 1
    return tuple(found)


class _Reading:
    def __init__(self, tokens: Sequence[Token]) -> None:
        self.words = [token.word for token in tokens]

    def at(self, place: int) -> AgeSaid | None:
        """The age that is said from this word on, if one is."""
        return self._named(place) or self._school_year(place) or self._limit(place) or self._number(place)

    def _word(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else ""

    def _figure(self, place: int) -> tuple[int, str] | None:
        """A number of up to two figures or in letters, and the unit written to it."""
        word = self._word(place)
        match = _WRITTEN.fullmatch(NUMBERS.get(word, word))
        return (int(match[1]), match[2] or "") if match else None

    def _named(self, place: int) -> AgeSaid | None:
        pair = (self._word(place), self._word(place + 1))
        if pair in PAIRS:
            text, ages = PAIRS[pair]
            taken = tuple(one for one in (place, place + 1) if self.words[one] not in KEPT)
            return AgeSaid(text, ages, taken)
        if pair[0] in WORDS:
            text, ages = WORDS[pair[0]]
            return AgeSaid(text, ages, (place,))
        return None

    def _school_year(self, place: int) -> AgeSaid | None:
        word = self._word(place)
        if word in ("year", "yr") and self._word(place + 2) not in _YEARS | {"old"}:
            figure = self._figure(place + 1)
            if figure and not figure[1] and 1 <= figure[0] <= _LAST_YEAR:
                return _in_year(figure[0], (place, place + 1))
        short = re.fullmatch(r"(?:yr|year|y)(\d{1,2})", word)
        if short and 1 <= int(short[1]) <= _LAST_YEAR:
            return _in_year(int(short[1]), (place,))
        stage = re.fullmatch(r"ks([1-5])", word)
        if stage:
            return AgeSaid(f"key stage {stage[1]}", KEY_STAGES[int(stage[1])], (place,))
        if (word, self._word(place + 1)) == ("key", "stage") and self._word(place + 2) in set("12345"):
            number = int(self._word(place + 2))
            return AgeSaid(f"key stage {number}", KEY_STAGES[number], (place, place + 1, place + 2))
        return None

    def _limit(self, place: int) -> AgeSaid | None:
        """ "Under 5s", "over 16s", "16 plus"."""
        word = self._word(place)
        if word in _UP_TO | _FROM:
            figure = self._figure(place + 1)
            if (
                figure
                and figure[1] in ("", "s")
                and 0 < figure[0] <= OLDEST
                and self._word(place + 2) not in _COUNTED
            ):
                taken = (place, place + 1, *self._units(place + 2))
                return _under(figure[0], taken) if word in _UP_TO else _over(figure[0], taken)
            plural = self._word(place + 1).removesuffix("s")
            if plural in NUMBERS and int(NUMBERS[plural]) > 0:
                number, taken = int(NUMBERS[plural]), (place, place + 1)
                return _under(number, taken) if word in _UP_TO else _over(number, taken)
        figure = self._figure(place)
        if figure and 0 < figure[0] <= OLDEST and (figure[1] == "plus" or self._word(place + 1) == "plus"):
            return _over(figure[0], (place,) if figure[1] else (place, place + 1))
        return None

    def _number(self, place: int) -> AgeSaid | None:
        figure = self._figure(place)
        if figure is None or figure[0] > _MONTHS_OF_BABIES:
            return None
        number, unit = figure
        led = self._word(place - 1) in _SAYING_AGE | _CHILD
        before = (place - 1,) if self._word(place - 1) in ("aged", "age", "ages") else ()
        after = self._units(place + 1)
        units = {unit} | {self.words[one] for one in after}
        if units & (_MONTHS | {"m"}):
            meant = led or "old" in units or "m" in units or self._word(place + 1) == "old"
            return (
                AgeSaid(f"{number} months", (round(number / 12, 2),), (*before, place, *after))
                if meant
                else None
            )
        if number > OLDEST:
            return None
        if units & _YEARS or any(one in units for one in ("year", "years", "yr", "yrs")):
            if (
                self._word(place + 1) in ("years", "yrs")
                and "old" not in units
                and not self._alone(place, after, led)
            ):
                return None  # "for 2 years": a time, not an age
            return _exactly((float(number),), (*before, place, *after))
        to = self._range(place, number, led)
        if to is not None:
            return to
        if led and self._word(place + 1) not in _COUNTED | _MONTHS and unit == "":
            return _exactly((float(number),), (*before, place))
        return None

    def _alone(self, place: int, after: Sequence[int], led: bool) -> bool:
        """ "13 years": an age where nothing says that it is a time."""
        return led or self._word(place - 1) not in (
            "for",
            "in",
            "after",
            "last",
            "past",
            "over",
            "next",
            "every",
        )

    def _range(self, place: int, first: int, led: bool) -> AgeSaid | None:
        """ "5 to 7 year olds", "ages 5-7", "7 and 9 year old"."""
        joins = self._word(place + 1)
        second_at = place + 2 if joins in ("to", "and", "or") else place + 1
        second = self._figure(second_at)
        if second is None or not first <= second[0] <= OLDEST:
            return None
        after = self._units(second_at + 1)
        said = led or bool(after) or second[1] in _YEARS or (joins == "to" and first < second[0])
        if not said or self._word(second_at + 1) in _COUNTED:
            return None
        taken = (*((place - 1,) if led else ()), *range(place, second_at + 1), *after)
        if joins in ("and", "or"):
            return _exactly((float(first), float(second[0])), taken)
        ages = tuple(float(age) for age in range(first, second[0] + 1))
        return AgeSaid(f"age {first} to {second[0]}", ages, taken)

    def _units(self, place: int) -> tuple[int, ...]:
        """The places of "years old" and the like that follow."""
        taken: list[int] = []
        allowed = [_YEARS | _MONTHS | {"y"}, frozenset({"old", "olds", "o", "of"})]
        for words in allowed:
            if self._word(place) in words and not (words is allowed[1] and self._word(place) == "of"):
                taken.append(place)
                place += 1
        if taken and self._word(place) == "age" and self._word(place - 1) == "of":
            taken.append(place)
        return tuple(taken)


def _exactly(ages: tuple[float, ...], taken: tuple[int, ...]) -> AgeSaid:
    return AgeSaid("age " + " and ".join(f"{age:g}" for age in ages), ages, taken)


def _in_year(number: int, taken: tuple[int, ...]) -> AgeSaid:
    first = number + _FIRST_SCHOOL_AGE
    return AgeSaid(f"year {number}", (float(first), float(first + 1)), taken)


def _under(limit: int, taken: tuple[int, ...]) -> AgeSaid:
    return AgeSaid(f"under {limit}", tuple(float(age) for age in range(limit)), taken)


def _over(limit: int, taken: tuple[int, ...]) -> AgeSaid:
    return AgeSaid(f"{limit} and over", tuple(float(age) for age in range(limit, OLDEST + 1)), taken)

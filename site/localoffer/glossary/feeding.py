"""What the glossary gives to the search's thesaurus: each way to say a term finds what is said another way.

An entry of the glossary has a code that begins with ``PREFIX`` and says in ``seeded`` what the glossary last
wrote there. Once an editor has changed it, it is hers, and the glossary leaves it alone.
"""

from functools import lru_cache

from localoffer.glossary.models import said_ways
from search.models import ThesaurusEntry
from search.models.thesaurus import lines
from search.understanding.knowledge import Entry, Role
from search.wording.loading import ENTRY, fingerprint
from search.wording.repeated import phrase_key, said_by

PREFIX = "glossary-"
_OWNED = "glossary:"
_LONGEST_CODE = 80


def tell_the_search(slug: str, term: str, expansion: str, also: str) -> ThesaurusEntry | None:
    """Make or update the entry of a term; None where the thesaurus needs none of the glossary's.

    It needs none when there is one way to say the term only, and when other entries know every way already.
    Two statements to look, and those of the saving.
    """
    code, ways = _code(slug), said_ways(term, expansion, also)
    there = ThesaurusEntry.objects.filter(code=code).first()
    if there is not None and (not owned(there) or lines(there.look_for) == ways):
        return there
    # Reading all entries takes longer than saving a term, so not where none could be needed.
    others = ThesaurusEntry.objects.filter(in_use=True).exclude(code=code) if len(ways) > 1 else ()
    free = _free(ways, [entry.entry() for entry in others])
    if len(ways) < 2 or not free:
        if there is not None:
            there.delete()
        return None
    made = there or ThesaurusEntry(code=code, role=Role.MEANING.value)
    name, *phrases = free
    made.name, made.phrases, made.look_for = name[:120], "\n".join(phrases), "\n".join(ways)
    made.seeded = _mark(made)
    made.save()
    return made


def take_from_the_search(slug: str) -> None:
    """Take the entry of a term away, unless an editor has made it hers."""
    there = ThesaurusEntry.objects.filter(code=_code(slug)).first()
    if there is not None and owned(there):
        there.delete()


def owned(entry: ThesaurusEntry) -> bool:
    """Whether the entry says what the glossary wrote, and nobody has changed it since."""
    return entry.seeded == _mark(entry)


def _code(slug: str) -> str:
    return f"{PREFIX}{slug}"[:_LONGEST_CODE]


def _mark(entry: ThesaurusEntry) -> str:
    # A mark of its own kind: a load of the thesaurus' files must not take the entry for one of theirs.
    return f"{_OWNED}{fingerprint(entry, ENTRY)}"[:64]


def _free(ways: tuple[str, ...], others: list[Entry]) -> list[str]:
    """The ways that no other entry has: of two entries with one phrase, chance would say which is meant."""
    taken = {key for other in others for key in _keys(other)}
    return [way for way in ways if phrase_key(way) not in taken and lines(way)]


@lru_cache(maxsize=2000)
def _keys(entry: Entry) -> frozenset[tuple[str, ...]]:
    # Reading the phrases of a whole thesaurus takes longer than saving a term; between two terms few change.
    return frozenset(said_by(entry))

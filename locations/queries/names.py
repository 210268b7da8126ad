"""Names of places: all of them, and near spellings of those that are not found."""

from rapidfuzz import fuzz, process

from locations.geocoders.local import near_home
from locations.models import NamedPlace
from locations.names import fold

# Below this share of like letters (of 100) another name would be a guess.
ALIKE = 78
# What a name of the authority's own area, or of a bigger place, is worth beside likeness.
OWN = 6
CONSIDERED = 8


def place_names() -> tuple[str, ...]:
    """Every name of a live place once, the authority's own and the bigger kinds first. One statement."""
    rows = NamedPlace.objects.live().order_by("-in_home", "rank", "folded", "pk")
    return tuple(dict.fromkeys(rows.values_list("name", flat=True)))


def with_county(name: str, county: str) -> str:
    """A place's name with where it is, as far as that is known."""
    return f"{name}, {county}" if county else name


def near_spellings(name: str, limit: int = 3) -> tuple[str, ...]:
    """Names of places spelled nearly so, likeliest first. One statement.

    Only names with the same first letter are compared: few people slip there, and it is a tenth of the work.
    """
    folded = fold(name)
    if len(folded) < 3:
        return ()
    rows = (
        NamedPlace.objects.live()
        .filter(NamedPlace.begins(folded[0]))
        .annotate(near_home=near_home())
        .values_list("folded", "name", "rank", "in_home", "near_home")
    )
    known: dict[str, tuple[str, float]] = {}
    for other, shown, rank, in_home, close in rows:
        worth = (OWN if in_home or close else 0) - rank
        if other not in known or worth > known[other][1]:
            known[other] = (shown, worth)
    alike = process.extract(folded, known.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=CONSIDERED)
    best = sorted(alike, key=lambda found: -(found[1] + known[found[0]][1]))
    return tuple(known[other][0] for other, _, _ in best[:limit])

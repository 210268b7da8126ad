"""What a reader may choose from: needs, in their tree, and areas."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from directory import queries as directory
from directory.models import LocalTeam, TaxonomyTerm
from locations.models import Area

NEED = "need"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tick; ``inside`` are the narrower ones."""

    code: str
    name: str
    inside: tuple["Choice", ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """The needs, broad ones first, and the areas by name. ``areas`` is empty where none are kept."""

    needs: tuple[Choice, ...]
    areas: tuple[Choice, ...]

    @property
    def need_names(self) -> Mapping[str, str]:
        """What every need is called, by code."""
        return dict(_flat(self.needs))

    @property
    def area_names(self) -> Mapping[str, str]:
        """What every area is called, by code."""
        return dict(_flat(self.areas))


def choices() -> Choices:
    """What there is now. Two statements."""
    terms = directory.terms(NEED)
    return Choices(needs=_tree(terms, None), areas=tuple(Choice(*row) for row in _areas()))


def broader() -> Mapping[str, tuple[str, ...]]:
    """The code of every need with those above it, itself first. One statement."""
    terms: dict[UUID | None, TaxonomyTerm] = {term.pk: term for term in directory.terms(NEED)}
    held = {}
    for term in terms.values():
        codes, above = [term.code], terms.get(term.parent_id)
        while above is not None and above.code not in codes:
            codes.append(above.code)
            above = terms.get(above.parent_id)
        held[term.code] = tuple(codes)
    return held


def _areas() -> Iterable[tuple[str, str]]:
    """The areas of the kind in NEWSLETTER_AREA_KIND; where that is empty, those that have a local team."""
    kind = getattr(settings, "NEWSLETTER_AREA_KIND", "")
    live = Area.objects.live()
    kept = (
        live.filter(kind=kind)
        if kind
        else live.filter(code__in=LocalTeam.objects.order_by().values("area_code"))
    )
    rows: Iterable[tuple[str, str]] = kept.order_by("name", "code").values_list("code", "name")
    return rows


def _tree(terms: list[TaxonomyTerm], parent: object, depth: int = 0) -> tuple[Choice, ...]:
    # A list that somebody has tied into a ring must not hold up the page.
    if depth > 5:
        return ()
    return tuple(
        Choice(term.code, term.name, _tree(terms, term.pk, depth + 1))
        for term in terms
        if term.parent_id == parent
    )


def _flat(chosen: Iterable[Choice]) -> Iterable[tuple[str, str]]:
    for one in chosen:
        yield one.code, one.name
        yield from _flat(one.inside)

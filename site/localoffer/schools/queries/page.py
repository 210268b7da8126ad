"""One school's own page: what it is, what it offers, who helps near it."""

from dataclasses import dataclass, replace

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from directory.teams import Team
from localoffer.schools.models import LinkCheck, School, SchoolOffer
from localoffer.schools.queries.expecting import Expecting, expecting
from search.addresses import address
from search.choices import Names, names
from search.found import Question
from search.nearby import MILES, Nearby, nearby
from search.teams import teams_of
from search.terms import Facet

#: What a school looks for most often: shown until somebody chooses.
FIRST_KINDS = (
    "education-support",
    "mental-health-support",
    "therapy",
    "advice",
    "key-worker",
    "parent-carer-group",
    "preparing-for-adulthood",
)


class NoSchoolError(Exception):
    """There is no school with this number."""


@dataclass(frozen=True, slots=True)
class Option:
    """One need or kind of help to choose."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SchoolPage:
    """What the page shows. ``check`` is of the link that the offer has now, or None when nobody looked.

    ``near_href`` finds all that is near the school; of what is chosen, if something is.
    """

    school: School
    offer: SchoolOffer | None
    check: LinkCheck | None
    help: Nearby
    near_href: str
    needs: tuple[Option, ...]
    kinds: tuple[Option, ...]
    teams: tuple[Team, ...]
    expecting: tuple[Expecting, ...]

    @property
    def chosen(self) -> str:
        """The need and the kind of help that somebody chose, in words."""
        return ", ".join(option.label for option in (*self.needs, *self.kinds) if option.chosen)


def school_of(urn: int) -> School:
    """A school with its offer and the check of its link. One statement. Raises NoSchoolError."""
    school = School.objects.select_related("offer", "link_check").filter(urn=urn).first()
    if school is None:
        raise NoSchoolError(urn)
    return school


def school_page(
    school: School, need: str = "", kind: str = "", *, draft: SchoolOffer | None = None
) -> SchoolPage:
    """A school's page with help near it. Three statements and one engine call.

    The first one after the editors' words have changed takes a statement more, to read the teams. ``draft``
    stands in for its public offer.
    """
    known = names()
    offer = draft or public_offer(school)
    chosen = {
        facet: code for facet, code in ((Facet.NEED, need), (Facet.KIND, kind)) if code in known.of(facet)
    }
    found = _help(school, known, chosen)
    return SchoolPage(
        school=school,
        offer=offer,
        check=_check(school, offer),
        help=found,
        near_href=_all_near(school, chosen),
        needs=_options(known, Facet.NEED, chosen),
        kinds=_options(known, Facet.KIND, chosen),
        teams=teams_of(found.place, known.revision[0]),
        expecting=expecting(school),
    )


def public_offer(school: School) -> SchoolOffer | None:
    """Its offer if families may see it. None taken: the school comes with it."""
    try:
        offer = school.offer
    except ObjectDoesNotExist:
        return None
    # Wagtail withdraws an expired offer when publish_scheduled runs; families must not wait for that.
    expired = offer.expire_at is not None and offer.expire_at <= timezone.now()
    return offer if offer.live and not expired else None


def _check(school: School, offer: SchoolOffer | None) -> LinkCheck | None:
    try:
        check = school.link_check
    except ObjectDoesNotExist:
        return None
    return check if offer and check.url == offer.report_url else None


def _help(school: School, known: Names, chosen: dict[Facet, str]) -> Nearby:
    # Its point and not its postcode: where a file gives both, the point is the school's gate.
    near = f"{school.lat:.5f},{school.lon:.5f}" if school.lat is not None else school.near
    if chosen:
        codes = {facet: (code,) for facet, code in chosen.items()}
        return nearby(needs=codes.get(Facet.NEED, ()), kinds=codes.get(Facet.KIND, ()), near=near)
    kinds = [code for code in FIRST_KINDS if code in known.of(Facet.KIND)] or list(known.of(Facet.KIND))
    return nearby(kinds=kinds, near=near)


def _all_near(school: School, chosen: dict[Facet, str]) -> str:
    filters = {facet: (code,) for facet, code in chosen.items()}
    return address(replace(Question(near=school.near, within_miles=MILES), filters=filters))


def _options(known: Names, facet: Facet, chosen: dict[Facet, str]) -> tuple[Option, ...]:
    return tuple(
        Option(one.code, one.name, chosen.get(facet) == one.code) for one in known.of(facet).values()
    )

"""Where the demo covers what the law asks for. What it doesn't cover stays missing, and the check says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from wagtail.models import Page

from localoffer.statutory.actions.loading import load_statutory
from localoffer.statutory.models import Coverage, StatutoryItem

LOOKED_AT = timedelta(days=30)
LONG_AGO = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its slug, a search, a list of schools, or an address. ``ago``: when somebody looked."""

    page: str = ""
    search: str = ""
    schools: str = ""
    address: str = ""
    title: str = ""
    ago: timedelta = LOOKED_AT


def _pages(*slugs: str) -> tuple[Place, ...]:
    return tuple(Place(page=slug) for slug in slugs)


def _search(query: str, title: str) -> Place:
    return Place(search=query, title=title)


_TOOL = _pages("what-to-expect")
_PLANS = _pages("what-is-in-a-plan", "who-decides")
_WORK = _pages("supported-internships-and-work")
COVERED: Mapping[str, tuple[Place, ...]] = {
    "early-years": (*_pages("help-for-under-fives"), _search("kind=early-years", "Early years groups")),
    "maintained-schools": (Place(schools="maintained"),),
    "academies": (Place(schools="academy"),),
    "special-schools": (Place(schools="special"),),
    "independent-schools": (
        Place(schools="independent"),
        Place(schools="independent-special"),
        *_pages("section-41-schools"),
    ),
    "post-16": (Place(schools="college"), Place(schools="special-college"), *_pages("after-16")),
    "alternative-provision": (Place(schools="alternative"), *_pages("too-ill-for-school")),
    "schools-outside": (Place(schools="outside"), *_pages("schools-outside-the-area")),
    "post-16-outside": _pages("schools-outside-the-area"),
    "mainstream-provides": (*_pages("kinds-of-schools"), *_TOOL),
    "special-provides": _pages("kinds-of-schools"),
    "funding": _pages("kinds-of-schools"),
    "identifying": _pages("worried-about-your-child", "the-graduated-approach"),
    "consulting": _pages("who-decides", "your-rights-and-your-say"),
    "teaching": (*_TOOL, *_pages("sen-support")),
    "adapting": _TOOL,
    "learning-support": (*_TOOL, _search("kind=education-support", "Help with learning near you")),
    "progress": (*_pages("the-graduated-approach"), *_TOOL),
    "activities": _pages("beyond-lessons"),
    "expertise": _pages("support-for-schools"),
    "wellbeing": _pages("when-you-feel-bad", "trouble-going-to-school"),
    "sports-arts": (*_pages("beyond-lessons"), _search("kind=sport&kind=club", "Sport and clubs near you")),
    "apprenticeships": _WORK,
    "therapies": (*_pages("therapies"), _search("kind=therapy", "Therapy near you")),
    "mental-health": (
        *_pages("mental-health"),
        _search("kind=mental-health-support", "Mental health support"),
    ),
    "equipment": (*_pages("wheelchairs-and-equipment"), _search("kind=equipment", "Equipment near you")),
    "complex-health": _pages("complex-needs-and-palliative-care"),
    "continence": _pages("toilet-and-continence"),
    "short-breaks": (*_pages("short-breaks"), _search("kind=short-break", "Short breaks near you")),
    "childcare": (*_pages("childcare"), _search("kind=childcare", "Childcare near you")),
    "leisure": (_search("kind=club&kind=youth-group&kind=sport", "Clubs, youth groups and sport"),),
    "adult-services": _pages("getting-ready-for-adult-life"),
    "living-independently": _pages("a-home-of-your-own"),
    "training": (_search("kind=training-for-parents", "Courses for parents"), *_pages("support-for-schools")),
    "travel-to-school": (*_pages("travel-to-school"), _search("kind=transport", "Transport near you")),
    "phases": _pages("moving-to-secondary-school"),
    "adulthood": _pages("getting-ready-for-adult-life", "after-16"),
    "asking-ehc": _pages("asking-for-an-assessment"),
    "ehc-making": _PLANS,
    "personal-budgets": _pages("personal-budgets"),
    "information-advice": (
        *_pages("information-advice-and-support"),
        _search("kind=advice", "Advice near you"),
    ),
    "parent-groups": (_search("kind=parent-carer-group", "Parent carer groups"),),
    "complaints": _pages("complaints-and-appeals"),
    "mediation": _pages("complaints-and-appeals"),
    "tribunal": _pages("complaints-and-appeals"),
    "university": _pages("university-and-dsa"),
    "involving": _pages("how-this-local-offer-is-made"),
    "comments": (Place(address="/action-plan/you-said-we-did/", title="You said, we did", ago=LONG_AGO),),
    "publishing": (Place(address="/booklet/", title="The printed booklet"),),
    "collaborative": _pages("how-this-local-offer-is-made"),
    "accessible": (Place(address="/about/accessibility/", title="Accessibility statement"),),
    "up-to-date": (Place(address="/local-offer-check/", title="This check"),),
    "transparent": _pages("who-decides"),
}


def load(reference: Path, *, today: date) -> str:
    """Load the list and say where each item is, of those that say nothing yet; what was done, in words."""
    loaded = load_statutory(reference)
    pages = {page.slug: page for page in _live(COVERED.values())}
    untold = StatutoryItem.objects.filter(coverages=None, code__in=COVERED).in_bulk(field_name="code")
    made = 0
    for code, item in untold.items():
        for number, place in enumerate(COVERED[code]):
            coverage = _coverage(place, pages, today)
            if coverage is not None:
                coverage.item, coverage.sort_order = item, number
                coverage.full_clean()
                coverage.save()
                made += 1
    return f"What the law asks for: {loaded}; {made} places given."


def _live(places: Iterable[tuple[Place, ...]]) -> Iterable[Page]:
    slugs = {place.page for several in places for place in several if place.page}
    pages: Iterable[Page] = Page.objects.live().filter(slug__in=slugs).specific()
    return pages


def _coverage(place: Place, pages: Mapping[str, Page], today: date) -> Coverage | None:
    """The row, or None for a page that isn't there."""
    page = pages.get(place.page)
    if place.page and page is None:
        return None
    reviewed = getattr(page, "reviewed_on", None) or today - place.ago
    return Coverage(
        page_id=page.pk if page else None,
        search=place.search,
        schools=place.schools,
        address=place.address,
        title=place.title,
        reviewed_on=reviewed,
    )

"""Help that a school can ask for: services whose way in is through school, nursery or college."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.addresses import choosing, query_string
from search.found import FacetOption, Found, Question, Result
from search.queries import find
from search.terms import Facet, Sort

#: The way in that schools are part of, of the taxonomy "access".
THROUGH_SCHOOL = "school"
#: The four broad areas of need (SEND Code of Practice 2015, paragraphs 6.28 to 6.35), in its order.
BROAD = (
    ("communication-and-interaction", _("Communication and interaction")),
    ("cognition-and-learning", _("Learning")),
    ("social-emotional-mental-health", _("Feelings and behaviour")),
    ("sensory-and-physical", _("Senses, body and health")),
)
#: All on one page as a rule: they are what a school's staff reads through.
PER_PAGE = 100
#: A school looks further round than a family that has to go there every week.
WITHIN_MILES = 30.0


@dataclass(frozen=True, slots=True)
class Support:
    """Support for schools by need. A service for several needs is under each of them.

    ``sections`` are (name, results); ``needs`` and ``kinds`` are the ways to narrow it.
    """

    found: Found
    sections: tuple[tuple[str | Promise, tuple[Result, ...]], ...]
    needs: tuple[FacetOption, ...]
    kinds: tuple[FacetOption, ...]
    pages: int

    @property
    def previous(self) -> str:
        """Where the page before is, or ""."""
        return self._at(self.found.question.page - 1)

    @property
    def next(self) -> str:
        """Where the page after is, or ""."""
        return self._at(self.found.question.page + 1)

    def _at(self, page: int) -> str:
        if not 1 <= page <= self.pages:
            return ""
        asked = replace(choosing(self.found.question, Facet.ACCESS, []), page=page)
        return f"{reverse('schools:support')}?{query_string(asked)}"


def support(asked: Question) -> Support:
    """Answer what a school asks. Four statements and one engine call at most; SearchUnavailableError.

    Whatever is asked, only services that are got through school are found.
    """
    question = replace(
        choosing(asked, Facet.ACCESS, [THROUGH_SCHOOL]),
        page=asked.page,
        per_page=PER_PAGE,
        within_miles=WITHIN_MILES,
        sort=Sort.NEAREST if asked.near else Sort.NAME,
    )
    found = find(question)
    facets = {choices.facet: choices.options for choices in found.facets}
    return Support(
        found=found,
        sections=tuple(_sections(found)),
        needs=facets.get(Facet.NEED, ()),
        kinds=facets.get(Facet.KIND, ()),
        pages=found.pages,
    )


def _sections(found: Found) -> Iterator[tuple[str | Promise, tuple[Result, ...]]]:
    for code, name in BROAD:
        under = tuple(one for one in found.results if code in one.document.needs)
        if under:
            yield name, under
    codes = {code for code, _name in BROAD}
    rest = tuple(one for one in found.results if not codes & set(one.document.needs))
    if rest:
        yield _("For any need"), rest

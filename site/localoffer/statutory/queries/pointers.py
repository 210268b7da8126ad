"""One coverage as a link, with what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from localoffer.statutory.models import Coverage
from localoffer.statutory.models.coverage import EVERY, OUTSIDE
from localoffer.statutory.pointing import BadTargetError, leads_somewhere, search_of
from localoffer.statutory.queries.values import Pointer
from search.terms import Facet


@dataclass(frozen=True, slots=True)
class Ground:
    """What links are held against: how many schools each list has, and which codes a search finds."""

    now: datetime
    schools: Mapping[str, int] = field(default_factory=dict)
    found: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    resting: bool = False


def pointer(row: Coverage, ground: Ground) -> Pointer:
    """A coverage as families and editors see it. No statement."""
    told = _TOLD[row.target](row, ground)
    return Pointer(
        text=told.text,
        href=told.href,
        kind=row.target,
        why=told.why,
        unsure=told.unsure,
        note=row.note,
        reviewed_on=row.reviewed_on,
        reviewed_by=str(row.reviewed_by) if row.reviewed_by else "",
    )


@dataclass(frozen=True, slots=True)
class _Told:
    text: str
    href: str = ""
    why: str = ""
    unsure: bool = False


def _page(row: Coverage, ground: Ground) -> _Told:
    page = row.page
    if page is None:
        return _nothing(row, ground)
    text = row.title or page.title
    expired = page.expire_at is not None and page.expire_at <= ground.now
    if not page.live or expired:
        return _Told(text, why=_("The page is not published."))
    if row.fenced:
        return _Told(text, why=_("The page is only for people with a password or a login."))
    href = page.get_url()
    return _Told(text, href) if href else _Told(text, why=_("The page belongs to no site."))


def _service(row: Coverage, ground: Ground) -> _Told:
    if row.service is None:
        return _nothing(row, ground)
    text = row.title or row.service.name
    if not row.service_seen:
        return _Told(text, why=_("The service has been withdrawn."))
    return _Told(text, row.service.get_absolute_url())


def _search(row: Coverage, ground: Ground) -> _Told:
    text = row.title or row.search
    try:
        search = search_of(row.search)
    except BadTargetError as wrong:
        return _Told(text, why=str(wrong))
    if ground.resting:
        return _Told(text, search.href, unsure=True)
    if not ground.found.get(search.facet, frozenset()) & set(search.codes):
        return _Told(text, why=_("The search finds nothing."))
    return _Told(text, search.href)


def _schools(row: Coverage, ground: Ground) -> _Told:
    text = row.title or row.get_schools_display()
    if not ground.schools.get(row.schools):
        return _Told(text, why=_("The list of schools is empty."))
    if row.schools == OUTSIDE:
        return _Told(text, reverse("schools:outside"))
    every = reverse("schools:schools")
    return _Told(text, every if row.schools == EVERY else f"{every}?group={row.schools}")


def _address(row: Coverage, ground: Ground) -> _Told:
    text = row.title or row.address
    if not leads_somewhere(row.address):
        return _Told(text, why=_("There is nothing at this address."))
    return _Told(text, row.address)


def _nothing(row: Coverage, ground: Ground) -> _Told:
    return _Told(row.title or _("What it pointed to"), why=_("It has been deleted."))


_TOLD = {
    "page": _page,
    "service": _service,
    "search": _search,
    "schools": _schools,
    "address": _address,
    "": _nothing,
}

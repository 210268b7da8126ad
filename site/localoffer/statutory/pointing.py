"""What an item may point to besides a page: a search that can be checked, and an address of this site."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from search.forms import CODE
from search.terms import Facet

#: Addresses that Wagtail answers: whether there is a page, only the page itself tells.
_PAGES = "wagtail_serve"


class BadTargetError(ValueError):
    """It can't be pointed to. The message says what is wrong and what to give instead."""


@dataclass(frozen=True, slots=True)
class Search:
    """Choices of one list, any of which a service may have. ``query`` is its one spelling."""

    facet: Facet
    codes: tuple[str, ...]

    @property
    def query(self) -> str:
        """As an address has it: kind=short-break."""
        return urlencode([(self.facet.value, code) for code in self.codes])

    @property
    def href(self) -> str:
        """Where its answer is."""
        return f"{reverse('search:find')}?{self.query}"


def search_of(text: str) -> Search:
    """Read a query string, with or without /find/? before it. Raises BadTargetError."""
    pairs = parse_qsl(text.strip().rpartition("?")[2])
    names = {name for name, _code in pairs}
    facets = {facet.value: facet for facet in Facet}
    example = _("Give choices of one list, such as: kind=short-break")
    if not pairs or not names <= facets.keys():
        raise BadTargetError(example)
    if len(names) > 1:
        raise BadTargetError(
            _("It chooses from several lists, so it can't be checked that it finds something. %(example)s.")
            % {"example": example}
        )
    codes = tuple(dict.fromkeys(code for _name, code in pairs))
    if not all(CODE.fullmatch(code) for code in codes):
        raise BadTargetError(example)
    return Search(facets[names.pop()], codes)


def address_of(text: str) -> str:
    """The path of an address of this site that isn't a page of the CMS. Raises BadTargetError."""
    parts = urlsplit(text.strip())
    if parts.netloc or parts.scheme or not parts.path.startswith("/"):
        raise BadTargetError(
            _("Give an address of this site that begins with /, such as: /about/accessibility/")
        )
    if not leads_somewhere(parts.path):
        raise BadTargetError(
            _("Nothing of this site is there, or it is a page: then choose it as a page, to be checked.")
        )
    return parts.path


def leads_somewhere(path: str) -> bool:
    """Whether this site itself answers an address, without asking the database."""
    try:
        return resolve(path).url_name != _PAGES
    except Resolver404:
        return False

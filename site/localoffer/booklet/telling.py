"""A booklet in words: everything that its template prints, as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils import dateformat
from django.utils.translation import gettext as _

from directory.templatetags.plainly import ages, host
from localoffer.booklet import codes
from localoffer.booklet.choosing import Listed, Section, Selection, sections
from localoffer.booklet.gathering import Gathered, Reach
from localoffer.glossary.wording import Book, Term
from search.terms import Document, VenueEntry

#: Venues of one listing that are printed; the page has the rest.
MOST_VENUES = 4


#: Pieces of a fact, each with whether people wrote it (in English) or the site says it.
Pieces = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Told:
    """A booklet ready to be printed, and what a page says of it."""

    title: str
    data: Mapping[str, Any]
    services: int


def day(on: date) -> str:
    """21 November 2026; the month in the ending that a date wants."""
    return dateformat.format(on, "j E Y")


def title_of(selection: Selection, area: str) -> str:
    """What a booklet is called."""
    where = area or settings.AUTHORITY_NAME
    if selection.place is not None:
        return _("Help within %(miles)s miles of %(place)s") % {
            "miles": f"{selection.miles:g}",
            "place": where,
        }
    return _("Help in %(area)s") % {"area": where}


def tell(gathered: Gathered, selection: Selection, book: Book, today: date) -> Told:
    """The booklet of what was gathered."""
    title = title_of(selection, gathered.area)
    made = sections(gathered.listed, selection, _("Other help"))
    told = [_section(section, gathered.reach) for section in made]
    everybody = sorted(gathered.listed, key=lambda one: one.document.name.casefold())
    data = {
        "title": title,
        "authority": settings.AUTHORITY_NAME,
        "site": settings.WAGTAIL_SITE_NAME,
        "about": _("For children and young people with special educational needs and disabilities, up to 25"),
        "dated": _("Printed from the listings of %(day)s") % {"day": day(today)},
        "foot": f"{title} · {day(today)}",
        "large": selection.large,
        "words": _words(),
        "use": _use(today),
        "urgent": [[one.name, one.phone, one.text] for one in gathered.urgent],
        "editors": [*_editors()],
        "numbers": [[team.name, team.phone, team.what] for team in gathered.teams],
        "sections": told,
        "index": [[one.document.name, one.document.id] for one in everybody],
        "glossary": [[_named(term), term.plain] for term in _used(told, book)],
    }
    return Told(title=title, data=data, services=len(gathered.listed))


def _words() -> dict[str, str]:
    return {
        "contents": _("What is in this booklet"),
        "use": _("How to use this booklet"),
        "urgent": _("Urgent help now"),
        "numbers": _("Useful numbers"),
        "glossary": _("Words explained"),
        "index": _("All help, A to Z"),
        "also": _("See also"),
        "page": _("page"),
        "code": _("QR code that leads to the page about %(name)s"),
    }


def _use(today: date) -> list[str]:
    said = [
        _(
            "Look in the list of contents for the kind of help you want, "
            "or in the A to Z at the end for a name."
        ),
        _("Things change. Everything here was true as far as we knew on %(day)s. Ring before you go.")
        % {"day": day(today)},
        _(
            "Point a phone's camera at the square of dots beside a listing to see it as it is today, "
            "with a map and more about access."
        ),
        _("“Not stated” means that nobody has told us. It means neither yes nor no: please ask."),
    ]
    phone, email = settings.EDITORS_PHONE, settings.EDITORS_EMAIL
    if phone or email:
        ways = [
            *([_("ring %(phone)s") % {"phone": phone}] if phone else []),
            *([_("write to %(email)s") % {"email": email}] if email else []),
        ]
        said.append(
            _("To ask for another copy, for larger print, or to tell us what is wrong: %(ways)s.")
            % {"ways": _(" or ").join(ways)}
        )
    return said


def _editors() -> Iterable[list[str]]:
    if settings.EDITORS_PHONE:
        yield [
            _("The people who keep this booklet"),
            settings.EDITORS_PHONE,
            _("To ask for a copy, or to tell us what is missing or wrong."),
        ]


def _section(section: Section, reach: Mapping[str, Reach]) -> dict[str, Any]:
    return {
        "title": section.title,
        "written": section.written,
        "services": [_service(one, reach.get(one.document.id, Reach())) for one in section.listed],
        "elsewhere": [[one.document.name, one.document.id] for one in section.elsewhere],
    }


def _service(one: Listed, reach: Reach) -> dict[str, Any]:
    document = one.document
    address = urljoin(settings.WAGTAILADMIN_BASE_URL, document.url)
    return {
        "id": document.id,
        "name": document.name,
        "organisation": document.organisation,
        "closed": _("Closed for now") if document.status == "temporarily closed" else "",
        "summary": document.summary,
        "facts": [[label, pieces] for label, said in _facts(one, reach) if (pieces := _stated(said))],
        "address": address,
        "code": list(codes.png(address)),
    }


def _facts(one: Listed, reach: Reach) -> Iterable[tuple[str, Pieces]]:
    document = one.document
    not_stated = [(_("Not stated"), False)]
    needs = ", ".join(term.name for term in sorted(one.row.needs, key=lambda term: (term.order, term.code)))
    yield _("Who it is for"), _stated([(ages(document), False), (needs, True)]) or not_stated
    yield _("When"), _stated([(document.when_text, True)]) or not_stated
    yield _("Where"), _stated(_where(document)) or not_stated
    yield _("Cost"), _stated([(document.cost_text, True)]) or not_stated
    yield _("How to get it"), _stated([(document.access_text, True)]) or not_stated
    yield _("Phone"), [(_(" or ").join(reach.phones), False)]
    yield _("E-mail"), [(reach.email, False)]
    yield _("Website"), [(host(reach.url), False)]
    yield _("Last checked"), [(_checked(document), False)]


def _stated(pieces: Pieces) -> Pieces:
    return [piece for piece in pieces if piece[0]]


def _where(document: Document) -> Pieces:
    named = [(text, True) for venue in document.venues if (text := _venue(venue))]
    more = len(named) - MOST_VENUES
    rest = [(_("and %(more)s more places") % {"more": more}, False)] if more > 0 else []
    others = {
        "comes-to-you": _("Comes to you"),
        "online": _("Online"),
        "phone": _("By phone"),
    }
    ways = [(text, False) for code, text in others.items() if code in document.delivery]
    return named[:MOST_VENUES] + rest + ways


def _venue(venue: VenueEntry) -> str:
    parts = dict.fromkeys(part for part in (venue.name, venue.town, venue.postcode) if part)
    return ", ".join(parts) + (f" ({venue.outside})" if venue.outside and parts else "")


def _checked(document: Document) -> str:
    if document.checked is None:
        return _("Not checked yet: ring before you go")
    by = _(" by %(who)s") % {"who": _(document.checked_by)} if document.checked_by else ""
    return f"{day(document.checked)}{by}"


def _used(told: Iterable[Mapping[str, Any]], book: Book) -> list[Term]:
    """The terms of the glossary that the listings use, A to Z."""
    used: dict[str, Term] = {}
    for section in told:
        for service in section["services"]:
            said = [service["name"], service["summary"], *_texts(service["facts"])]
            used |= {use.term.slug: use.term for use in book.uses("\n".join(said))}
    return sorted(used.values(), key=lambda term: term.term.casefold())


def _texts(facts: Iterable[tuple[str, Pieces]]) -> Iterable[str]:
    for _label, pieces in facts:
        yield "; ".join(text for text, _written in pieces)


def _named(term: Term) -> str:
    return f"{term.term} ({term.expansion})" if term.expansion else term.term

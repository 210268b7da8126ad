"""One reader and all that is kept about her."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch

from localoffer.newsletter.keys import CONFIRM_DAYS, BadKeyError, Purpose, read
from localoffer.newsletter.models import Digest, Reader, SavedSearch
from localoffer.newsletter.queries.choices import Choices, choices
from localoffer.newsletter.reading import NotASearchError, question_in
from localoffer.newsletter.saving import in_words
from search.choices import Names, names


@dataclass(frozen=True, slots=True)
class Alert:
    """A saved search as its reader sees it."""

    pk: int
    told: tuple[str, ...]  # what is kept, in short lines
    query: str
    waits_until: datetime | None  # not confirmed yet, and deleted then


@dataclass(frozen=True, slots=True)
class News:
    """The weekly news as its reader sees it."""

    pk: int
    needs: tuple[str, ...]  # codes
    areas: tuple[str, ...]
    told: tuple[str, ...]
    waits_until: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that is kept about a reader."""

    reader: Reader
    news: News | None
    waiting_news: News | None
    alerts: tuple[Alert, ...]
    waiting_alerts: tuple[Alert, ...]
    choices: Choices

    @property
    def waiting(self) -> bool:
        """Whether something waits for her to confirm it."""
        return bool(self.waiting_news or self.waiting_alerts)


def reader_of(purpose: Purpose, key: str) -> Reader | None:
    """Whose key it is; None when she has been deleted. One statement. Raises BadKeyError."""
    parts = read(purpose, key)
    if not parts[0]:
        raise BadKeyError
    return Reader.objects.filter(secret=parts[0]).first()


def kept_about(reader: Reader) -> Kept:
    """All of it, in the words she reads. Six statements whatever she has."""
    with_needs = Prefetch("digests", Digest.objects.prefetch_related("needs"))
    [whole] = Reader.objects.filter(pk=reader.pk).prefetch_related(with_needs, "searches")
    offered, known = choices(), names()
    news = [_news(one, offered) for one in whole.digests.all()]
    alerts = [_alert(one, known) for one in whole.searches.all()]
    return Kept(
        reader=whole,
        news=next((one for one in news if not one.waits_until), None),
        waiting_news=next((one for one in news if one.waits_until), None),
        alerts=tuple(one for one in alerts if not one.waits_until),
        waiting_alerts=tuple(one for one in alerts if one.waits_until),
        choices=offered,
    )


def told_of(search: SavedSearch, known: Names) -> tuple[str, ...]:
    """What is kept of a saved search, in short lines."""
    try:
        return in_words(question_in(search.query), search.place, known)
    except NotASearchError:
        return ()


def told_of_news(needs: Sequence[str], areas: Sequence[str], offered: Choices) -> tuple[str, ...]:
    """What somebody chose of the weekly news, by name; nothing means everything."""
    chosen = (
        *(name for code, name in offered.need_names.items() if code in needs),
        *(name for code, name in offered.area_names.items() if code in areas),
    )
    return tuple(dict.fromkeys(chosen))


def _news(digest: Digest, offered: Choices) -> News:
    needs = tuple(term.code for term in digest.needs.all())
    areas = tuple(digest.areas)
    told = told_of_news(needs, areas, offered)
    return News(digest.pk, needs, areas, told, _until(digest.made_at, digest.confirmed_at))


def _alert(search: SavedSearch, known: Names) -> Alert:
    until = _until(search.made_at, search.confirmed_at)
    return Alert(search.pk, told_of(search, known), search.query, until)


def _until(made_at: datetime, confirmed_at: datetime | None) -> datetime | None:
    return None if confirmed_at else made_at + timedelta(days=CONFIRM_DAYS)

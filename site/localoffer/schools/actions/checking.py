"""Look whether the links to schools' SEN information reports work. Asks other machines, and only when run."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from localoffer.schools.knocking import Answered, knock
from localoffer.schools.models import LinkCheck, SchoolOffer, Standing

AT_ONCE = 8
Watch = Callable[[Iterable[Any], int | None, str], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run found. ``broken`` are (school, link, what came back)."""

    working: int
    broken: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Link:
    urn: int
    school: str
    url: str


def check_links(
    *,
    timeout: float = 10.0,
    older_than: timedelta = timedelta(0),
    urns: Iterable[int] = (),
    allow_private: bool = False,
    watch: Watch = lambda rows, total, what: rows,
) -> Checked:
    """Ask every link of a public offer once, several at a time, and keep what came back.

    ``older_than`` leaves out those that were looked at since; ``timeout`` is in seconds. Each answer is kept
    as it comes, so that a run that was stopped goes on where it was. ``allow_private`` is for trying it on
    one machine: otherwise a link into this machine or a private network is never asked.
    """
    links = _links(timezone.now() - older_than, tuple(urns))
    working, broken = 0, []
    for link, answered in watch(_asked(links, timeout, allow_private=allow_private), len(links), "links"):
        _keep(link, answered, timezone.now())
        if answered.works:
            working += 1
        else:
            broken.append((link.school, link.url, answered.said))
    return Checked(working, tuple(broken))


def _links(before: datetime, urns: tuple[int, ...]) -> list[_Link]:
    offers = (
        SchoolOffer.objects.filter(live=True).exclude(report_url="").exclude(school__status=Standing.CLOSED)
    )
    if urns:
        offers = offers.filter(school__in=urns)
    looked_at = Q(school__link_check__checked_at__gte=before, school__link_check__url=F("report_url"))
    rows = offers.exclude(looked_at).values_list("school_id", "school__name", "report_url")
    return [_Link(*row) for row in rows]


def _asked(links: list[_Link], timeout: float, *, allow_private: bool) -> Iterator[tuple[_Link, Answered]]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(lambda link: knock(link.url, timeout, allow_private=allow_private), links)
        yield from zip(links, answers, strict=True)


def _keep(link: _Link, answered: Answered, now: datetime) -> None:
    kept = {"url": link.url, "works": answered.works, "said": answered.said[:200], "checked_at": now}
    if answered.works:
        kept["worked_at"] = now
    else:
        # When another link worked says nothing of this one.
        known = LinkCheck.objects.filter(school_id=link.urn, url=link.url).exists()
        kept |= {} if known else {"worked_at": None}
    LinkCheck.objects.update_or_create(school_id=link.urn, defaults=kept)

"""What the newsletter's tests share: readers, the links in a mail, and what is on offer."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from html import unescape
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connections
from django.test import Client
from django.utils import timezone

from directory.models import Service
from localoffer.newsletter.models import Digest, Reader, SavedSearch
from search import actions
from search.lock import one_writer
from tests import making

BRIDGWATER = (51.128, -3.004)
PARENT = "parent@example.org"


def seen(html: str) -> str:
    """The words of a page or a mail, as a person reads them."""
    body = re.sub(r"<(script|style|head).*?</\1>|<[^>]+>", " ", html, flags=re.S)
    return " ".join(unescape(body).split())


def html_of(message: Any) -> str:
    """A mail's HTML."""
    [(html, kind)] = message.alternatives
    assert kind == "text/html"
    return str(html)


def link_to(page: str, message: EmailMultiAlternatives | None = None) -> str:
    """The address on this site of the first link to a page (confirm, manage, stop) in the last mail."""
    body = str((message or mail.outbox[-1]).body)
    found = re.search(rf"^\S*(/newsletter/{page}/\?key=\S+)$", body, re.M)
    assert found, body
    return found[1]


def links(message: EmailMultiAlternatives) -> list[str]:
    """Every address in a mail, in its text and in its HTML."""
    text = re.findall(r"https?://\S+", str(message.body))
    return text + [unescape(href) for href in re.findall(r'href="([^"]+)"', html_of(message))]


def sign_up(client: Client, email: str = PARENT, **wanted: Any) -> Any:
    return client.post("/newsletter/", {"email": email, **wanted})


def reader(
    email: str = PARENT,
    needs: Iterable[str] | None = None,
    areas: Iterable[str] = (),
    searches: Iterable[str] = (),
    seen: datetime | None = None,
    place: str = "",
) -> Reader:
    """Somebody who confirmed a month ago; ``needs`` None: she gets no weekly news."""
    before = timezone.now() - timedelta(days=30)
    made = Reader.objects.create(email=email, made_at=before, confirmed_at=before)
    if needs is not None:
        digest = Digest.objects.create(reader=made, areas=list(areas), made_at=before, confirmed_at=before)
        digest.needs.set([making.term(code) for code in needs])
    for query in searches:
        SavedSearch.objects.create(
            reader=made,
            query=query,
            place=place,
            made_at=before,
            confirmed_at=before,
            seen=seen or before,
        )
    return made


def path_of(address: str) -> str:
    """An address without its host."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@contextmanager
def somebody_else_sends(what: str) -> Iterator[None]:
    """Another run holds the right to send: in a thread, since PostgreSQL's locks are a connection's own."""
    holds, over = Event(), Event()

    def hold() -> None:
        try:
            with one_writer(what, wait=5):
                holds.set()
                over.wait(timeout=30)
        finally:
            connections["default"].close()

    other = Thread(target=hold)
    other.start()
    try:
        assert holds.wait(timeout=10)
        yield
    finally:
        over.set()
        other.join(timeout=30)


def listed(name: str, hours_ago: float = 5, first_hours_ago: float | None = None, **fields: Any) -> Service:
    """A service published so many hours ago; the index has it."""
    made = published(name, hours_ago, first_hours_ago, **fields)
    actions.queue([made.pk])
    actions.sync()
    return made


def published(
    name: str, hours_ago: float = 5, first_hours_ago: float | None = None, **fields: Any
) -> Service:
    now = timezone.now()
    last = now - timedelta(hours=hours_ago)
    first = last if first_hours_ago is None else now - timedelta(hours=first_hours_ago)
    made = making.service(name, **fields)
    Service.objects.filter(pk=made.pk).update(first_published_at=first, last_published_at=last)
    return made

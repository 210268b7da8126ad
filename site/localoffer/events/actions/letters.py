"""Owe somebody a letter, and send what is owed."""

import logging
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPConnectError, SMTPException, SMTPServerDisconnected
from typing import Any

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from localoffer.events.letters.writing import digest, write
from localoffer.events.models import Booking, CancelLink, Kind, Letter

logger = logging.getLogger(__name__)
#: A claim older than this was a process that died.
CLAIM = timedelta(minutes=10)
#: After so many tries a letter is left to people: the organisers' list shows it.
TRIES = 12
#: Sent in the request that made them; the rest waits for the command.
AT_ONCE = 5
#: A cancellation or a move is told, and a promotion; a letter about yesterday helps nobody.
STALE = timedelta(days=7)
#: What SMTP says when there is nobody to talk to.
GONE = (SMTPServerDisconnected, SMTPConnectError)
Watch = Callable[[Iterable[Any], int], Iterable[Any]]


class MailAwayError(Exception):
    """The mail server is away or turned us away. The message names the kind of trouble, no address."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the letters that were owed."""

    sent: int = 0
    refused: int = 0


def owe(booking: Booking, kind: Kind, now: datetime, *, at_once: bool = True) -> None:
    """Write down that a letter is owed, and (``at_once``) send it when this transaction is committed.

    Must be called inside the transaction that changes the booking, so that neither is kept without the other.
    A booking without an address is owed none.
    """
    if not booking.email:
        return
    letter = Letter.objects.create(booking=booking, kind=kind, made_at=now)
    if at_once:
        _posting().keys.append(letter.pk)


class _Posting:
    """The letters of one transaction, sent together when it is committed."""

    def __init__(self) -> None:
        self.keys: list[int] = []

    def __call__(self) -> None:
        """Send the first few; the rest waits for the command, as everything does while the mail is away.

        After a booking is committed nothing may undo it, so nothing is raised. No line of the log names
        anybody: a mail server's refusal quotes the address, and only its kind is written.
        """
        try:
            with _connection() as connection:
                for key in self.keys[:AT_ONCE]:
                    _send(key, connection)
        except MailAwayError as away:
            logger.warning("Letters could not be sent and are owed: %s. Run send_letters.", away)
        except Exception as wrong:
            logger.error("Letters could not be sent and are owed: %s.", type(wrong).__name__)


def _posting() -> _Posting:
    """The posting that this transaction has promised already, or a new one."""
    promised: list[tuple[Any, ...]] = transaction.get_connection().run_on_commit
    for entry in promised:
        if isinstance(entry[1], _Posting):
            return entry[1]
    made = _Posting()
    transaction.on_commit(made)
    return made


def owed(now: datetime) -> QuerySet[Letter]:
    """Letters that nobody is sending, the oldest first."""
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lte=now - CLAIM)
    return Letter.objects.filter(
        free,
        sent_at__isnull=True,
        tries__lt=TRIES,
        made_at__gt=now - STALE,
        booking__forgotten_at__isnull=True,
    ).order_by("pk")


def send_owed(*, now: datetime, watch: Watch) -> Sent:
    """Send everything that is owed. It may be stopped at any moment and run again.

    One letter that is refused holds up no other. Raises MailAwayError when the server itself is away.
    """
    keys = list(owed(now).values_list("pk", flat=True))
    sent = refused = 0
    with _connection() as connection:
        for key in watch(keys, len(keys)):
            done = _send(key, connection)
            sent, refused = sent + (done is True), refused + (done is False)
    return Sent(sent, refused)


def _send(key: int, connection: Any) -> bool | None:
    """Send one letter: True if it went, False if it was refused, None if another process has it.

    Raises MailAwayError when the server went away meanwhile.
    """
    if not _claimed(key):
        return None
    letter = Letter.objects.select_related("booking__session__page", "booking__session__venue").get(pk=key)
    token = secrets.token_urlsafe(32)
    link = CancelLink.objects.create(booking=letter.booking, digest=digest(token))
    try:
        connection.send_messages([write(letter, token, timezone.now())])
    except Exception as wrong:
        # Whatever is wrong with one letter holds up no other, and is told without what it says.
        link.delete()
        Letter.objects.filter(pk=key).update(claimed_at=None)
        if isinstance(wrong, GONE) or (isinstance(wrong, OSError) and not isinstance(wrong, SMTPException)):
            raise MailAwayError(type(wrong).__name__) from None
        logger.warning("Letter %s did not leave: %s.", key, type(wrong).__name__)
        return False
    Letter.objects.filter(pk=key).update(sent_at=timezone.now(), claimed_at=None)
    return True


def _claimed(key: int) -> bool:
    """Whether the letter is ours to send: one statement decides between two who want it."""
    now = timezone.now()
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lte=now - CLAIM)
    mine = Letter.objects.filter(free, pk=key, sent_at__isnull=True)
    return bool(mine.update(claimed_at=now, tries=F("tries") + 1))


@contextmanager
def _connection() -> Iterator[Any]:
    """The mail server, opened once for many letters."""
    server = get_connection()
    try:
        server.open()
    except (SMTPException, OSError) as away:
        raise MailAwayError(type(away).__name__) from None
    try:
        yield server
    finally:
        with suppress(SMTPException, OSError):
            server.close()

"""Handing messages to the mail server: one connection for many, and a name for what went wrong."""

import smtplib
from types import TracebackType
from typing import Self

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

#: Seconds a mail server may take over one step, where EMAIL_TIMEOUT says nothing.
PATIENCE = 10
#: So many failures one after the other to reach the server at all, and a run gives up until the next.
TRIES = 3
_REFUSED = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPNotSupportedError,
)


class NotPostedError(Exception):
    """One message was not taken. ``away``: the server could not be reached, so others won't be taken either.

    ``kind`` names the failure. What the server said is left out, because it holds the address.
    """

    def __init__(self, kind: str, *, away: bool) -> None:
        super().__init__(f"The mail server did not take a message ({kind}).")
        self.kind = kind
        self.away = away


class PostOffice:
    """A connection to the mail server for as long as a ``with`` lasts; opened by the first message."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None
        self.failures = 0  # to reach the server, one after the other

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    @property
    def closed(self) -> bool:
        """Whether trying on is useless."""
        return self.failures >= TRIES

    def post(self, message: EmailMessage) -> None:
        """Hand over one message. Raises NotPostedError; the next one then gets a connection of its own."""
        try:
            if self._connection is None:
                connection = get_connection(timeout=settings.EMAIL_TIMEOUT or PATIENCE)
                connection.open()
                self._connection = connection
            self._connection.send_messages([message])
        except OSError as lost:
            # Every error of smtplib is an OSError, and so are timeouts and refused connections.
            away = not isinstance(lost, _REFUSED)
            self.failures = self.failures + 1 if away else 0
            self._close()
            raise NotPostedError(type(lost).__name__, away=away) from None
        self.failures = 0

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except OSError:
                return  # it was gone already

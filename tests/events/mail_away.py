"""Mail servers in trouble: each fails as smtplib does, and quotes the address where smtplib would."""

from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

from django.core.mail.backends.locmem import EmailBackend


class Away(EmailBackend):
    """Nobody answers."""

    def open(self) -> bool:
        raise ConnectionRefusedError("no answer from mail.example.org")


class Refusing(EmailBackend):
    """Turns a recipient away."""

    def send_messages(self, messages: Any) -> int:
        raise SMTPRecipientsRefused({message.to[0]: (550, b"no such mailbox") for message in messages})


class Choosy(EmailBackend):
    """Turns away one recipient alone."""

    def send_messages(self, messages: Any) -> int:
        if any("bad@example.org" in message.to for message in messages):
            raise SMTPRecipientsRefused({"bad@example.org": (550, b"no such mailbox")})
        return int(super().send_messages(messages))


class Falling(EmailBackend):
    """Goes away after the first letter."""

    sent = 0

    def send_messages(self, messages: Any) -> int:
        if self.sent:
            raise SMTPServerDisconnected("Connection unexpectedly closed")
        self.sent += 1
        return int(super().send_messages(messages))

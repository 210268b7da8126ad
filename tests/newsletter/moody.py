"""A mail server in a mood."""

from typing import Any

from django.core.mail.backends.locmem import EmailBackend


class Moody(EmailBackend):
    """Django's own keeper of mails, behind a server in a mood: what a test puts here happens first."""

    moods: list[Exception | None] = []
    sent: list[str] = []

    def send_messages(self, messages: Any) -> int:
        if Moody.moods and (mood := Moody.moods.pop(0)) is not None:
            raise mood
        Moody.sent += [to for message in messages for to in message.to]
        return super().send_messages(messages)

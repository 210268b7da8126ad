"""One message: the same words as text and as HTML, and the headers that let a mail program stop it."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from localoffer import theme
from localoffer.newsletter.keys import absolute

_BLANK_LINES = re.compile(r"\n{3,}")


def told(name: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """A message's words, as text and as HTML, from its two templates."""
    whole = {
        **context,
        "authority": settings.AUTHORITY_NAME,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "home": absolute("/"),
        "colour": theme.colour(),
        "editors_email": settings.EDITORS_EMAIL,
        "editors_phone": settings.EDITORS_PHONE,
    }
    text = render_to_string(f"newsletter/mail/{name}.txt", whole)
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return _BLANK_LINES.sub("\n\n", lines) + "\n", render_to_string(f"newsletter/mail/{name}.html", whole)


def letter(
    name: str, *, to: str, subject: str, context: Mapping[str, Any], stop: str = "", once: str = ""
) -> EmailMultiAlternatives:
    """A message to one address.

    ``stop`` is the address that stops it at one click (RFC 8058). ``once`` names what is sent to whom: two
    messages with the same have the same Message-ID, so that a mail program shows one.
    """
    text, html = told(name, context)
    # An answer of a holiday notice would go round in circles (RFC 3834).
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if stop:
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    if once:
        mark = hashlib.sha256(f"{settings.SECRET_KEY}/{once}".encode()).hexdigest()[:40]
        headers["Message-ID"] = f"<{mark}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or 'localhost'}>"
    message = EmailMultiAlternatives(subject=subject, body=text, to=[to], headers=headers)
    message.attach_alternative(html, "text/html")
    return message

"""Logs that never hold what a family typed.

A search is in an address's query string, and an exception's message may quote it. Three nets, one behind the
other: no line keeps a query string; no line keeps anything shaped like a postcode or an e-mail address; and
while a request is answered no line keeps the words that request brought.
"""

import logging
import re
from collections.abc import ItemsView, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import quote, quote_plus

from django.core.mail import mail_admins
from django.http import HttpRequest
from django.utils.log import AdminEmailHandler
from django.views.debug import SafeExceptionReporterFilter

HIDDEN = "[hidden]"
QUERY = re.compile(r"\?[^\s\"'<>]*=[^\s\"'<>]*")
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?(?:\s|%20|\+)*[0-9][A-Z]{2}\b", re.IGNORECASE)
EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Parameters that a person types into. The others are codes that the pages made themselves.
TYPED = ("q", "near", "box", "text")

_typed: ContextVar[re.Pattern[str] | None] = ContextVar("typed", default=None)


def discreet(text: str) -> str:
    """The text without query strings, postcodes, e-mail addresses or words of the request being answered."""
    text = EMAIL.sub(HIDDEN, POSTCODE.sub(HIDDEN, QUERY.sub(f"?{HIDDEN}", text)))
    words = _typed.get()
    return words.sub(HIDDEN, text) if words else text


@contextmanager
def keeping_quiet_about(request: HttpRequest) -> Iterator[None]:
    """While this holds, what the request brought is taken out of every line logged."""
    values = [value for name in TYPED for value in request.GET.getlist(name)]
    token = _typed.set(_pattern(values))
    try:
        yield
    finally:
        _typed.reset(token)


def _pattern(values: Iterable[str]) -> re.Pattern[str] | None:
    spellings: set[str] = set()
    for value in values:
        # Shorter pieces are in every line of every log; hiding them would hide the log.
        pieces = [value, *(piece for piece in re.split(r"[^\w']+", value) if len(piece) > 2)]
        for piece in filter(str.strip, pieces[:60]):
            spellings |= {piece, quote(piece), quote_plus(piece), repr(piece)[1:-1]}
    if not spellings:
        return None
    longest_first = sorted(spellings, key=len, reverse=True)
    return re.compile("(?<!\\w)(?:" + "|".join(map(re.escape, longest_first)) + ")(?!\\w)", re.IGNORECASE)


class DiscreetFormatter(logging.Formatter):
    """Formats a line, traceback and all, and then takes out what a family typed."""

    def format(self, record: logging.LogRecord) -> str:
        """One log entry, safe to keep."""
        return discreet(super().format(record))


class DiscreetEmailHandler(AdminEmailHandler):
    """Mails the operators the log entry alone, never the request's address, parameters or variables."""

    def emit(self, record: logging.LogRecord) -> None:
        """Send one entry."""
        subject = f"{record.levelname}: {record.name}"
        mail_admins(subject, self.format(record), fail_silently=True)


class DiscreetReporterFilter(SafeExceptionReporterFilter):
    """Django's error report without parameters and variables: they hold a family's words."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Also while debugging: a developer's screen is shared too."""
        return True

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        """The headers, without the query string."""
        meta = super().get_safe_request_meta(request)
        return {
            name: discreet(value) if isinstance(value, str) else value for name, value in meta.items()
        } | {"QUERY_STRING": HIDDEN}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        """The names of the variables alone."""
        return dict.fromkeys(tb_frame.f_locals, HIDDEN).items()

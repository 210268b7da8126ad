"""Settings that would stop the search from working, said when the site starts."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register

from search.engine import ELASTIC, NAMES

E001 = "search.E001"
E002 = "search.E002"
E003 = "search.E003"
E004 = "search.E004"
E005 = "search.E005"
E006 = "search.E006"
E007 = "search.E007"
W001 = "search.W001"

#: What Elasticsearch takes as the beginning of an index's name, kept short for what we add to it.
PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
LOCAL = {"localhost", "127.0.0.1", "::1"}
LONGEST_S = 30.0


@register(Tags.compatibility)
def engine_is_known(**_: Any) -> list[CheckMessage]:
    """SEARCH_ENGINE names an engine that exists."""
    if settings.SEARCH_ENGINE in NAMES:
        return []
    return [
        Error(
            f"SEARCH_ENGINE is “{settings.SEARCH_ENGINE}”, which is no engine.",
            hint=f"Set it to one of: {', '.join(sorted(NAMES))}.",
            id=E001,
        )
    ]


@register(Tags.files)
def index_folder_can_be_written(**_: Any) -> list[CheckMessage]:
    """SEARCH_INDEX_DIR is a folder we may write to, or one we may make."""
    folder = Path(settings.SEARCH_INDEX_DIR)
    there = next((path for path in (folder, *folder.parents) if path.exists()), Path("/"))
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return []
    return [
        Error(
            f"The search index can't be written in {folder}.",
            hint=f"Give this user the right to write in {there}, or set SEARCH_INDEX_DIR to another folder.",
            id=E002,
        )
    ]


@register(Tags.compatibility)
def elasticsearch_can_be_asked(**_: Any) -> list[CheckMessage]:
    """With SEARCH_ENGINE=elastic: an address, names, a time and who we are that Elasticsearch can take.

    Nobody is asked here: a site must start while its search server is away.
    """
    if settings.SEARCH_ENGINE != ELASTIC:
        return []
    return [*_address(), *_names(), *_identity()]


def _address() -> list[CheckMessage]:
    if not settings.ES_URL:
        return [
            Error(
                "SEARCH_ENGINE is “elastic”, but ES_URL does not say where Elasticsearch is.",
                hint="Set ES_URL, for example to https://search.example.org:9200, or SEARCH_ENGINE=embedded.",
                id=E003,
            )
        ]
    address = _parts(settings.ES_URL)
    if address is None:
        return [
            Error(
                "ES_URL is not an address that Signpost can use.",
                hint="Write it as https://host:port, without a user or password in it: those are ES_API_KEY, "
                "or ES_USER and ES_PASSWORD.",
                id=E004,
            )
        ]
    scheme, host = address
    if scheme == "http" and host not in LOCAL and (settings.ES_API_KEY or settings.ES_PASSWORD):
        return [
            checks.Warning(
                "Signpost sends its key or password to Elasticsearch unencrypted.",
                hint="Use https in ES_URL, with ES_CA naming the certificate if it is one of your own; or "
                "make sure that nobody else can listen on the way to that server.",
                id=W001,
            )
        ]
    return []


def _parts(url: str) -> tuple[str, str] | None:
    """Scheme and host of an address that holds no secret; None when it is another kind of text."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        return None
    return parts.scheme, parts.hostname


def _names() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not PREFIX.fullmatch(settings.ES_INDEX_PREFIX):
        found.append(
            Error(
                f"ES_INDEX_PREFIX is “{settings.ES_INDEX_PREFIX}”, which can't begin the name of an index.",
                hint="Use small letters, digits, hyphens and underscores, beginning with a letter or digit.",
                id=E005,
            )
        )
    if not 0 < settings.ES_TIMEOUT <= LONGEST_S:
        found.append(
            Error(
                f"ES_TIMEOUT is {settings.ES_TIMEOUT:g} seconds.",
                hint=f"Set it to more than 0 and at most {LONGEST_S:g}: a family waits that long when "
                "Elasticsearch hangs, before the embedded index answers.",
                id=E006,
            )
        )
    return found


def _identity() -> list[CheckMessage]:
    problems = []
    if settings.ES_API_KEY and settings.ES_USER:
        problems.append("Both ES_API_KEY and ES_USER are set: keep one of them.")
    if bool(settings.ES_USER) != bool(settings.ES_PASSWORD):
        problems.append("ES_USER and ES_PASSWORD go together: set both or none.")
    if settings.ES_CA and not os.access(settings.ES_CA, os.R_OK):
        problems.append("ES_CA names a file that can't be read: give the path of a certificate (PEM).")
    message = "Signpost can't say to Elasticsearch who it is."
    return [Error(message, hint=problem, id=E007) for problem in problems]

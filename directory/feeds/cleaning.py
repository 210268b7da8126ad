"""Texts, addresses and numbers as they come, made safe and tidy. Pure."""

import html
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

import nh3

URL_MAX, EMAIL_MAX, PHONE_MAX = 500, 254, 60
KEPT_TAGS = {"p", "br", "li", "ul", "ol", "div", "tr", "td", "th", "table", "a", "section", "article"} | {
    f"h{level}" for level in range(1, 7)
}
# A "<" that begins no tag is the sign itself, as in "children < 5" or "<name@example.org>".
NOT_A_TAG = re.compile(r"<(?!/?[a-zA-Z][a-zA-Z0-9]*(?:[\s/>]|$)|!--)")
LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.S)
ITEM = re.compile(r"<li[^>]*>\s*(?:<p[^>]*>)?")
BLOCK = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|table|section|article)\b[^>]*>")
LINE = re.compile(r"<br[^>]*>|</tr>")
TAG = re.compile(r"<[^>]+>")
LEFT_OVER = re.compile(
    r"</?(?:p|br|li|ul|ol|div|span|strong|em|b|i|a|h[1-6]|script|style|table|img|iframe|svg)(?:\s[^<>]*)?/?>",
    re.I,
)
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
TWICE_ENCODED = re.compile(
    "\u00c3[\u0080-\u00bf\u2018-\u203a\u0152-\u0178]|\u00e2\u20ac|\u00c2[\u00a0-\u00bf]"
)
NOTHING = {
    "",
    "n/a",
    "na",
    "none",
    "null",
    "nil",
    "-",
    "--",
    "tbc",
    "tba",
    "http://",
    "https://",
    "not applicable",
}
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\Z")
EMAIL = re.compile(r"[A-Za-z0-9._%+'&/=?^{}~!#$*-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\Z")


def text(value: Any) -> str:
    """Plain text of several lines: HTML gone, its paragraphs and list items kept as lines."""
    if value is None or isinstance(value, bool):
        return ""
    words = value if isinstance(value, str) else str(value)
    if words.isascii() and words.isprintable() and "<" not in words and "&" not in words:
        return " ".join(words.split())  # most cells, and four times as fast
    words = repaired(words)
    for _ in range(4):  # some sources escape their HTML once or twice more than they should
        if "<" in words or "&" in words:
            words = _without_html(words)
        if not LEFT_OVER.search(html.unescape(words)):
            break
    return _tidy(words)


def line(value: Any) -> str:
    """The same on one line, for names."""
    words = text(value)
    return " ".join(words.split()) if "\n" in words else words


def repaired(words: str) -> str:
    """UTF-8 that was once read as Windows-1252 ("donâ€™t"), put right where that can be done without loss."""
    if not TWICE_ENCODED.search(words):
        return words
    try:
        return words.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return words


def url(value: Any) -> str:
    """A web address with its scheme. Raises ValueError, with a reason, for what no browser could follow."""
    address = line(value).replace(" ", "%20").rstrip(".,;")
    if address.lower() in NOTHING:
        return ""
    if not re.match(r"[a-z][a-z0-9+.-]*:", address, re.I) or re.match(r"[a-z0-9.-]+:\d", address, re.I):
        address = f"http://{address.lstrip('/')}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError) as odd:
        raise ValueError(f"“{address[:80]}” isn't a web address") from odd
    if parts.scheme not in {"http", "https"} or not HOST.match(host):
        raise ValueError(f"“{address[:80]}” isn't a web address")
    if len(address) > URL_MAX:
        raise ValueError(f"the web address is longer than {URL_MAX} characters")
    return address


def email(value: Any) -> str:
    """One e-mail address. Raises ValueError, with a reason, for anything else."""
    words = line(value).removeprefix("mailto:")
    if words.lower() in NOTHING:
        return ""
    first = re.split(r"[;,\s]+", words.strip("<>;, "))[0].strip("<>")
    if len(first) > EMAIL_MAX or ".." in first or not EMAIL.match(first):
        raise ValueError(f"“{words[:80]}” isn't an e-mail address")
    return first


def phone(value: Any) -> str:
    """A number to ring with single spaces. Raises ValueError for what has too few or too many digits."""
    words = line(value).removeprefix("tel:")
    if words.lower() in NOTHING:
        return ""
    digits = sum(sign.isdigit() for sign in words)
    if not 3 <= digits <= 30 or len(words) > PHONE_MAX:
        raise ValueError(f"“{words[:80]}” isn't a phone number")
    return words


def number(value: Any) -> Decimal | None:
    """A finite number, pound signs and thousands commas left out; None when nothing is said.

    Raises ValueError, with a reason, for words.
    """
    if value is None or isinstance(value, bool):
        return None
    words = line(value).replace("£", "").replace(",", "").strip()
    if words.lower() in NOTHING:
        return None
    try:
        amount = Decimal(words)
    except InvalidOperation:
        raise ValueError(f"“{words[:40]}” isn't a number") from None
    if not amount.is_finite() or abs(amount) >= Decimal("1e12"):
        raise ValueError(f"“{words[:40]}” isn't a usable number")
    return amount


def truth(value: Any) -> bool | None:
    """Yes, no, or None when it isn't stated or can't be told."""
    if isinstance(value, bool):
        return value
    words = line(value).lower()
    if words in {"yes", "y", "true", "t", "1", "1.0"}:
        return True
    return False if words in {"no", "n", "false", "f", "0", "0.0"} else None


def cut(words: str, most: int) -> str:
    """At most this many characters, ending at a word and with an ellipsis when something was left out."""
    if len(words) <= most:
        return words
    kept = words[: most - 1]
    if not words[most - 1].isspace() and " " in kept.strip() and not kept[-1].isspace():
        kept = kept.rsplit(None, 1)[0]
    return f"{kept.rstrip()}…"


def _without_html(words: str) -> str:
    escaped = NOT_A_TAG.sub("&lt;", words)
    safe = nh3.clean(
        escaped, tags=KEPT_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}
    )
    safe = LINK.sub(_link, safe)
    safe = ITEM.sub("\n- ", safe)
    safe = LINE.sub("\n", safe)
    safe = BLOCK.sub("\n\n", safe)
    return html.unescape(TAG.sub(" ", safe) if "<t" in safe else TAG.sub("", safe))


def _link(found: re.Match[str]) -> str:
    address, words = found[1].removeprefix("mailto:"), found[2]
    bare = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    return words if not bare or bare in words else f"{words} ({address})"


def _tidy(words: str) -> str:
    words = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n"))
    words = CONTROL.sub(" ", INVISIBLE.sub("", words.replace("\u2028", "\n").replace("\u2029", "\n\n")))
    # A lone surrogate can be written in JSON but never be stored.
    words = words.encode("utf-8", "replace").decode("utf-8")
    lines = [" ".join(part.split()) for part in words.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

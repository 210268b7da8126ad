"""What a row says, as one short text: two rows with the same one say the same. Pure."""

import hashlib
import json
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any

from directory.feeds.rows import ServiceRow


def fingerprint(row: ServiceRow) -> str:
    """32 hexadecimal characters over everything a family could read; line and feed dates are left out.

    What is at its default isn't part of it, so that a column added to the rows later doesn't make every
    listing look changed.
    """
    told = json.dumps(row, default=_told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def _told(value: Any) -> Any:
    if not hasattr(value, "__dataclass_fields__"):
        return str(value)
    said = {}
    for column in _columns(value.__class__):
        content = getattr(value, column.name)
        if column.default is MISSING or content != column.default:
            said[column.name] = content
    return said


@cache
def _columns(row: type) -> tuple[Field[Any], ...]:
    return tuple(column for column in fields(row) if column.compare)

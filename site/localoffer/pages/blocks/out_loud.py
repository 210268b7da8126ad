"""The words of a stream of blocks, one after the other, without a look at the database."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

#: Parts of blocks that nobody reads out: they point or they choose.
SILENT = frozenset(
    {"url", "page", "image", "document", "level", "decorative", "email", "phone", "joined", "id", "type"}
)
#: Blocks that hold HTML already. Rich text inside of others is told by its first tag.
RICH = frozenset({"paragraph", "inset"})


def words_of(stream: Any) -> str:
    """All that a StreamField says, as HTML: rich text as it is, the rest as paragraphs. No statement."""
    return "\n".join(word for block in stream.raw_data for word in _words(block["value"], block["type"]))


def _words(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        # Items of a list are wrapped: {"type": "item", "value": ..., "id": ...}.
        wrapped = "value" in value and set(value) <= {"type", "value", "id"}
        parts = {name: value["value"]} if wrapped else value
        for part, held in parts.items():
            if part not in SILENT:
                yield from _words(held, part)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one, name)
    elif isinstance(value, str) and value.strip():
        rich = name in RICH or value.lstrip().startswith("<")
        yield value if rich else f"<p>{escape(value)}</p>"

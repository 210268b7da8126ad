"""Keys that stay the same each time the same thing is read."""

from uuid import NAMESPACE_URL, UUID, uuid5

NAMESPACE = uuid5(NAMESPACE_URL, "https://example.org/signpost/directory")


def stable_key(*parts: str) -> UUID:
    """The UUIDv5 of these parts, in this order, inside Signpost's own namespace (RFC 4122, section 4.3)."""
    return uuid5(NAMESPACE, "\x1f".join(parts))

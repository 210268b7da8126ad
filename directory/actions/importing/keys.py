"""Which key a thing from a source has here: its own UUID, else one that is the same at every import."""

from uuid import UUID

from directory.models.keys import stable_key


def key_for(source: str, kind: str, identifier: str) -> UUID:
    """A UUID is kept; any other id becomes the UUIDv5 of the source's name, the kind of thing and the id."""
    try:
        return UUID(identifier)
    except ValueError:
        return stable_key("import", source, kind, identifier)


def part_key(service: UUID, kind: str, identifier: str, position: int) -> UUID:
    """The key of a part: its own UUID, else one made of the service, its id or its place in the list."""
    try:
        return UUID(identifier)
    except ValueError:
        return stable_key("import", str(service), kind, identifier or str(position))

"""The mails that are sent, each in plain text and in HTML."""

from localoffer.newsletter.messages.alert import Listed, alert
from localoffer.newsletter.messages.confirm import confirm
from localoffer.newsletter.messages.digest import Part, digest, parts

__all__ = ["Listed", "Part", "alert", "confirm", "digest", "parts"]

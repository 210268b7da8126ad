"""An issue as a reader who wants everything would get it, without a reader."""

from django.utils import timezone

from localoffer.newsletter.content import Content
from localoffer.newsletter.keys import absolute
from localoffer.newsletter.messages import parts
from localoffer.newsletter.messages.letter import told
from localoffer.newsletter.models import Issue
from localoffer.newsletter.queries.gathering import still_there

#: Where the links of a preview lead that would be a reader's own.
NOBODYS = "/newsletter/"


def preview(issue: Issue) -> tuple[str, str]:
    """The whole issue as text and as HTML. Its links to change or stop it are nobody's."""
    content = still_there(Content.from_json(issue.content))
    nobodys = absolute(NOBODYS)
    context = {
        "issue": issue,
        "parts": parts(content),
        "told": (),
        "asked_on": timezone.localtime(),
        "manage": nobodys,
        "stop": nobodys,
    }
    return told("digest", context)

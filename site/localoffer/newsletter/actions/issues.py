"""Make a week's issue, write its first words, approve it."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from localoffer.newsletter.models import Issue
from localoffer.newsletter.queries.gathering import gather
from localoffer.newsletter.queries.issues import term_on
from localoffer.newsletter.queries.services import settled

#: What an issue looks back on when it is the first.
FIRST = timedelta(days=7)
#: After the summer an issue doesn't tell everything of six weeks and more.
LONGEST = timedelta(days=45)


class NoIssueError(Exception):
    """No issue was made. The message says why."""


class NotADraftError(Exception):
    """The issue is approved or sent already. The message says what can be done."""


def make_issue(*, day: date, now: datetime | None = None) -> Issue:
    """Gather the issue of a day's week as a draft, once. NoIssueError in the holidays, or if it is there."""
    now = now or timezone.now()
    if term_on(day) is None:
        raise NoIssueError(
            f"{day.day} {day:%B %Y} is not in term time, so there is no news that week. "
            "Term dates are kept in the admin, under Newsletter."
        )
    week = Issue.week_of(day)
    if Issue.objects.filter(week=week).exists():
        raise NoIssueError(f"The issue of the week of {week.day} {week:%B %Y} is there already.")
    until = settled(now)
    before = Issue.objects.filter(until__lt=until).order_by("-until").first()
    since = max(before.until, until - LONGEST) if before else until - FIRST
    content = gather(since, until, now).as_json()
    try:
        with transaction.atomic():
            return Issue.objects.create(week=week, since=since, until=until, content=content)
    except IntegrityError:
        raise NoIssueError(f"The issue of the week of {week.day} {week:%B %Y} was made just now.") from None


def write_intro(*, issue: Issue, intro: str) -> None:
    """Put a few words at the top of a draft. Raises NotADraftError."""
    if not Issue.objects.filter(pk=issue.pk, status=Issue.Status.DRAFT).update(intro=intro):
        raise NotADraftError(
            "The issue is approved, so its words stay as they are. Take the approval back first."
        )


def approve(*, issue: Issue, by: AbstractBaseUser) -> None:
    """Let an issue be sent. Raises NotADraftError when it is already."""
    changed = Issue.objects.filter(pk=issue.pk, status=Issue.Status.DRAFT).update(
        status=Issue.Status.APPROVED, approved_at=timezone.now(), approved_by=by
    )
    if not changed:
        raise NotADraftError("The issue is approved already.")


def take_back(*, issue: Issue) -> None:
    """Make an approved issue a draft again, as long as nobody has had it. Raises NotADraftError."""
    changed = Issue.objects.filter(pk=issue.pk, status=Issue.Status.APPROVED, deliveries__isnull=True).update(
        status=Issue.Status.DRAFT, approved_at=None, approved_by=None
    )
    if not changed:
        raise NotADraftError("Some readers have had this issue, so it cannot be taken back.")

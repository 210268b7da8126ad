"""The lists: issues to open, terms to keep, and readers that only operators see."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.forms import PlainTextForm
from directory.wagtail_hooks.viewsets import ASK_THE_DATABASE
from localoffer.newsletter.content import Content
from localoffer.newsletter.models import Issue, Reader, TermDates
from localoffer.newsletter.queries.issues import with_counts

ISSUE = "newsletter_issue_look"


class _Only(ModelPermissionPolicy):
    """Some verbs alone, whatever somebody may do elsewhere."""

    def __init__(self, model: Any, *verbs: str) -> None:
        super().__init__(model)
        self.verbs = verbs

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.verbs and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class _List(ModelViewSet):
    """A list that can't be downloaded."""

    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50
    list_export: list[str] = []
    form_fields: list[str] = []
    search_backend_name = ASK_THE_DATABASE
    verbs: tuple[str, ...] = ("view",)

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """See ``verbs``."""
        return _Only(self.model, *self.verbs)


class _IssueList(_List.index_view_class):  # type: ignore[misc, name-defined]  # Wagtail's views are untyped.
    """Issues with their counts, in one statement."""

    def get_base_queryset(self) -> QuerySet[Issue]:
        """With how many got one."""
        return with_counts()


class IssueViewSet(_List):
    """Issues: each opens on the page where it is looked at and approved."""

    model = Issue
    icon = "mail"
    menu_label = "Issues"
    index_view_class = _IssueList
    list_display = [
        TitleColumn(
            "week",
            label="Week of",
            accessor=lambda issue: f"{issue.week.day} {issue.week:%B %Y}",
            get_url=lambda issue: reverse(ISSUE, args=[issue.pk]),
        ),
        Column("status", label="How far", accessor="get_status_display"),
        Column("held", label="Items", accessor=lambda issue: len(Content.from_json(issue.content).items)),
        Column("sent", label="Sent to", accessor=lambda issue: max(issue.told, issue.sent)),
        Column("failed", label="To be tried again"),
    ]


class TermViewSet(SnippetViewSet):
    """Term dates."""

    model = TermDates
    icon = "date"
    menu_label = "Term dates"
    list_display = [
        "name",
        DateColumn("starts", label="First day", sort_key="starts"),
        DateColumn("ends", label="Last day", sort_key="ends"),
    ]
    list_per_page = 50
    search_backend_name = ASK_THE_DATABASE
    search_fields = ["name"]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")])],
        base_form_class=PlainTextForm,
    )
    copy_view_enabled = False


class _ReaderList(_List.index_view_class):  # type: ignore[misc, name-defined]
    """Readers with how much they get, in one statement."""

    def get_base_queryset(self) -> QuerySet[Reader]:
        """With whether she gets the news, and how many alerts."""
        confirmed = Q(digests__confirmed_at__isnull=False)
        alerts = Count("searches", filter=Q(searches__confirmed_at__isnull=False), distinct=True)
        return Reader.objects.annotate(news=Count("digests", filter=confirmed, distinct=True), alerts=alerts)


class ReaderViewSet(_List):
    """Readers, for operators alone: to find one who asks by letter or phone, and to delete her."""

    model = Reader
    icon = "user"
    menu_label = "Readers"
    verbs = ("view", "delete")
    index_view_class = _ReaderList
    search_fields = ["email"]
    list_display = [
        TitleColumn(
            "email", label="Address", get_url=lambda reader: reverse("reader:delete", args=[reader.pk])
        ),
        Column("news", label="Weekly news", accessor=lambda reader: "Yes" if reader.news else "No"),
        Column("alerts", label="Alerts"),
        DateColumn("confirmed_at", label="Confirmed"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reader]:
        """All of them."""
        return Reader.objects.all()

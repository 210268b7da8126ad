"""The page where an issue is looked at, given its first words and approved."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.views.generic import View
from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from directory.feeds import cleaning
from localoffer.newsletter import permissions
from localoffer.newsletter.actions.issues import NotADraftError, approve, take_back, write_intro
from localoffer.newsletter.models import Digest, Issue
from localoffer.newsletter.previewing import preview
from localoffer.newsletter.queries.issues import with_counts
from localoffer.newsletter.wagtail_hooks.lists import ISSUE

MAIL = "newsletter_issue_mail"
INTRO_MOST = 2000
LIST = "issue:index"


class Looking(WagtailAdminTemplateMixin, View):
    """An issue as a mail, in HTML and in text, with what may be done to it now."""

    template_name = "newsletter/admin/issue.html"
    page_title = "Newsletter"
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For those who may look at issues."""
        if not request.user.has_perm(permissions.VIEW):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Which one."""
        return str(self.issue)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, then here."""
        issues = {"url": reverse_lazy(LIST), "label": "Issues"}
        return [*self.breadcrumbs_items, issues, {"url": "", "label": str(self.issue)}]

    def get(self, request: HttpRequest, key: int) -> HttpResponse:
        """Show it; nothing is written."""
        self.issue = get_object_or_404(with_counts(), pk=key)
        text, _html = preview(self.issue)
        may = {"write": permissions.WRITE, "approve": permissions.APPROVE}
        shown = {
            "issue": self.issue,
            "text": text,
            "readers": Digest.objects.filter(confirmed_at__isnull=False).count(),
            "may": {verb: request.user.has_perm(right) for verb, right in may.items()},
            "intro_most": INTRO_MOST,
        }
        whole: HttpResponse = self.render_to_response(self.get_context_data(**shown))
        return whole

    def post(self, request: HttpRequest, key: int) -> HttpResponse:
        """One of the buttons."""
        issue = get_object_or_404(Issue, pk=key)
        asked = request.POST.get("do", "")
        needed = permissions.WRITE if asked == "write" else permissions.APPROVE
        if not request.user.has_perm(needed):
            raise PermissionDenied
        try:
            messages.success(request, self._do(request, issue, asked))
        except NotADraftError as why:
            messages.error(request, str(why))
        return HttpResponseRedirect(reverse(ISSUE, args=[issue.pk]))

    def _do(self, request: HttpRequest, issue: Issue, asked: str) -> str:
        if asked == "approve":
            approve(issue=issue, by=request.user)  # type: ignore[arg-type]  # dispatch let nobody else in
            return "The issue is approved. It goes out with the next run of send_newsletter."
        if asked == "take-back":
            take_back(issue=issue)
            return "The issue is a draft again, and is not sent."
        write_intro(issue=issue, intro=cleaning.text(request.POST.get("intro", ""))[:INTRO_MOST])
        return "Your words are saved."


def mail(request: HttpRequest, key: int) -> HttpResponse:
    """The mail's HTML alone, for the frame on the page."""
    if not request.user.has_perm(permissions.VIEW):
        raise PermissionDenied
    return HttpResponse(preview(get_object_or_404(Issue, pk=key))[1])


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The page and its frame."""
    return [
        path("newsletter/issue/<int:key>/", Looking.as_view(), name=ISSUE),
        path("newsletter/issue/<int:key>/mail/", mail, name=MAIL),
    ]

"""The page where editors try a question: what was understood, what ranks where and why, how good it is."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.views.generic import View
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from search.engine import ELASTIC, EMBEDDED, kept
from search.engine.base import SearchUnavailableError
from search.found import Question
from search.models import Judgment, ThesaurusEntry
from search.trial_forms import TrialForm, grades
from search.trials import Tried, judge, judgments_as_json, tried
from search.word_forms import NewMeaningForm

TITLE = "Try a question"
TRY, JUDGE, ADD, EXPORT = "search_try", "search_try_judge", "search_try_add", "search_try_judgments"
#: As an operator calls them.
ENGINES: Mapping[str, str] = {EMBEDDED: "The search on this server", ELASTIC: "Elasticsearch"}

_judgments = ModelPermissionPolicy(Judgment)
_entries = ModelPermissionPolicy(ThesaurusEntry)


class Trying(WagtailAdminTemplateMixin, View):
    """A question, its answer taken apart, and the forms that judge it and add to the thesaurus."""

    template_name = "search/admin/try.html"
    page_title = TITLE
    header_icon = "help"
    permission = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For those who may look at judgments."""
        if not _judgments.user_has_permission(request.user, self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then here."""
        return [*self.breadcrumbs_items, {"url": reverse_lazy(TRY), "label": TITLE}]

    def trial_form(self, sent: Any) -> TrialForm:
        """The question sent, or an empty form."""
        return TrialForm(sent or None, engines={name: ENGINES[name] for name in reversed(kept())})

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the answer; nothing is written."""
        return self.page(self.trial_form(request.GET))

    def page(self, form: TrialForm, adding: NewMeaningForm | None = None) -> HttpResponse:
        """The whole page, with mistakes where they were made."""
        shown: dict[str, Any] = {"form": form, "grades": Judgment.Grade.choices}
        if form.is_bound and form.is_valid():
            question = form.question()
            try:
                shown["tried"] = tried(question, form.engine_name)
            except SearchUnavailableError as lost:
                shown["resting"] = str(lost)
            shown["question"] = question
            shown["may_judge"] = _judgments.user_has_permission(self.request.user, "change")
            if question.words and _entries.user_has_permission(self.request.user, "add"):
                shown["adding"] = adding or _meaning(shown.get("tried"), question)
        whole: HttpResponse = self.render_to_response(self.get_context_data(**shown))
        return whole


class Judging(Trying):
    """Grades for some of the results."""

    http_method_names = ["post"]
    permission = "change"

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep them, and show the question again."""
        form = self.trial_form(request.POST)
        try:
            sent = grades(request.POST)
        except ValueError:
            return HttpResponseBadRequest("A grade is a whole number from 0 to 3.")
        if not form.is_valid():
            return self.page(form)
        changed = judge(form.question(), sent)
        many = "1 judgment was" if changed == 1 else f"{changed} judgments were"
        messages.success(request, f"{many} saved." if changed else "Nothing was changed.")
        return _again(form)


class Adding(Trying):
    """A new entry of the thesaurus, from the question that showed it was missing."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save it and try the question again: it is true at once."""
        if not _entries.user_has_permission(request.user, "add"):
            raise PermissionDenied
        form, adding = self.trial_form(request.POST), NewMeaningForm(request.POST, for_user=request.user)
        if not form.is_valid() or not adding.is_valid():
            return self.page(form, adding)
        entry = adding.save()
        log(instance=entry, action="wagtail.create", user=request.user)
        messages.success(request, f"“{entry}” was added to the thesaurus. These are the results with it.")
        return _again(form)


class Export(Trying):
    """Every judgment as a file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """JSON, to be saved."""
        headers = {"Content-Disposition": 'attachment; filename="judgments.json"'}
        return HttpResponse(judgments_as_json(), content_type="application/json", headers=headers)


def _meaning(answered: Tried | None, question: Question) -> NewMeaningForm:
    """With what was looked for as its phrase: the question without its place, wishes and small words."""
    looked_for = " ".join(one.text for one in answered.soughts) if answered else ""
    return NewMeaningForm(instance=ThesaurusEntry(phrases=looked_for or question.words))


def _again(form: TrialForm) -> HttpResponse:
    asked = form.question()
    said = {"words": asked.words, "near": asked.near, "engine": form.engine_name}
    return HttpResponseRedirect(f"{reverse(TRY)}?{urlencode(said)}")


class TryMenuItem(MenuItem):
    """In the menu of those who may look at judgments."""

    def is_shown(self, request: HttpRequest) -> bool:
        """See the class."""
        return bool(_judgments.user_has_permission(request.user, "view"))


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Of the page and its forms."""
    return [
        path("search/try/", Trying.as_view(), name=TRY),
        path("search/try/judge/", Judging.as_view(), name=JUDGE),
        path("search/try/add/", Adding.as_view(), name=ADD),
        path("search/try/judgments.json", Export.as_view(), name=EXPORT),
    ]

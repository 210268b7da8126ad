"""Old addresses, in any of the site's languages; and approvals that are refused."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.translation import get_language_from_path
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import TaskState

from localoffer.pages.approving import tell_refusal
from localoffer.pages.gone import GONE


class OldAddressMiddleware(RedirectMiddleware):
    """Wagtail's redirects, which know the addresses of the first language only and say nothing on the way."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Lead an address that answers nothing to where its page, or what was above it, is now."""
        if response.status_code != 404:
            return response
        path = _in_the_first_language(request.path)
        found = get_redirect(request, Redirect.normalise_path(path, decode_unicode=False))
        link = _inside(found.link) if found else ""
        if not link:
            usual: HttpResponse = super().process_response(request, response)
            return usual
        if found.is_permanent:
            return HttpResponsePermanentRedirect(link)
        return HttpResponseRedirect(f"{link}?{GONE}=1" if found.automatically_created else link)


def _inside(link: str | None) -> str:
    """The link when it leads to a page of this site; empty when it leads elsewhere, or nowhere."""
    return link if link and link.startswith("/") and not link.startswith("//") else ""


def _in_the_first_language(path: str) -> str:
    """ "/pl/help/" is "/help/": redirects know a page by its address in the site's first language."""
    code = get_language_from_path(path)
    return path.removeprefix(f"/{code}") if code and code != settings.LANGUAGE_CODE else path


class RefusedApprovalMiddleware:
    """An approval that is refused tells the moderator why; Wagtail would show the general error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Of Wagtail's own view of approving alone. What it had written is undone when this is asked."""
        asked = request.resolver_match
        if not (
            isinstance(exception, ValidationError)
            and request.path_info.startswith("/admin/")
            and asked is not None
            and asked.url_name == "workflow_action"
        ):
            return None
        state = TaskState.objects.get(pk=asked.kwargs["task_state_id"])
        return tell_refusal(request, state, exception)

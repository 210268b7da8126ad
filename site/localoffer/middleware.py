"""Headers that keep a family's words between them and this server."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from localoffer import logs

Respond = Callable[[HttpRequest], HttpResponse]

#: Nothing here needs the camera or the like. A map that knows where you are would ask you first.
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"


class DiscreetMiddleware:
    """Keeps what is typed out of logs and shared caches, and gives the editors' rooms their own policy."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with logs.keeping_quiet_about(request):
            response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.GET and not response.has_header("Cache-Control"):
            # A shared computer or a school's proxy must not hold what was searched for.
            patch_cache_control(response, private=True, no_store=True)
        return response


class AdminPolicyMiddleware:
    """Wagtail's editor runs inline scripts and styles; families' pages never do."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith("/admin/"):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        return response

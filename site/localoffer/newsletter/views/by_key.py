"""What the pages that a signed link opens have in common."""

from collections.abc import Callable
from functools import wraps

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from localoffer.newsletter.keys import BadKeyError

View = Callable[[HttpRequest], HttpResponse]


def opened_by_key(view: View) -> View:
    """Answer a key that is wrong or late in words, and let the key go to nobody else."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            response = view(request)
        except BadKeyError as wrong:
            response = render(request, "newsletter/bad_key.html", {"late": wrong.late}, status=400)
        # A page's address holds the key: no site that it links to may read it.
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    # The key in the address is the whole authority, and no cookie adds to it: see the package.
    return csrf_exempt(
        never_cache(transaction.non_atomic_requests(require_http_methods(["GET", "HEAD", "POST"])(answer)))
    )


def key_of(request: HttpRequest) -> str:
    """The key in the address."""
    return request.GET.get("key", "")

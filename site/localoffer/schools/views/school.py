"""One school's own page, and what it can put on its website."""

import io

import segno
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from localoffer.schools.models import School, Standing
from localoffer.schools.queries import page
from search.addresses import address
from search.forms import tidy
from search.found import Question

MODULE = 4  # pixels of the smallest square
CODE_MOST = 80


@require_safe
@transaction.non_atomic_requests
def school(request: HttpRequest, urn: int, slug: str) -> HttpResponse:
    """The school, its offer, and help near it of ``?need=`` and ``?kind=``."""
    try:
        found = page.school_of(urn)
    except page.NoSchoolError:
        return _gone(request, None)
    if found.status == Standing.CLOSED:
        return _gone(request, found)
    if slug != found.slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    told = page.school_page(found, _code(request, "need"), _code(request, "kind"))
    return render(request, "schools/school.html", {"page": told, "links": _links(request, found)})


@require_safe
@transaction.non_atomic_requests
def by_number(request: HttpRequest, urn: int) -> HttpResponse:
    """The page of a school by its number alone."""
    try:
        return HttpResponsePermanentRedirect(page.school_of(urn).get_absolute_url())
    except page.NoSchoolError:
        return _gone(request, None)


@require_safe
@transaction.non_atomic_requests
def qr(request: HttpRequest, urn: int) -> HttpResponse:
    """A QR code of the school's page, as a drawing that prints at any size."""
    try:
        found = page.school_of(urn)
    except page.NoSchoolError:
        return _gone(request, None)
    drawn = io.BytesIO()
    target = request.build_absolute_uri(found.get_absolute_url())
    segno.make(target, error="m").save(drawn, kind="svg", scale=MODULE, title=found.name)
    named = {"Content-Disposition": f'inline; filename="{found.slug}-qr.svg"'}
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml", headers=named)


def _code(request: HttpRequest, name: str) -> str:
    return tidy(request.GET.get(name, ""))[:CODE_MOST]


def _links(request: HttpRequest, found: School) -> dict[str, str]:
    """Whole addresses for a school's website, and a block of HTML that needs no script and no frame."""
    near = request.build_absolute_uri(address(Question(near=found.near)))
    own = request.build_absolute_uri(found.get_absolute_url())
    told = {
        "school": found,
        "own": own,
        "near": near,
        "find": request.build_absolute_uri(reverse("search:find")),
    }
    return {
        "near": near,
        "own": own,
        "block": render_to_string("schools/block.html", told, request=request).strip(),
        "qr": reverse("schools:qr", args=[found.urn]),
    }


def _gone(request: HttpRequest, found: School | None) -> HttpResponse:
    """No such school (404), or one that has closed (410)."""
    return render(request, "schools/gone.html", {"school": found}, status=410 if found else 404)

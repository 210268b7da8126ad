"""A file of a choice: the same for everybody who asks, so that anybody may keep a copy of it."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from localoffer.graduated.papers.paper_pdf import pdf_of
from localoffer.graduated.papers.word import word_of
from localoffer.graduated.told.values import Paper

#: Raise it when the look of the files changes, so that nobody keeps an old one.
EDITION = 2
#: Seconds that a copy may be used before it is asked whether it is still right.
FRESH = 600


@dataclass(frozen=True, slots=True)
class _Form:
    content_type: str
    ending: str
    make: Callable[[Paper], bytes]


FORMS = {
    "word": _Form("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", word_of),
    "pdf": _Form("application/pdf", "pdf", pdf_of),
}


def paper_file(request: HttpRequest, form: str, paper: Paper, *, source: str, name: str) -> HttpResponse:
    """The file, or "not modified" for somebody who has it. Http404 for a form that there isn't.

    Nothing of the request but the address of the page goes into it.
    """
    if form not in FORMS:
        raise Http404
    chosen = FORMS[form]
    printed = replace(paper, source=source)
    etag = f'"{_mark(form, printed)}"'
    answer = get_conditional_response(request, etag=etag) or HttpResponse(
        chosen.make(printed),
        content_type=chosen.content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{chosen.ending}"'},
    )
    answer.headers["ETag"] = etag
    patch_cache_control(answer, public=True, max_age=FRESH)
    return answer


def _mark(form: str, paper: Paper) -> str:
    said = json.dumps([EDITION, get_language(), form, asdict(paper)], sort_keys=True)
    return sha256(said.encode()).hexdigest()[:32]

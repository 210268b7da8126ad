"""Tagged PDF (PDF/UA-1, ISO 14289-1) through typst, which comes as one wheel and needs no system package."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import get_language, gettext

from localoffer.languages import WRITTEN_IN, elsewhere

#: Typst reads nothing outside this folder; templates import the shared look as "/printing/house.typ".
ROOT = Path(__file__).resolve().parents[1]
FONT = "DejaVuSans.ttf"


class FontsMissingError(Exception):
    """The letters to print with are not built. The message says how to build them."""


def pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """The PDF of a typst template inside ``localoffer``, filled with ``data``.

    The template reads ``data`` as JSON values (``sys.inputs.data``), never as markup, so that no word of an
    editor or a visitor can be taken for an instruction. The paper says that it is in the language being read;
    its template marks what people wrote. Raises FontsMissingError before anything is made, and
    typst.TypstError for a template that is wrong.
    """
    if not (settings.FONTS_DIR / FONT).is_file():
        raise FontsMissingError("The fonts are not built: run `make setup` (it needs npm).")
    made: bytes = typst.compile(
        str(template),
        root=str(ROOT),
        font_paths=[str(settings.FONTS_DIR)],
        ignore_system_fonts=True,
        sys_inputs={name: json.dumps(said, ensure_ascii=False) for name, said in _inputs(data).items()},
        pdf_standards=["ua-1"],
    )
    return made


def _inputs(data: Mapping[str, Any]) -> dict[str, object]:
    house = _parts(get_language() or WRITTEN_IN) | {
        "written": _parts(WRITTEN_IN) if elsewhere() else None,
        "page": gettext("Page %(number)s of %(of)s"),
    }
    return {"data": data, "house": house}


def _parts(language: str) -> dict[str, object]:
    """A language as typst has it: "en-GB" in two parts, with no region for "pl"."""
    code, _, region = language.partition("-")
    return {"lang": code, "region": region.upper() or None}

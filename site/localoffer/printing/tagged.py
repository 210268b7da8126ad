"""Tagged PDF (PDF/UA-1, ISO 14289-1) through typst, which comes as one wheel and needs no system package."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

#: Typst reads nothing outside this folder; templates import the shared look as "/printing/house.typ".
ROOT = Path(__file__).resolve().parents[1]
FONT = "DejaVuSans.ttf"


class FontsMissingError(Exception):
    """The letters to print with are not built. The message says how to build them."""


def pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """The PDF of a typst template inside ``localoffer``, filled with ``data``.

    The template reads ``data`` as JSON values (``sys.inputs.data``), never as markup, so that no word of an
    editor or a visitor can be taken for an instruction. Raises FontsMissingError before anything is made,
    and typst.TypstError for a template that is wrong.
    """
    if not (settings.FONTS_DIR / FONT).is_file():
        raise FontsMissingError("The fonts are not built: run `make setup` (it needs npm).")
    made: bytes = typst.compile(
        str(template),
        root=str(ROOT),
        font_paths=[str(settings.FONTS_DIR)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    return made

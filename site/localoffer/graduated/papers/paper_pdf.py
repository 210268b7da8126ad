"""The checklist and the meeting sheet as tagged PDF."""

from dataclasses import asdict
from pathlib import Path

from localoffer.graduated.papers.paragraphs import paragraphs
from localoffer.graduated.told.values import Paper
from localoffer.printing import pdf

TEMPLATE = Path(__file__).with_name("sheet.typ")


def pdf_of(paper: Paper) -> bytes:
    """PDF/UA-1. Raises localoffer.printing.FontsMissingError."""
    notice = [{"points": list(one.points), "text": one.text} for one in paragraphs(paper.notice)]
    return pdf(TEMPLATE, asdict(paper) | {"notice": notice})

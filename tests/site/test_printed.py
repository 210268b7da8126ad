"""Papers made for somebody who reads Polish: they say their language, and whose words are English."""

import io
import os
from collections.abc import Iterator

import docx
import pytest
from django.conf import settings
from django.test import Client
from docx.oxml.ns import qn
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from localoffer.languages import with_country
from tests.graduated.making_tool import NOISE, made_barrier, made_strategy
from tests.making import service

pytestmark = pytest.mark.django_db
SHEET = f"{NOISE}primary/parent/checklist/"


@pytest.fixture(autouse=True)
def letters() -> None:
    """What is printed needs the letters that npm builds."""
    if not (settings.FONTS_DIR / "DejaVuSans.ttf").is_file():
        reason = "the fonts are not built: run `make setup` (it needs npm)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture
def noise(polish: None) -> None:
    barrier = made_barrier(for_parents="It hurts.\n\n- one\n- two")
    made_strategy("headphones", "Headphones", "targeted", [barrier], step="plan")


def elements(found: object) -> Iterator[tuple[str, str]]:
    """What kind every element is that a screen reader meets, with the language it is said to be in."""
    if isinstance(found, IndirectObject):
        found = found.get_object()
    if isinstance(found, list):
        for one in found:
            yield from elements(one)
    elif isinstance(found, dict):
        yield str(found.get("/S", "")), str(found.get("/Lang", ""))
        yield from elements(found.get("/K"))


def pdf_at(client: Client, address: str) -> PdfReader:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return PdfReader(io.BytesIO(answer.content))


def word_at(client: Client, address: str):
    return docx.Document(io.BytesIO(client.get(address).content))


def words_of(paper: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def runs(document) -> dict[str, str]:
    """Every piece of text with the language it is marked with; "" is the file's own."""
    lines = [*document.paragraphs, *(p for t in document.tables for c in t._cells for p in c.paragraphs)]
    return {
        run.text: mark.get(qn("w:val")) if (mark := run._r.find(f".//{qn('w:lang')}")) is not None else ""
        for line in lines
        for run in line.runs
    }


def test_a_polish_checklist_says_that_it_is_polish_and_which_of_its_words_are_english(client: Client, noise):
    paper = pdf_at(client, f"/pl{SHEET}pdf/")
    assert paper.trailer["/Root"]["/Lang"] == "pl"
    assert "Strona 1 z" in words_of(paper)
    told = list(elements(paper.trailer["/Root"]["/StructTreeRoot"]))
    # What parents may notice is the editors': a paragraph and two points.
    assert ("/P", "en-GB") in told
    assert told.count(("/LBody", "en-GB")) == 2
    assert ("/H2", "en-GB") not in told


def test_an_english_checklist_marks_nothing_because_all_of_it_is_english(client: Client, noise):
    paper = pdf_at(client, f"{SHEET}pdf/")
    assert paper.trailer["/Root"]["/Lang"] == "en-GB"
    assert "Page 1 of" in words_of(paper)
    assert {language for _, language in elements(paper.trailer["/Root"]["/StructTreeRoot"])} == {""}
    document = word_at(client, f"{SHEET}word/")
    assert document.core_properties.language == "en-GB"
    assert set(runs(document).values()) == {""}


def test_a_polish_word_file_is_spelled_in_polish_and_the_editors_words_in_english(client: Client, noise):
    document = word_at(client, f"/pl{SHEET}word/")
    assert document.core_properties.language == "pl-PL"
    default = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert default.get(qn("w:val")) == "pl-PL"
    marked = runs(document)
    for text in ("Finding noise hard", "It hurts.", "one", "two", "Headphones"):
        assert marked[text] == "en-GB", text
    for text in ("Co", "Poziom", "Dodatkowe wsparcie"):
        assert marked[text] == "", text


def test_a_polish_booklet_says_that_it_is_polish_and_its_listings_english(client: Client, polish: None):
    service("Thursday Crew", kinds=["club"], summary="An evening club.", ages=(11, 18), cost="free")
    paper = pdf_at(client, "/pl/booklet/made.pdf")
    assert paper.trailer["/Root"]["/Lang"] == "pl"
    said = words_of(paper)
    assert "Od 11 do 18 lat" in said
    assert "Thursday Crew" in said
    told = list(elements(paper.trailer["/Root"]["/StructTreeRoot"]))
    # A listing and its kind are the editors'; the facts about it begin in Polish.
    assert {("/H1", "en-GB"), ("/Div", "en-GB"), ("/P", "pl")} <= set(told)
    english = pdf_at(client, "/booklet/made.pdf")
    assert "Ages 11 to 18" in words_of(english)
    assert {language for _, language in elements(english.trailer["/Root"]["/StructTreeRoot"])} == {""}


def test_word_is_told_the_country_as_well_because_it_spells_by_country():
    assert with_country() == "en-GB"

"""The checklist and the meeting sheet: on the screen, in Word and as tagged PDF."""

import io

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from localoffer.graduated.choices import Reader
from localoffer.graduated.papers import answering

from .making_tool import NOISE, made_barrier, made_strategy
from .test_pages import page_of, text_of

pytestmark = pytest.mark.django_db
HERE = f"{NOISE}primary/parent/"
WORD, PDF = f"{HERE}checklist/word/", f"{HERE}checklist/pdf/"


@pytest.fixture
def noise():
    barrier = made_barrier(for_parents="It hurts.\n\n- one\n- two")
    made_strategy(barriers=[barrier])
    made_strategy("headphones", "Headphones", "targeted", [barrier], step="plan")
    return barrier


def word_of(client, address=WORD):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return docx.Document(io.BytesIO(answer.content))


def pdf_of(client, address=PDF):
    return pypdf.PdfReader(io.BytesIO(client.get(address).content))


def words_in(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def test_the_page_has_boxes_questions_and_a_sheet_for_this_choice(client, noise):
    page = page_of(client, f"{HERE}checklist/")
    assert text_of(page.h1) == "Take it to the meeting: Finding noise hard: primary"
    assert [text_of(one) for one in page.select("#checklist ~ h3")] == ["Assess", "Plan", "Do", "Review"]
    assert "I have told the school what I see at home" in text_of(page.select_one(".boxes"))
    rows = [text_of(row.th) for row in page.select(".sheet:not(.sheet--blank) tbody tr")]
    assert rows == ["Headphones Extra support", "A quiet place to go For everyone"]
    assert "What will be different next week" in text_of(page.select_one("#questions ~ ul"))
    assert [text_of(one) for one in page.select(".lines dt")] == [
        "Name",
        "Class or group",
        "Date of the meeting",
        "Who is at the meeting",
    ]
    assert all(not text_of(cell) for cell in page.select(".sheet--blank td"))


def test_word_has_real_headings_a_title_a_language_and_marked_table_headings(client, noise):
    document = word_of(client)
    headings = [
        (line.style.name, line.text) for line in document.paragraphs if line.style.name[:7] == "Heading"
    ]
    assert headings[0] == ("Heading 1", "Take it to the meeting: Finding noise hard: primary")
    assert [text for style, text in headings if style == "Heading 2"] == [
        "Checklist",
        "Questions to ask",
        "Meeting sheet",
    ]
    assert document.core_properties.title == headings[0][1]
    assert document.core_properties.language == "en-GB"
    default = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert default.get(qn("w:val")) == "en-GB"
    assert document.tables
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(cell.text for cell in table.rows[0].cells)
    points = [line.text for line in document.paragraphs if line.style.name == "List Bullet"]
    assert points[:2] == ["one", "two"]
    assert "Headphones" in words_in(document)
    assert (
        "testserver/what-to-expect/senses/noise/primary/parent/"
        in document.sections[0].footer.paragraphs[0].text
    )


def test_pdf_is_tagged_and_has_a_title_a_language_and_the_same_words(client, noise):
    found = pdf_of(client)
    root = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).lower() == "en-gb"
    assert found.metadata.title == "Take it to the meeting: Finding noise hard: primary"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    said = " ".join("".join(page.extract_text() for page in found.pages).split())
    for words in ("It hurts.", "Headphones", "What will be different next week", "How we shall know", "☐"):
        assert words in said


@pytest.mark.parametrize("reader", Reader.values)
def test_every_reader_has_a_sheet_in_their_own_words(client, noise, reader):
    address = f"{NOISE}secondary/{reader}/checklist/"
    said = words_in(word_of(client, f"{address}word/"))
    young = reader == "young-person"
    assert ("What helps me" in said) == young
    assert ("your child" in said.lower() or "my child" in said.lower()) == (reader == "parent")
    assert pdf_of(client, f"{address}pdf/").pages
    page_of(client, address)


def test_a_barrier_nobody_has_written_strategies_for_still_has_a_sheet(client):
    made_barrier("bare", "Bare", for_parents="")
    address = f"{NOISE.replace('noise', 'bare')}all-ages/parent/checklist/"
    assert "Checklist" in words_in(word_of(client, f"{address}word/"))
    assert pdf_of(client, f"{address}pdf/").pages


def test_nothing_that_was_typed_is_in_a_file_and_it_is_the_same_for_everybody(client, noise):
    plain, asked = client.get(WORD), client.get(f"{WORD}?near=TA6+4RN&notice=Zebedee")
    assert asked["ETag"] == plain["ETag"]
    said = words_in(docx.Document(io.BytesIO(asked.content)))
    assert "Zebedee" not in said
    assert "TA6" not in said
    assert not asked.cookies


@pytest.mark.parametrize(("address", "kind"), [(WORD, "docx"), (PDF, "pdf")])
def test_who_has_the_file_already_is_not_sent_it_again_until_it_changes(client, noise, address, kind):
    first = client.get(address)
    assert first["Content-Disposition"] == f'attachment; filename="noise-primary-parent.{kind}"'
    assert "public" in first["Cache-Control"]
    assert "max-age=600" in first["Cache-Control"]
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "public" in again["Cache-Control"]
    made_strategy("new-one", "New one", "universal", [noise])
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_file_somebody_has_already_costs_no_making(client, noise, monkeypatch):
    first = client.get(PDF)
    asked = []
    monkeypatch.setitem(
        answering.FORMS,
        "pdf",
        answering._Form("application/pdf", "pdf", lambda paper: asked.append(1) or b"x"),
    )
    assert client.get(PDF, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert asked == []
    client.get(PDF)
    assert asked == [1]


def test_another_form_is_not_found(client, noise):
    assert client.get(f"{HERE}checklist/odt/").status_code == 404

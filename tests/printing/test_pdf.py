"""What the site prints can be read by everybody, a screen reader included."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from localoffer import printing
from localoffer.printing import FontsMissingError, pdf


@pytest.fixture
def template(tmp_path, monkeypatch):
    """A template of a test's own, where typst may read it."""
    monkeypatch.setattr("localoffer.printing.tagged.ROOT", tmp_path)
    house = tmp_path / "printing"
    house.mkdir()
    (house / "house.typ").write_text((Path(printing.__file__).parent / "house.typ").read_text())
    made = tmp_path / "paper.typ"
    made.write_text(
        '#import "/printing/house.typ": data, paper\n'
        "#show: paper.with(title: data.title, foot: data.title)\n= #data.title\n#data.words\n"
    )
    return made


@pytest.fixture(autouse=True)
def letters(settings):
    if not settings.FONTS_DIR.is_dir():
        reason = "the fonts are not built: run `make setup`"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def test_a_paper_is_tagged_titled_and_says_its_language(template):
    paper = read(pdf(template, {"title": "What to expect", "words": "Ask for a meeting."}))
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert paper.metadata is not None
    assert paper.metadata.title == "What to expect"
    text = paper.pages[0].extract_text()
    assert "Ask for a meeting." in text
    assert "Page 1 of 1" in text


def test_what_an_editor_typed_is_printed_and_never_obeyed(template):
    typed = '#read("/printing/house.typ") = Not a heading $x$ */ \\ "quoted"'
    assert typed in read(pdf(template, {"title": "A", "words": typed})).pages[0].extract_text()


def test_without_its_letters_the_site_says_how_to_get_them(template, settings, tmp_path):
    settings.FONTS_DIR = tmp_path / "nowhere"
    with pytest.raises(FontsMissingError, match="make setup"):
        pdf(template, {"title": "A", "words": "B"})

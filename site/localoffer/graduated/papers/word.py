"""The checklist and the meeting sheet as a Word file that can be filled in.

Headings are Word's own, the title and the language are set, and the first row of every table is marked as
its heading (ECMA-376 Part 1, 17.4.78 tblHeader), so that a screen reader finds its way. The file says the
language that it was asked for in, and marks in it what people wrote (17.3.2.20 lang).
"""

from collections.abc import Iterable, Sequence
from functools import partial
from io import BytesIO
from typing import Any

from django.conf import settings
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from localoffer.graduated.papers.paragraphs import paragraphs
from localoffer.graduated.told.values import Blank, Checks, Paper
from localoffer.languages import WRITTEN_IN, elsewhere, with_country

BOX = "\u2610"
LETTERS = "Arial"
LINE = "_" * 40


def word_of(paper: Paper) -> bytes:
    """The bytes of a .docx file."""
    made: Any = Document()
    _set_up(made, paper)
    _with_name(made.add_heading(level=1), paper.title, paper.name)
    made.add_paragraph(paper.about)
    _plain_text(made, paper.notice)
    checklist, questions, sheet, things = paper.headings
    made.add_heading(checklist, level=2)
    for step in paper.checks:
        _step(made, step, things, paper.columns)
    made.add_heading(questions, level=2)
    for question in paper.questions:
        made.add_paragraph(question, style="List Bullet")
    made.add_page_break()
    made.add_heading(sheet, level=2)
    for fact in paper.facts:
        line = made.add_paragraph()
        line.add_run(f"{fact}: ").bold = True
        line.add_run(LINE)
    for blank in paper.blanks:
        _blank(made, blank)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _set_up(made: Any, paper: Paper) -> None:
    about = made.core_properties
    about.title, about.language = paper.title, with_country()
    about.author, about.comments, about.keywords = f"{settings.AUTHORITY_NAME} Signpost", "", ""
    styles = made.styles
    for name in ("Normal", *(f"Heading {level}" for level in range(1, 5))):
        _letters(styles[name])
    styles["Normal"].font.size = Pt(12)
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), with_country())
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.footer.paragraphs[0].text = paper.source


def _letters(style: Any) -> None:
    """One plain face for every script; headings keep Word's sizes and lose its pale blue."""
    style.font.name = LETTERS
    style.font.color.rgb = RGBColor(0, 0, 0)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        faces.attrib.pop(qn(key), None)


def _with_name(line: Any, sentence: str, name: str) -> None:
    """A sentence of the site's with what somebody wrote in the middle of it."""
    before, found, after = sentence.partition(name) if name else (sentence, "", "")
    for text, add in ((before, line.add_run), (found, partial(_written, line)), (after, line.add_run)):
        if text:
            add(text)


def _written(line: Any, text: str) -> None:
    """What somebody wrote, marked with its language where the file is in another one."""
    run = line.add_run(text)
    if elsewhere():
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), WRITTEN_IN)
        run._r.get_or_add_rPr().append(mark)


def _plain_text(made: Any, text: str) -> None:
    for piece in paragraphs(text):
        if piece.text:
            _written(made.add_paragraph(), piece.text)
        for point in piece.points:
            _written(made.add_paragraph(style="List Bullet"), point)


def _step(made: Any, step: Checks, things: str, columns: Sequence[str]) -> None:
    made.add_heading(step.name, level=3)
    made.add_paragraph(step.line)
    for box in step.boxes:
        made.add_paragraph(f"{BOX} {box}")
    if step.things:
        made.add_heading(things, level=4)
        ticks = [BOX] * (len(columns) - 2)
        table = _table(made, columns, (["", level, *ticks] for _, level in step.things))
        for row, (name, _) in zip(table.rows[1:], step.things, strict=True):
            _written(row.cells[0].paragraphs[0], name)


def _blank(made: Any, blank: Blank) -> None:
    made.add_heading(blank.heading, level=3)
    table = _table(made, blank.columns, ([""] * len(blank.columns) for _ in range(blank.rows)))
    for row in table.rows[1:]:
        row.height = Cm(1.4)


def _table(made: Any, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Any:
    table = made.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _mark_as_header(table.rows[0])
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    # Something must stand between two tables, or Word joins them.
    made.add_paragraph()
    return table


def _mark_as_header(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)

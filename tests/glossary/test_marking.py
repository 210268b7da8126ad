"""What a page's words become, and that nothing else of the page changes."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localoffer.glossary.marking import CLOSED, mark
from localoffer.glossary.wording import Book, Use

from .making import BOOK, EHCP, RESPITE, SEN, SEN_SUPPORT, SENCO, word

OPEN, CLOSE = "\ue000", "\ue001"


def sign(use: Use, in_full: bool) -> str:
    """A mark that no page holds by itself."""
    return f"{OPEN}{use.written}{CLOSE}" + (f"({use.in_full})" if in_full else "")


def only_signs(use: Use, in_full: bool) -> str:
    return f"{OPEN}{use.written}{CLOSE}"


def signed(html: str, book: Book = BOOK) -> str:
    return mark(html, book, set(), sign).replace(OPEN, "[").replace(CLOSE, "]")


def test_the_first_use_is_explained_and_the_second_is_left_alone():
    said = signed("<p>Respite helps. Respite is a rest.</p>")
    assert said == "<p>[Respite] helps. Respite is a rest.</p>"


def test_the_letters_of_an_acronym_are_written_out_in_words_where_they_are_first_used():
    assert signed("<p>Has an EHCP? The EHCP says so.</p>") == (
        "<p>Has an [EHCP](education, health and care plan)? The EHCP says so.</p>"
    )


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (
            "<p>special educational needs coordinator (SENCO)</p>",
            "<p>[special educational needs coordinator] (SENCO)</p>",
        ),
        (
            "<p>SENCO (special <b>educational</b> needs coordinator)</p>",
            "<p>[SENCO] (special <b>educational</b> needs coordinator)</p>",
        ),
        (
            "<p>a special needs (SEN) coordinator</p>",
            "<p>a [special needs (SEN) coordinator]</p>",
        ),
        (
            "<p>the <em>special educational</em> needs coordinator, or SENCO</p>",
            "<p>the <em>special educational</em> needs coordinator, or [SENCO]</p>",
        ),
    ],
)
def test_letters_that_the_writer_wrote_out_herself_are_not_written_out_again(html, said):
    also = word("SENCO", expansion=SENCO.expansion, also=("special needs (SEN) coordinator",))
    assert signed(html, Book((also,))) == said


@pytest.mark.parametrize(
    ("also", "said"),
    [
        ("OT", "[OT](occupational therapist)"),
        ("OTs", "[OTs]"),
        ("HV", "[HV]"),
    ],
)
def test_letters_that_begin_the_words_of_the_term_itself_are_written_out_too(also, said):
    book = Book((word("occupational therapist", also=(also,)),))
    assert signed(f"<p>{also}</p>", book) == f"<p>{said}</p>"
    salt = Book((word("speech and language therapist", also=("SALT", "SLT")),))
    assert signed("<p>SLT</p>", salt) == "<p>[SLT](speech and language therapist)</p>"
    assert signed("<p>SALT</p>", salt) == "<p>[SALT](speech and language therapist)</p>"


def test_an_explanation_in_other_words_right_there_is_enough():
    html = "<p>The SENCO (the teacher who looks after support) helps.</p>"
    assert signed(html, Book((SENCO,))) == html.replace("SENCO", "[SENCO]")


def test_letters_written_out_far_away_are_written_out_again():
    html = f"<p>A special <i>educational</i> needs coordinator.</p><p>{'words ' * 40}</p><p>SENCO</p>"
    assert signed(html, Book((SENCO,))).endswith("<p>[SENCO](special educational needs coordinator)</p>")


def test_of_two_terms_that_begin_together_the_longer_one_is_meant():
    assert signed("<p>She gets SEN support for SEN.</p>") == (
        "<p>She gets [SEN support] for [SEN](special educational needs).</p>"
    )
    assert signed("<p>SEN support, SEN support</p>") == "<p>[SEN support], SEN support</p>"


@pytest.mark.parametrize("text", ["SENs", "SENSE", "sen", "non-SEN", "SEN-friendly", "xSEN", "SEN2", "Sen"])
def test_a_part_of_a_word_is_no_word_and_small_letters_are_no_acronym(text):
    expected = "[SENs](special educational needs)" if text == "SENs" else text
    assert signed(f"<p>{text}</p>", Book((SEN,))) == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("term", "written"),
    [
        ("EHC plan", "EHC plans"),
        ("EHC plan", "EHC Plan"),
        ("EHC plan", "EHC\n plan"),
        ("EHC plan", "EHC&nbsp;plan"),
        ("therapy", "therapies"),
        ("annual review", "Annual reviews"),
        ("diagnosis", "Diagnosis"),
        ("SENCO", "SENCO's"),
        ("SENCO", "SENCO&#x27;s"),
        ("carer's allowance", "carer\u2019s allowance"),
        ("carer's allowance", "Carer&#x27;s Allowance"),
        ("Q&A", "Q&amp;A"),
    ],
)
def test_plural_forms_capitals_spaces_and_apostrophes_make_no_difference(term, written):
    assert signed(f"<p>({written})</p>", Book((word(term),))) == f"<p>([{written}])</p>"


@pytest.mark.parametrize("element", sorted(CLOSED - {"template", "object", "iframe", "noscript"}))
def test_nothing_is_put_into_links_headings_code_or_controls(element):
    html = f"<div><{element}><b>respite</b> respite</{element}> respite</div>"
    assert signed(html) == f"<div><{element}><b>respite</b> respite</{element}> [respite]</div>"


def test_what_an_editor_keeps_as_it_is_stays_as_it_is_to_its_own_end():
    html = "<div data-no-glossary><div>respite</div> respite</div> respite"
    assert signed(html) == "<div data-no-glossary><div>respite</div> respite</div> [respite]"


def test_attributes_comments_and_signs_are_never_touched():
    for html in (
        '<img alt="respite"><!-- respite --><p title="<b>respite">x &respite; y</p>',
        "<p data-x='EHCP > EHCP' class=SEN>x</p>",
    ):
        assert signed(html) == html
    assert signed("<p>1 &lt; 2 respite</p>") == "<p>1 &lt; 2 [respite]</p>"
    assert signed("<p>a &amp; respite &#64; b</p>") == "<p>a &amp; [respite] &#64; b</p>"


def test_a_word_called_like_a_sign_of_html_is_not_found_in_it():
    assert signed("<p>a &amp; b</p>", Book((word("amp"),))) == "<p>a &amp; b</p>"


def test_a_page_without_terms_comes_back_as_the_same_object():
    html = "<p>Nothing of that kind.</p>"
    assert mark(html, BOOK, set(), sign) is html
    assert mark(html, Book(()), set(), sign) is html


def test_a_page_in_several_pieces_explains_a_word_once():
    seen: set[str] = set()
    assert OPEN in mark("<p>respite</p>", BOOK, seen, sign)
    assert OPEN not in mark("<p>respite, short break</p>", BOOK, seen, sign)
    assert seen == {"respite"}


# --- Whatever the page ---------------------------------------------------------

TERMS = (EHCP, SENCO, SEN, SEN_SUPPORT, RESPITE)
WAYS = [way for term in TERMS for way in term.ways]
WORDS = st.sampled_from(
    [*WAYS, "&amp;", "&lt;", "&#39;", "help", " ", "\n", "(", ")", ".", "é", "-", "Respites"]
)
TEXT = st.lists(WORDS, max_size=6).map(" ".join)
NAMES = st.sampled_from(["p", "div", "b", "em", "span", "li", "td", "a", "h2", "code", "button", "label"])
ATTRIBUTES = st.sampled_from(
    ["", ' class="SEN"', " title='EHCP > SENCO'", " data-no-glossary", ' id="respite"']
)


def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def made(parts: tuple[str, str, list[str]]) -> str:
        name, attributes, children = parts
        return f"<{name}{attributes}>{''.join(children)}</{name}>"

    some = st.tuples(NAMES, ATTRIBUTES, st.lists(inside, max_size=4)).map(made)
    return some | st.sampled_from(["<br>", "<img alt='SEN'>", "<!-- SEN -->", "<hr/>"])


PAGES = st.lists(st.recursive(TEXT, element, max_leaves=12), max_size=5).map("".join)


class Places(HTMLParser):
    """Where the marks stand, by what is open around them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.around: list[tuple[str, ...]] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "img", "hr"):
            self.open.append("as-it-is" if "data-no-glossary" in dict(attrs) else tag)
        assert all(OPEN not in (value or "") for _, value in attrs)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        self.around += [tuple(self.open)] * data.count(OPEN)

    def handle_comment(self, data):
        assert OPEN not in data


@settings(max_examples=400, deadline=None)
@given(PAGES)
def test_whatever_the_page_it_stays_the_same_but_for_the_marks(html):
    seen: set[str] = set()
    made = mark(html, BOOK, seen, only_signs)
    assert made.replace(OPEN, "").replace(CLOSE, "") == html
    places = Places()
    places.feed(made)
    places.close()
    assert len(places.around) == made.count(OPEN) <= len(seen)
    assert all(not CLOSED & {*around} and "as-it-is" not in around for around in places.around)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="<>/=\"'!-&; aSENbp", max_size=60))
def test_even_a_broken_page_loses_nothing(html):
    made = mark(html + " SEN ", Book((SEN,)), set(), only_signs)
    assert re.sub(f"[{OPEN}{CLOSE}]", "", made) == html + " SEN "
